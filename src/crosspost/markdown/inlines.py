"""The inline elements of a run: marks, links, pictures, code, breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import buttons, code, commonmark, escape, images, math, search
from crosspost.markdown.context import Context
from crosspost.markdown.elements import APART, BLOCKS, CODE
from crosspost.markdown.escape import Place
from crosspost.markdown.line import Line
from crosspost.markdown.openings import opening, opening_again
from crosspost.markdown.search import TEXT
from crosspost.markdown.survey import Opening, Survey
from crosspost.markdown.tex import inert
from crosspost.page.vocabulary import SKIPPED

_IMAGE = frozenset(["img"])
_LINK = frozenset(["a"])
_IMAGE_OR_CODE = CODE | _IMAGE
_IMAGE_OR_KEY = frozenset(["img", "kbd"])
_AUTOLINK = lazy_compile(r"https?://[^\s<>{}|\\^`\"]+\Z")
_AUTOMAIL = lazy_compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+\Z")
_ENTITY = lazy_compile(r"&[\w:#][\w:.-]*;")


def paragraphs(nodes: Iterable[PageElement], ctx: Context, place: Place = "text") -> list[str]:
    """Return the paragraphs of a run of inline content, without the empty ones."""
    return line(nodes, ctx).finish(place, html=ctx.in_html)


def line(nodes: Iterable[PageElement], ctx: Context) -> Line:
    """Return a run of inline content, within the inline elements around the block."""
    run = Line(is_one=ctx.in_heading, dialect=ctx.survey.dialect)
    for mark in ctx.marks:
        _begin(opening_again(mark, ctx), run)
    feed(run, nodes, ctx)
    return run


def feed(run: Line, nodes: Iterable[PageElement], ctx: Context) -> None:
    """Add inline content to a line; without recursion, however deep it is nested."""
    special = _specials(ctx.survey)
    has_tex = ctx.survey.has_tex
    stack: list[tuple[Iterator[PageElement], bool, Callable[[], None] | None]]
    stack = [(iter(nodes), False, None)]
    while stack:
        children, opened, end = stack[-1]
        for node in children:
            if type(node) in TEXT:
                text = str(node)
                if has_tex and ("\\" in text or "$" in text):
                    _text_with_formulas(text, run)
                else:
                    run.text(text)
            elif isinstance(node, Tag):
                name = node.name
                if special and _special(node, run, ctx.survey):
                    continue
                if name in SKIPPED or (name == "noscript" and id(node) not in ctx.survey.pictures):
                    continue
                render = ATOMS.get(name)
                if render is not None and render(node, run, ctx):
                    continue
                edge = run.boundary if name in BLOCKS else run.space if name in APART else None
                if edge:
                    edge()
                stack.append((iter(node.contents), _open(node, run, ctx), edge))
                break
        else:
            stack.pop()
            if opened:
                run.close()
            if end:
                end()


def _specials(survey: Survey) -> bool:
    return bool(survey.formulas or survey.footnotes.marks)


def _special(tag: Tag, run: Line, survey: Survey) -> bool:
    """Write a formula or a footnote reference; omit what is written elsewhere."""
    key = id(tag)
    formula = survey.formulas.get(key)
    if formula is not None:
        if formula.tex:
            run.formula(formula.tex, display=formula.display)
        return True
    mark = survey.footnotes.marks.get(key)
    if mark:
        survey.footnotes.written.add(mark)
        run.reference(commonmark.reference(mark, survey.dialect))
        return True
    return key in survey.footnotes.gone


def _text_with_formulas(text: str, run: Line) -> None:
    for piece in math.in_text(text, certain=True):
        if isinstance(piece, str):
            run.text(piece)
        else:
            run.formula(piece.tex, display=piece.display)


def _open(tag: Tag, run: Line, ctx: Context) -> bool:
    """Begin an inline element in the line; False if it has no form in Markdown."""
    return _begin(opening(tag, ctx), run)


def _begin(found: Opening | None, run: Line) -> bool:
    if found is None or (found.kind == "u" and run.inside("[")):
        return False
    run.open(*found)
    return True


# Symbols of a heading's link to itself.
_PERMALINK = lazy_compile(r"[#¶§🔗∞⚓\ufe0e\ufe0f\s]*\Z")


def _autolink(tag: Tag, run: Line, ctx: Context) -> bool:
    """Write a link whose text is its URL as ``<URL>``; drop a permalink's symbol."""
    contents = tag.contents
    is_permalink = ctx.in_heading or "headerlink" in (tag.attrs.get("class") or ())
    if is_permalink and "#" in str(tag.attrs.get("href") or "") and not search.first(tag, _IMAGE):
        return bool(_PERMALINK.match(tag.get_text()))
    if run.inside("[") or len(contents) != 1 or type(contents[0]) is not NavigableString:
        return False
    text = contents[0].strip()
    href = str(tag.attrs.get("href") or "").strip()
    if ctx.survey.dialect.jsx:
        return False  # there, "<" is not that of a link
    if text == href and _AUTOLINK.match(href) and not _ENTITY.search(href):
        run.atom(f"<{href}>")
        return True
    if href == f"mailto:{text}" and _AUTOMAIL.match(text):
        run.atom(f"<{text}>")
        return True
    return False


