"""The labels in a list as a page writes it: "a, b; c", "Otter, Ann", "Lakes, Rivers, & Seas"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.text import plain

_SEPARATOR = lazy_compile(r"[;|、，]|\s>\s")
# Where there is a value for each label, one with more parts than this has several labels:
# "Otter, Ann" and "Mill Boats, Inc" are one.
_MOST_OF_ONE = 2
# "Rivers, Lakes, & Seas"
_LAST = lazy_compile(r"^(?:&|and|und|et|y|e|en|og|och|и)\s")
_COMPANY = lazy_compile(r"(?:Inc|Ltd|LLC|Corp|Co|PLC|GmbH|S\.?A|AG|Jr|Sr)\.?")
_NAME = lazy_compile(r"[^\W\d_][\w'’-]*+\.?(?: [^\W\d_][\w'’-]*+\.?)?")
_IDEOGRAPHS = lazy_compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def parts(
    values: Iterable[str], is_in_text: Callable[[str], bool], *, by_comma: bool = False
) -> Iterator[str]:
    """Yield the labels in values, with their entities decoded.

    Args:
        values: each a label, or all labels in one.
        is_in_text: tells whether the article has words in this order and spelling: "Ann Otter" is
            one label of "Otter, Ann".
        by_comma: every comma separates labels, as in ``<meta name="keywords">``.
    """
    texts = [plain(value) for value in values]
    for text in texts:
        pieces = [piece for piece in map(str.strip, _SEPARATOR.split(text)) if piece]
        for piece in pieces:
            commas = [part for part in map(str.strip, piece.split(",")) if part]
            is_list = by_comma or len(texts) == len(pieces) == 1 or len(commas) > _MOST_OF_ONE
            if len(commas) < 2:
                yield from _words(*commas) if commas and len(texts) == len(pieces) == 1 else commas
            elif is_list or len(pieces) > 1:
                yield from _joined(commas, is_in_text)
            else:
                yield _turned(commas, is_in_text) or piece


def _words(text: str) -> list[str]:
    """Return the labels of a list without separators, as Chinese sites write it."""
    words = text.split()
    if len(words) > 2 and all(map(_IDEOGRAPHS.search, words[:2])):
        return words
    return [text]


def _joined(pieces: list[str], is_in_text: Callable[[str], bool]) -> Iterator[str]:
    """Yield the pieces between commas, two that are one name as one."""
    at = 0
    while at < len(pieces):
        two = pieces[at : at + 2]
        name = _turned(two, is_in_text)
        if len(two) == 2 and _COMPANY.fullmatch(two[1]):
            name = ", ".join(two)
        yield name or _LAST.sub("", two[0], count=1)
        at += 2 if name else 1


def _turned(two: list[str], is_in_text: Callable[[str], bool]) -> str:
    """Return "Ann Otter" of "Otter" and "Ann" if the text has it, else nothing."""
    if len(two) != 2 or not all(map(_NAME.fullmatch, two)):
        return ""
    family, given = two
    if not (family[0].isupper() and given[0].isupper()):
        return ""
    found = (f"{given}{dot} {family}" for dot in ("", "."))
    return next(filter(is_in_text, found), "")
