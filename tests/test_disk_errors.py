"""What the file system refuses is said in words, with what to try."""

from __future__ import annotations

import errno
import os

import pytest

from crosspost.disk_errors import of_path, of_reading, of_writing


@pytest.mark.parametrize(
    ("number", "said", "tried"),
    [
        (errno.ENOSPC, "the disk is full", "Free some space"),
        (errno.EDQUOT, "the quota is used up", "Free some space"),
        (errno.EROFS, "the file system is read-only", "Choose another folder"),
        (errno.EACCES, "no permission to write here", "Check the permissions"),
        (errno.EPERM, "no permission to write here", "Check the permissions"),
        (errno.EIO, "the disk reports an error", "Check the disk"),
        (errno.EFBIG, "the file would be larger than the system allows", "See ulimit -f"),
        (errno.ENAMETOOLONG, "the name is too long", "Choose a shorter one"),
        (errno.ENOTDIR, "a part of this path is a file", "Choose another folder"),
        (errno.ENOENT, "there is no such folder", "Create it"),
    ],
)
def test_what_cannot_be_written_is_said_with_what_to_try(
    number: int, said: str, tried: str
) -> None:
    reason, hint = of_writing(OSError(number, os.strerror(number)))
    assert (reason, hint.startswith(tried), hint[-1]) == (said, True, ".")


def test_another_error_keeps_the_words_of_the_system() -> None:
    assert of_writing(OSError(errno.EXDEV, "Invalid link")) == ("Invalid link", "")
    assert of_reading(OSError(errno.EXDEV, "Invalid link")) == ("invalid link", "")


def test_what_cannot_be_read_is_said_with_what_to_try() -> None:
    reason, hint = of_reading(PermissionError(errno.EACCES, "Permission denied"))
    assert (reason, hint.startswith("Check the permissions")) == ("permission denied", True)
    assert of_reading(ValueError("embedded null byte")) == ("embedded null byte", "")


def test_an_unexpected_error_is_the_systems_only_if_it_may_be() -> None:
    assert of_path(PermissionError(errno.EACCES, "Permission denied", "/a/b")) == (
        "/a/b: permission denied",
        "Check the permissions of the file and of the folders above it.",
    )
    full = of_path(OSError(errno.ENOSPC, "No space left on device", "/a"))
    assert full and full[1].startswith("Free some space")
    for error in (
        FileNotFoundError(errno.ENOENT, "No such file or directory", "/a"),  # perhaps a bug
        IsADirectoryError(errno.EISDIR, "Is a directory", "/a"),
        OSError(errno.ENOSPC, "No space left on device"),  # of a stream
        OSError("no number"),
    ):
        assert of_path(error) is None
