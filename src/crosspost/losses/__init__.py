"""Which parts of an article are missing in its post.

The parts that the post should have (``body.expected``) are looked up in the finished Markdown, each
by what is least likely to be changed: the name of a picture's file, the letters of a heading. Both
are read once, so that it takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crosspost.losses.markdown_index import MarkdownIndex, file_name, page_name
from crosspost.losses.words import missing_words
from crosspost.model import Article, Loss, Part
from crosspost.model.loss import NOT_IN_POST, shorten

__all__ = ["find_losses", "find_lost_parts", "summarize"]

_MOST_EXAMPLES = 5


def find_losses(article: Article, markdown: str, also: Iterable[str] = ()) -> tuple[Loss, ...]:
    """Return what is missing in a post, by kind.

    Args:
        article: its words are compared, and the parts that its post should have.
        markdown: the same as Markdown.
        also: URLs that are elsewhere in the post, such as that of its image.
    """
    missing = missing_words(article.text, markdown)
    # A heading of notes that is only for screen readers is one word, and is not written.
    is_lost = missing > ("\n[^" in markdown)
    words = [Loss("word", missing, article.words)] if is_lost else []
    return (*words, *find_lost_parts(article.find_parts(), markdown, also))


def find_lost_parts(
    parts: Iterable[Part], markdown: str, also: Iterable[str] = ()
) -> tuple[Loss, ...]:
    """Return which parts are missing in a Markdown text, by kind.

    Args:
        parts: what the text should have.
        markdown: the text.
        also: URLs that are elsewhere in the post.
    """
    index = MarkdownIndex(markdown, also)
    wanted: dict[str, list[Part]] = {}
    for part in parts:
        wanted.setdefault(part.kind, []).append(part)
    losses: list[Loss] = []
    for kind, all_parts in wanted.items():
        if kind == "note":
            notes = {part.content for part in all_parts}
            lost = all_parts[: max(0, len(notes) - index.note_marks)]
        else:
            is_in_post = _IS_IN_POST[kind]
            lost = [part for part in all_parts if not is_in_post(part.content, index)]
        if lost and kind == "table row":
            losses += _table_losses(lost, all_parts)
        elif lost:
            losses.append(_loss(kind, lost, len(all_parts)))
    return tuple(losses)


def _table_losses(lost: list[Part], rows: list[Part]) -> list[Loss]:
    """Return the tables that are missing as a whole, and the missing rows of other tables."""
    kept = {part.group for part in rows} - {part.group for part in lost}
    partly = {part.group for part in set(rows) - set(lost)} - kept
    first = {part.group: part for part in reversed(lost) if part.group not in partly}
    single_rows = [part for part in lost if part.group in partly]
    losses = []
    if first:
        tables = list(reversed(first.values()))
        losses.append(_loss("table", tables, len({part.group for part in rows})))
    if single_rows:
        losses.append(_loss("table row", single_rows, len(rows)))
    return losses


def _loss(kind: str, lost: Sequence[Part], of: int) -> Loss:
    return Loss(kind, len(lost), of, tuple(map(_example, lost[:_MOST_EXAMPLES])))


def _example(part: Part) -> str:
    """Return what a user recognizes a part by: the name of a file, a URL, the first words."""
    if part.kind == "picture":
        text = next(filter(None, (_file(url) for url in part.content)), "")
    elif part.kind == "table row":
        text = " | ".join(part.content)
    else:
        text = part.content[-1] if part.kind == "quotation" else part.content[0]
    return shorten(text)


def _file(url: str) -> str:
    return "" if url[:5] == "data:" else url.partition("?")[0].rstrip("/").rpartition("/")[2]


def summarize(losses: Sequence[Loss]) -> str:
    """Return losses as one line for the user; empty if there are none."""
    if not losses:
        return ""
    parts = [_count(loss) for loss in losses]
    listed = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
    verb = "is" if len(losses) == 1 and losses[0].lost == 1 else "are"
    return f"{listed} of the article {verb} {NOT_IN_POST}"


def _count(loss: Loss) -> str:
    """Return ``2 of 9 pictures``; ``1 table`` if the article has no others."""
    of = f"{loss.lost:,}" if loss.lost == loss.of else f"{loss.lost:,} of {loss.of:,}"
    return f"{of} {loss.kind}{'' if loss.of == 1 else 's'}"


def _has_picture(urls: tuple[str, ...], index: MarkdownIndex) -> bool:
    if not index.urls.isdisjoint(urls):
        return True
    names = {file_name(url) for url in urls} - {""}
    return not names or not index.file_names.isdisjoint(names)


def _has_link(urls: tuple[str, ...], index: MarkdownIndex) -> bool:
    name = page_name(urls[0])
    return not name or urls[0] in index.urls or name in index.page_names


def _has_quotation(content: tuple[str, ...], index: MarkdownIndex) -> bool:
    """Tell whether a quotation's beginning, or the link to the post that it embeds, is there."""
    *urls, text = content
    names = filter(None, map(page_name, urls))
    return index.has_quotation(text) or any(name in index.page_names for name in names)


# What begins a formula in one of the dialects.
_FORMULAS = ("$$", "\\(")
_IS_IN_POST: dict[str, Callable[[tuple[str, ...], MarkdownIndex], bool]] = {
    "picture": _has_picture,
    "player": lambda urls, index: any(_has_link((url,), index) for url in urls),
    "link": _has_link,
    "heading": lambda texts, index: index.has_heading("".join(texts)),
    "table row": lambda cells, index: all(map(index.has_cell, cells)),
    "code block": lambda texts, index: index.has_code("\n".join(texts)),
    "quotation": _has_quotation,
    "list item": lambda texts, index: not texts or index.has_text(texts[0]),
    "paragraph": lambda texts, index: not texts or index.has_text(texts[0]),
    "formula": lambda texts, index: any(sign in index.markdown for sign in _FORMULAS),
}
