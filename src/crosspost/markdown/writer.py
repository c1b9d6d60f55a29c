"""The walk: from the tree of an article to blocks of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.markdown import inlines
from crosspost.markdown.context import MAX_NESTING, Block, Context, join
from crosspost.markdown.elements import BLOCKS, KEPT, KEPT_RAW, MARKS, SKIPPED
from crosspost.markdown.renderers import NESTING, RENDERERS
from crosspost.markdown.survey import survey

_AROUND = frozenset({"a", *MARKS, *KEPT, *KEPT_RAW})


def write(body: Tag) -> str:
    """Return the article as Markdown, without a newline at the end."""
    return join(blocks(body.contents, Context(walk=blocks, survey=survey(body))))


def blocks(nodes: Iterable[PageElement], ctx: Context) -> list[Block]:
    """Return the blocks that nodes make.

    Elements that are only a wrapper (``div``, ``section``, ``span`` around paragraphs) are walked
    through on a stack; only what nests in Markdown too recurses, and that is capped.
    """
    out: list[Block] = []
    run: list[PageElement] = []
    holders = ctx.survey.holders
    stack: list[tuple[Iterator[PageElement], Context, bool]] = [(iter(nodes), ctx, True)]
    while stack:
        children, here, apart = stack[-1]
        for node in children:
            if type(node) is NavigableString:
                run.append(node)
                continue
            if not isinstance(node, Tag) or node.name in SKIPPED:
                continue
            name = node.name
            render = RENDERERS.get(name)
            if render is not None and not (name in NESTING and here.depth >= MAX_NESTING):
                _flush(run, here, out)
                out.extend(render(node, here))
            elif name in BLOCKS:
                _flush(run, here, out)
                stack.append((iter(node.contents), here, True))
                break
            elif id(node) in holders:
                if name in _AROUND:
                    _flush(run, here, out)
                    stack.append((iter(node.contents), here.with_mark(node), True))
                else:
                    stack.append((iter(node.contents), here, False))
                break
            else:
                run.append(node)
        else:
            if apart:
                _flush(run, here, out)
            stack.pop()
    return out


def _flush(run: list[PageElement], ctx: Context, out: list[Block]) -> None:
    """Make paragraphs of the inline content that has gathered."""
    if run:
        out.extend(Block(text) for text in inlines.paragraphs(run, ctx))
        run.clear()
