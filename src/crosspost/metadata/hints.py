"""What readers see beside a value, apart from its source.

The learned weights know hints by their values (``data/ranker.json``): a value that changes here
changes there.
"""

from __future__ import annotations

from enum import StrEnum


class Hint(StrEnum):
    """A fact about the place of a candidate."""

    # The node, item or entry that has the value.
    ARTICLE = "article"
    PAGE = "page"
    NESTED = "nested"  # in a list, a comment or another article
    ORPHAN = "orphan"  # a property without an item
    ONE_OF_SEVERAL = "one of several"
    THIS_PAGE = "this page"  # it has the URL of the page
    THIS_TITLE = "this title"  # it has the title of the page
    FORUM = "forum"
    NEWS = "news"
    # The property that has the value.
    DATE_PUBLISHED = "date published"
    DATE_CREATED = "date created"
    UNSPECIFIED_DATE = "unspecified date"  # "date": of what is not said
    CONTRIBUTOR = "contributor"  # not the property "author" itself
    PERSON = "person"
    ORGANIZATION = "organization"
    LOGO = "logo"
    # The line on the page: how far from the heading.
    JUST_BELOW = "just below"
    BELOW = "below"
    FARTHER_BELOW = "farther below"
    JUST_ABOVE = "just above"
    ABOVE = "above"
    EARLY = "early"  # near the start of a page without a heading
    FAR = "far"
    # What surrounds the line.
    COMMENT = "comment"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"
    OWN_ARTICLE = "own article"
    QUOTED = "quoted"
    CODE = "code"
    PICTURE = "picture"
    OTHER_WORK = "other work"  # said of something that is not the text
    UNCLEAR = "unclear"  # not said of what
    CLASS_HINT = "class hint"  # a class, an id or the like says that it is an author or a day
    # Headings.
    MAIN_HEADING = "main heading"
    FIRST = "first"
    ONLY = "only"
    BESIDE_THE_TEXT = "beside the text"
    IN_ARTICLE = "in article"
    PAGE_HEADER = "page header"
    LINKS_HOME = "links home"
    AS_IN_HEAD = "as in head"
    AGAINST_URL = "against the url"
    # Bylines.
    BY = "by"
    LINKED = "linked"
    IN_WORDS = "in words"
    PLAIN = "plain"
    IN_A_LINE = "in a line"
    SAID_WRITTEN = "said to be written"
    SEVERAL_LINES = "several lines"
    WORDS_OF_THE_PAGE = "words of the page"
    OWNER = "owner"
    FIRST_PERSON = "first person"
    IN_THE_HOST = "in the host"
    # Days.
    TIME = "time"
    ALONE = "alone"
    IN_PROSE = "in prose"
    SECOND_IN_LINE = "second in line"
    COPYRIGHT = "copyright"
    OTHER_ACT = "other act"
    OTHER_STORY = "other story"
    SAID_PUBLISHED = "said to be published"
    SAID_UPDATED = "said to be updated"
    PUBLISHED_IN_CLASS = "published in class"
    UPDATED_IN_CLASS = "updated in class"
    # Days in numbers: "06/03/2013" can be read in two ways.
    EITHER_WAY = "either way"
    OTHER_READING = "other reading"
    READ_DAY_FIRST = "read day first"
    READ_MONTH_FIRST = "read month first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


Hints = frozenset[Hint]

DISTANCES = (
    Hint.JUST_BELOW,
    Hint.BELOW,
    Hint.FARTHER_BELOW,
    Hint.JUST_ABOVE,
    Hint.ABOVE,
    Hint.EARLY,
    Hint.FAR,
)
# What is not the article's own.
SURROUNDINGS = (Hint.COMMENT, Hint.TEASER, Hint.BOILERPLATE)
