"""The Markdown or HTML at the beginning and end of an inline element."""

from __future__ import annotations

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape, link_urls, search, truncate
from crosspost.markdown.context import Context
from crosspost.markdown.elements import KEPT, KEPT_RAW, MARKS
from crosspost.markdown.survey import Opening

_ITALICS = frozenset(["em", "i"])
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RIGHT_TO_LEFT = lazy_compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
# What is written where HTML is not shown; other elements are only their text.
_WITHOUT_HTML = {
    "q": Opening("*q", "\u201c", "\u201d"),
    "rt": Opening("*rt", " (", ")"),
    "sup": Opening("*sup", "^", ""),
}
_ATTRIBUTES = {"abbr": ("title",), "bdo": ("dir",)}


def opening(tag: Tag, ctx: Context) -> Opening | None:
    """Return how an inline element is written; None if it has no form in Markdown."""
    name = tag.name
    mark = MARKS.get(name)
    if mark:
        if name == "cite" and (ctx.quoted or _is_reference(tag)):
            return None
        return Opening(mark, mark, mark)
    if name == "a":
        return _link(tag, ctx)
    if name == "bdi":
        # A nested one has no effect, so each text is read only once.
        if any(parent.name == "bdi" for parent in tag.parents) or not _RIGHT_TO_LEFT.search(
            tag.get_text()
        ):
            return None  # no text from right to left
        return Opening(name, "\u2068", "\u2069")  # the characters that Unicode has for the same
    if not ctx.survey.dialect.raw_html:
        if name in KEPT or name in KEPT_RAW:
            ctx.survey.without_html.add(name)
        return _WITHOUT_HTML.get(name)
    if name in KEPT or name in KEPT_RAW:
        return Opening(name, f"<{name}{attributes(tag)}>", f"</{name}>")
    return None


def opening_again(tag: Tag, ctx: Context) -> Opening | None:
    """Return how an element around many blocks is written in each of them.

    It is computed once. The total that is written again is limited to the size of a post
    (``cut.MAX_BYTES``), since a long URL around thousands of blocks would be written thousands of
    times.
    """
    survey = ctx.survey
    key = (id(tag), ctx.quoted, ctx.in_heading)
    if key not in survey.openings:
        survey.openings[key] = opening(tag, ctx)
    found = survey.openings[key]
    if found is None or survey.written_again > truncate.MAX_BYTES:
        return None
    survey.written_again += len(found.start) + len(found.end)
    return found


def _is_reference(cite: Tag) -> bool:
    """Tell whether a ``cite`` is a whole reference with the title marked in it."""
    return "citation" in cite.get_attribute_list("class") or (
        search.first(cite, _ITALICS) is not None
    )


def attributes(tag: Tag) -> str:
    """Return the attributes of a kept element with a visible effect, each after a space."""
    kept = []
    for name in _ATTRIBUTES.get(tag.name, ()):
        value = tag.attrs.get(name)
        if (
            value
            and (name != "title" or tag.name == "abbr")
            and (name != "lang" or tag.name == "q")
        ):
            kept.append(f' {name}="{escape.raw(escape.words(str(value)))}"')
    return "".join(kept)


def _link(tag: Tag, ctx: Context) -> Opening | None:
    href = tag.attrs.get("href")
    if not href:
        return None
    url = link_urls.link(href)
    if url is None:
        return None
    if url[0] == "#" and (ctx.in_heading or url[1:] not in ctx.survey.names):
        url = None if ctx.in_heading else link_urls.link(tag.attrs.get("data-full-url"))
        if url is None:
            return None
    title = str(tag.attrs.get("title") or "")
    shown = link_urls.title(title) if title and title.strip() != tag.get_text().strip() else ""
    dialect = ctx.survey.dialect
    written = link_urls.destination(link_urls.not_own(url, dialect), dialect)
    return Opening("[", "[", f"]({written}{shown})")
