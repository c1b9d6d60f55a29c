"""Fields that a person points at with a CSS selector."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.metadata.selectors import select
from crosspost.model import Metadata
from crosspost.page.parse import parse_text

PAGE = """<html lang="en"><head><meta name="x-license" content="CC BY 4.0"></head><body>
<h1>The headline</h1><h2 class="kicker">The <b>real</b> title</h2>
<p class="by">Ann Otter and Bo Heron</p><time class="day" datetime="2013-03-06">yesterday</time>
<img class="lead" src="/a.png"><img class="late" src="data:," data-original="/b.png">
<a class="home" href="/story">link</a>
<ul class="topics"><li>Radio</li><li>Villages</li><li>Radio</li></ul></body></html>"""


def selected(**selectors: str) -> tuple[Metadata, tuple[str, ...]]:
    document = parse_text(PAGE, "https://example.org/x")
    return select(document, Metadata(title="The headline"), selectors)


@pytest.mark.parametrize(
    ("field", "css", "attribute", "value"),
    [
        ("title", ".kicker", "title", "The real title"),
        ("author", ".by", "authors", ("Ann Otter", "Bo Heron")),
        ("date", "time.day", "published", date(2013, 3, 6)),
        ("image", "img.lead", "image", "https://example.org/a.png"),
        ("image", "img.late", "image", "https://example.org/b.png"),
        ("canonical_url", "a.home", "canonical_url", "https://example.org/story"),
        ("tags", ".topics li", "tags", ("Radio", "Villages")),
        ("license", "meta[name=x-license]", "license", "CC BY 4.0"),
    ],
)
def test_the_value_is_read_as_its_field_wants_it(
    field: str, css: str, attribute: str, value: Any
) -> None:
    metadata, warnings = selected(**{field: css})
    assert getattr(metadata, attribute) == value
    assert metadata.sources[attribute] == f"--select {css}"
    assert warnings == ()


def test_a_selector_that_finds_nothing_leaves_the_field_and_says_so() -> None:
    metadata, warnings = selected(title=".nowhere")
    assert metadata.title == "The headline"
    assert warnings == ("--select title=.nowhere finds nothing in this page",)


@pytest.mark.parametrize(
    ("selectors", "message"),
    [
        ({"headline": "h1"}, "no field 'headline'"),
        ({"title": "h1["}, "'h1[' is not a CSS selector: it ends too early, after character 3"),
        ({"title": ":has("}, "ends too early, after character 5"),
        ({"title": "h1 > "}, "ends too early, after character 4"),
        ({"title": "h1,,h2"}, "',' at character 4 is not expected"),
        ({"title": "p:nth-child(x)"}, "'x' at character 13 is not expected"),
        ({"title": "[a='x]"}, "the quotation mark at character 4 is not closed"),
        ({"title": ""}, "title = '' is empty"),
        ({"title": "h1::before"}, "cannot be used: ::before is not supported"),
        ({"title": "h1:foo"}, "cannot be used: :foo is not supported"),
        ({"title": ":not(:not(a))"}, "cannot be used: nested :not is not supported"),
        ({"title": "a|b"}, "cannot be used: a part of it is not supported"),
        ({"title": "\\2"}, "cannot be used: a part of it is not supported"),
        ({"title": "a " * 20_000}, "cannot be used: a part of it is not supported"),
    ],
)
def test_a_selector_that_cannot_be_used_is_an_error(
    selectors: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        selected(**selectors)
    assert message in str(caught.value)
    assert caught.value.hint.endswith(".") and len(str(caught.value)) < 400
