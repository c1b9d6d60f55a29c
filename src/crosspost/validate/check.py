"""Reading posts and checking them by the rules; a bug on one post does not stop the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crosspost.model import Finding
from crosspost.validate.context import Context
from crosspost.validate.discover import place, read_in
from crosspost.validate.faults import fault_of
from crosspost.validate.findings import findings_of
from crosspost.validate.post import Post, is_unpublished
from crosspost.validate.post_urls import day_of
from crosspost.validate.rule import Problem
from crosspost.validate.rules import (
    CHECKS,
    FILE_CHECKS,
    SITE_CHECKS,
    Check,
    SiteCheck,
    syntax_check,
)
from crosspost.validate.selection import Selection


def read_post(path: str, data: bytes, context: Context, name: str) -> Post:
    """Read a post; if its YAML is broken, find the error and a fix."""
    try:
        return _read(path, data, context, name)
    except Exception as error:  # noqa: BLE001 -- the other posts are still checked
        post = Post(path=path, shown=name, fault=fault_of(error))
        place(post, context)
        return post


def _read(path: str, data: bytes, context: Context, name: str) -> Post:
    post = read_in(path, data, name, context)
    if post.format == "toml" and context.is_jekyll:
        from crosspost.validate.others.toml_tree import read_toml

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
    """Return the post as it will be after its syntax is fixed, for the other rules to read."""
    assert post.diagnosis is not None
    head, tail = post.text[: post.block_start], post.text[post.block_end :]
    text = head + post.diagnosis.repaired + tail
    view = read_in(post.path, text.encode("utf-8", "surrogateescape"), post.shown, context)
    view.data = b""
    return view if view.root is not None else None


def view(post: Post) -> Post:
    """Return the post as the rules read it: fixed, if its YAML is broken and can be fixed."""
    return post.view or post


def add_facts(post: Post, context: Context) -> None:
    """Add a post to the facts of its site."""
    if post.fault:
        return
    try:
        day = day_of(view(post), context) if context.options.body else None
        if post.kind != "page" or context.profile != "jekyll":
            context.facts.add(post, day=day, names=context.options.body)
    except Exception as error:  # noqa: BLE001 -- as above
        post.fault = fault_of(error)


def alone(post: Post, context: Context) -> list[Problem]:
    """Return the problems of all rules that need one post only."""
    problems: list[Problem] = []
    if post.fault:
        return problems
    if not context.is_jekyll:
        return _alone_elsewhere(post, context)
    for check in FILE_CHECKS:
        _ask(check, post, post, context, problems)
    if post.view is not None:
        _ask(syntax_check, post, post, context, problems)
    seen = view(post)
    for check in CHECKS:
        _ask(check, seen, post, context, problems)
    return problems


def _alone_elsewhere(post: Post, context: Context) -> list[Problem]:
    from crosspost.validate.others import checks  # most sites are Jekyll's

    problems: list[Problem] = []
    for check in checks.FILE_CHECKS:
        _ask(check, post, post, context, problems)
    for check in checks.CHECKS:
        _ask(check, view(post), post, context, problems)
    return list(checks.adapted(problems, context))


def _ask(check: Check, seen: Post, post: Post, context: Context, problems: list[Problem]) -> None:
    """Add the problems of one rule; if it fails, add none and record that in the post."""
    before = len(problems)
    try:
        problems += check(seen, context)
    except Exception as error:  # noqa: BLE001 -- as above
        post.fault = fault_of(error)
        del problems[before:]


def together(posts: list[Post], context: Context) -> dict[str, list[Problem]]:
    """Return the problems of all rules that need all posts of a site: path → problems."""
    found: dict[str, list[Problem]] = defaultdict(list)
    checks = SITE_CHECKS
    if not context.is_jekyll:
        from crosspost.validate.others import checks as elsewhere

        checks = elsewhere.SITE_CHECKS
    for check in checks:
        try:
            problems = _of_site(check, posts, context)
        except Exception as error:  # noqa: BLE001 -- as above
            fault_of(error)
            _blame(check, posts, context)
            try:
                problems = _of_site(check, [p for p in posts if not p.fault], context)
            except Exception as error:  # noqa: BLE001 -- not caused by a single post
                problems = []
                for post in posts[:1]:
                    post.fault = fault_of(error)
        for post, problem in problems:
            found[post.path].append(problem)
    if not context.is_jekyll:
        return {path: list(elsewhere.adapted(said, context)) for path, said in found.items()}
    return found


def _of_site(check: SiteCheck, posts: list[Post], context: Context) -> list[tuple[Post, Problem]]:
    return list(check([view(p) for p in posts if not p.fault], context))


def _blame(check: SiteCheck, posts: list[Post], context: Context) -> None:
    """Record the failure in each post on which a rule fails."""
    for post in posts:
        try:
            _of_site(check, [post], context)
        except Exception as error:  # noqa: BLE001 -- as above
            post.fault = fault_of(error)


def findings(
    post: Post, problems: list[Problem], chosen: Selection, context: Context
) -> tuple[list[Finding], int]:
    """Turn problems into findings; return them and how many are hidden."""
    if is_unpublished(view(post)):
        for problem in problems:
            if problem.code not in _OF_UNPUBLISHED and problem.key != "published":
                problem.level = "info"
    elif post.kind == "draft" and not context.builds_drafts:
        for problem in problems:
            if chosen.level(problem) == "error":
                problem.level = "warning"
                problem.message += " This is a draft: it counts with --drafts, or in a post."
    try:
        found, hidden = findings_of(post, problems, chosen, context)
    except Exception as error:  # noqa: BLE001 -- as above
        post.fault, found, hidden = fault_of(error), [], 0
    return [*of_fault(post, chosen), *found], hidden


def of_fault(post: Post, chosen: Selection) -> list[Finding]:
    """Return the finding of a post on which crosspost itself failed; none if it did not."""
    level = chosen.level_of_faults()
    if not post.fault or level is None:
        return []
    message = (
        f"crosspost failed on this post ({post.fault}), so it was not checked completely; the"
        " others were. This is a bug of crosspost: please report it, with the post."
    )
    return [Finding(post.shown, 1, 1, 1, 1, "CP004", level, message)]


# What stops the build even then: Jekyll reads the dates of all posts. And what is not of the post.
_OF_UNPUBLISHED = frozenset({"CP001", "CP111", "CP211", "CP401"})


def of_one(post: Post, context: Context, posts: Iterable[Post]) -> list[Problem]:
    """Return the problems of one post among the others of its site."""
    return alone(post, context) + together(list(posts), context).get(post.path, [])
