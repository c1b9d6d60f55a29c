"""The documentation of the rules, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from crosspost.validate.generators import JEKYLL, OTHERS, reading_of
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
_PAGES = f"{PROJECT}/blob/main/docs/rules"
_HEAD = """\
# Rules of `crosspost validate`

| code | name | level | fix | generators | what it finds |
|---|---|---|---|---|---|
"""
_FOOT = """
Levels: an **error** loses the post, its front matter or a field of it; a **warning** means that
Jekyll reads something other than what was meant; **info** is shown with `--show-info`; what is
**off** must be selected (`--select CODE`). A **safe** fix changes neither a URL nor the author's
text (`--fix`); an **unsafe** one is to be reviewed (`--fix --unsafe-fixes`). The behaviour of
Jekyll was tested with Jekyll 4.3.

Which rules hold for which generator is in the table; the fixes of the rules are for Jekyll, and for
others only where they change bytes that no reader makes anything of (CP105, CP106). What is read of
their sites: [docs/targets.md](../../../docs/targets.md#what-validate-checks).

This table and the pages of the rules are generated from the rules (`make rules`);
`crosspost validate --explain CODE` shows a page. What `jekyll doctor` reports, and which of these
rules reports it: [docs/doctor.md](../../../docs/doctor.md).
"""
# From RULES.md in the package to the pages.
_TO_PAGES = "../../../docs/rules"


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
        f"**Generators.** {generators_of(rule)}.",
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
    """Return the URL of the page of a rule."""
    return f"{_PAGES}/{rule.code}.md"


def index() -> str:
    """Return the page with the table of all rules, as it is in ``RULES.md``."""
    parts = [_HEAD]
    for hundred, rules in groupby(RULES.values(), key=lambda rule: rule.code[2]):
        parts.append(f"| | **{_HUNDREDS[hundred]}** | | | | |\n")
        for rule in rules:
            what = rule.what.replace("|", "\\|")
            code = f"[{rule.code}]({_TO_PAGES}/{rule.code}.md)"
            cells = (code, rule.name, rule.level, rule.fix, generators_of(rule), what)
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join([*parts, _FOOT])


def generators_of(rule: Rule) -> str:
    """Return for which generators a rule holds, in words."""
    others = rule.generators - JEKYLL
    if not others:
        return "Jekyll"
    missing = sorted(reading_of(name).title for name in OTHERS - others)
    names = sorted(reading_of(name).title for name in others)
    names = ["Jekyll", *names] if rule.generators & JEKYLL else names
    if len(missing) < len(names) and rule.generators >= JEKYLL:
        return f"all but {', '.join(missing)}" if missing else "all"
    return ", ".join(names)


def page(rule: Rule) -> str:
    """Return the page of a rule, as it is in ``docs/rules``."""
    return explain(rule).replace("### ", "# ", 1)


def table(rules: Iterable[Rule]) -> list[tuple[str, str, str, str, str]]:
    """Return a table row for each rule: code, name, level, fix, what it finds."""
    return [(r.code, r.name, r.level, r.fix, r.what) for r in rules]
