"""Which rules report: by code, prefix or name; with which level; for which paths not."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache

from crosspost.errors import ConfigError
from crosspost.model import Level
from crosspost.nearest import nearest
from crosspost.validate.options import Options
from crosspost.validate.rule import Problem
from crosspost.validate.rules import RULES


@lru_cache(maxsize=1000)
def known_codes(selector: str) -> frozenset[str]:
    """Return the codes that a code, a prefix, a name or ``ALL`` selects; else none."""
    if selector.upper() == "ALL":
        return frozenset(RULES)
    found = frozenset(code for code in RULES if code.startswith(selector.upper()))
    named = frozenset(code for code, rule in RULES.items() if rule.name == selector.lower())
    return named or (found if selector.upper().startswith("CP") else frozenset())


def codes_of(selector: str, where: str = "settings") -> frozenset[str]:
    """Return the codes that a code, a prefix, a name or ``ALL`` selects.

    Args:
        where: the flag or the file that it comes from, for the message.

    Raises:
        ConfigError: there is no such rule; the most similar name is suggested.
    """
    known = known_codes(selector)
    if known:
        return known
    names = [*RULES, *(rule.name for rule in RULES.values())]
    near = nearest(selector, names) or nearest(selector.upper(), names)
    hint = f"Did you mean {near}?" if near else "crosspost validate --list-rules shows all rules."
    raise ConfigError(f"{where}: unknown rule {selector!r}", hint=hint)


@dataclass
class Selection:
    """Which rules report, with which level."""

    levels: dict[str, Level]
    options: Options
    root: str

    def level(self, problem: Problem) -> Level | None:
        """Return the level of a finding; None if its rule does not report."""
        level = self.levels.get(problem.code)
        if level is None:
            return None
        if problem.level is not None and problem.code not in self.options.severity:
            level = problem.level
        return None if self.options.errors_only and level != "error" else level

    def level_of_faults(self) -> Level | None:
        """Return the level of CP004; ``select`` does not turn it off, only ``ignore`` does.

        Whoever asks for one rule must learn that it did not run.
        """
        if self.options.select and "CP004" not in self.levels:
            own = levels_of(replace(self.options, select=()))
            return own.get("CP004")
        return self.levels.get("CP004")

    def shows_info(self, code: str) -> bool:
        """Tell whether findings of level info are shown: all, or those of a rule named alone."""
        return self.options.show_info or any(
            code in codes_of(s) and len(codes_of(s)) == 1
            for s in (*self.options.select, *self.options.extend_select)
        )

    def ignored(self, path: str) -> frozenset[str]:
        """Return the rules that are off for a path."""
        if not self.options.per_file_ignores:
            return frozenset()
        inside = os.path.relpath(path, self.root) if self.root else path
        found: set[str] = set()
        for glob, codes in self.options.per_file_ignores.items():
            if fnmatch(inside, glob) or fnmatch(os.path.basename(path), glob):
                for code in codes:
                    found |= codes_of(code)
        return frozenset(found)


def levels_of(options: Options) -> dict[str, Level]:
    """Return the level of every rule that reports.

    A rule that is off reports as a warning where it is selected by name.
    """
    if options.select:
        codes = frozenset().union(*map(codes_of, options.select))
    else:
        codes = frozenset(c for c, rule in RULES.items() if rule.level != "off")
    codes |= frozenset().union(*map(codes_of, options.extend_select))
    codes -= frozenset().union(*map(codes_of, options.ignore))
    levels: dict[str, Level] = {}
    severity = {c: level for name, level in options.severity.items() for c in codes_of(name)}
    for code in codes:
        level = severity.get(code) or RULES[code].level
        if level == "off":
            if severity.get(code) == "off":
                continue
            level = "warning"
        levels[code] = level  # type: ignore[assignment]
    return levels
