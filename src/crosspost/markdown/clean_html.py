"""HTML that stays HTML since Markdown has no form for it (tables with spans), clean and safe.

Only elements and attributes with a visible effect; every element closed; URLs checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import buttons, commonmark, escape, images, link_urls
from crosspost.markdown.context import Block, Context
from crosspost.markdown.embeds import iframe, media
from crosspost.markdown.flavor import READ
from crosspost.markdown.objects import embed, object_
from crosspost.markdown.search import TEXT
from crosspost.model.dialect import Dialect
from crosspost.page.vocabulary import SKIPPED

_KEPT = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd"),
        *("del", "dfn", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
        *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rt", "ruby", "s", "samp", "small"),
        *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
        *("var",),
    ]
)
_ATTRIBUTES = {
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "ol": ("start",),
    "abbr": ("title",),
    "bdo": ("dir",),
}
_VOID = frozenset({"br", "hr", "img"})
# Elements in which a space between children would be visible.
_WHITESPACE = lazy_compile("[ \t\n\r\f]+")
_LINES = frozenset(["table", "thead", "tbody", "tfoot", "tr"])


def clean(tag: Tag, ctx: Context) -> str:
    """Return an element with its content as clean HTML, one line a row; without recursion."""
    out: list[str] = []
    stack: list[tuple[Iterator[PageElement], str, bool]] = [(iter([tag]), "", False)]
    while stack:
        children, end, exact = stack[-1]
        for node in children:
            if type(node) in TEXT:
                out.append(_text(node, exact))  # type: ignore[arg-type]
            elif isinstance(node, Tag) and node.name not in SKIPPED and node.name != "noscript":
                name = node.name
                instead = _instead(node, ctx)
                if instead is not None:
                    out.append(instead)
                    continue
                start = _start(node, ctx.survey.dialect) if name in _KEPT else ""
                if name == "embed":
                    out.append(_html(embed(node, ctx), ctx))
                if name in _VOID:
                    out.append(start)
                    continue
                line = name in _LINES
                if start:
                    out.append(f"\n{start}" if line and out else start)
                finish = f"</{name}>" if start else ""
                if finish and line and name != "tr":
                    finish = "\n" + finish
                stack.append((iter(node.contents), finish, exact or name == "pre"))
                break
        else:
            stack.pop()
            out.append(end)
    # Without the attribute, ``parse_block_html: true`` would read its text as Markdown.
    text = _tidy("".join(out))
    if not ctx.survey.dialect.markdown_attribute:
        return text
    return _WHOLE.sub(r'\g<0> markdown="0"', text, count=1)


_WHOLE = lazy_compile(r"\A<table\b")
# Blocks at whose edges spaces and line breaks are invisible.
_BLOCK = r"(?:p|t[dh]|li|ul|ol|dl|d[dt]|h[1-6]|blockquote|caption)"
# A run is processed from its beginning.
_LINE_ENDS = lazy_compile(r"(?<![ \t])[ \t]*+\n[ \t\n]*")
_STARTS = lazy_compile(rf"(<{_BLOCK}(?: [^<>]*)?>) +")
_ENDS = lazy_compile(rf"(?<! )(?<!<br>)(?: |<br>)++(?=</{_BLOCK}>)")
_BETWEEN = lazy_compile(rf"(</{_BLOCK}>) +(?=<)")


def _tidy(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text).strip()
    return _BETWEEN.sub(r"\1", _ENDS.sub("", _STARTS.sub(r"\1", text)))


def _instead(tag: Tag, ctx: Context) -> str | None:
    """Return the HTML of formulas, footnote references and players; None for other elements."""
    key = id(tag)
    survey = ctx.survey
    formula = survey.formulas.get(key)
    if formula is not None:
        if survey.dialect.is_commonmark:
            return escape.html(f"\\({formula.tex}\\)") if formula.tex else ""
        return _markdown(f"$${formula.tex}$$") if formula.tex else ""
    mark = survey.footnotes.marks.get(key)
    if mark:
        survey.footnotes.written.add(mark)
        if survey.dialect.is_commonmark:
            return commonmark.reference_as_html(mark)
        return _markdown(mark)
    if key in survey.footnotes.gone or (tag.name == "button" and buttons.is_control(tag)):
        return ""
    render = _PLAYERS.get(tag.name)
    return None if render is None else _html(render(tag, ctx), ctx)


def _html(blocks: list[Block], ctx: Context) -> str:
    as_html = commonmark.link_as_html if ctx.survey.dialect.is_commonmark else _markdown
    return "".join(b.text if b.kind == "html" else as_html(b.text) for b in blocks)


_PLAYERS: dict[str, Callable[[Tag, Context], list[Block]]] = {
    "audio": media,
    "iframe": iframe,
    "object": object_,
    "video": media,
}


def _markdown(text: str) -> str:
    """Return Markdown inside HTML, for content that has no HTML form."""
    return f"<span{READ}>{text}</span>"


def _text(node: NavigableString, exact: bool) -> str:
    text = str(node)
    if exact:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        return escape.html(escape.visible(lines)).replace("\n", "&#10;")
    text = escape.visible(_WHITESPACE.sub(" ", text))
    parent = node.parent
    if text == " " and parent is not None and parent.name in _LINES:
        return ""
    return escape.html(text)


def _start(tag: Tag, dialect: Dialect) -> str:
    """Return the start tag with the attributes that are safe and have an effect."""
    name = tag.name
    attributes = ""
    if name == "p" and _is_alone(tag):
        return ""
    if name == "img":
        url = images.source(tag)
        if url is None:
            return ""
        alt = escape.words(str(tag.get("alt") or ""))
        return f'<img src="{escape.raw(url)}" alt="{escape.raw(alt)}">'
    if name == "a":
        href = link_urls.link(tag.get("href"))
        if href is None or href.startswith("#"):
            return ""
        attributes = f' href="{escape.raw(link_urls.not_own(href, dialect))}"'
    for attribute in _ATTRIBUTES.get(name, ()):
        value = str(tag.attrs.get(attribute) or "")
        if value and value != "1":
            attributes += f' {attribute}="{escape.raw(escape.words(value))}"'
    return f"<{name}{attributes}>"


def _is_alone(paragraph: Tag) -> bool:
    """Tell whether a paragraph is the only content of a cell: then its tags are not needed."""
    cell = paragraph.parent
    if cell is None or cell.name not in ("td", "th"):
        return False
    return all(
        node is paragraph or (type(node) in TEXT and not str(node).strip())
        for node in cell.contents
    )
