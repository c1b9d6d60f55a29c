"""The report for people: what is shown, in which order, and what to do next."""

from __future__ import annotations

import re
import shlex
import unicodedata
from itertools import count

import pytest

from crosspost.model import Finding
from crosspost.validate import Run
from crosspost.validate.reports import full
from crosspost.validate.reports.chosen import ReportOptions, chosen
from crosspost.validate.rules import RULES
from validate.blog import Blog
from validate.reports_of import found


def shown(run: Run, **options: object) -> str:
    return full.render(run, ReportOptions(**options))  # type: ignore[arg-type]


def headings(text: str) -> list[str]:
    return re.findall(r"^_posts/\S+ (CP\d{3})", text, re.M)


def last_line(text: str) -> str:
    return text.splitlines()[-1]


def test_errors_are_first_whatever_post_they_are_in() -> None:
    run = Run([*found("CP501", "warning", 2), *found("CP201", "error", first=9)], files=9)
    assert headings(shown(run)) == ["CP201", "CP501", "CP501"]
    assert headings(shown(run, sort="path")) == ["CP501", "CP501", "CP201"]
    assert headings(shown(run, sort="rule")) == ["CP201", "CP501", "CP501"]


def test_a_rule_that_repeats_is_one_finding_and_one_line() -> None:
    run = Run([*found("CP403", "warning", 1839), *found("CP201", "error", 3)], files=2000)
    text = shown(run)
    assert headings(text) == ["CP201"] * 3 + ["CP403"]
    line = f"CP403 in 1,839 posts: {RULES['CP403'].what.rstrip('.')}; show all with"
    assert f"\n   {line} --select CP403; silence with --ignore CP403.\n" in text
    assert "not shown" not in text


def test_a_line_about_a_rule_says_how_often_and_how_many_can_be_fixed() -> None:
    findings = found("CP504", "warning", 6, safe=True)
    run = Run([*findings, *findings], files=6)
    assert "\n   CP504 in 6 posts, 12 times, 12 fixable: The same tag" in shown(run)


@pytest.mark.parametrize(("level", "most"), [("error", 10), ("warning", 5), ("info", 5)])
def test_a_rule_with_few_findings_is_shown_whole(level: str, most: int) -> None:
    run = Run(found("CP201", level, most), files=most)  # type: ignore[arg-type]
    assert len(headings(shown(run))) == most
    run.findings += found("CP201", level, 1, first=most + 1)  # type: ignore[arg-type]
    assert len(headings(shown(run))) == 1


def many() -> Run:
    """Return 3 errors, 60 warnings of twelve rules and 20 of one that repeats."""
    codes = [code for code in RULES if code[2] in "34"][:12]
    findings = [f for code in codes for f in found(code, "warning", 5)]
    return Run([*findings, *found("CP601", "warning", 20), *found("CP201", "error", 3)], files=90)


def test_at_most_fifty_findings_are_shown_and_what_repeats_is_among_them() -> None:
    text = shown(many())
    assert len(headings(text)) == 50
    assert headings(text)[:3] == ["CP201"] * 3
    assert headings(text)[-1] == "CP601"
    assert "\n14 more findings not shown: use --all.\n" in text
    assert last_line(text) == (
        "3 errors, 80 warnings in 90 posts; what it is: crosspost validate --explain CP201"
    )


def test_what_is_asked_for_is_shown() -> None:
    assert len(headings(shown(many(), most=None, fold=False))) == 83
    assert len(headings(shown(many(), most=7))) == 7
    assert len(headings(shown(many(), most=1))) == 1
    assert [item.finding for item in chosen(many().findings, ReportOptions(most=1))]


def test_the_last_line_has_the_counts_and_the_next_command() -> None:
    run = Run(
        [*found("CP201", "error", 3, safe=True), *found("CP601", "warning", 2, safe=False),
         *found("CP404", "info")], files=450,
    )  # fmt: skip
    text = shown(run, command="crosspost validate blog --body")
    assert last_line(text) == (
        "3 errors, 2 warnings, 1 info in 450 posts; 3 fixable: crosspost validate blog --body --fix"
    )
    assert (
        "\n2 fixable after review: crosspost validate blog --body --unsafe-fixes --diff\n" in text
    )
    assert "--fix" not in last_line(shown(run, is_fixed=True))
    del run.findings[:3]
    assert last_line(shown(run)) == (
        "2 warnings, 1 info in 450 posts;"
        " 2 fixable after review: crosspost validate --unsafe-fixes --diff"
    )
    assert last_line(shown(run, command="")) == "2 warnings, 1 info in 450 posts"


def test_a_baseline_is_suggested_where_there_is_much() -> None:
    hint = "--write-baseline .crosspost-baseline.json"
    assert hint in shown(many())
    assert hint not in shown(Run(found("CP201", "error", 3), files=3))


