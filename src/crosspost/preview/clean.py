"""Sanitize hostile HTML: text, links and pictures stay; nothing in it can act.

nh3 reads it as a browser does (html5ever), and writes only what is listed here. The page around it
forbids the same again: a sandbox without scripts, and a Content-Security-Policy.
"""

from __future__ import annotations

from collections.abc import Callable

import nh3

#: Attributes that this package sets itself, after those of the page with these names are gone.
OWN_ATTRIBUTES = ("class", "id", "title")


def _names(*texts: str) -> frozenset[str]:
    return frozenset(" ".join(texts).split())


TEXT = _names(
    "a abbr b bdi bdo blockquote br caption cite code dd del details dfn dl dt em figcaption",
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span",
    "strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr",
    "article aside center div footer header main nav section",
)
# Elements that are removed with their content: what is in them is not for readers.
_WITH_CONTENT = _names(
    "script style template title noscript iframe object select textarea svg head noembed noframes"
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto", "data"}
# A picture is loaded when it comes into sight, and its server does not learn of which page.
_ALWAYS = {
    "a": {"target": "_blank"},  # words: fine
    "img": {"loading": "lazy", "referrerpolicy": "no-referrer"},
    "details": {"open": ""},
}


def clean(
    html: str, picture: Callable[[str], str | None] = lambda url: url, *, own: bool = False
) -> str:
    """Return HTML in which nothing acts: text, tables, links that open elsewhere, pictures.

    Args:
        html: anything.
        picture: returns the URL that a picture is shown from; None: it is not shown.
        own: ``html`` has ``class``, ``id`` and ``title`` only where this package has set them.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            shown = picture(value)
            return shown if shown and shown.startswith(("https:", "http:", "data:image/")) else None
        if name == "href" and value[:5].lower() == "data:":
            return None
        return value

    more = set(OWN_ATTRIBUTES) if own else {"id"}
    cleaned = nh3.clean(
        html,
        tags=set(TEXT),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={**_ATTRIBUTES, "*": _ATTRIBUTES["*"] | more},
        attribute_filter=attribute,
        set_tag_attribute_values=_ALWAYS,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    # Links within the document of a frame must name it. "<a " begins no text, there it is "&lt;a ".
    return cleaned.replace('<a href="#', '<a target="_self" href="about:srcdoc#')
