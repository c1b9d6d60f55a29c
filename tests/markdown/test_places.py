"""The places that a page has, as its Markdown shows them."""

from __future__ import annotations

import pytest

from crosspost.markdown import places
from crosspost.model.dialect import GOLDMARK, KRAMDOWN_GFM, MARKDOWN_IT

TEXT = """\
# Ünder way, 2 – now {#given}

## Ünder way, 2 – now

> ### `Code` and [a link](/x)

## Same

## Same

Text.[^n1]
{: id="par"}

<a id="mark"></a>More.

[^n1]: Note.
"""


@pytest.mark.parametrize(
    "place",
    ["given", "ünder-way-2--now", "code-and-a-link", "same", "same-1", "fn:n1", "par", "mark"],
)
def test_a_place_is_found(place: str) -> None:
    assert place in places.find(TEXT, KRAMDOWN_GFM)
    assert place in places.find(TEXT, GOLDMARK)


def test_without_ids_of_headings_only_those_that_are_written() -> None:
    assert places.find(TEXT, MARKDOWN_IT) == {"given", "par", "mark", "fn:n1", "fnref:n1"}


def test_what_is_not_there() -> None:
    assert not {"same-2", "Same", "text", ""} & places.find(TEXT, KRAMDOWN_GFM)
    assert places.is_everywhere("Top") and places.is_everywhere(":~:text=more")
    assert not places.is_everywhere("given")