def test_no_posts_is_not_no_problems() -> None:
    assert shown(Run()).startswith("No posts found.")
    assert shown(Run(files=2)) == "No problems in 2 posts.\n"
    assert shown(Run(files=2, hidden=3)) == (
        "No problems in 2 posts. 3 of level info: use --show-info.\n"
    )


def test_groups_by_post_begin_with_those_that_have_errors() -> None:
    run = Run(
        [*found("CP501", "warning", 2), *found("CP201", "error", first=2, safe=True)], files=2
    )
    assert shown(run, group_by="post").splitlines()[:6] == [
        "_posts/2020-01-02-a.md",
        "  2:8  error CP201 [*] Message CP201 2.",
        "  2:8  warning CP501 Message CP501 2.",
        "",
        "_posts/2020-01-01-a.md",
        "  2:8  warning CP501 Message CP501 1.",
    ]


def test_groups_by_rule_have_examples_and_say_how_many_more() -> None:
    run = Run([*found("CP501", "warning", 20), *found("CP201", "error")], files=20)
    lines = shown(run, group_by="rule").splitlines()
    assert lines[0].startswith("CP201 yaml-syntax (error, 1 post): Front matter that is not YAML")
    assert lines[3].startswith("CP501 comma-string (warning, 20 posts): Tags or categories")
    assert lines[4] == "  _posts/2020-01-01-a.md:2:8: Message CP501 1."
    assert lines[9] == "  15 more: use --select CP501."
    assert "not shown" not in "\n".join(lines)
    assert len(shown(run, group_by="rule", fold=False).splitlines()) == len(lines) + 14


def test_groups_are_cut_too_and_nothing_is_lost_without_a_word() -> None:
    for group in ("post", "rule"):
        text = shown(many(), group_by=group, most=20)
        (unseen,) = re.findall(r"^(\d+) more findings not shown", text, re.M)
        more = sum(map(int, re.findall(r"^  (\d+) more: use", text, re.M)))
        lines = len(re.findall(r"Message CP", text))
        assert lines + more + int(unseen) == 83
        assert 20 <= lines < 40


@pytest.mark.parametrize("group", ["none", "post", "rule"])
def test_no_text_of_a_post_is_obeyed_by_the_terminal(group: str) -> None:
    evil = "a\x1b[31m\x9b\u202e\u200b\r\n\x07 b"
    findings = [
        Finding(evil, n, 1, n, 2, "CP501", "error", evil, None, evil, evil, evil)
        for n in range(1, 20)
    ]
    text = shown(Run(findings, files=1), group_by=group)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]


def test_a_code_is_a_link_where_the_terminal_has_links() -> None:
    run = Run(found("CP201", "error"), files=1)
    for group in ("none", "post", "rule"):
        options = ReportOptions(links=True, group_by=group)  # type: ignore[arg-type]
        styles = {text: style for line in full.parts(run, 80, options) for text, style in line}
        assert styles["CP201"].endswith("/blob/main/docs/rules/CP201.md")
        assert "About a rule" not in full.render(run, options)
    assert "\nAbout a rule: crosspost validate --explain CP201, or https://" in shown(run)


def test_a_finding_about_a_missing_key_shows_no_line(blog: Blog) -> None:
    blog.post("layout: post\n")
    run = blog.run(required=("title",), select=("CP305",))
    assert "│" not in full.render(run)
    blog.file("_posts/2013-03-06-talas.md", "---\ntitle: Radio\n\nText\n")
    assert "     1 │ ---\n" in full.render(blog.run(select=("CP102",)))


def test_a_command_that_renames_has_the_folder_and_is_quoted(blog: Blog) -> None:
    blog.post("title: x\n", "31-10-2016-it's.md")
    blog.post("title: x\n", "2016-10\u200d-12-x.md")
    first, second = blog.findings(select=("CP110",))
    names = [shlex.split(f.message.partition("git mv ")[2]) for f in (first, second)]
    assert sorted(names) == [
        ["_posts/2016-10\u200d-12-x.md", "_posts/2016-10-12-x.md"],
        ["_posts/31-10-2016-it's.md", "_posts/2016-10-31-it's.md"],
    ]
    assert "has a zero width joiner (U+200D) in it" in first.message + second.message


def test_a_finding_about_a_name_shows_no_line_of_the_file(blog: Blog) -> None:
    names = ("2013-02-31-a.md", "31-10-2016-b.md", "2013-03-06-c copy.md", "2013-03-07-.md")
    for number, name in zip(count(), names, strict=False):
        blog.post(f"title: Radio {number}\n", name)
    run = blog.run(select=("CP11",))
    assert {f.code for f in run.findings} >= {"CP110", "CP111", "CP112"}
    assert "│" not in full.render(run)
