"""Findings of a site that are kept for the next run, in the user's own cache folder.

Never in the site: whoever made it could send findings with it, or none where there are some. An
entry is named by the digest of all that its findings depend on (``inputs``), so that an old one is
never used, and two runs at once write the same. Entries are JSON; one that is cut, changed, of
another version or not to be read counts as missing, and is replaced.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from crosspost.errors import WriteError
from crosspost.files import is_folder, read_regular, real
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Edit, Finding, Fix, Level

_VERSION = 1
_NAME = lazy_compile(r"[0-9a-f]{64}\.json")
_CODE = lazy_compile(r"CP\d{3}")
_MOST_BYTES = 16 * 2**20  # of an entry; larger ones are not kept
_MOST_ENTRIES = 64
_MOST_IN_ALL = 64 * 2**20
# Of the columns of a finding before its fix, and of the others.
_TYPES = (str, int, int, int, int, str, str, str)
_TEXTS = (str, str, str)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run found in a site.

    Attributes:
        findings: in the order of the posts.
        hidden: as of ``Run``.
        made: when; it does not hold for an earlier clock.
        until: when the first of its posts that are to come is no longer so; None if there is none.
    """

    findings: list[Finding]
    hidden: int
    made: datetime
    until: datetime | None


class _Damaged(ValueError):
    """An entry that crosspost has not written, or not all of it."""


class Cache:
    """The entries of a folder.

    Args:
        folder: made when the first entry is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = real(folder)

    def find(
        self, digest: str, now: datetime, working: str, reported: Collection[str]
    ) -> Kept | None:
        """Return what was found; None if it is not there, or holds no longer.

        Args:
            digest: of what it depends on.
            now: what the times of posts are compared with.
            working: the folder that the paths of findings start from.
            reported: the posts that they may name.
        """
        path = self.folder / f"{digest}.json"
        try:
            kept = _read(read_regular(path, _MOST_BYTES), digest)
        except (OSError, ValueError, RecursionError):
            return None
        if not all(os.path.join(working, path) in reported for path in _paths(kept)):
            return None
        if now < kept.made or (kept.until is not None and now >= kept.until):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # those that were used last are the last to be removed
        return kept

    def keep(self, digest: str, kept: Kept) -> None:
        """Keep what was found; where the folder cannot be written, nothing happens."""
        from crosspost.publish.write import write

        data = _written(digest, kept)
        if len(data) > _MOST_BYTES:
            return
        with contextlib.suppress(OSError, WriteError):
            if not is_folder(self.folder):
                # A folder of the user's choice may be in a repository.
                write("*\n", self.folder / ".gitignore", replace=True)
            write(data, self.folder / f"{digest}.json", replace=True)
            self._remove_oldest()

    def _remove_oldest(self) -> None:
        entries = []
        with os.scandir(self.folder) as found:
            for entry in found:
                if _NAME.fullmatch(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    entries.append((status.st_mtime_ns, status.st_size, entry.path))
        room = _MOST_IN_ALL
        for number, (_, size, path) in enumerate(sorted(entries, reverse=True)):
            room -= size
            if number >= _MOST_ENTRIES or room < 0:
                with contextlib.suppress(FileNotFoundError):  # another run has removed it
                    os.unlink(path)


def default_folder() -> Path | None:
    """Return the folder of kept findings, such as ``~/.cache/crosspost/validate``.

    None if the environment names no absolute one: a relative one would be in the site.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("crosspost", appauthor=False) / "validate"
    return folder if folder.is_absolute() else None


def _written(digest: str, kept: Kept) -> bytes:
    rows = [_row(finding) for finding in kept.findings]
    until = "" if kept.until is None else kept.until.isoformat()
    body = [_VERSION, digest, kept.made.isoformat(), until, kept.hidden, rows]
    data = json.dumps(body, separators=(",", ":")).encode("ascii")
    return hashlib.blake2b(data).hexdigest().encode() + b"\n" + data


def _row(finding: Finding) -> list[Any]:
    *columns, fix, key, excerpt, source = (getattr(finding, name) for name in Finding.__slots__)
    if isinstance(fix, Fix):
        fix = [fix.safe, fix.title,
               [[e.start, e.end, e.replacement.decode("latin-1")] for e in fix.edits]]  # fmt: skip
    return [*columns, fix, key, excerpt, source]


def _paths(kept: Kept) -> set[str]:
    return {finding.path for finding in kept.findings}


def _read(data: bytes, digest: str) -> Kept:
    """Return what an entry says.

    Raises:
        ValueError: it is not an entry of this digest.
    """
    seal, _, body = data.partition(b"\n")
    if seal != hashlib.blake2b(body).hexdigest().encode():
        raise _Damaged("cut or changed")
    values = json.loads(body)
    _check(values, (int, str, str, str, int, list))
    version, own, made, until, hidden, rows = values
    if version != _VERSION or own != digest or hidden < 0:
        raise _Damaged("of another run")
    times = [datetime.fromisoformat(text) for text in (made, until) if text]
    if not made or any(each.tzinfo is None for each in times):
        raise _Damaged("a time without a zone")
    findings = [_finding(row) for row in rows]
    return Kept(findings, hidden, times[0], times[1] if until else None)


def _check(values: object, types: tuple[type, ...]) -> None:
    """Refuse a value that is not a list of these types.

    Raises:
        ValueError: it is not.
    """
    if not isinstance(values, list) or [type(value) for value in values] != list(types):
        raise _Damaged("not what crosspost writes")


def _finding(row: object) -> Finding:
    if not isinstance(row, list) or len(row) != 12:
        raise _Damaged("not a finding")
    *columns, fix, key, excerpt, source = row
    _check(columns, _TYPES)
    _check([key, excerpt, source], _TEXTS)
    _, *numbers, code, level, _ = columns
    if min(numbers) < 1 or level not in get_args(Level):
        raise _Damaged("not a finding")
    if not _CODE.fullmatch(code):
        raise _Damaged("not a rule")
    read = None if fix is None else _fix(fix)
    return Finding(*columns, fix=read, key=key, excerpt=excerpt, source=source)  # type: ignore[misc]


def _fix(value: object) -> Fix:
    _check(value, (bool, str, list))
    assert isinstance(value, list)
    safe, title, rows = value
    edits = []
    for row in rows:
        _check(row, (int, int, str))
        start, end, text = row
        if not 0 <= start <= end:
            raise _Damaged("not an edit")
        edits.append(Edit(start, end, text.encode("latin-1")))
    return Fix(safe, title, tuple(edits))
