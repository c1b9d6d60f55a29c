"""Time every regular expression of crosspost on texts that are made to be slow for it.

    python benchmarks/regex_scan.py [--size N] [--only TEXT] [--all]

For each expression: how it is called, how many texts were tried, how the time of the worst text
grows, and that text. ``--size`` is the length of the longest text (default 100,000 characters),
``--only`` selects expressions by a part of their name, ``--all`` prints the linear ones too.
``tests/regex_texts.py`` makes the texts. ``tests/test_regex_attacks.py`` scans less and lists
the expressions that only see short texts (``BOUNDED``). The exit code is 1 if another one is slow.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from regex_attacks import scan, slowest
from regex_patterns import expressions
from regex_texts import attacks
from test_regex_attacks import BOUNDED


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=100_000)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--all", action="store_true")
    wanted = arguments.parse_args()
    found, unknown = expressions()
    chosen = [expression for expression in found if wanted.only in expression.name]
    slow = texts = 0
    print(f"{'expression':55} {'call':10} {'texts':>6} {'grows':12} {'seconds':>8} at {'size':>7}")
    for expression in chosen:
        pattern, call = expression.pattern, expression.call
        cost, tried = scan(pattern, call, wanted.size), len(attacks(pattern, call))
        texts += tried
        worst, seconds, size = cost.kind, cost.seconds, cost.size
        if cost.attack and expression.name in BOUNDED:
            size = BOUNDED[expression.name][0]
            seconds = slowest(pattern, call, size, 1.0)
            worst = "bounded"
        elif cost.attack:
            slow += 1
        if cost.attack or wanted.all:
            line = f"{expression.name:55} {call:10} {tried:6} {worst:12} {seconds:8.3f} at {size:7}"
            print(line, *(map(repr, cost.attack or ())))
    print(f"\n{len(chosen)} expressions, {texts:,} texts: {slow} slow ones")
    print(f"not checked, made at run time: {', '.join(unknown)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
