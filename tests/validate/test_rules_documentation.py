"""The rules document themselves, and their examples are true.

``make rules`` (``python tests/validate/test_rules_documentation.py``) writes the pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosspost.validate.explain import generators_of, index, page
from crosspost.validate.rule import Rule
from crosspost.validate.rules import FAMILIES, RULES

if TYPE_CHECKING:  # not there where this file writes the pages
    from validate.blog import Blog

ROOT = Path(__file__).parents[2]
INDEX = ROOT / "src/crosspost/validate/RULES.md"
PAGES = ROOT / "docs/rules"

# Examples that are no front matter: names of files, bytes, settings; tested with their rules.
NOT_SHOWN_AS_TEXT = {
    "CP001", "CP002", "CP003", "CP004", "CP104", "CP105", "CP106", "CP107", "CP109", "CP110",
    "CP111", "CP112", "CP113", "CP204", "CP305", "CP308", "CP309", "CP403", "CP404", "CP405",
    "CP507", "CP508", "CP701", "CP702", "CP703", "CP707", "CP708", "CP801", "CP851", "CP852",
    "CP853", "CP854", "CP855", "CP901", "CP902", "CP213", "CP304",
    "CP721", "CP722", "CP723", "CP724",
    "CP215", "CP311", "CP406",  # of other generators: tests/validate/others
}  # fmt: skip


def pages() -> dict[Path, str]:
    """Return the page of all rules and those of each, as the rules make them."""
    return {INDEX: index(), **{PAGES / f"{rule.code}.md": page(rule) for rule in RULES.values()}}


def test_the_pages_are_those_that_the_rules_make() -> None:
    for path, text in pages().items():
        assert path.read_text("utf-8") == text, "make rules writes it"
    assert {path.name for path in PAGES.iterdir()} == {f"{code}.md" for code in RULES}


def test_the_page_of_all_rules_begins_with_a_table_of_them() -> None:
    table = INDEX.read_text("utf-8").split("\n\n")[1].splitlines()
    assert table[0] == "| code | name | level | fix | generators | what it finds |"
    for rule in RULES.values():
        (row,) = [row for row in table if row.startswith(f"| [{rule.code}](")]
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        assert cells[1:5] == [rule.name, rule.level, rule.fix, generators_of(rule)]
        link = cells[0].partition("(")[2].rstrip(")")
        assert (INDEX.parent / link).resolve() == PAGES / f"{rule.code}.md"


def test_every_rule_is_registered_once_and_says_everything() -> None:
    codes = [rule.code for family in FAMILIES for rule in family.RULES]
    assert sorted(codes) == list(RULES)
    assert len({rule.name for rule in RULES.values()}) == len(codes)
    for rule in RULES.values():
        assert re.fullmatch(r"CP\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9-]+", rule.name)
        assert rule.what.endswith("."), rule.code
        assert rule.why, rule.code
        assert rule.jekyll, rule.code


@pytest.mark.parametrize(
    "rule", [r for r in RULES.values() if r.code not in NOT_SHOWN_AS_TEXT], ids=lambda r: r.code
)
def test_the_example_is_found_and_the_right_one_is_not(blog: Blog, rule: Rule) -> None:
    def said_of(example: str) -> list[str]:
        whole = "---" in example or rule.code == "CP101"
        text = example if whole else f"---\n{example}\n---\n\nText\n"
        blog.file("_posts/2013-03-06-talas.md", text.replace("\\t", "\t") + "\n")
        return blog.codes(select=(rule.code,))

    assert said_of(rule.bad) == [rule.code] * len(said_of(rule.bad))
    assert said_of(rule.bad)
    assert said_of(rule.good) == []


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.iterdir():
        old.unlink()
    for path, text in pages().items():
        path.write_text(text, "utf-8")
