"""The walk over the tree of an article, which makes blocks of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bs4 import Tag
from bs4.element import PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import (
    anchors,
    buttons,
    code,
    commonmark,
    direction,
    embeds,
    inlines,
    objects,
)
from crosspost.markdown.context import MAX_NESTING, Block, Context
from crosspost.markdown.elements import BLOCKS, KEPT, KEPT_RAW, MARKS
from crosspost.markdown.figures import figure
from crosspost.markdown.notes import listed, note
from crosspost.markdown.quotes import callout
from crosspost.markdown.renderers import NESTING, RENDERERS, Renderer
from crosspost.markdown.search import TEXT
from crosspost.markdown.survey import Survey, survey
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect
from crosspost.page.vocabulary import HEADINGS, SKIPPED

_AROUND = frozenset({"a", *MARKS, *KEPT, *KEPT_RAW})


class Written(NamedTuple):
    """An article as Markdown.

    Attributes:
        blocks: its blocks, the footnotes last.
        flattened: something was nested too deep and has lost its form.
        unread: formulas without a source that could be read.
        drawings: drawings (``svg``), which Markdown cannot keep.
        without_html: as of ``Survey``.
    """

    blocks: list[Block]
    flattened: bool
    unread: int
    drawings: int
    without_html: tuple[str, ...] = ()


def write(body: Tag, dialect: Dialect = KRAMDOWN_GFM, *, keep_ids: bool = False) -> Written:
    """Return the article as blocks of Markdown, with the characters of ``flavor`` in them.

    Args:
        body, dialect, keep_ids: as of ``markdown.render``.
    """
    known = survey(body, keep_ids=keep_ids)
    known.dialect = dialect
    ctx = Context(walk=blocks, survey=known)
    out = _body(body, ctx)
    if not dialect.raw_html and known.names - known.named:
        # Links to what cannot have a name there would lead nowhere: they are only text.
        known.names &= known.named
        known.openings.clear()
        known.slugs.clear()
        known.without_html.add("links to paragraphs")
        out = _body(body, ctx)
    return Written(
        out,
        known.flattened,
        len(known.unread),
        known.drawings,
        tuple(sorted(known.without_html)),
    )


def _body(body: Tag, ctx: Context) -> list[Block]:
    out = (
        direction.directed(body, ctx) if direction.turns(body, ctx) else blocks(body.contents, ctx)
    )
    out = code.nested(out, ctx.survey.dialect, is_top=True)
    return [*out, *_notes(out, ctx)]


_REFERENCE = lazy_compile(r"(?<!\\)\[\^([\w-]+)\]")


def _notes(written: list[Block], ctx: Context) -> list[Block]:
    """Return the footnotes; one without a written reference is text: kramdown would drop it."""
    footnotes = ctx.survey.footnotes
    if not footnotes.notes:
        return []
    contents = {
        label: code.nested(ctx.walk(element.contents, ctx.deeper()), ctx.survey.dialect)
        for label, element in footnotes.notes.items()
    }
    everything = [*written, *(block for content in contents.values() for block in content)]
    texts = [block.text for block in everything]
    # Text of the page, such as code, may look like a reference; a reference may have been omitted.
    cited = _labels(footnotes.written)
    dialect = ctx.survey.dialect
    found = cited & _labels(texts) if dialect.footnotes else set()
    # Also those that are cited in HTML only, where CommonMark is not read.
    plain = cited - found if dialect.is_commonmark else set()
    out: list[Block] = []
    for label, content in contents.items():
        if label in found:
            out.append(note(label, footnotes.signs[label], content))
        elif label not in plain:
            out += content
    plain_notes = {label: content for label, content in contents.items() if label in plain}
    return [*out, *listed(plain_notes, dialect)] if plain_notes else out


def _labels(texts: Iterable[str]) -> set[str]:
    return {label for text in texts for label in _REFERENCE.findall(text)}


def blocks(nodes: Iterable[PageElement], ctx: Context) -> list[Block]:
    """Return the blocks that nodes make.

    Elements that are only wrappers (``div``, ``section``, ``span`` around paragraphs) are walked
    with a stack; only elements that nest in Markdown too recurse, up to a limit.
    """
    out = _Blocks(ctx.survey)
    holders = ctx.survey.holders
    is_plain = _is_plain(ctx)
    stack: list[tuple[Iterator[PageElement], Context, bool]] = [(iter(nodes), ctx, True)]
    while stack:
        children, here, apart = stack[-1]
        for node in children:
            if type(node) in TEXT:
                if out.run or not node.isspace():  # type: ignore[attr-defined]
                    out.run.append(node)
                continue
            if not isinstance(node, Tag):
                continue
            name = node.name
            by_name = is_plain and name not in _SPECIAL and "dir" not in node.attrs
            if (not by_name and out.special(node, here)) or name in SKIPPED:
                continue
            render = _find_renderer(name) if by_name else _renderer(node, here)
            if render is not None:
                out.flush(here)
                out.expect(node)
                out.add(render(node, here), node if node.name in HEADINGS else None)
            elif name in BLOCKS:
                out.flush(here)
                out.expect(node)
                stack.append((iter(node.contents), here, True))
                break
            elif id(node) in holders:
                marked = name in _AROUND
                if marked:
                    out.flush(here)
                inner = here.with_mark(node) if marked else here
                stack.append((iter(node.contents), inner, marked))
                break
            else:
                out.run.append(node)
        else:
            if apart:
                out.flush(here)
            stack.pop()
    return out.blocks


_SPECIAL = frozenset({"button", "noscript", "embed"})


def _is_plain(ctx: Context) -> bool:
    """Tell whether no element is special (a box, a formula …) or nested too deep."""
    known, notes = ctx.survey, ctx.survey.footnotes
    told_apart = known.formulas or known.boxes or notes.marks or notes.gone
    return not told_apart and ctx.caption is None and ctx.depth < MAX_NESTING


class _Blocks:
    """The blocks of a walk so far, and the inline content and name of the next one."""

    __slots__ = ("blocks", "kept", "name", "run", "survey")

    def __init__(self, survey: Survey) -> None:
        self.blocks: list[Block] = []
        self.run: list[PageElement] = []
        self.name = ""
        self.kept: list[str] = []
        self.survey = survey

    def special(self, tag: Tag, ctx: Context) -> bool:
        """Handle formulas, footnote references and elements that are written elsewhere."""
        key = id(tag)
        formula = self.survey.formulas.get(key)
        if formula is not None:
            if formula.tex and formula.display:
                self.flush(ctx)
                self.blocks.append(Block(_display(formula.tex, self.survey.dialect), "math"))
            elif formula.tex:
                self.run.append(tag)
            return True
        notes = self.survey.footnotes
        if key in notes.marks:
            self.run.append(tag)
            return True
        if tag.name == "noscript":
            return key not in self.survey.pictures
        if tag.name == "button":
            return buttons.is_control(tag)
        if tag.name == "embed":
            self.flush(ctx)
            self.add(objects.embed(tag, ctx))
            return False
        return key in notes.gone or tag is ctx.caption

    def flush(self, ctx: Context) -> None:
        """Make paragraphs of the collected inline content."""
        if self.run:
            nodes, self.run = self.run, []
            found = code.lines(nodes) or [Block(text) for text in inlines.paragraphs(nodes, ctx)]
            self.add(found, *nodes)

    def expect(self, tag: Tag) -> None:
        """Give the name of a wrapper to the next block."""
        if self.survey.targets:
            self.name = self.survey.targets.get(id(tag), self.name)
        if id(tag) in self.survey.kept:
            self.kept.append(self.survey.kept[id(tag)])

    def add(self, blocks: list[Block], *sources: PageElement | None) -> None:
        """Add blocks; the first gets the pending name that a link leads to, or its own."""
        if not self.survey.dialect.raw_html:
            blocks = [found for found in map(commonmark.without_html, blocks) if found]
        if blocks and (self.survey.targets or self.survey.kept):
            name = self.name or next(anchors.find(sources, self.survey.targets), "")
            kept = self._kept(blocks[0], sources) if self.survey.kept else []
            if not name and kept:
                name = kept.pop()  # that of the element itself, not of what is around it
            if name:
                first = anchors.with_kept(blocks[0], kept, self.survey.dialect)
                named = anchors.named(first, name, self.survey.dialect)
                if named is not first:
                    self.survey.named.add(name)
                blocks = [named, *blocks[1:]]
            self.name = ""
        elif self.survey.kept:  # an empty element with a name, above what links lead to
            self.kept += anchors.find(sources, self.survey.kept)
        self.blocks += blocks

    def _kept(self, block: Block, sources: Iterable[PageElement | None]) -> list[str]:
        """Return the names that other posts may link to, without the one of the heading's text."""
        known, self.kept = self.kept, []
        inner = [name for name in anchors.find(sources, self.survey.kept) if name not in known]
        slug = anchors.slug(block, self.survey.dialect)
        is_first = slug not in self.survey.slugs
        self.survey.slugs.add(slug)
        return [name for name in (*inner, *known) if name != slug or not is_first]


def _display(tex: str, dialect: Dialect) -> str:
    if dialect.is_commonmark:
        return commonmark.formula(tex, dialect, display=True)
    return f"$$\n{tex}\n$$"


def _renderer(tag: Tag, ctx: Context) -> Renderer | None:
    """Return the renderer of an element; None for wrappers, and for elements nested too deep."""
    render = _find_renderer(tag.name)
    if ctx.depth >= MAX_NESTING:
        if tag.name in NESTING:
            ctx.survey.flattened = True
            return None
        return render
    attrs = tag.attrs
    if "dir" in attrs and direction.turns(tag, ctx):
        return direction.directed
    return render or (_BOXES.get(ctx.survey.boxes.get(id(tag), "")) if ctx.survey.boxes else None)


_find_renderer = dict(RENDERERS).get  # of a plain dict, which takes half the time

# The types of boxes that the survey finds by their class names.
_BOXES: dict[str, Renderer] = {"callout": callout, "figure": figure, "player": embeds.unmade}
