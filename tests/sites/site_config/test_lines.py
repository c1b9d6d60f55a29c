"""Files of site config as lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import CrosspostError
from crosspost.sites.site_config.lines import MOST_BYTES, Fault, Line, read_lines, read_text


@pytest.mark.parametrize(
    ("line", "name", "argument", "value"),
    [
        ("title: //h1", "title", None, "//h1"),
        ("title://h1", "title", None, "//h1"),
        ("  title :\t//h1  ", "title", None, "//h1"),
        ("Prune: no", "prune", None, "no"),
        ("test_url: https://example.org/a:b", "test_url", None, "https://example.org/a:b"),
        ("wrap_in(b)://p", "wrap_in", "b", "//p"),
        ("replace_string( - Example):", "replace_string", " - Example", ""),
        ("replace_string(<p style='a:b'>): <p>", "replace_string", "<p style='a:b'>", "<p>"),
        ("replace_string(to post)): x", "replace_string", "to post)", "x"),
        ("move_into(//p[a(b)]/c): //d", "move_into", "//p[a(b)]/c", "//d"),
        ("body: //*[contains(@id, '):')]", "body", None, "//*[contains(@id, '):')]"),
    ],
)
def test_a_directive_has_a_name_and_a_value(
    line: str, name: str, argument: str | None, value: str
) -> None:
    assert list(read_lines(line)) == [Line(1, name, argument, value)]


def test_comments_and_blank_lines_are_left_out_and_lines_are_counted() -> None:
    text = "# title: //h2\r\n\r\ntitle: //h1\r# x\n \t\nprune: no\x0bstill\n"
    assert list(read_lines(text)) == [
        Line(3, "title", None, "//h1"),
        Line(6, "prune", None, "no\x0bstill"),
    ]


@pytest.mark.parametrize("line", ["// a remark", "https://example.org/a", "title", "http://a"])
def test_other_lines_are_named(line: str) -> None:
    assert list(read_lines(f"\n{line}")) == [Fault(2, "not a directive (name: value)")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbftitle: \xc3\xa9", "title: é"),
        (b"title: \xe9", "title: é"),
    ],
)
def test_a_file_may_have_a_byte_order_mark_or_be_windows_1252(
    tmp_path: Path, content: bytes, text: str
) -> None:
    path = tmp_path / "example.org.txt"
    path.write_bytes(content)
    assert read_text(path) == text


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    large = tmp_path / "example.org.txt"
    large.write_bytes(b"#" * (MOST_BYTES + 1))
    for path in (large, tmp_path / "none.txt", tmp_path):
        with pytest.raises(CrosspostError, match="cannot be read"):
            read_text(path)
