"""Rules that only posts of generators other than Jekyll can break."""

from __future__ import annotations

from crosspost.validate.generators import READINGS
from crosspost.validate.rule import Rule

_TYPED = frozenset(
    name for name, reading in READINGS.items() if reading.types or reading.has_schema
)
_TIMED = frozenset(name for name, reading in READINGS.items() if reading.expiry)
_CLOSED = frozenset(name for name, reading in READINGS.items() if reading.own_fields)

RULES = (
    Rule(
        "CP215", "value-type", "warning",
        "A list, a table, a number or a text in a field in which the generator reads another type.",
        "The field is empty on the page, or the build stops. Level error where it does.",
        "This rule does not apply to Jekyll, which takes any value.",
        "weight: first", "weight: 1",
        "none", "Write a value of the type that the message names.",
        generators=_TYPED,
    ),
    Rule(
        "CP311", "misplaced-key", "warning",
        "A field at the top level that the generator ignores there.",
        "The tags of the post are missing, or its author is.",
        "This rule does not apply to Jekyll, which keeps any field. Zola reads a fixed list of"
        " fields; all others belong in taxonomies and extra.",
        'tags = ["radio"]', '[taxonomies]\ntags = ["radio"]',
        "none", "Move the field into the table that the message names.",
        generators=_CLOSED,
    ),
    Rule(
        "CP406", "expired", "info",
        "A date in the past after which the generator leaves the post out.",
        "The post is not on the site.",
        "This rule does not apply to Jekyll, in which posts do not expire.",
        "expiryDate: 2014-01-01", "expiryDate: 2199-01-01",
        "none", "Remove the field if the post is to be shown.",
        generators=_TIMED,
    ),
)  # fmt: skip
