"""Write the month names of many languages, from Unicode CLDR, into the package.

python benchmarks/metadata_months.py

The target is ``src/crosspost/metadata/data/months.json``: a mapping of a language to a mapping of a
month's name (lower case, no full stop) to its number from 1. Needs Babel, which carries CLDR's
data; CLDR is under the Unicode License V3, https://www.unicode.org/license.txt.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from babel.dates import get_month_names

TARGET = Path(__file__).resolve().parent.parent / "src/crosspost/metadata/data/months.json"
# Those of the web with the most pages, and all official ones of the European Union; one of them in
# two scripts.
LANGUAGES = (
    *("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en"),
    *("es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy"),
    *("id", "is", "it", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn"),
    *("mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "pa", "pl", "ps", "pt", "ro", "ru", "si"),
    *("sk", "sl", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "tg", "th", "tr", "uk", "ur"),
    *("uz", "vi", "zu"),
)


def names_of(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, context, language).items():
                name = name.lower().rstrip(".").strip()
                name = re.sub(r"^(?:de |d’|d')", "", name)
                if not re.search(r"[\d\s]", name) and len(name) > 1:
                    names.setdefault(name, number)
    return names


def main() -> None:
    table: dict[str, dict[str, int]] = {}
    # Each in a process of its own: Babel carries names from one language to the next where both
    # lack a form that CLDR makes an alias of another.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(names_of, LANGUAGES))
    for language, names in zip(LANGUAGES, found, strict=True):
        if names:
            table.setdefault(language.split("_")[0], {}).update(names)
    table["en"]["sept"] = 9
    lines = [
        f'"{language}": {json.dumps(names, ensure_ascii=False, sort_keys=True)}'
        for language, names in sorted(table.items())
    ]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(table)} languages, {sum(map(len, table.values()))} names")


if __name__ == "__main__":
    main()
