"""A run: find the posts, read them, apply every rule, and fix if requested."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from crosspost.disk_errors import of_reading
from crosspost.errors import WriteError
from crosspost.model import Finding
from crosspost.validate.check import (
    add_facts,
    alone,
    findings,
    of_fault,
    of_one,
    read_post,
    together,
    view,
)
from crosspost.validate.context import Context, read_context
from crosspost.validate.discover import files_in, posts_below
from crosspost.validate.faults import fault_of
from crosspost.validate.files import read_bytes, resolved, write_bytes
from crosspost.validate.options import Options
from crosspost.validate.paths import posts_folder
from crosspost.validate.post import Post
from crosspost.validate.selection import Selection, levels_of

# Fewer posts are checked in the time that it takes to see that nothing has changed.
_FEWEST_KEPT = 200


@dataclass
class Run:
    """The results of a run.

    Attributes:
        findings: ordered by path, line and code.
        files: how many posts were checked.
        hidden: the number of findings of level info that are not shown.
        changed: path → bytes before and after, of files that a fix changes.
        repaired: the findings whose fixes were applied.
        refused: path → why its fixes were not applied.
    """

    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    hidden: int = 0
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    repaired: list[Finding] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def fixed(self) -> int:
        """How many findings were repaired."""
        return len(self.repaired)


def check_paths(
    paths: Iterable[str],
    options: Options,
    *,
    fix: bool = False,
    unsafe: bool = False,
    write: bool = False,
    only: Callable[[list[str]], set[str]] | None = None,
    working: str = "",
    cache: Callable[[], Path | None] | None = None,
) -> Run:
    """Check files and folders.

    Args:
        paths: files, checked whatever their names, and folders, in which the posts are found.
        fix: apply safe fixes, to what ``Run.changed`` holds.
        unsafe: apply the others, too.
        write: write the changed files.
        only: selects the posts that are reported, from absolute paths; the others are read for what
            they say about the site.
        working: the folder that relative paths start from; default the current one.
        cache: returns the folder in which findings are kept for the next run, which is as quick as
            reading the files if nothing has changed; asked for large sites only. None: nowhere.

    Raises:
        ConfigError: a path does not exist, or a setting is invalid.
    """
    working = working or os.getcwd()
    run = Run()
    started = time.time()
    was_on = gc.isenabled()
    gc.disable()  # a run makes a million small objects and no cycles
    try:
        for context, targets in _sites(list(paths), options, working):
            site = _Site(context, targets, only and only(targets), working)
            folder = cache() if cache and len(site.paths) >= _FEWEST_KEPT else None
            if folder is None:
                _check_site(site, run, fix, unsafe, write)
            else:
                _check_or_find(site, run, fix, unsafe, write, folder, started)
            if site.is_whole:
                _add_site(site, run)
    finally:
        if was_on:
            gc.enable()
    run.findings.sort(key=lambda f: (f.path, f.line, f.code, f.column))
    return run


def _sites(paths: list[str], options: Options, working: str) -> list[tuple[Context, list[str]]]:
    """Group the named paths by site."""
    sites: dict[str, tuple[Context, list[str]]] = {}
    by_folder: dict[str, str] = {}
    for full, is_folder in files_in(paths, working):
        start = full if is_folder else os.path.dirname(full)
        if start not in by_folder:
            context = read_context(Path(start), options)
            by_folder[start] = str(context.root)
            sites.setdefault(str(context.root), (context, []))
        context, targets = sites[by_folder[start]]
        context.is_whole |= is_folder and context.root == Path(full)
        targets += posts_below(full, context) if is_folder else [full]
    return [(context, list(dict.fromkeys(targets))) for context, targets in sites.values()]


class _Site:
    """What a run checks of one site.

    Attributes:
        context: the site.
        is_whole: the site's own folder was named, and none of its posts was left out.
        reported: the posts that were named, or those of them that were selected.
        paths: all posts, the other ones last.
        contents: path → bytes of those that were read already.
        working: as of ``check_paths``.
        chosen: the rules.
    """

    def __init__(
        self, context: Context, targets: list[str], reported: set[str] | None, working: str
    ) -> None:
        self.context = context
        self.is_whole = context.is_whole and reported is None
        self.reported = frozenset(targets if reported is None else reported)
        all_named = context.is_whole and context.profile != "plain"
        others = [] if all_named else other_posts(context, targets)
        self.paths = list(dict.fromkeys([*targets, *others])) if others else targets
        self.contents: dict[str, bytes] = {}
        self.working = working
        self.chosen = Selection(levels_of(context.options), context.options, context.options.root)


def _check_or_find(
    site: _Site, run: Run, fix: bool, unsafe: bool, write: bool, folder: Path, started: float
) -> None:
    """Report what was found in a site as it is now, or check it and keep what is found."""
    from crosspost.validate.cache import Cache, Kept
    from crosspost.validate.inputs import Unclear, digest_of, is_settled

    cache = Cache(folder)
    context, digest, leave = site.context, "", str(cache.folder)
    try:
        site.contents = {path: _bytes(path, context) for path in site.paths}
        digest = digest_of(context, site.contents, site.reported, site.working, leave)
    except (Unclear, WriteError):  # one that cannot be read may be readable at any time
        pass
    kept = cache.find(digest, context.now, site.working, site.reported) if digest else None
    if kept and not (fix and any(finding.fix for finding in kept.findings)):
        run.files += sum(path in site.reported for path in site.paths)
        run.hidden += kept.hidden
        run.findings += kept.findings
        return
    before, hidden = len(run.findings), run.hidden
    whole = _check_site(site, run, fix, unsafe, write)
    if digest and whole and not fix and is_settled(context, site.paths, started, leave):
        found = run.findings[before:]
        cache.keep(digest, Kept(found, run.hidden - hidden, context.now, context.next_change))


def _check_site(site: _Site, run: Run, fix: bool, unsafe: bool, write: bool) -> bool:
    """Check the posts of a site; tell whether another run would find the same."""
    context, chosen, working = site.context, site.chosen, site.working
    posts = []
    for path in site.paths:
        post = _read(path, context, working, site.contents.pop(path, None))
        if post is not None:
            posts.append(post)
            add_facts(post, context)
        elif path in site.reported:
            run.files += 1
            run.findings += _unreadable(path, context, chosen, working)
    marked = [post for post in posts if post.path in site.reported]
    run.files += len(marked)
    context.reported = site.reported
    found_alone = {post.path: alone(post, context) for post in marked}
    of_site = together(posts, context)
    for post in marked:
        problems = found_alone[post.path] + of_site.get(post.path, [])
        found, hidden = findings(post, problems, chosen, context)
        run.hidden += hidden
        if fix and any(f.fix for f in found):
            found = _fixed(post, found, context, chosen, run, unsafe, write)
        run.findings += found
    # A schema may be too slow at times, and a failure of crosspost may be for want of memory.
    return not context.bad_schemas and not any(post.fault for post in posts)


def _add_site(site: _Site, run: Run) -> None:
    """Add the findings about the site itself, which depend on few files and are not kept."""
    from crosspost.validate.whole_site import findings_of_site

    for finding in findings_of_site(site.context, site.chosen):
        if finding.level == "info" and not site.chosen.shows_info(finding.code):
            run.hidden += 1
        else:
            run.findings.append(replace(finding, path=shown(finding.path, site.working)))


def other_posts(context: Context, targets: list[str]) -> list[str]:
    """Return the site's other posts, which site-wide rules must know."""
    if context.profile != "plain":
        return list(posts_below(str(context.root), context))
    folders = dict.fromkeys(folder for path in targets if (folder := posts_folder(path)) != path)
    return [path for folder in folders for path in posts_below(folder, context)]


