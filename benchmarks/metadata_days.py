"""Measure the reading of days in words beside dateparser, language by language.

python benchmarks/metadata_days.py [--days N] [--verbose]

Days are written by Babel as Unicode CLDR writes them, long and medium, in each language of
``metadata_months.py``; then by themselves and within a byline ("Ann Otter · 5 mars 2024 · 4 min").
Both readers are told the language. dateparser has no search for one day in a line that is near in
speed, so that the byline is for ``dateparser.search``. Reads no data; needs Babel and dateparser.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime

import dateparser
from babel import Locale
from babel.dates import format_date
from dateparser.search import search_dates

from crosspost.metadata.days.text import find_day
from crosspost.metadata.text import fold
from metadata_months import LANGUAGES

Reader = Callable[[str, str], date | None]
_SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}


def ours(text: str, language: str) -> date | None:
    found = find_day(text, language)
    return found.value if found else None


def theirs(text: str, language: str) -> date | None:
    found = dateparser.parse(text, languages=[language], settings=_SETTINGS)
    return found.date() if isinstance(found, datetime) else None


def theirs_in_a_line(text: str, language: str) -> date | None:
    found = search_dates(text, languages=[language], settings=_SETTINGS)
    return found[0][1].date() if found else None


def measure(reader: Reader, texts: list[tuple[str, str, date]]) -> tuple[dict[str, float], float]:
    """Return the share read right by language, and milliseconds a text."""
    right: dict[str, list[bool]] = {}
    start = time.process_time()
    for text, language, day in texts:
        try:
            answer = reader(text, language.split("_")[0])
        except ValueError:  # a language that dateparser does not know
            answer = None
        right.setdefault(language, []).append(answer == day)
    spent = 1e3 * (time.process_time() - start) / len(texts)
    return {language: statistics.mean(answers) for language, answers in right.items()}, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=12, help="days for each language and form")
    parser.add_argument("--verbose", action="store_true", help="print every language")
    arguments = parser.parse_args()
    rng = random.Random(0)
    alone: list[tuple[str, str, date]] = []
    for language in LANGUAGES:
        for number in range(arguments.days):
            day = date(rng.randint(2000, 2025), number % 12 + 1, rng.randint(1, 28))
            for form in ("long", "medium"):
                text = fold(format_date(day, form, locale=Locale.parse(language)))
                alone.append((text, language, day))
    in_line = [(f"Ann Otter · {text} · 4 min", language, day) for text, language, day in alone]
    for name, texts, other in (("alone", alone, theirs), ("in a line", in_line, theirs_in_a_line)):
        for label, reader in (("crosspost", ours), ("dateparser", other)):
            reader("5 March 2024", "en")  # loads what it needs
            shares, spent = measure(reader, texts)
            full = sum(share == 1 for share in shares.values())
            print(
                f"{name:10s} {label:11s} {statistics.mean(shares.values()):.3f} read right; all of"
                f" {full} of {len(shares)} languages; {spent:.3f} ms a text"
            )
            if arguments.verbose:
                print("  ", {k: round(v, 2) for k, v in shares.items() if v < 1})


if __name__ == "__main__":
    main()
