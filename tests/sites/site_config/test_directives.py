"""The directives of site config and their documentation."""

from __future__ import annotations

import re
from pathlib import Path

from crosspost.sites.site_config.directives import KNOWN, WITH_ARGUMENT, WITHOUT_EFFECT

DOCS = (Path(__file__).parents[3] / "docs" / "site-config.md").read_text("utf-8")


def test_every_directive_is_documented_in_the_right_table() -> None:
    tables = DOCS[DOCS.index("## Directives") : DOCS.index("## When a file")]
    used, _, without = tables.partition("change nothing")
    named = [
        {name for cell in re.findall(r"(?m)^\| (`.*?) \|", part) for name in words(cell)}
        for part in (used, without)
    ]
    assert named[0] == KNOWN - set(WITHOUT_EFFECT)
    assert named[1] == set(WITHOUT_EFFECT)


def words(cell: str) -> set[str]:
    """Return the directives that the first cell of a row names."""
    return {name for name in re.findall(r"`([a-z_]+)[`:(]", cell) if "_" in name or len(name) > 3}


def test_an_argument_belongs_to_a_known_directive() -> None:
    assert WITH_ARGUMENT <= KNOWN
