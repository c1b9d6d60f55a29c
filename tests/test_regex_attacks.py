"""No regular expression of crosspost can be made to take long by the text that it looks at."""

from __future__ import annotations

import re

import pytest

from regex_attacks import scan, slowest
from regex_patterns import Expression, expressions

EXPRESSIONS, UNKNOWN = expressions()
BY_NAME = {expression.name: expression for expression in EXPRESSIONS}
ROOMS = sorted({name.split(":")[0].split(".")[0] for name in BY_NAME})

# What is slower than linear, but sees short texts only: how many characters the caller lets it see,
# and where it does so.
BOUNDED = {
    "body.boilerplate:_OVERLINE": (60, "drop_overlines: longer texts are no overlines"),
    "metadata.readers.owner:_NOTICE": (200, "_in_notice: longer lines are no notices"),
}
# Seconds for the worst text of that length.
_ENOUGH = 0.05
# Expressions that are put together while crosspost runs, and what of.
MADE_AT_RUN_TIME = {
    "lazy_regex": "the pattern that its caller gives",
    "targets.jekyll.site": "a pattern of a site's defaults",
    "markdown.notes": "a note's number, escaped",
    "validate.rules.encoding": "one of two literals",
}


@pytest.mark.threat("6: a short text that a regular expression reads for hours")
@pytest.mark.parametrize("room", ROOMS)
def test_no_expression_is_slower_than_linear_on_texts_without_a_limit(room: str) -> None:
    slow = {}
    for name, expression in BY_NAME.items():
        if name.split(":")[0].split(".")[0] == room and name not in BOUNDED:
            cost = scan(expression.pattern, expression.call)
            if cost.attack:
                slow[name] = (cost.kind, expression.pattern.pattern, cost.attack)
    assert not slow


@pytest.mark.threat("6: a short text that a regular expression reads for hours")
@pytest.mark.parametrize("name", sorted(BOUNDED))
def test_an_expression_for_short_texts_is_fast_on_the_longest_that_it_sees(name: str) -> None:
    expression, (size, _) = BY_NAME[name], BOUNDED[name]
    assert slowest(expression.pattern, expression.call, size, 2 * _ENOUGH) < _ENOUGH


def test_every_expression_is_found() -> None:
    assert len(EXPRESSIONS) > 350
    assert {place.split(":")[0] for place in UNKNOWN} <= set(MADE_AT_RUN_TIME)
    assert BY_NAME["metadata.text:_ENTITY"].calls == {"search"}
    in_table = BY_NAME["validate.liquid_syntax:_SYNTAX['for'][0]"]
    in_function = [name for name in BY_NAME if name.startswith("metadata.days.iso:")]
    assert in_table.pattern.match("a in b")
    assert len(in_function) >= 2


@pytest.mark.parametrize(
    ("pattern", "call", "kind"),
    [
        (r"(?:a+)+$", "match", "exponential"),
        (r"(?:a|a)*b", "match", "exponential"),
        (r"(\w+\s?)*;", "search", "exponential"),
        (  # a footer's notice, as it was once read
            r"(?:©|\(c\))\s*(?:by|[-–,]|(?:19|20)\d\d)*(?:\s|[-–,]|\d{2,4})*(?P<name>[^\W\d_]{3,40})",
            "search",
            "exponential",
        ),
        (r"\s+$", "search", "n^2"),
        (r"a*a*b", "match", "n^2"),
        (r"\s*,\s*", "split", "n^2"),
        (r"<!--.*?-->", "sub", "n^2"),
        (r'"(?:[^"\\]|\\.)*"', "finditer", "n^2"),  # '"\"\"\"…' without an end
        (r"\w+@\w+", "findall", "n^2"),
        (r"(?<!\s)\s++$", "search", "linear"),
        (r"\s+$", "match", "linear"),
        (r"(?:a++)++$", "match", "linear"),
        (r"<!--.{0,50}?-->", "sub", "linear"),
        (r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', "finditer", "linear"),
    ],
)
def test_the_scan_tells_how_an_expression_grows(pattern: str, call: str, kind: str) -> None:
    expression = Expression("", re.compile(pattern), frozenset({call}))
    # On a busy machine a short measurement may be off; of three one is right.
    found = [scan(expression.pattern, expression.call).kind[:3] for _ in range(3)]
    assert kind[:3] in found or (kind[:2] == "n^" and "n^" in {one[:2] for one in found})


def test_bytes_are_attacked_as_text_is() -> None:
    found = [scan(re.compile(rb"\s+$"), "search").kind[:2] for _ in range(3)]
    assert "n^" in found
