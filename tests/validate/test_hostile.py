"""Whatever the bytes: no crash, no hang, and a repair touches nothing outside its edits."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpu import cpu_limit
from crosspost.model import Finding
from crosspost.validate import Options, check_paths
from crosspost.validate.check import read_post
from crosspost.validate.context import Context
from crosspost.validate.fixes import apply
from crosspost.validate.run import check_text
from validate.generated import failures
from validate.mutations import mutations
from validate.one_post import check_post

EVERYTHING = Options(show_info=True, body=True)
NAME = "_posts/2013-03-06-a.md"
WHOLE = sorted((Path(__file__).parent / "cases").glob("*/_posts/*"))


def findings_of(data: bytes) -> list[Finding]:
    context = Context(Path("/nowhere"), "plain", EVERYTHING)
    post = read_post(f"/nowhere/{NAME}", data, context, NAME)
    return check_post(post, context, [post])


def assert_bytes_outside_the_edits_stay(data: bytes, finding: Finding) -> None:
    assert finding.fix is not None
    edits = finding.fix.edits
    ends = [(edit.start, edit.end) for edit in edits]
    assert all(0 <= start <= end <= len(data) for start, end in ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    repaired = apply(data, edits)
    at = place = 0
    for edit in edits:
        kept = data[at : edit.start]
        assert repaired[place : place + len(kept)] == kept
        place += len(kept)
        assert repaired[place : place + len(edit.replacement)] == edit.replacement
        place, at = place + len(edit.replacement), edit.end
    assert repaired[place:] == data[at:]


def check_everything(data: bytes) -> None:
    with cpu_limit(1):
        check_and_repair(data)


def check_and_repair(data: bytes) -> None:
    lines = data.count(b"\n") + 1
    for finding in findings_of(data):
        assert 1 <= finding.line <= finding.end_line <= lines + 1
        assert finding.column >= 1
        assert finding.message
        assert finding.code != "CP004", finding.message
        if finding.fix is not None:
            assert_bytes_outside_the_edits_stay(data, finding)
    for unsafe in (False, True):
        run = check_text(data, NAME, EVERYTHING, fix=True, unsafe=unsafe)
        assert "CP004" not in {finding.code for finding in run.findings}
        for _, repaired in run.changed.values():
            again = check_text(repaired, NAME, EVERYTHING, fix=True, unsafe=unsafe)
            assert not again.changed


def test_broken_posts_neither_crash_nor_hang() -> None:
    for data in mutations([path.read_bytes() for path in WHOLE], 300, seed=6):
        check_everything(data)


@pytest.mark.threat("17: generated posts, configurations, data and settings end in a traceback")
def test_generated_sites_are_checked_or_refused_in_one_line() -> None:
    assert list(failures(150, seed=3)) == []


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check_everything(b"---\n" + data + b"\n---\nText\n")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_as_title_and_tags(title: str, tags: str) -> None:
    text = f"---\ntitle: {title}\ntags: {tags}\n---\n\nText\n"
    check_everything(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="{}%'\"# -|rawendcomtif\n", max_size=300))
def test_any_braces_in_the_body(body: str) -> None:
    check_everything(f"---\ntitle: Radio\n---\n{body}".encode())


@pytest.mark.parametrize(
    "opener",
    ["{{", "{%", "{% raw %}", "[", "![", "<a ", "```\n", "_originally ", "&"],
)
def test_long_runs_of_openers_in_the_body_are_no_more_work_than_words(opener: str) -> None:
    check_everything(f"---\ntitle: Radio\n---\n{opener * 20_000}".encode())


@pytest.mark.parametrize(
    "opener",
    ["[", "{", "- ", "&a", "*a ", '"', "'", "<b>", "&quot;", "â€", "#", " #x", ": "],
)
def test_long_runs_of_openers_in_values_are_no_more_work_than_words(opener: str) -> None:
    check_everything(f"---\ntitle: {opener * 15_000}\ntags: {opener * 5_000}\n---\n".encode())


@pytest.mark.parametrize(
    "day", ["9999-12-31 24:00:00", "9999-12-31T23:59:60Z", "9999-12-31 23:00 -1200", "0001-01-01"]
)
def test_a_day_at_the_end_of_time_is_read(day: str, tmp_path: Path) -> None:
    post = tmp_path / "_posts" / "2013-03-06-a.md"
    post.parent.mkdir()
    post.write_text(f"---\ntitle: Of rivers\ndate: {day}\n---\nText\n")
    found = check_paths([str(tmp_path)], Options()).findings
    assert found and "CP004" not in {finding.code for finding in found}
