"""Texts as imported: found for their post, whatever happened to the files."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from crosspost.publish.imported import FOLDER, Imported, ImportedTexts

A, B = ("example.org/a",), ("example.org/b",)


@pytest.fixture
def texts(tmp_path: Path) -> ImportedTexts:
    (tmp_path / "_posts").mkdir()
    return ImportedTexts(tmp_path)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "_posts" / "a.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("written")
    return path


def files(root: Path) -> list[Path]:
    return sorted((root / FOLDER / "imported").iterdir())


def test_a_text_is_found_by_any_url_and_after_the_post_was_renamed(
    texts: ImportedTexts, post: Path
) -> None:
    new = Imported("text", ("title",))
    texts.put(A, post, new, "written")
    found = texts.find((*B, *A), post, "changed")
    assert (found.text, found.own) == ("text", ("title",))
    other = post.rename(post.with_name("b.md"))
    assert texts.find(A, other, "changed").text == "text"


def test_a_text_of_another_post_with_the_url_is_not_taken(
    texts: ImportedTexts, post: Path, tmp_path: Path
) -> None:
    other = post.with_name("b.md")
    other.write_text("written")
    texts.put(A, post, Imported("one"), "written")
    assert texts.find(A, other, "written").text is None
    texts.put(A, other, Imported("two"), "written")
    assert (texts.find(A, post, "").text, texts.find(A, other, "").text) == ("one", "two")
    assert len(files(tmp_path)) == 2


def test_an_article_without_a_url_is_found_by_the_path(texts: ImportedTexts, post: Path) -> None:
    texts.put((), post, Imported("text"), "written")
    assert texts.find((), post, "written").text == "text"


def test_a_folder_of_posts_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "_posts").symlink_to("content")
    (tmp_path / "content" / "a.md").write_text("written")
    ImportedTexts(tmp_path).put(A, tmp_path / "_posts" / "a.md", Imported("text"), "written")
    assert ImportedTexts(tmp_path).find(A, tmp_path / "content" / "a.md", "").text == "text"


@pytest.mark.parametrize(
    ("on_disk", "expected"),
    [("before", "old"), ("after", "new"), ("edited since", "old")],
)
def test_a_text_counts_when_its_post_was_written(
    on_disk: str, expected: str, texts: ImportedTexts, post: Path
) -> None:
    """The process was killed between the text and the end."""
    texts.put(A, post, Imported("old"), "before")
    texts.put(A, post, Imported("new"), "after", "before")
    assert texts.find(A, post, on_disk).text == expected
    texts.settle(A, post, Imported("new"), "after")
    assert texts.find(A, post, "edited since").text == "new"


def test_a_second_kill_keeps_the_text_of_the_post_that_is_there(
    texts: ImportedTexts, post: Path
) -> None:
    texts.put(A, post, Imported("old"), "before")
    texts.put(A, post, Imported("new"), "after", "before")
    texts.put(A, post, Imported("newer"), "later", "before")
    assert texts.find(A, post, "before").text == "old"


def bomb() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(bytes(2**20)) for _ in range(200)), packer.flush()])


def packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode())


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\0" * 100, b"text", zlib.compress(b"{"), packed([]), packed({}), packed(None)),
        packed({"text": 1, "own": [], "path": "", "written": ""}),
        packed({"text": "", "own": "title", "path": "", "written": ""}),
        packed({"text": "", "own": [1], "path": "", "written": ""}),
        packed({"text": "", "own": [], "path": "", "written": "", "before": {}}),
        zlib.compress(b"[" * 100_000),
        bomb(),
    ],
)
def test_a_damaged_text_is_not_known(
    content: bytes, texts: ImportedTexts, post: Path, tmp_path: Path
) -> None:
    texts.put(A, post, Imported("text"), "written")
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(content)
    assert texts.find(A, post, "written").text is None
    file.write_bytes(whole[:-3])
    assert texts.find(A, post, "written").text is None
    texts.put(A, post, Imported("text"), "written")  # and it is written anew
    assert texts.find(A, post, "written").text == "text"


@pytest.mark.parametrize("name", ["", "imported"])
def test_nothing_is_written_through_a_link(name: str, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    site.mkdir()
    elsewhere.mkdir()
    (site / FOLDER / name).parent.mkdir(exist_ok=True)
    (site / FOLDER / name).symlink_to(elsewhere)
    ImportedTexts(site).put(A, site / "a.md", Imported("text"), "written")
    assert not [*elsewhere.iterdir()]


def test_the_folder_is_ignored_by_git(texts: ImportedTexts, post: Path, tmp_path: Path) -> None:
    texts.put(A, post, Imported("text"), "written")
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written_to_is_no_failure(
    texts: ImportedTexts, post: Path, tmp_path: Path
) -> None:
    (tmp_path / FOLDER).write_text("a file")
    texts.put(A, post, Imported("text"), "written")
    assert texts.find(A, post, "written").text is None
