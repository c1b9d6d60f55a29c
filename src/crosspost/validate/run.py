"""A run: find the posts, read them all, ask every rule, repair where that is wanted."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crosspost.errors import WriteError
from crosspost.model import Finding
from crosspost.validate import fixes
from crosspost.validate.context import Context, read_context
from crosspost.validate.discover import files_in, place, posts_below
from crosspost.validate.files import read_bytes, resolved, write_bytes
from crosspost.validate.findings import findings_of
from crosspost.validate.options import Options
from crosspost.validate.post import Post
from crosspost.validate.reader import read
from crosspost.validate.rule import Problem
from crosspost.validate.rules import CHECKS, FILE_CHECKS, SITE_CHECKS, syntax_check
from crosspost.validate.selection import Selection, levels_of


@dataclass
class Run:
    """What a run found and did.

    Attributes:
        findings: ordered by path, line and code.
        files: how many posts were checked.
        hidden: findings of level info that were not asked for.
        changed: path → bytes before and after, of files that a fix changes.
        fixed: how many findings were repaired.
        refused: files whose fixes were dropped since something else would have changed.
    """

    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    hidden: int = 0
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    fixed: int = 0
    refused: list[str] = field(default_factory=list)


def check_paths(
    paths: Iterable[str],
    options: Options,
    *,
    fix: bool = False,
    unsafe: bool = False,
    write: bool = False,
    only: Callable[[list[str]], set[str]] | None = None,
    working: str = "",
) -> Run:
    """Check files and folders.

    Args:
        paths: files, checked whatever their names, and folders, in which the posts are found.
        fix: apply safe fixes, to what ``Run.changed`` holds.
        unsafe: apply the others, too.
        write: write the changed files.
        only: picks those of the posts that are reported, absolute paths; the others are read for
            what they say of the site.
        working: the folder that relative paths start from; default the current one.

    Raises:
        ConfigError: a path that is not there, a setting that is wrong.
    """
    working = working or os.getcwd()
    run = Run()
    was_on = gc.isenabled()
    gc.disable()  # a run makes a million small objects and no circles
    try:
        for context, targets in _sites(list(paths), options, working):
            _check_site(context, targets, options, run, fix, unsafe, write, only, working)
    finally:
        if was_on:
            gc.enable()
    run.findings.sort(key=lambda f: (f.path, f.line, f.code, f.column))
    return run


def _sites(paths: list[str], options: Options, working: str) -> list[tuple[Context, list[str]]]:
    """Group what was named by the site it belongs to."""
    sites: dict[str, tuple[Context, list[str]]] = {}
    by_folder: dict[str, str] = {}
    for full, is_folder in files_in(paths, working):
        start = full if is_folder else os.path.dirname(full)
        if start not in by_folder:
            context = read_context(Path(start), options)
            by_folder[start] = str(context.root)
            sites.setdefault(str(context.root), (context, []))
        context, targets = sites[by_folder[start]]
        targets += posts_below(full, context) if is_folder else [full]
    return [(context, list(dict.fromkeys(targets))) for context, targets in sites.values()]


def _check_site(
    context: Context, targets: list[str], options: Options, run: Run, fix: bool, unsafe: bool,
    write: bool, only: Callable[[list[str]], set[str]] | None, working: str,
) -> None:  # fmt: skip
    chosen = Selection(levels_of(options), options, options.root)
    reported = set(targets) if only is None else only(targets)
    everything = list(dict.fromkeys([*targets, *_others(context, targets)]))
    posts = []
    for path in everything:
        post = _read(path, context, working)
        if post is not None:
            posts.append(post)
            context.facts.add(post, names=options.body)
        elif path in reported:
            run.files += 1
            run.findings += _unreadable(path, context, chosen, working)
    marked = [post for post in posts if post.path in reported]
    run.files += len(marked)
    context.reported = frozenset(reported)
    of_site: dict[str, list[Problem]] = defaultdict(list)
    found_alone = {post.path: _alone(post, context) for post in marked}
    for check in SITE_CHECKS:
        for post, problem in check([_view(p) for p in posts], context):
            of_site[post.path].append(problem)
    for post in marked:
        problems = found_alone[post.path] + of_site.get(post.path, [])
        findings, hidden = findings_of(post, problems, chosen, options)
        run.hidden += hidden
        if fix and any(f.fix for f in findings):
            findings = _fixed(post, findings, context, chosen, run, unsafe, write)
        run.findings += findings


def _others(context: Context, targets: list[str]) -> list[str]:
    """Return the site's other posts, which site-wide rules must know."""
    if context.profile != "plain":
        return list(posts_below(str(context.root), context))
    found: list[str] = []
    done: set[str] = set()
    for path in targets:
        head, mark, _ = path.partition("/_posts/")
        if mark and head not in done:
            done.add(head)
            found += posts_below(f"{head}/_posts", context)
    return found


def read_posts(paths: Iterable[str], options: Options) -> Iterable[Post]:
    """Yield the posts of files and folders.

    Raises:
        ConfigError: a path that is not there, a setting that is wrong.
    """
    working = os.getcwd()
    for context, targets in _sites(list(paths), options, working):
        for path in targets:
            post = _read(path, context, working)
            if post is not None:
                yield _view(post)


def _read(path: str, context: Context, working: str) -> Post | None:
    try:
        data = read_bytes(path, context.real_root)
    except WriteError:
        return None
    return read_post(path, data, context, shown(path, working))


