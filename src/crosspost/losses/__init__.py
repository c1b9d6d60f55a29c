"""What of an article is not in its post.

The parts that the post should have (``body.expected``) are looked for in the finished Markdown,
each by what is least likely to be changed: the name of a picture's file, the letters of a heading.
Both are read once, so that it takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from crosspost.losses.words import missing_words
from crosspost.losses.written import Written, file_name, page_name
from crosspost.model import Article, Loss, Part
from crosspost.model.loss import NOT_IN_POST

__all__ = ["find_losses", "find_lost_parts", "in_words"]

_MOST_EXAMPLES = 5
_LONGEST_EXAMPLE = 60  # characters


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
    """Return which parts are missing in a Markdown text; arguments as of ``find_losses``."""
    written = Written(markdown, also)
    wanted: dict[str, list[Part]] = {}
    for part in parts:
        wanted.setdefault(part.kind, []).append(part)
    losses: list[Loss] = []
    for kind, of in wanted.items():
        if kind == "note":
            lost = of[: max(0, len({part.content for part in of}) - written.note_marks)]
        else:
            is_written = _IS_WRITTEN[kind]
            lost = [part for part in of if not is_written(part.content, written)]
        if lost:
            losses += _tables(lost, of) if kind == "table row" else [_loss(kind, lost, len(of))]
    return tuple(losses)


def _tables(lost: list[Part], rows: list[Part]) -> list[Loss]:
    """Return the tables that are lost wholly, and the rows of the other ones."""
    kept = {part.group for part in rows} - {part.group for part in lost}
    partly = {part.group for part in set(rows) - set(lost)} - kept
    first = {part.group: part for part in reversed(lost) if part.group not in partly}
    others = [part for part in lost if part.group in partly]
    losses = []
    if first:
        tables = list(reversed(first.values()))
        losses.append(_loss("table", tables, len({part.group for part in rows})))
    if others:
        losses.append(_loss("table row", others, len(rows)))
    return losses


def _loss(kind: str, lost: Sequence[Part], of: int) -> Loss:
    return Loss(kind, len(lost), of, tuple(map(_example, lost[:_MOST_EXAMPLES])))


def _example(part: Part) -> str:
    """Return what a person finds a part by: the name of a file, a URL, the first words."""
    if part.kind == "picture":
        text = next(filter(None, (_file(url) for url in part.content)), "")
    elif part.kind == "table row":
        text = " | ".join(part.content)
    else:
        text = part.content[-1] if part.kind == "quotation" else part.content[0]
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"


def _file(url: str) -> str:
    return "" if url[:5] == "data:" else url.partition("?")[0].rstrip("/").rpartition("/")[2]


def in_words(losses: Sequence[Loss]) -> str:
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


def _has_picture(urls: tuple[str, ...], written: Written) -> bool:
    if not written.urls.isdisjoint(urls):
        return True
    names = {file_name(url) for url in urls} - {""}
    return not names or not written.file_names.isdisjoint(names)


def _has_link(urls: tuple[str, ...], written: Written) -> bool:
    name = page_name(urls[0])
    return not name or urls[0] in written.urls or name in written.page_names


def _has_quotation(content: tuple[str, ...], written: Written) -> bool:
    """Tell whether a quotation's beginning, or the link to the post that it embeds, is there."""
    *urls, text = content
    names = filter(None, map(page_name, urls))
    return written.has_quotation(text) or any(name in written.page_names for name in names)


_IS_WRITTEN: dict[str, Callable[[tuple[str, ...], Written], bool]] = {
    "picture": _has_picture,
    "player": lambda urls, written: any(_has_link((url,), written) for url in urls),
    "link": _has_link,
    "heading": lambda texts, written: written.has_heading("".join(texts)),
    "table row": lambda cells, written: all(map(written.has_cell, cells)),
    "code block": lambda texts, written: written.has_code("\n".join(texts)),
    "quotation": _has_quotation,
    "list item": lambda texts, written: not texts or written.has_text(texts[0]),
    "paragraph": lambda texts, written: not texts or written.has_text(texts[0]),
    "formula": lambda texts, written: "$$" in written.markdown,
}
