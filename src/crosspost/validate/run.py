"""A run: find the posts, read them all, ask every rule, repair where that is wanted."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crosspost.errors import WriteError
from crosspost.model import Edit, Finding, Fix, Level
from crosspost.validate import fixes
from crosspost.validate.context import Context, read_context
from crosspost.validate.discover import files_in, place, posts_below
from crosspost.validate.options import Options
from crosspost.validate.post import Post, texts
from crosspost.validate.reader import read, read_bytes
from crosspost.validate.rule import Problem, TextEdit
from crosspost.validate.rules import CHECKS, FILE_CHECKS, SITE_CHECKS, syntax_check
from crosspost.validate.selection import Selection, codes_of, levels_of
from crosspost.validate.suppress import Silence, silenced, silences, unused
from crosspost.validate.tree import Scalar, Sequence


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
    only: frozenset[str] | None = None,
    working: str = "",
) -> Run:
    """Check files and folders.

    Args:
        paths: files, checked whatever their names, and folders, in which the posts are found.
        fix: apply safe fixes, to what ``Run.changed`` holds.
        unsafe: apply the others, too.
        write: write the changed files.
        only: absolute paths; others are read for what they say of the site and not reported.
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
    write: bool, only: frozenset[str] | None, working: str,
) -> None:  # fmt: skip
    chosen = Selection(levels_of(options), options, options.root)
    reported = set(targets) if only is None else {t for t in targets if os.path.realpath(t) in only}
    everything = list(dict.fromkeys([*targets, *_others(context, targets)]))
    posts = []
    for path in everything:
        post = _read(path, context, working)
        if post is not None:
            posts.append(post)
            _count(post, context)
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
        findings, hidden = _findings(post, problems, chosen, options)
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
        data = read_bytes(path)
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


def _count(post: Post, context: Context) -> None:
    """Add a post to what the site's posts say together."""
    view = _view(post)
    facts = context.facts
    if context.options.body:
        facts.names.add(post.name.rpartition(".")[0])
    if not view.fields:
        return
    if post.kind != "draft":
        facts.posts += 1
        facts.keys.update(view.by_key.keys())
    for key in ("tags", "categories"):
        entry = view.by_key.get(key)
        if entry is None:
            continue
        if isinstance(entry.value, Sequence):
            facts.taxonomy.update({item.value for item in texts(entry.value)})
        elif isinstance(entry.value, Scalar) and entry.value.value and " " not in entry.value.value:
            facts.taxonomy[entry.value.value] += 1
    for key in ("author", "authors"):
        entry = view.by_key.get(key)
        for item in texts(entry.value) if entry else ():
            if item.value:
                facts.authors[item.value] += 1


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


def _findings(
    post: Post, problems: list[Problem], chosen: Selection, options: Options
) -> tuple[list[Finding], int]:
    """Turn problems into findings with lines; returns them and how many stay hidden."""
    if not problems and "crosspost:" not in post.text[post.block_start : post.block_end]:
        return [], 0
    off = chosen.ignored(post.path)
    comments = silences(post)
    out: list[Finding] = []
    hidden = 0
    for problem in _with_unused(post, problems, comments, chosen, off):
        level = chosen.level(problem)
        if level is None or problem.code in off:
            continue
        finding = _finding(post, problem, level)
        if problem.code != "CP001" and comments and silenced(problem, finding.line, comments):
            continue
        if level == "info" and not options.show_info and not _selected(problem.code, options):
            hidden += 1
            continue
        out.append(finding)
    return out, hidden


def _with_unused(
    post: Post, problems: list[Problem], comments: list[Silence], chosen: Selection,
    off: frozenset[str],
) -> Iterable[Problem]:  # fmt: skip
    """Yield the problems, and after them the comments that none of them needed."""
    yield from problems
    if comments:
        yield from unused(post, comments)


def _selected(code: str, options: Options) -> bool:
    """Tell whether a rule was asked for by its own code."""
    return any(
        code in codes_of(s) and len(codes_of(s)) == 1
        for s in (*options.select, *options.extend_select)
    )


def _finding(post: Post, problem: Problem, level: Level) -> Finding:
    view = post.view
    start, end = problem.start, max(problem.start, problem.end)
    fix = None
    if view is not None and problem.code != "CP201":
        start, end = _mapped(post, start), _mapped(post, end)
    elif problem.fix is not None and post.format != "toml":
        fix = Fix(problem.fix.safe, problem.fix.title, _in_bytes(post, problem.fix.edits))
    line, column = post.position(start)
    end_line, end_column = post.position(end)
    line_start, line_end = post.line_at(min(start, len(post.text)))
    return Finding(
        post.shown, line, column, end_line, end_column, problem.code, level, problem.message, fix,
        problem.key, post.text[start:end][:200], post.text[line_start:line_end][:400],
    )  # fmt: skip


def _in_bytes(post: Post, edits: Iterable[TextEdit]) -> tuple[Edit, ...]:
    """Return edits in bytes; the text between them is encoded once."""
    out: list[Edit] = []
    at = place = 0
    for start, end, text in sorted(edits):
        first = place + post.width(at, start)
        at, place = end, first + post.width(start, end)
        out.append(Edit(first, place, text.encode("utf-8", "surrogateescape")))
    return tuple(out)


def _mapped(post: Post, offset: int) -> int:
    """Return the place in the file of a place in the mended text."""
    assert post.diagnosis is not None
    shift = 0
    for start, end, text in sorted(post.diagnosis.edits):
        at = start + post.block_start + shift
        if offset < at:
            break
        if offset < at + len(text):
            return start + post.block_start
        shift += len(text) - (end - start)
    return max(0, min(offset - shift, len(post.text)))


def _unreadable(path: str, context: Context, chosen: Selection, working: str) -> list[Finding]:
    try:
        read_bytes(path)
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
        before = data = read_bytes(post.path) if given is None else given
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
        findings, _ = _findings(again, problems, chosen, context.options)
    if data != before:
        if write:
            fixes.write(post.path, data)
        run.changed[post.shown] = (before, data)
        run.fixed += repaired
    return findings


def check_post(post: Post, context: Context, posts: list[Post]) -> list[Finding]:
    """Return the findings of one post.

    Args:
        posts: the posts of its site, itself included.
    """
    chosen = Selection(levels_of(context.options), context.options, context.options.root)
    return _findings(post, _problems(post, context, posts), chosen, context.options)[0]


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
        _count(item, context)
    run.findings, run.hidden = _findings(post, _problems(post, context, posts), chosen, options)
    if fix:
        run.findings = _fixed(post, run.findings, context, chosen, run, unsafe, False, data)
    run.findings.sort(key=lambda f: (f.path, f.line, f.code, f.column))
    return run