def _image(tag: Tag, run: Line, ctx: Context) -> bool:
    emoji = images.character(tag)
    if emoji:
        run.text(emoji)
        return True
    markdown = images.image(tag, ctx.survey.dialect)
    if markdown:
        run.atom(markdown, kind="!")
    return True


def _break(tag: Tag, run: Line, ctx: Context) -> bool:
    run.line_break()
    return False


def _nothing(tag: Tag, run: Line, ctx: Context) -> bool:
    return True


def _code(tag: Tag, run: Line, ctx: Context) -> bool:
    """Write a code span; of one that contains pictures, or another code span, only the content.

    Markdown has no links within code: the code is cut into spans before, in and after a link.
    """
    if any(isinstance(node, Tag) for node in tag.contents):
        if search.first(tag, _IMAGE_OR_CODE):
            return False
        if not run.inside("[") and search.first(tag, _LINK):
            for link, text in _cut_at_links(tag):
                opened = link is not None and _open(link, run, ctx)
                _literal(text, run, run.code)
                if opened:
                    run.close()
            return True
    _literal(code.text_of(tag), run, run.code)
    return True


def _cut_at_links(tag: Tag) -> list[tuple[Tag | None, str]]:
    """Return the text of an element in parts, each with the link around it."""
    pieces: list[tuple[Tag | None, str]] = []
    for node in tag.descendants:
        if type(node) in TEXT:
            link = next((p for p in node.parents if p is tag or p.name == "a"), None)
            link = None if link is tag else link
            if pieces and pieces[-1][0] is link:
                pieces[-1] = (link, pieces[-1][1] + str(node))
            else:
                pieces.append((link, str(node)))
    return pieces


def _keyboard(tag: Tag, run: Line, ctx: Context) -> bool:
    """Write a ``kbd``, in which kramdown reads no Markdown; of nested ones only the inner ones."""
    if any(isinstance(node, Tag) for node in tag.contents) and search.first(tag, _IMAGE_OR_KEY):
        return False
    if not ctx.survey.dialect.raw_html:
        _literal(code.text_of(tag), run, run.code)
        return True
    _literal(
        code.text_of(tag),
        run,
        lambda text: run.atom(f"<kbd>{inert(escape.raw(text), '&#8203;')}</kbd>"),
    )
    return True


def _literal(text: str, run: Line, add: Callable[[str], None]) -> None:
    """Add text unchanged, with the spaces at its ends moved out."""
    words = escape.words(text)
    if text[:1].isspace():
        run.space()
    if words:
        add(words)
        if text[-1:].isspace():
            run.space()


def _button(tag: Tag, run: Line, ctx: Context) -> bool:
    return buttons.is_control(tag)


ATOMS: MappingProxyType[str, Callable[[Tag, Line, Context], bool]] = MappingProxyType(
    {
        "a": _autolink,
        "amp-img": _image,
        "br": _break,
        "button": _button,
        "code": _code,
        "hr": _nothing,
        "img": _image,
        "kbd": _keyboard,
        "samp": _code,
        "tt": _code,
    }
)