def read_posts(paths: Iterable[str], options: Options) -> Iterable[Post]:
    """Yield the posts of files and folders.

    Raises:
        ConfigError: a path does not exist, or a setting is invalid.
    """
    working = os.getcwd()
    for context, targets in _sites(list(paths), options, working):
        for path in targets:
            post = _read(path, context, working)
            if post is not None:
                yield view(post)


def _read(path: str, context: Context, working: str, data: bytes | None = None) -> Post | None:
    """Return a post; None if it cannot be read.

    Args:
        data: its bytes, if they are known.
    """
    try:
        data = _bytes(path, context) if data is None else data
    except WriteError:
        return None
    return read_post(path, data, context, shown(path, working))


def _bytes(path: str, context: Context) -> bytes:
    return read_bytes(path, context.root_of(path.rpartition(os.sep)[0] or os.sep))


def shown(path: str, working: str) -> str:
    """Return a path as findings name it: relative to the working folder where it is below it."""
    return path.removeprefix(working.rstrip(os.sep) + os.sep)


def _unreadable(path: str, context: Context, chosen: Selection, working: str) -> list[Finding]:
    """Report a file that was not read, or a folder that ``posts_below`` could not read."""
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            os.listdir(path)
        read_bytes(path, context.root_of(os.path.dirname(path)))
        return []
    except OSError as error:
        message = f"The folder cannot be read ({of_reading(error)[0]}); its posts were not checked."
        return _of_file(path, "CP002", message, chosen, working)
    except WriteError as error:
        if "larger than" in error.reason:
            return _of_file(
                path, "CP003", f"The file {error.reason}; it was not checked.", chosen, working
            )
        message = f"The file cannot be read ({error.reason}); it was not checked."
        if os.path.islink(path) and os.path.isdir(path):
            message += " crosspost trust allows the link."
        return _of_file(path, "CP002", message, chosen, working)


