"""Buttondown's archive."""

from __future__ import annotations

from pathlib import Path

from batch.sources.exports.exports import read_path, zip_of

FILES = {
    "emails.csv": "id,subject,publish_date,source,slug\n"
    "1,The bridge,2023-01-02 16:55:00+00:00,app,the-bridge\n2,Draft,,app,draft\n",
    "emails/the-bridge.md": "It *opened*.\n",
    "emails/draft.md": "<!-- buttondown-editor-mode: fancy --><p>Not yet.</p>\n",
    "subscribers.csv": "email\nann@example.org\n",
}


def test_the_texts_are_in_files(tmp_path: Path) -> None:
    found = read_path(zip_of(tmp_path / "b.zip", FILES))
    bridge, draft = found.entries
    assert str(bridge.overrides["date"]) == "2023-01-02 16:55:00+00:00"
    assert "<em>opened</em>" in bridge.body and not bridge.draft
    assert draft.draft and draft.body.strip() == "<p>Not yet.</p>"
    assert found.parts[("file", "", "left out: not a text for readers")] == 1


def test_the_url_of_an_issue_is_made_of_its_slug(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "b.zip", FILES)
    bridge, draft = read_path(path, base_url="https://buttondown.example/river").entries
    assert bridge.url == "https://buttondown.example/river/archive/the-bridge/"
    assert not draft.url.startswith("http")
