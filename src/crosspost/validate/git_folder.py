"""A temporary folder that git accepts as a repository, with only the references of the real one."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from crosspost.errors import ConfigError, WriteError
from crosspost.validate.files import MAX_BYTES, read_bytes

Git = Callable[..., bytes | None]

# The files of references: in a work tree's own folder, and in the common one.
_OWN = ("HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "logs/HEAD")
_COMMON = ("packed-refs", "shallow")
_MOST_REFERENCES = 100_000
_MOST_BYTES = 64 * 2**20


class Repository(NamedTuple):
    """A repository, all paths with links resolved.

    Attributes:
        top: the folder of its files.
        folder: what ``.git`` is or names.
        common: the same, or for an additional work tree that of the first.
    """

    top: str
    folder: str
    common: str


def make(own: Path, repository: Repository, references: bool) -> None:
    """Create the folder that git uses as the repository."""
    (own / "objects").mkdir()
    (own / "refs").mkdir()
    (own / "config").write_text(_configuration(repository))
    (own / "HEAD").write_text("ref: refs/heads/none\n")
    common, folder = repository.common, repository.folder
    if os.path.isdir(f"{common}/reftable"):
        raise ConfigError("--changed-since: references in the reftable format are not supported")
    _copy(f"{common}/info/exclude", own / "info/exclude")
    if not references:
        return
    for name in _OWN:
        _copy(f"{folder}/{name}", own / name)
    for name in _COMMON:
        _copy(f"{common}/{name}", own / name)
    count = 0
    for part in ("refs", "logs/refs"):
        for parent, _, names in os.walk(f"{common}/{part}"):
            for name in names:
                count += 1
                if count > _MOST_REFERENCES:
                    raise ConfigError("--changed-since: the repository has too many references")
                inside = os.path.relpath(os.path.join(parent, name), common)
                _copy(os.path.join(parent, name), own / inside)


def _copy(source: str, target: Path) -> None:
    """Copy a regular file; other entries are not references and are ignored."""
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(os.lstat(source).st_mode):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(read_bytes(source, most=_MOST_BYTES))


def _configuration(repository: Repository) -> str:
    """Return a configuration without programs; only the hash algorithm is the repository's."""
    try:
        text = read_bytes(f"{repository.common}/config", most=MAX_BYTES)
    except WriteError:
        text = b""
    if re.search(rb"^[ \t]*objectformat[ \t]*=[ \t]*sha256[ \t\r]*$", text, re.I | re.M):
        return "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectformat = sha256\n"
    return "[core]\nrepositoryformatversion = 0\n"


def take_upstreams(own: Path, repository: Repository, git: Git) -> None:
    """Copy which branch tracks which, for ``@{upstream}``: only names, nothing that is executed."""
    theirs = own / "theirs"
    _copy(f"{repository.common}/config", theirs)
    wanted = r"^(branch\..*\.(remote|merge)|remote\..*\.fetch)$"
    out = git("config", "-f", str(theirs), "--no-includes", "-z", "--get-regexp", wanted) or b""
    with (own / "config").open("a", encoding="utf-8", errors="surrogateescape") as file:
        for item in out.decode("utf-8", "surrogateescape").split("\0"):
            key, _, value = item.partition("\n")
            section, _, rest = key.partition(".")
            name, _, variable = rest.rpartition(".")
            if variable:
                file.write(f"[{section} {_quoted(name)}]\n{variable} = {_quoted(value)}\n")


def _quoted(text: str) -> str:
    """Return a text as git's configuration has it (git-config(1), "Syntax")."""
    text = text.replace("\\", r"\\").replace('"', r"\"")
    return '"' + text.replace("\n", r"\n") + '"'
