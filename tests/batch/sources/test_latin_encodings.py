"""Encodings of Latin letters."""

from __future__ import annotations

import pytest

from batch.sources.lists import entries
from crosspost.batch.entry import Entry
from crosspost.batch.sources.latin_encodings import likeliest


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Château à côté – l’été", "cp1252"),
        ("España ¿qué?", "cp1252"),
        ("Brücke groß", "cp1252"),
        ("Ærø og Åland", "cp1252"),
        ("coração não", "cp1252"),
        ("Città più", "cp1252"),
        ("Łódź i Gdańsk", "cp1250"),
        ("Příliš žluťoučký kůň", "cp1250"),
        ("Győr, Szőlő és hűs", "cp1250"),
        ("", "cp1252"),
    ],
)
def test_the_language_tells_the_encoding(text: str, encoding: str) -> None:
    assert likeliest(text.encode(encoding)) == encoding
    rows = f"title;url\n{text};https://example.org/a\n".encode(encoding)
    found = [one for one in entries(rows) if isinstance(one, Entry)]
    assert [one.overrides.get("title", "") for one in found] == [text]


def test_other_alphabets_are_left_to_the_detector() -> None:
    title = "Мост через реку и старая деревня у воды, где живут люди"
    rows = f"title;url\n{title};https://example.org/a\n".encode("cp1251")
    (found,) = (one for one in entries(rows) if isinstance(one, Entry))
    assert found.overrides["title"] == title
