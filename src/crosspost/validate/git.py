"""The posts that differ from a commit, found by git without trusting the repository.

The configuration of a repository can name programs: a file system monitor, hooks, filters, a
pager, a transport. A folder that others made (an archive, a pull request) may contain one. So git
runs with a temporary folder instead of ``.git``, which has our configuration, and only the objects
and references are the repository's. No git command is used that starts other programs; files are
compared here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError, WriteError
from crosspost.files import is_folder
from crosspost.validate.files import read_bytes
from crosspost.validate.git_folder import Git, Repository, make, take_upstreams

Changed = Callable[[Iterable[str]], set[str]]

_SECONDS = 60.0
# Only our configuration is read, so these are off. They are set anyway, in case another
# version of git reads more.
_OFF = (
    "safe.bareRepository=explicit", "core.fsmonitor=false", f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}", "core.pager=cat", "core.sshCommand=false",
    "credential.helper=", "diff.external=", "protocol.allow=never", "submodule.recurse=false",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_ALLOC_LIMIT": "1g",  # of one object: a small archive can contain one of a terabyte
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def changed_since(reference: str, folder: Path) -> Changed:
    """Return a function that selects the files that differ from a commit.

    It takes absolute paths and returns those whose content differs from the commit's, and new files
    unless git ignores them. A file in which only line ends differ counts as equal.

    Args:
        reference: the name of a commit, in any form that git accepts; ``A...B`` means the commit
            that both come from, ``A..`` means A. HEAD may be left out.
        folder: the nearest ``.git`` upwards from it is used.

    Raises:
        ConfigError: git does not know the reference, there is no repository or no git, or the
            repository belongs to another user.
    """
    if reference.startswith("-") or not reference.isprintable():
        raise ConfigError(f"--changed-since {reference!r}: not the name of a commit")
    repository = _repository(folder)
    with _asked(repository, references=True) as git:
        _refuse_foreign(repository, git)
        name = _commit(reference, git)
        tree = (git("rev-parse", "--verify", "--quiet", f"{name}^{{tree}}") or b"").strip()
    if not re.fullmatch(rb"[0-9a-f]{40,64}", tree):
        raise ConfigError(f"--changed-since {reference}: git knows no such commit")
    return partial(_changed, repository, tree)


def _commit(reference: str, git: Git) -> str:
    """Return the one commit that is meant by one or two (gitrevisions(7), "Specifying Ranges")."""
    first, dots, second = reference.partition("...")
    if dots:
        found = git("merge-base", "--end-of-options", first or "HEAD", second or "HEAD") or b""
        return found.decode("ascii", "replace").strip() or reference
    first, dots, second = reference.partition("..")
    return (first or "HEAD") if dots and second in ("", "HEAD") else reference


def _changed(repository: Repository, tree: bytes, paths: Iterable[str]) -> set[str]:
    names = {path: _name(path, repository.top) for path in paths}
    inside = {path: name for path, name in names.items() if name}
    with _asked(repository) as git:
        known = _contents(git, tree, sorted(set(inside.values())))
        new = sorted({name for name in inside.values() if name not in known})
        out = git("check-ignore", "-z", "--stdin", "--no-index", given=b"\0".join([*new, b""]))
        ignored = frozenset((out or b"").split(b"\0"))
    return {
        path
        for path, name in inside.items()
        if (_differs(path, known[name]) if name in known else name not in ignored)
    }


def _name(path: str, top: str) -> bytes:
    """Return a file's path in the repository; empty if it is not in it.

    For a link out of the repository it is the path of the link.
    """
    for real in (
        os.path.realpath(path),
        os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)),
    ):
        if real.startswith(top.rstrip(os.sep) + os.sep):
            return os.fsencode(os.path.relpath(real, top).replace(os.sep, "/"))
    return b""


def _contents(git: Git, tree: bytes, names: list[bytes]) -> dict[bytes, str]:
    """Return the hash of each file that a tree has: name → hash.

    Only the given names are looked up: a tree of a few kilobytes may list billions of files.
    """
    names = [name for name in names if b"\n" not in name]
    asked = b"".join(tree + b":" + name + b"\n" for name in names)
    out = git("cat-file", "--batch-check=%(objecttype) %(objectname)", given=asked)
    if out is None:
        raise ConfigError("--changed-since: git cannot read this repository")
    found = zip(names, out.split(b"\n"), strict=False)
    return {name: line[5:].decode("ascii") for name, line in found if line.startswith(b"blob ")}


def _differs(path: str, content: str) -> bool:
    try:
        data = read_bytes(path)
    except WriteError:
        return True  # the run reports why it cannot be read
    return content not in {_hash(data, content), _hash(data.replace(b"\r\n", b"\n"), content)}


def _hash(data: bytes, like: str) -> str:
    made = hashlib.new("sha1" if len(like) == 40 else "sha256", usedforsecurity=False)
    made.update(b"blob %d\0" % len(data) + data)
    return made.hexdigest()


def _repository(start: Path) -> Repository:
    """Find the repository that a folder is in, as git does: by the first ``.git`` upwards."""
    real = Path(os.path.realpath(start))
    for top in (real, *real.parents):
        entry = top / ".git"
        if os.path.lexists(entry):
            folder = entry if is_folder(entry) else _named(entry, "gitdir:")
            common = folder / "commondir"
            shared = _named(common, "") if os.path.lexists(common) else folder
            places = (top, folder, shared)
            return Repository(*(os.path.realpath(place) for place in places))
    raise ConfigError("--changed-since: this folder is not in a git repository")


def _named(file: Path, word: str) -> Path:
    """Return the folder that a file with one line names."""
    try:
        text = os.fsdecode(read_bytes(str(file), most=2**16)).strip()
    except WriteError as error:
        raise ConfigError(f"--changed-since: {error}") from error
    if not text.startswith(word) or not text or "\0" in text:
        raise ConfigError(f"--changed-since: {file} does not name a repository")
    return file.parent / text.removeprefix(word).strip()


def _refuse_foreign(repository: Repository, git: Git) -> None:
    """Refuse a repository of another user, as git does (``safe.directory``)."""
    if not hasattr(os, "geteuid"):
        return
    ours = {os.geteuid()}
    if ours == {0} and os.environ.get("SUDO_UID", "").isdecimal():
        ours.add(int(os.environ["SUDO_UID"]))
    try:
        foreign = [place for place in repository if os.stat(place).st_uid not in ours]
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"--changed-since: {error.filename}: {reason}", hint=hint) from error
    safe = os.fsdecode(git("config", "--get-all", "-z", "safe.directory") or b"").split("\0")
    if foreign and not {repository.top, "*"} & set(safe):
        raise ConfigError(
            f"--changed-since: {foreign[0]} belongs to another user",
            hint=f"If you trust it: git config --global --add safe.directory {repository.top}",
        )


@contextlib.contextmanager
def _asked(repository: Repository, *, references: bool = False) -> Iterator[Git]:
    """Yield a function that runs git on a repository's objects, in a folder of our own.

    Args:
        repository: whose objects git reads.
        references: copy the references too; without them only hashes are known.
    """
    program = _program()
    with tempfile.TemporaryDirectory(prefix="crosspost-git-") as own:
        make(Path(own), repository, references)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {**_ENVIRONMENT, "GIT_OBJECT_DIRECTORY": f"{repository.common}/objects"}
        command = [program, *(word for item in _OFF for word in ("-c", item)), "--no-pager",
                   f"--git-dir={own}", f"--work-tree={repository.top}"]  # fmt: skip

        def git(*arguments: str, given: bytes = b"") -> bytes | None:
            """Return the output of a command; None if it fails."""
            try:
                done = subprocess.run(
                    [*command, *arguments], cwd=repository.top, env=environment, input=given,
                    capture_output=True, timeout=_SECONDS, check=False,
                )  # fmt: skip
            except (OSError, ValueError) as error:
                raise ConfigError(f"--changed-since: git cannot be started: {error}") from error
            except subprocess.TimeoutExpired as error:
                raise ConfigError(f"--changed-since: git took over {_SECONDS:.0f} s") from error
            return done.stdout if done.returncode == 0 else None

        if references:
            take_upstreams(Path(own), repository, git)
        yield git


def _program() -> str:
    """Return the path of git, never in the working folder, where Windows looks first."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise ConfigError("--changed-since needs git, which is not installed")
