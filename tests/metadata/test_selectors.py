"""Fields that a person points at with a selector."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.metadata.selectors import select
from crosspost.model import Metadata
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of

PAGE = """<html lang="en"><head><meta name="x-license" content="CC BY 4.0"></head><body>
<h1>The headline</h1><h2 class="kicker">The <b>real</b> title</h2>
<p class="by">Ann Otter and Bo Heron</p><time class="day" datetime="2013-03-06">yesterday</time>
<img class="lead" src="/a.png"><img class="late" src="data:," data-original="/b.png">
<a class="home" href="/story">link</a><p id="when">Printed on 6 March 2013</p>
<ul class="topics"><li>Radio</li><li>Villages</li><li>Radio</li></ul></body></html>"""


def selected(remove: tuple[str, ...] = (), **selectors: str) -> tuple[Metadata, tuple[str, ...]]:
    config = Config(select=selectors, remove=remove)
    document = parse_text(PAGE, "https://example.org/x", rule_of(config))
    return select(document, Metadata(title="The headline"))


@pytest.mark.parametrize(
    ("field", "selector", "attribute", "value"),
    [
        ("title", ".kicker", "title", "The real title"),
        ("author", ".by", "authors", ("Ann Otter", "Bo Heron")),
        ("date", "time.day", "published", date(2013, 3, 6)),
        ("image", "img.lead", "image", "https://example.org/a.png"),
        ("image", "img.late", "image", "https://example.org/b.png"),
        ("canonical_url", "a.home", "canonical_url", "https://example.org/story"),
        ("tags", ".topics li", "tags", ("Radio", "Villages")),
        ("license", "meta[name=x-license]", "license", "CC BY 4.0"),
        ("title", "//h2[@class='kicker']", "title", "The real title"),
        ("title", "//h2/b/text()", "title", "real"),
        ("title", "concat(//h1, '!')", "title", "The headline!"),
        ("author", "//p[@class='by']/text()", "authors", ("Ann Otter", "Bo Heron")),
        ("image", "//img[1]/@src", "image", "https://example.org/a.png"),
        ("date", "//time/@datetime", "published", date(2013, 3, 6)),
        ("date", "id('when')", "published", date(2013, 3, 6)),
        ("date", "substring-after(//p[@id='when'], 'on ')", "published", date(2013, 3, 6)),
    ],
)
def test_the_value_is_read_as_its_field_wants_it(
    field: str, selector: str, attribute: str, value: Any
) -> None:
    metadata, warnings = selected(**{field: selector})
    assert getattr(metadata, attribute) == value
    assert metadata.sources[attribute] == f"the settings {selector}"
    assert warnings == ()


def test_a_selector_that_finds_nothing_leaves_the_field_and_says_so() -> None:
    metadata, warnings = selected(title=".nowhere", author="//b/@rel")
    assert metadata.title == "The headline"
    assert warnings == (
        "the settings title=.nowhere finds nothing in this page",
        "the settings author=//b/@rel finds nothing in this page",
    )


def test_a_field_may_be_in_what_is_removed() -> None:
    metadata, warnings = selected(remove=(".by", ".topics"), author=".by", tags=".topics li")
    assert (metadata.authors, metadata.tags) == (("Ann Otter", "Bo Heron"), ("Radio", "Villages"))
    assert warnings == ()


@pytest.mark.parametrize("name", ["headline", "render", "prune", "delay"])
def test_an_unknown_field_is_an_error(name: str) -> None:
    with pytest.raises(ConfigError, match=f"there is no field '{name}'") as caught:
        selected(**{name: "h1"})
    assert "author" in caught.value.hint