def shown(path: str, working: str) -> str:
    """Return a path as findings name it: relative to the working folder where it is below it."""
    inside = path[len(working) + 1 :] if path.startswith(working.rstrip("/") + "/") else ""
    return inside or path


def read_post(path: str, data: bytes, context: Context, name: str) -> Post:
    """Read a post, and where its YAML is broken look for the fault and for what was meant."""
    post = read(path, data, name)
    place(post, context)
    if post.format == "toml":
        from crosspost.validate.toml import read_toml

        read_toml(post)
    if post.yaml_error is not None and not post.trouble:
        from crosspost.validate.recovery import diagnose  # few posts are broken

        problem, at = post.yaml_error
        post.diagnosis = diagnose(post.block, at - post.block_start, problem)
        if post.diagnosis.repaired:
            post.view = _repaired_view(post, context)
    if not post.trouble:
        post.data = b""
    return post


def _repaired_view(post: Post, context: Context) -> Post | None:
    """Return the post as it will be after its syntax is mended, for the other rules to read."""
    assert post.diagnosis is not None
    head, tail = post.text[: post.block_start], post.text[post.block_end :]
    text = head + post.diagnosis.repaired + tail
    view = read(post.path, text.encode("utf-8", "surrogateescape"), post.shown)
    view.data = b""
    place(view, context)
    return view if view.root is not None else None


def _view(post: Post) -> Post:
    return post.view or post


def _alone(post: Post, context: Context) -> list[Problem]:
    """Ask every rule that needs one post only."""
    problems: list[Problem] = []
    for check in FILE_CHECKS:
        problems.extend(check(post, context))
    if post.view is not None:
        problems.extend(syntax_check(post, context))
    view = _view(post)
    for check in CHECKS:
        problems.extend(check(view, context))
    return problems


def _unreadable(path: str, context: Context, chosen: Selection, working: str) -> list[Finding]:
    try:
        read_bytes(path, context.real_root)
        return []
    except WriteError as error:
        code = "CP003" if "larger than" in error.reason else "CP002"
        reason = error.reason
    level = chosen.levels.get(code)
    if level is None:
        return []
    message = f"The file {reason}; it was not checked."
    if code == "CP002":
        message = f"The file cannot be read ({reason}); it was not checked."
    return [Finding(shown(path, working), 1, 1, 1, 1, code, level, message)]


def _fixed(
    post: Post, findings: list[Finding], context: Context, chosen: Selection, run: Run,
    unsafe: bool, write: bool, given: bytes | None = None,
) -> list[Finding]:  # fmt: skip
    """Repair a post as far as its fixes go; returns what is left.

    Args:
        given: its bytes, where it is no file.
    """
    try:
        before = data = read_bytes(post.path, context.real_root) if given is None else given
    except WriteError:
        return findings
    repaired = 0
    for _ in range(fixes.ROUNDS):
        applied = fixes.chosen(findings, unsafe)
        if not applied:
            break
        edits = [edit for f in applied if f.fix for edit in f.fix.edits]
        new = fixes.apply(data, edits)
        old_post = read(post.path, data, post.shown)
        again = read(post.path, new, post.shown)
        if new == data or not fixes.keeps_the_rest(old_post, again, edits):
            run.refused.append(post.shown)
            break
        data, repaired = new, repaired + len(applied)
        again = read_post(post.path, new, context, post.shown)
        problems = _alone(again, context)
        for check in SITE_CHECKS:
            problems += [problem for p, problem in check([_view(again)], context)]
        findings, _ = findings_of(again, problems, chosen, context.options)
    if data != before:
        if write:
            write_bytes(resolved(post.path, context.real_root), data)
        run.changed[post.shown] = (before, data)
        run.fixed += repaired
    return findings


def check_post(post: Post, context: Context, posts: list[Post]) -> list[Finding]:
    """Return the findings of one post.

    Args:
        posts: the posts of its site, itself included.
    """
    chosen = Selection(levels_of(context.options), context.options, context.options.root)
    return findings_of(post, _problems(post, context, posts), chosen, context.options)[0]


def _problems(post: Post, context: Context, posts: list[Post]) -> list[Problem]:
    """Ask every rule about one post."""
    problems = _alone(post, context)
    views = [_view(p) for p in posts]
    for check in SITE_CHECKS:
        problems += [p for owner, p in check(views, context) if owner.path == post.path]
    return problems


def check_text(
    data: bytes, name: str, options: Options, *, fix: bool = False, unsafe: bool = False
) -> Run:
    """Check one post that is not (yet) a file.

    Args:
        data: its bytes.
        name: the path it is to be taken for; the site around it is read.
    """
    working = os.getcwd()
    path = os.path.normpath(os.path.join(working, name))
    folder = os.path.dirname(path)
    context = read_context(Path(folder if os.path.isdir(folder) else working), options)
    chosen = Selection(levels_of(options), options, options.root)
    run = Run(files=1)
    others = [p for p in _others(context, [path]) if p != path]
    posts = [post for other in others if (post := _read(other, context, working)) is not None]
    post = read_post(path, data, context, name)
    posts.append(post)
    for item in posts:
        context.facts.add(item, names=options.body)
    run.findings, run.hidden = findings_of(post, _problems(post, context, posts), chosen, options)
    if fix:
        run.findings = _fixed(post, run.findings, context, chosen, run, unsafe, False, data)
    run.findings.sort(key=lambda f: (f.path, f.line, f.code, f.column))
    return run
