"""The URLs in a line that a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.batch.sources.line_links import links_in

A, B = "https://a.example.org/one", "https://b.example.org/two_(2)"


@pytest.mark.parametrize(
    ("line", "links"),
    [
        (A, [A]),
        (f"<{A}>", [A]),
        (f'"{A}"', [A]),
        (f"- {A}", [A]),
        (f"* [One]({A})", [A]),
        (f"12. {A}", [A]),
        (f"- [ ] [One]({A} 'its title')", [A]),
        (f"One, two: {A}", [A]),
        (f"{A}\tOne\ttag", [A]),
        (f"{A}, {B}", [A, B]),
        (f"See {A}. And ({B}).", [A, B]),
        (f"[Two]({B})", [B]),
        (f"[1]: {A}", [A]),
        (f"![picture]({A}.png) [Two]({B})", [B]),
        (f'<a href="{A}">One</a>', [A]),
        (f"| {A} | One |", [A]),
        (f"`{A}`", [A]),
        (f"‘{A}’", [A]),
        (f"See „{A}“.", [A]),
        (f"「{A}」", [A]),
        (f"見て：{A}。", [A]),
        (f"{A},", [A]),
        (f"'{A}';", [A]),
        (f"\u200b{A}\u200b", [A]),
        (f"One: {A}\u200b", [A]),
        (f"{A}_Inc.", [f"{A}_Inc."]),
        (f"https://web.example.org/2020/{A}", [f"https://web.example.org/2020/{A}"]),
        ("a.example.org/one", ["https://a.example.org/one"]),
        ("www.example.org", ["https://www.example.org"]),
        ("mailto:ann@example.org", ["mailto:ann@example.org"]),
        ("ftp://example.org/x", ["ftp://example.org/x"]),
        ("just some words", ["just some words"]),
        ("notes.md", ["notes.md"]),
        ("", []),
    ],
)
def test_a_line_has_the_links_that_a_reader_sees(line: str, links: list[str]) -> None:
    assert links_in(line) == links


def test_a_path_that_exists_is_no_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.example.org").mkdir()
    assert links_in("a.example.org/one") == ["a.example.org/one"]
