"""The article of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.model.loss import Part
from crosspost.model.metadata import Metadata
from crosspost.model.page import Pages

if TYPE_CHECKING:
    from bs4 import Tag


# Scripts without spaces count by the character, as word processors do.
_WORD = lazy_compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’.,-][^\W_]+)*"
)


@dataclass(frozen=True)
class Article:
    """The article of a page.

    Attributes:
        url: the URL of the page.
        make_metadata: reads the metadata; called once, by ``metadata``.
        text: the body as plain text, blocks separated by a blank line, without the title.
        make_body: builds the body's tree; called once, when ``body`` is first used.
        warnings: for the user (losses, "may be incomplete").
        find_parts: finds what a post of the article should have; called at most once.
        pages: the other pages of the article that can be fetched; None if there is none.
        is_beginning: the page says that the article is longer, though it has no other pages.
    """

    url: str
    make_metadata: Callable[[], Metadata] = field(repr=False)
    text: str
    make_body: Callable[[], Tag] = field(repr=False)
    warnings: tuple[str, ...] = ()
    find_parts: Callable[[], tuple[Part, ...]] = field(default=tuple, repr=False)
    pages: Pages | None = None
    is_beginning: bool = False

    @cached_property
    def metadata(self) -> Metadata:
        """Who, when, what."""
        return self.make_metadata()

    @cached_property
    def body(self) -> Tag:
        """The body as a BeautifulSoup tree, cleaned, with absolute links."""
        return self.make_body()

    def has_words(self, many: int) -> bool:
        """Tell whether ``words`` is at least a number, without counting all of a long text."""
        return next(islice(_WORD.finditer(self.text), many - 1, None), None) is not None

    @cached_property
    def words(self) -> int:
        """How many words ``text`` has; each Han character or kana is one."""
        pieces = self.text.split()  # most are plain words, which takes half the time
        others = [piece for piece in pieces if not (piece.isalnum() and piece.isascii())]
        return len(pieces) - len(others) + len(_WORD.findall(" ".join(others)))
