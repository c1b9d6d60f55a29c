"""The page of the preview: what is to be checked on top, the post on the left, the original right.

Both panes are frames with a sandbox: no scripts, no forms, no origin. The page has no script
either; the list jumps to places in the original by links that name its frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from crosspost.preview import style
from crosspost.preview.original import DOUBT, IN, LOST, OUT, Marked, ToCheck

# Links open in a new tab, which is outside of the sandbox; nothing else leaves a frame.
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
# The theme of the site may need its own scripts; they get no origin, and cannot read the page.
_SANDBOX_OF_SITE = f"{_SANDBOX} allow-scripts"
_POLICY = (
    "default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'; frame-src {frames};"
    " form-action {forms}; base-uri 'none'"
)
_LEGEND = (
    (IN, "in the post"),
    (OUT, "left out"),
    (DOUBT, "in doubt: look at it"),
    (LOST, "of the article, missing in the post"),
)


@dataclass(frozen=True)
class Pane:
    """The left pane.

    Attributes:
        about: where the post is, or would be.
        html: from ``preview.post``; nothing in it acts.
        url: of the page of the site's own server, which is shown instead; empty for none.
    """

    about: str
    html: str = ""
    url: str = ""


def page(
    title: str,
    source: str,
    marked: Marked,
    pane: Pane | None,
    language: str = "en",
    form: str = "",
) -> str:
    """Return the page of the preview.

    Args:
        title: of the article.
        source: the URL or path of the original.
        marked: the original.
        pane: the post; None: there is none, the original is shown alone.
        language: of the article, a BCP 47 tag.
        form: HTML of a form for the server that the page comes from; empty for none.
    """
    frames = _origin(pane.url) if pane and pane.url else "'none'"
    left = _left(pane, language) if pane else ""
    single = "" if pane else ' class="single"'
    policy = _POLICY.format(frames=frames, forms="'self'" if form else "'none'")
    heading = escape(title)
    things = _list(marked.to_check) if pane else ""
    counts = f"{marked.kept:,} of {marked.parts:,} parts of the page are in the post"
    styles = f"<style>{style.COLORS}{style.PAGE}</style>"
    return (
        f'<!doctype html>\n<html lang="en"><head>{_head(policy)}<title>Preview: {heading}</title>'
        f"{styles}</head>\n<body>\n<header><h1>{heading}</h1>\n<p>{escape(source)} · {counts}</p>\n"
        f"{form}{_legend()}\n{things}</header>\n<main{single}>\n{left}"
        '<section aria-labelledby="right"><h2 id="right">The original '
        f"<small>as it was {'sent' if form else 'fetched'}, without styles</small></h2>\n"
        f"{_frame('original', 'The original, with marks', marked.html, language)}</section>\n"
        "</main>\n</body></html>\n"
    )


def _head(policy: str) -> str:
    return (
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{escape(policy)}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
    )


def _left(pane: Pane, language: str) -> str:
    if pane.url:
        small = f'built by the site’s own server: <a href="{escape(pane.url)}" rel="noopener" '
        small += f'target="_blank">{escape(pane.url)}</a>'  # words: fine
        frame = f'<iframe title="The post" name="post" sandbox="{_SANDBOX_OF_SITE}" '
        frame += f'src="{escape(pane.url)}"></iframe>'
    else:
        small = escape(pane.about)
        frame = _frame("post", "The post", pane.html, language)
    return (
        f'<section aria-labelledby="left"><h2 id="left">The post <small>{small}</small></h2>\n'
        f"{frame}</section>\n"
    )


def _frame(name: str, title: str, html: str, language: str) -> str:
    policy = _POLICY.format(frames="'none'", forms="'none'")
    document = (
        f'<!doctype html><html lang="{escape(language)}"><head>{_head(policy)}'
        f"<title>{title}</title><style>{style.COLORS}{style.PANE}</style></head><body>{html}</body></html>"
    )
    return (
        f'<iframe name="{name}" title="{title}" sandbox="{_SANDBOX}" '
        f'srcdoc="{escape(document)}"></iframe>'
    )


def _origin(url: str) -> str:
    """Return the origin of a URL that begins with it."""
    return "/".join(url.split("/")[:3])


def _legend() -> str:
    items = "".join(f'<li><span class="{name}">{words}</span></li>' for name, words in _LEGEND)
    return f'<ul class="legend" aria-label="Marks in the original">{items}</ul>'


def _list(to_check: Sequence[ToCheck]) -> str:
    if not to_check:
        return "<p>Nothing of the article is missing in the post, as far as is known.</p>"
    things = "1 thing" if len(to_check) == 1 else f"{len(to_check):,} things"
    items = "\n".join(map(_item, to_check))
    return f"<details open><summary>{things} to check</summary><ol>\n{items}\n</ol></details>"


def _item(item: ToCheck) -> str:
    words = escape(item.words)
    if item.place:
        words = f'<a href="about:srcdoc#{item.place}" target="original">{words}</a>'
    return f'<li class="{item.kind}">{words}</li>'
