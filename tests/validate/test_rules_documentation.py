"""The rules document themselves, and their examples are true."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from crosspost.validate.explain import page
from crosspost.validate.rule import Rule
from crosspost.validate.rules import FAMILIES, RULES
from validate.blog import Blog

# Examples that are no front matter: names of files, bytes, settings; tested with their rules.
NOT_SHOWN_AS_TEXT = {
    "CP001", "CP002", "CP003", "CP004", "CP104", "CP105", "CP106", "CP107", "CP109", "CP110",
    "CP111", "CP112", "CP113", "CP204", "CP305", "CP308", "CP309", "CP403", "CP404", "CP405",
    "CP507", "CP508", "CP701", "CP702", "CP703", "CP707", "CP708", "CP801", "CP851", "CP852",
    "CP853", "CP854", "CP855", "CP901", "CP902", "CP213", "CP304",
}  # fmt: skip


def test_the_rules_page_is_the_one_that_the_rules_make() -> None:
    written = files("crosspost.validate").joinpath("RULES.md").read_text("utf-8")
    assert written == page(), "make rules writes it"


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