def _of_file(path: str, code: str, message: str, chosen: Selection, working: str) -> list[Finding]:
    level = chosen.levels.get(code)
    if level is None or (chosen.options.errors_only and level != "error"):
        return []
    return [Finding(shown(path, working), 1, 1, 1, 1, code, level, message)]


def _fixed(
    post: Post, found: list[Finding], context: Context, chosen: Selection, run: Run,
    unsafe: bool, write: bool, given: bytes | None = None,
) -> list[Finding]:  # fmt: skip
    """Apply the fixes of a post; returns the remaining findings.

    Args:
        given: its bytes, if it is not a file.
    """
    try:
        root = context.root_of(os.path.dirname(post.path))
        before = read_bytes(post.path, root) if given is None else given
        data, left, repaired = _repaired(post, before, found, context, chosen, run, unsafe)
        if data != before:
            if write:
                write_bytes(resolved(post.path, root), data)
            run.changed[post.shown] = (before, data)
            run.repaired += repaired
        return left
    except WriteError as error:
        run.refused[post.shown] = ". ".join(filter(None, (error.reason, error.hint.rstrip("."))))
    except Exception as error:  # noqa: BLE001 -- the other posts are still fixed
        post.fault = fault_of(error)
        run.refused[post.shown] = f"crosspost failed ({post.fault})"
        return [*of_fault(post, chosen), *found]
    return found


def _repaired(
    post: Post, data: bytes, found: list[Finding], context: Context, chosen: Selection, run: Run,
    unsafe: bool,
) -> tuple[bytes, list[Finding], list[Finding]]:  # fmt: skip
    """Return the bytes after the fixes, the findings in them, and those that were fixed."""
    from crosspost.validate import fixes  # most runs only check

    repaired: list[Finding] = []
    for _ in range(fixes.ROUNDS):
        new, applied, refused = fixes.applied(post, data, found, unsafe, context)
        if refused:
            run.refused[post.shown] = refused
        if not applied or new == data:
            break
        data, repaired = new, repaired + applied
        again = read_post(post.path, new, context, post.shown)
        problems = of_one(again, context, [again])
        found, _ = findings(again, problems, chosen, context)
    return data, found, repaired


def check_text(
    data: bytes, name: str, options: Options, *, fix: bool = False, unsafe: bool = False
) -> Run:
    """Check one post that is not (yet) a file.

    Args:
        data: its bytes.
        name: the path to use for it; the site around it is read.
    """
    working = os.getcwd()
    path = os.path.normpath(os.path.join(working, name))
    folder = os.path.dirname(path)
    context = read_context(Path(folder if os.path.isdir(folder) else working), options)
    chosen = Selection(levels_of(options), options, options.root)
    run = Run(files=1)
    others = [p for p in other_posts(context, [path]) if p != path]
    posts = [post for other in others if (post := _read(other, context, working)) is not None]
    post = read_post(path, data, context, name)
    posts.append(post)
    for item in posts:
        add_facts(item, context)
    problems = of_one(post, context, posts)
    run.findings, run.hidden = findings(post, problems, chosen, context)
    if fix:
        run.findings = _fixed(post, run.findings, context, chosen, run, unsafe, False, data)
    run.findings.sort(key=lambda f: (f.path, f.line, f.code, f.column))
    return run
