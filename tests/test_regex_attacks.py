"""No regular expression of crosspost can be made to take long by the text that it looks at."""

from __future__ import annotations

import pkgutil
import re

import pytest

import crosspost
from cpu import pace
from regex_attacks import scan, slowest
from regex_patterns import Expression, expressions

# Modules and folders of crosspost.
ROOMS = sorted(
    module.name for module in pkgutil.iter_modules(crosspost.__path__) if module.name != "__main__"
)

# What is slower than linear, but sees short texts only: how many characters the caller lets it see,
# and where it does so.
BOUNDED = {
    "body.boilerplate:_READING_TIME": (60, "front_matter_lines: longer texts are not such lines"),
    "metadata.readers.owner:_NOTICE": (200, "_in_notice: longer lines are no notices"),
}
# Seconds for the worst text of that length, on an idle core.
_ENOUGH = 0.05
# Expressions that are put together while crosspost runs, and what of.
MADE_AT_RUN_TIME = {
    "lazy_regex": "the pattern that its caller gives",
    "targets.jekyll.site": "a pattern of a site's defaults",
    "markdown.notes": "a note's number, escaped",
    "validate.rules.encoding": "one of two literals",
}


def by_name() -> dict[str, Expression]:
    return {expression.name: expression for expression in expressions()[0]}


@pytest.mark.threat("6: a short text that a regular expression reads for hours")
@pytest.mark.parametrize("room", ROOMS)
def test_no_expression_is_slower_than_linear_on_texts_without_a_limit(room: str) -> None:
    slow = {}
    for name, expression in by_name().items():
        if name.split(":")[0].split(".")[0] == room and name not in BOUNDED:
            cost = scan(expression.pattern, expression.call)
            if cost.attack:
                slow[name] = (cost.kind, expression.pattern.pattern, cost.attack)
    assert not slow


@pytest.mark.threat("6: a short text that a regular expression reads for hours")
@pytest.mark.parametrize("name", sorted(BOUNDED))
def test_an_expression_for_short_texts_is_fast_on_the_longest_that_it_sees(name: str) -> None:
    expression, (size, _) = by_name()[name], BOUNDED[name]
    limit = _ENOUGH * pace()
    assert slowest(expression.pattern, expression.call, size, 2 * limit) < limit


def test_every_expression_is_found_and_compiles() -> None:
    found = by_name()
    unknown = expressions()[1]
    assert len(found) > 400
    assert {name.split(":")[0].split(".")[0] for name in found} <= set(ROOMS)
    assert {place.split(":")[0] for place in unknown} <= set(MADE_AT_RUN_TIME)
    assert found["metadata.text:_ENTITY"].calls == {"search"}
    in_table = found["validate.liquid_syntax:_SYNTAX['for'][0]"]
    in_function = [name for name in found if name.startswith("metadata.days.iso:")]
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
        (r"\s+$", "search", "n^"),
        (r"a*a*b", "match", "n^"),
        (r"\s*,\s*", "split", "n^"),
        (r"<!--.*?-->", "sub", "n^"),
        (r'"(?:[^"\\]|\\.)*"', "finditer", "n^"),  # '"\"\"\"…' without an end
        (r"\w+@\w+", "findall", "n^"),
        (r"(?<!\s)\s++$", "search", "linear"),
        (r"\s+$", "match", "linear"),
        (r"(?:a++)++$", "match", "linear"),
        (r"<!--.{0,50}?-->", "sub", "linear"),
        (r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', "finditer", "linear"),
    ],
)
def test_the_scan_tells_how_an_expression_grows(pattern: str, call: str, kind: str) -> None:
    expression = Expression("", re.compile(pattern), frozenset({call}))
    # On a busy machine a short measurement may be wrong; of three one is right.
    assert any(scan(expression.pattern, expression.call).kind.startswith(kind) for _ in range(3))


def test_bytes_are_attacked_as_text_is() -> None:
    assert any(scan(re.compile(rb"\s+$"), "search").kind.startswith("n^") for _ in range(3))
