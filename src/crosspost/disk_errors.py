"""What the file system refuses: in a few words for the user, and what to try."""

from __future__ import annotations

import errno

_FREE_SPACE = "Free some space and run again: no partial file is left."
_OTHER_FOLDER = "Choose another folder; for posts: --output."
_MAY_WRITE = "Check the permissions of the folder, or choose another one; for posts: --output."
_MAY_READ = "Check the permissions of the file and of the folders above it."
_WRITING = {
    errno.ENOSPC: ("the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("the quota is used up", _FREE_SPACE),
    errno.EFBIG: ("the file would be larger than the system allows", "See ulimit -f."),
    errno.EIO: ("the disk reports an error", "Check the disk, or choose another folder."),
    errno.EROFS: ("the file system is read-only", _OTHER_FOLDER),
    errno.EACCES: ("no permission to write here", _MAY_WRITE),
    errno.EPERM: ("no permission to write here", _MAY_WRITE),
    errno.ENOENT: ("there is no such folder", "Create it, or choose another folder."),
    errno.ENOTDIR: ("a part of this path is a file", _OTHER_FOLDER),
    errno.EEXIST: ("a part of this path is a file", _OTHER_FOLDER),
    errno.EISDIR: ("this is a folder", "Choose another name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one; for a post: --title."),
    errno.ELOOP: ("this is a link", "Nothing is written through links: remove it."),
}
_READING = {
    errno.EACCES: _MAY_READ,
    errno.EPERM: _MAY_READ,
    errno.EIO: "Check the disk.",
    errno.ENOTDIR: "A part of this path is a file: correct the path.",
    errno.EISDIR: "This is a folder: name a file.",
    errno.ENAMETOOLONG: "Correct the path.",
    errno.ELOOP: "A link leads back to itself: remove it.",
}
# Errors for which the cause is the system or its user, whatever was tried.
_OF_SYSTEM = frozenset(
    {errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP}
    | {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
)


def of_writing(error: OSError) -> tuple[str, str]:
    """Return why something cannot be written, and what to try."""
    return _WRITING.get(error.errno or 0, (error.strerror or str(error), ""))


def of_reading(error: OSError | ValueError) -> tuple[str, str]:
    """Return why something cannot be read, and what to try.

    Args:
        error: a ``ValueError`` is raised for a path with a NUL.
    """
    reason = getattr(error, "strerror", None) or str(error)
    hint = _READING.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    return reason[:1].lower() + reason[1:], hint


def of_path(error: OSError) -> tuple[str, str] | None:
    """Return the path that is refused, why, and what to try; None if the error is another one.

    For paths that the steps of a command do not expect to be refused. A path that does not exist,
    or that is a folder instead of a file, may be a mistake of crosspost.
    """
    if error.filename is None or error.errno not in _OF_SYSTEM:
        return None
    reason, hint = of_reading(error)
    return f"{error.filename}: {reason}", hint or of_writing(error)[1]
