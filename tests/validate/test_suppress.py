"""Comments that silence rules, and baselines."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.validate import baseline
from validate.blog import Blog


def test_a_comment_at_the_end_of_a_line_holds_for_that_line(blog: Blog) -> None:
    blog.post("title: 12:30  # crosspost: ignore[CP209]\nsubtitle: 12:30\n")
    assert [f.line for f in blog.findings()] == [3]


def test_a_comment_on_its_own_line_holds_for_the_next(blog: Blog) -> None:
    blog.post("# crosspost: ignore[coerced-text]\ntitle: 12:30\nsubtitle: 12:30\n")
    assert [f.line for f in blog.findings()] == [4]


def test_a_comment_for_the_file(blog: Blog) -> None:
    blog.post("# crosspost: ignore-file[CP2, CP501]\ntitle: 12:30\ntags: a, b\ndraft: true\n")
    assert blog.codes() == ["CP304"]


def test_a_comment_without_brackets_silences_every_rule(blog: Blog) -> None:
    blog.post("title: Radio\ntags: a, b  # crosspost: ignore\n")
    assert blog.codes() == []


def test_a_comment_that_silences_nothing_is_found_and_can_be_removed(blog: Blog) -> None:
    post = blog.post("title: Radio  # crosspost: ignore[CP209]\ntags: [a]\n")
    assert (blog.said("CP001").line, blog.said("CP001").column) == (2, 15)
    blog.run(fix=True)
    assert post.read_text().startswith("---\ntitle: Radio\ntags: [a]\n---\n")


def test_a_baseline_hides_what_is_known_wherever_it_moves(blog: Blog, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    blog.post("title: 12:30\n")
    baseline.write(path, blog.findings())
    blog.post("layout: post\n\ntitle: 12:30\ntags: a, b\n")
    found = baseline.without_known(blog.findings(), baseline.read(path))
    assert [f.code for f in found] == ["CP501"]


def test_a_baseline_hides_as_many_as_there_were(blog: Blog, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    blog.post("title: Radio\ntags: [a, a]\n")
    baseline.write(path, blog.findings())
    blog.post("title: Radio\ntags: [a, a, a]\n")
    assert len(baseline.without_known(blog.findings(), baseline.read(path))) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": 1}', '{"findings": {"a": "b"}}'])
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="not a baseline"):
        baseline.read(path)
