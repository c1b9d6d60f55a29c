"""Findings about a site itself, where the whole site is checked."""

from __future__ import annotations

from crosspost.errors import WriteError
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Finding
from crosspost.validate.context import Context
from crosspost.validate.files import read_bytes
from crosspost.validate.rules.site import SiteProblem, check_whole_site
from crosspost.validate.selection import Selection

_KEY = lazy_compile(r"(?m)^([A-Za-z_]+)[ \t]*:.*$")


def findings_of_site(context: Context, chosen: Selection) -> list[Finding]:
    """Return the findings about a site, with absolute paths."""
    found = []
    for item in check_whole_site(context):
        level = chosen.level(item.problem)
        path = str(context.source / item.path)
        if level is not None and item.problem.code not in chosen.ignored(path):
            line, source = _place(path, item)
            end = len(source) + 1
            found.append(
                Finding(path, line, 1, line, end, item.problem.code, level, item.problem.message,
                        None, item.problem.key or item.setting, source, source)
            )  # fmt: skip
    return found


def _place(path: str, item: SiteProblem) -> tuple[int, str]:
    """Return the line of a setting and its number; 1 and no text if it is not in the file."""
    if item.setting:
        try:
            text = read_bytes(path).decode("utf-8-sig", "replace")
        except WriteError:
            return 1, ""
        for match in _KEY.finditer(text):
            if match[1] == item.setting:
                return text.count("\n", 0, match.start()) + 1, match[0].rstrip("\r")[:200]
    return 1, ""
