"""Code actions: the fix of a finding, a comment that suppresses its rule, all safe fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lsprotocol import types

from crosspost.lazy_regex import lazy_compile
from crosspost.lsp.diagnostics import of_finding
from crosspost.lsp.documents import Document, Documents
from crosspost.model import Finding
from crosspost.validate.site_posts import Checked
from crosspost.validate.tree import shape

FIX_ALL = "source.fixAll.crosspost"
KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll, FIX_ALL]
# A comment is tried out before it is offered: findings at one place for which that is done.
_MOST = 5
_COMMENT = lazy_compile(r"#[ \t]*+crosspost:[ \t]*+ignore\[(?P<codes>[^\]\n]{1,200})\]")


def actions(
    documents: Documents, document: Document, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """Return what can be done about the findings of a range.

    Raises:
        ConfigError: as of ``Documents.check``.
    """
    checked = documents.check(document)
    if checked is None:
        return []
    found: list[types.CodeAction] = []
    if _is_wanted(params, types.CodeActionKind.QuickFix):
        here = _within(document, checked, params.range)
        found += [action for f in here if (action := _fix(document, f))]
        suppressed = [_suppress(documents, document, checked, f) for f in here[:_MOST]]
        found += [action for action in suppressed if action]
    if _is_wanted(params, FIX_ALL):
        found += _fix_all(documents, document, checked)
    return found


def _is_wanted(params: types.CodeActionParams, kind: str) -> bool:
    only = params.context.only
    return not only or any(kind == name or kind.startswith(f"{name}.") for name in only)


def _within(document: Document, checked: Checked, asked: types.Range) -> list[Finding]:
    """Return the findings of the lines of a range, those that the range touches first.

    The cursor of a writer who reads a message is at any place of the line.
    """
    touched: list[Finding] = []
    others: list[Finding] = []
    for finding in checked.findings:
        place = document.lines.range(*document.span(finding))
        if _at(place.start) <= _at(asked.end) and _at(asked.start) <= _at(place.end):
            touched.append(finding)
        elif place.start.line <= asked.end.line and asked.start.line <= place.end.line:
            others.append(finding)
    return touched + others


def _at(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _fix(document: Document, finding: Finding) -> types.CodeAction | None:
    fix = finding.fix
    edits = document.edits(fix.edits) if fix is not None else None
    if fix is None or edits is None:
        return None
    unsafe = "" if fix.safe else " (unsafe: look it over)"
    title = f"{finding.code}: {fix.title}{unsafe}"
    return _action(document, title, types.CodeActionKind.QuickFix, edits, finding, fix.safe)


def _action(
    document: Document, title: str, kind: str, edits: list[types.TextEdit],
    finding: Finding | None = None, preferred: bool = False,
) -> types.CodeAction:  # fmt: skip
    return types.CodeAction(
        title=title,
        kind=kind,
        diagnostics=[of_finding(document, finding)] if finding else None,
        is_preferred=True if preferred else None,
        edit=types.WorkspaceEdit(changes={document.uri: edits}),
    )


def _fix_all(
    documents: Documents, document: Document, checked: Checked
) -> Iterator[types.CodeAction]:
    """Yield the action that applies all safe fixes, if there are any."""
    if not any(found.has_safe_fix for found in checked.findings):
        return
    if FIX_ALL not in document.actions:
        data = documents.site(document).fixed(document.path, document.data)
        document.actions[FIX_ALL] = document.replacement(data)
    edit = document.actions[FIX_ALL]
    if edit is not None:
        yield _action(document, "Fix all safe problems of this post (crosspost)", FIX_ALL, [edit])


def _suppress(
    documents: Documents, document: Document, checked: Checked, finding: Finding
) -> types.CodeAction | None:
    """Return the action that writes a comment, if the comment does that and nothing else."""
    if finding not in document.actions:
        document.actions[finding] = next(
            (
                types.TextEdit(document.lines.range(at, at), text)
                for at, text in _comments(document, finding)
                if _only_suppresses(documents, document, checked, finding, at, text)
            ),
            None,
        )
    edit = document.actions[finding]
    if edit is None:
        return None
    title = f"{finding.code}: suppress this rule here, by a comment"
    return _action(document, title, types.CodeActionKind.QuickFix, [edit], finding)


def _comments(document: Document, finding: Finding) -> Iterator[tuple[int, str]]:
    """Yield places for a comment, each with its text; the better ones first."""
    first, last = document.front_matter
    lines = document.lines
    number = document.lines.position(document.span(finding)[0]).line
    end = "\r\n" if "\r\n" in document.text[: lines.start(min(1, len(lines) - 1))] else "\n"
    if first <= number < last:
        line, start = lines.line(number), lines.start(number)
        present = _COMMENT.search(line)
        if present:
            yield start + present.end("codes"), f", {finding.code}"
        yield start + len(line.rstrip()), f" # crosspost: ignore[{finding.code}]"
        indent = line[: len(line) - len(line.lstrip())]
        yield start, f"{indent}# crosspost: ignore[{finding.code}]{end}"
    elif first == 1 and last < len(lines):
        yield lines.start(1), f"# crosspost: ignore-file[{finding.code}]{end}"


def _only_suppresses(
    documents: Documents, document: Document, checked: Checked, finding: Finding, at: int, text: str
) -> bool:
    """Tell whether with a comment a finding is gone, the others stay, and so do all values."""
    data = document.saved(document.text[:at] + text + document.text[at:])
    after = documents.site(document).check(document.path, data)
    left = Counter(found.code for found in checked.findings)
    now = Counter(found.code for found in after.findings)
    # One more code makes a comment useful that suppressed nothing (CP001).
    less = (left - now).keys() - {"CP001"} == {finding.code} and not now - left
    old, new = checked.post.root, after.post.root
    return less and (old is new if old is None or new is None else shape(old) == shape(new))
