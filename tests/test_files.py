"""Files that somebody else may have put there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crosspost.files import is_inside, is_plain_name, open_regular, read_regular


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular(tmp_path / "a", 5) == b"12345"
    with pytest.raises(OSError, match="larger"):
        read_regular(tmp_path / "a", 4)


@pytest.mark.threat("10: pipes and devices in a clone")
def test_what_is_not_a_file_is_neither_opened_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "link", tmp_path, Path("/dev/zero")):
        for follow in (False, True):
            with pytest.raises(OSError):
                open_regular(path, follow=follow)


@pytest.mark.threat("10: links in a clone")
def test_a_link_is_followed_only_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(OSError) as caught:
        open_regular(tmp_path / "link")
    assert caught.value.errno == errno.ELOOP
    assert read_regular(tmp_path / "link", 1, follow=True) == b"a"


@pytest.mark.threat("10: folders of a clone's settings that leave the site")
@pytest.mark.parametrize(
    ("path", "inside"),
    [
        *[("_posts", True), ("a/../b", True), ("", True), (".", True), ("news/_posts", True)],
        *[("..", False), ("a/../../b", False), ("/etc", False), ("..\\x", False)],
        *[("a\\..\\..\\x", False), ("C:/x", False), ("C:x", False), ("a\0b", False)],
        *[("out/x", False), ("loop/x", True), ("in/x", True)],
    ],
)
def test_a_path_is_inside_where_it_leads_to(path: str, inside: bool, tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to("elsewhere")
    (root / "loop").symlink_to("loop")
    assert is_inside(root, path) is inside


@pytest.mark.threat("9: names in a journal that are paths")
@pytest.mark.parametrize(
    ("name", "plain"),
    [
        *[("2013-03-06-x.md", True), ("日本.md", True), ("a b.md", True), ("y" * 255, True)],
        *[("", False), (".", False), ("..", False), (".hidden", False), ("a/b", False)],
        *[("a\\b", False), ("C:x", False), ("a\0", False), ("a\n", False), ("y" * 256, False)],
        *[(None, False), (3, False), (b"x", False)],
    ],
)
def test_a_plain_name_leads_nowhere_else(name: object, plain: bool) -> None:
    assert is_plain_name(name) is plain
