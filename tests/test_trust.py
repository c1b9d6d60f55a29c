"""What the user has allowed to a site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosspost import trust
from crosspost.errors import ConfigError, WriteError


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def allow(root: Path, **permissions: object) -> None:
    noted = {name: trust.digest(value) for name, value in permissions.items()}
    trust.save(replace(trust.of(root), permissions=noted))


@pytest.mark.threat("10: what a clone asks for")
def test_only_what_was_allowed_is_and_only_as_it_was(tmp_path: Path) -> None:
    asked = {"cookies": "a.txt", "headers": {"A": "b"}}
    with pytest.raises(ConfigError, match=r"the site has .* not allowed: cookies"):
        trust.refuse(tmp_path, asked, "the site")
    allow(tmp_path, **asked)
    trust.refuse(tmp_path, asked, "the site")
    assert trust.not_allowed(tmp_path, {**asked, "cookies": "b.txt"}) == ["cookies"]
    assert trust.not_allowed(tmp_path / "other", asked) == ["cookies", "headers"]
    assert trust.forget(tmp_path) and not trust.forget(tmp_path)
    assert trust.not_allowed(tmp_path, asked) == ["cookies", "headers"]


def test_a_site_is_known_by_where_it_really_is(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    allow(tmp_path / "link", a=1)
    assert trust.not_allowed(tmp_path / "site", {"a": 1}) == []
    assert [note.root for note in trust.everything()] == [tmp_path / "site"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"root": 1, "journal": 2, "wishes": 3}', "\0"])
def test_a_note_that_cannot_be_read_allows_nothing(text: str, tmp_path: Path) -> None:
    allow(tmp_path, a=1)
    (note,) = trust.state_folder().rglob("*.json")
    note.write_text(text)
    assert trust.not_allowed(tmp_path, {"a": 1}) == ["a"]
    assert list(trust.everything()) == []


def test_where_nothing_can_be_noted_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(WriteError) as caught:
        allow(tmp_path, a=1)
    assert "XDG_STATE_HOME" in caught.value.hint


@pytest.mark.threat("10: a link of a clone that leads out of it")
def test_a_link_out_needs_permission_with_its_target(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "_posts").symlink_to(tmp_path)
    assert trust.links_out(root, root / "_posts") == {"_posts": f"-> {tmp_path}"}
    assert trust.links_out(root, root / "_drafts") == {}
