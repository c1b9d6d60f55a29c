"""Where a value was found: a type that code decides by, and a detail for people."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from crosspost.model.metadata import SEEN_PICTURE


class SourceType(Enum):
    """The kind of place that a value was read from.

    A new syntax takes the type of the places that deserve the same trust, ``META`` if in doubt: the
    learned weights know these types and no others.

    Attributes:
        label: the beginning of the text for people.
    """

    label: str

    def __new__(cls, label: str) -> SourceType:
        """Number the members: several may have the same label."""
        member = object.__new__(cls)
        member._value_ = len(cls.__members__) + 1
        member.label = label
        return member

    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    RDFA = "rdfa"
    MICROFORMATS = "h-entry"
    # <meta> elements by vocabulary; the detail is the name of the element.
    OPEN_GRAPH = "meta"
    TWITTER = "meta"
    CITATION = "meta"  # citation_*, which Google Scholar reads
    HTML_META = "meta"  # the names that the HTML standard defines
    META = "meta"
    TITLE_ELEMENT = "title element"
    TITLE_ELEMENT_END = "end of the title element"
    HTML_ELEMENT = "html"
    HEAD_LINK = "link"
    BODY_LINK = ""
    SCRIPT = "script"
    URL = ""
    # What readers of the page see.
    H1 = "visible"
    OTHER_HEADING = "visible"
    BREADCRUMB = "visible breadcrumb"
    BYLINE = "visible byline"
    SIGNATURE = "visible author"
    AUTHOR_LINK = "author link"
    TIME_ELEMENT = "time element"
    DATE = "visible date"
    COPYRIGHT_NOTICE = "copyright notice"
    SITE_NAME = "name of the site"
    PICTURE = SEEN_PICTURE
    # From outside the page.
    FEED = "feed"

    @property
    def is_in_body(self) -> bool:
        """True for markup of the body, which takes longer to read than the head."""
        return self in _IN_BODY

    @property
    def is_meta(self) -> bool:
        """True for ``<meta>`` elements."""
        return self in _META

    @property
    def is_heading(self) -> bool:
        """True for visible headings."""
        return self in _HEADINGS

    @property
    def is_visible_day(self) -> bool:
        """True for days that readers of the page see."""
        return self in _VISIBLE_DAYS


_IN_BODY = frozenset({SourceType.MICRODATA, SourceType.RDFA, SourceType.MICROFORMATS})
_META = frozenset(
    {
        SourceType.OPEN_GRAPH,
        SourceType.TWITTER,
        SourceType.CITATION,
        SourceType.HTML_META,
        SourceType.META,
    }
)
_HEADINGS = frozenset({SourceType.H1, SourceType.OTHER_HEADING})
_VISIBLE_DAYS = frozenset({SourceType.TIME_ELEMENT, SourceType.DATE})


class Source(NamedTuple):
    """The place that a value was read from.

    Attributes:
        type: what code decides by.
        detail: for people only: the property, the name of the meta element, the heading's tag.
    """

    type: SourceType
    detail: str = ""

    def __str__(self) -> str:
        """Return the text for people: "json-ld author", "meta og:title", "visible h1"."""
        return f"{self.type.label} {self.detail}".strip()
