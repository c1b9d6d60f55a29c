"""What speaks against a candidate, in words."""

from __future__ import annotations

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.people.names import people

# By the first hint of these; what excludes a value comes before what makes it unlikely.
_BY_HINT = {
    Hint.COMMENT: "in a comment",
    Hint.OTHER_STORY: "of another story",
    Hint.TEASER: "among links to other stories",
    Hint.COPYRIGHT: "of the copyright notice",
    Hint.OTHER_ACT: "not the day of publication: a deadline, a visit or the like",
    Hint.OTHER_READING: "the other reading of a date in numbers",
    Hint.DATE_CREATED: "the day of the draft",
    Hint.NESTED: "of another item in the page's data",
    Hint.ONE_OF_SEVERAL: "of one of several items",
    Hint.IN_PROSE: "the text tells of this day",
    Hint.AGAINST_URL: "the URL of the page has other words",
    Hint.LOGO: "the logo of the site",
    Hint.BOILERPLATE: "in a menu or a footer",
    Hint.ORGANIZATION: "an organization",
    Hint.CONTRIBUTOR: "a contributor",
    Hint.FAR: "far from the title",
}
_UNLIKELY = "less likely than what was taken"
_TOO_UNLIKELY = "too unlikely to be taken"


def reason(candidate: Candidate, *, is_chosen: bool) -> str:
    """Return why a candidate for authors or a day was passed over.

    ``is_chosen`` tells whether another value of the field was taken.
    """
    values = candidate.value
    if isinstance(values, tuple) and not any(map(people, values)):
        return "not a name"
    return against(candidate) or (_UNLIKELY if is_chosen else _TOO_UNLIKELY)


def against(candidate: Candidate) -> str:
    """Return what was seen beside a value that speaks against it, empty if nothing."""
    return next((words for hint, words in _BY_HINT.items() if hint in candidate.hints), "")
