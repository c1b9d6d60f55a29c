"""From problems with offsets to findings with lines, columns and edits in bytes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Edit, Finding, Fix, Level
from crosspost.validate.context import Context
from crosspost.validate.faults import fault_of
from crosspost.validate.named_characters import with_names
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair, TextEdit
from crosspost.validate.selection import Selection
from crosspost.validate.suppress import Suppression, is_suppressed, suppressions, unused

# Each fix is checked by reading the front matter again; another run offers those beyond.
MOST_FIXES = 100
_MOST_READ = 60_000  # characters of front matter that are read again, for all fixes of a post
# Where the advice of a message begins.
_ADVICE = lazy_compile(
    r"(?<=[.:;!?)])[ ]"
    r"(?=(?:Write|Put|Remove|Use|Quote|Close|Save|To fix line|If it is one|Is it)\b)"
)
_TOO_MANY = (
    f"There are more than {MOST_FIXES} fixes, or the front matter is too long to check more of"
    " them: run --fix again once the first are applied, or change it by hand."
)


def findings_of(
    post: Post, problems: list[Problem], chosen: Selection, context: Context
) -> tuple[list[Finding], int]:
    """Turn problems into findings with lines; returns them and the number of hidden ones."""
    if not problems and "crosspost:" not in post.text[post.block_start : post.block_end]:
        return [], 0
    off = chosen.ignored(post.path)
    comments = suppressions(post)
    out: list[Finding] = []
    hidden = checked = 0
    mapped = _mapping(post) if post.view is not None else None
    for problem in _with_unused(post, problems, comments, chosen, off):
        level = chosen.level(problem)
        if level is None or problem.code in off:
            continue
        if problem.fix is not None or problem.advice is not None:
            checked += 1
            if checked > MOST_FIXES or checked * post.body_start > _MOST_READ:
                problem.fix = problem.advice = None
                problem.message = f"{_without_advice(problem.message)} {_TOO_MANY}"
        finding = _finding(post, problem, level, mapped, context)
        if problem.code != "CP001" and comments and is_suppressed(problem, finding.line, comments):
            continue
        if level == "info" and not chosen.shows_info(problem.code):
            hidden += 1
            continue
        out.append(finding)
    return out, hidden


def _with_unused(
    post: Post, problems: list[Problem], comments: list[Suppression], chosen: Selection,
    off: frozenset[str],
) -> Iterable[Problem]:  # fmt: skip
    """Yield the problems, and after them the comments that suppress none."""
    yield from problems
    if comments:
        yield from unused(post, comments)


def _finding(
    post: Post, problem: Problem, level: Level, mapped: Callable[[int], int] | None,
    context: Context,
) -> Finding:  # fmt: skip
    start, end = problem.start, max(problem.start, problem.end)
    fix, message = None, problem.message
    advised = problem.fix or problem.advice
    in_view = mapped is not None and problem.code != "CP201"
    if advised is not None and (post.format != "toml" or not context.is_jekyll):
        seen = post.view if in_view and post.view is not None else post
        repair, message = _checked(seen, problem, advised, context)
        if repair is not None and problem.fix is not None and not in_view:
            fix = Fix(repair.safe, with_names(repair.title), _in_bytes(post, repair.edits))
    if mapped is not None and in_view:
        start, end = mapped(start), mapped(end)
    line, column = post.position(start)
    end_line, end_column = post.position(end)
    message = with_names(message)
    return Finding(
        post.shown, line, column, end_line, end_column, problem.code, level, message, fix,
        problem.key, post.text[start : min(end, start + 200)], post.line_text(line, 400),
    )  # fmt: skip


def _checked(
    post: Post, problem: Problem, repair: Repair, context: Context
) -> tuple[Repair | None, str]:
    """Return the fix as it may be applied, and the message with what it also changes.

    A fix that would do harm is not offered, and its advice is not given.
    """
    from crosspost.validate.promises import Outcome, outcome  # few posts have a fix

    try:
        result = outcome(post, repair.edits, problem.code, problem.key, context)
    except Exception as error:  # noqa: BLE001 -- the finding is still reported, without its fix
        post.fault = fault_of(error)
        result = Outcome("crosspost failed on it")
    message = problem.message
    if result.fault:
        by_hand = f"Change it by hand: there is no fix, since {result.fault}."
        return None, f"{_without_advice(message)} {by_hand}"
    if result.effects:
        changes = f"this changes {' and '.join(result.effects)}"
        repair = Repair(False, f"{repair.title}; {changes}", repair.edits)
        message += f" T{changes[1:]}."
    return repair, message


@lru_cache(maxsize=256)
def _without_advice(message: str) -> str:
    return _ADVICE.split(message, maxsplit=1)[0].rstrip()


def _in_bytes(post: Post, edits: Iterable[TextEdit]) -> tuple[Edit, ...]:
    """Return edits in bytes; the text between them is encoded once."""
    out: list[Edit] = []
    at = place = 0
    for start, end, text in sorted(edits):
        first = place + post.width(at, start)
        at, place = end, first + post.width(start, end)
        out.append(Edit(first, place, text.encode("utf-8", "surrogateescape")))
    return tuple(out)


def _mapping(post: Post) -> Callable[[int], int]:
    """Return a function from offsets in the fixed text to offsets in the file."""
    assert post.diagnosis is not None
    places: list[int] = []
    edits: list[tuple[int, int, int]] = []
    shift = 0
    for start, end, text in sorted(post.diagnosis.edits):
        places.append(start + post.block_start + shift)
        shift += len(text) - (end - start)
        edits.append((len(text), start + post.block_start, shift))

    def mapped(offset: int) -> int:
        at = bisect_right(places, offset) - 1
        if at < 0:
            return min(offset, len(post.text))
        length, start, moved = edits[at]
        if offset < places[at] + length:
            return start
        return max(0, min(offset - moved, len(post.text)))

    return mapped
