"""The documentation of the rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from crosspost.validate.rule import Rule
from crosspost.validate.rules import RULES

_FIX = {
    "safe": "A safe fix (`--fix`).",
    "unsafe": "An unsafe fix (`--fix --unsafe-fixes`).",
    "both": "A fix, which is safe or unsafe as follows.",
    "none": "No fix.",
}
_HUNDREDS = {
    "0": "The files and the checker",
    "1": "Bytes, fences and file names",
    "2": "YAML: syntax and unexpected values",
    "3": "Keys",
    "4": "Dates",
    "5": "Tags, categories and other lists",
    "6": "Texts",
    "7": "References: layout, author, image, URLs",
    "8": "Attribution, and the body",
    "9": "Schemas",
}
PROJECT = "https://github.com/crosspost/crosspost"
_PAGE = f"{PROJECT}/blob/main/src/crosspost/validate/RULES.md"
_HEAD = """\
# Rules of `crosspost validate`

This page is generated from the rules; `crosspost validate --explain CODE` shows one of them.
The behaviour of Jekyll was tested with Jekyll 4.3. Levels: an **error** loses the post, its front
matter or a field of it; a **warning** means that Jekyll reads something other than what was meant;
**info** is shown with `--show-info`; what is **off** must be selected (`--select CODE`).
"""


def explain(rule: Rule) -> str:
    """Return everything about a rule, in Markdown."""
    level = "off by default" if rule.level == "off" else rule.level
    lines = [
        f"### {rule.code} {rule.name}",
        "",
        f"*{level}* · {rule.what}",
        "",
        f"**Why.** {rule.why}",
        "",
        f"**What Jekyll does.** {rule.jekyll}",
        "",
        "```yaml",
        "# found",
        *rule.bad.split("\n"),
        "",
        "# right",
        *rule.good.split("\n"),
        "```",
        "",
        f"**Fix.** {_FIX[rule.fix]} {rule.fix_text}".rstrip(),
    ]
    return "\n".join(lines) + "\n"


def page_of(rule: Rule) -> str:
    """Return the URL of a rule on the page of all rules."""
    return f"{_PAGE}#{rule.code.lower()}-{rule.name}"


def page() -> str:
    """Return the page of all rules, as it is in ``RULES.md``."""
    parts = [_HEAD]
    for hundred, rules in groupby(RULES.values(), key=lambda rule: rule.code[2]):
        parts.append(f"\n## {_HUNDREDS[hundred]}\n")
        parts += [f"\n{explain(rule)}" for rule in rules]
    return "".join(parts)


def table(rules: Iterable[Rule]) -> list[tuple[str, str, str, str, str]]:
    """Return a table row for each rule: code, name, level, fix, what it finds."""
    return [(r.code, r.name, r.level, r.fix, r.what) for r in rules]
