"""The project's words are those that others use: what a stranger searches for is found.

The left side of ``WORDS`` was used before, or comes to mind to whoever writes here in a hurry; the
right side is what to write. A line that means something else by the word says so with the comment
``# words: fine`` or is in ``FINE``.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "crosspost"

WORDS = {
    r"\broads?\b": "pipeline",
    r"\bstations?\b": "step",
    r"\bchances?\b": "probability",
    r"\bfurniture\b": "boilerplate",
    r"(?<![a-z])moments?(?![a-z])": "timestamp, now",
    r"(?<![a-z])blanks?\b(?![ _-]lines?\b)": "space, whitespace",
    r"\bshelf\b": "index",
    r"\boutages?\b|\bsilence\b": "offline detection",
    r"\bwishes\b": "options",
    r"for_ears|for ears|\bunseen\b": "screen_reader_only, hidden",
    r"\bkinds?_of_\w|\bkind_of\b": "page_type, line_type",
    r"\bmend(?:s|ed|ing)?\b": "fix, repair",
    r"(?<!there )\b(?:is|are|was|be) no (?!longer|more|good|matter|better|less)[a-z]": "is not a",
    r"\bnames nobody\b": "no author found",
    r"\bstands? (?:at|in|on|for|before|after|behind|over|under|above|below|there|alone)\b": "is",
    r"\bfor a person\b|\bto a person\b": "for the user",
    r"\bhouse\b": "organization",
    r"\bparted\b|\btold by\b|\bis told\b": "separated, recognized",
    r"(?<!private )(?<!IP )(?<!IPv4 )(?<!mail )\baddress(?:es)?\b(?! space)": "URL",
}
# Where a word of the left side is the right one: file or folder of src/crosspost → words.
FINE: dict[str, frozenset[str]] = {
    "batch.md": frozenset({"address"}),  # a name of a column
    "batch/journal/__init__.py": frozenset({"moment", "address", "addresses"}),  # old column names
    "batch/sources/columns.py": frozenset({"address"}),  # a name of a column
    "batch/sources/wordpress_text.py": frozenset({"address"}),  # the element of HTML
    "page/picture_names.py": frozenset({"blank"}),  # in names of files
    "metadata/people/signatures.py": frozenset({"address"}),  # the element of HTML
    "page/vocabulary.py": frozenset({"address"}),  # the element of HTML
    "fetch": frozenset({"address", "addresses"}),  # of the Internet Protocol
    "validate/reports/full.py": frozenset({"silence"}),  # a rule
    "exports.md": frozenset({"addresses"}),  # e-mail and IP addresses
    "walk.md": frozenset({"road"}),  # in the text of the example
    "post.md": frozenset({"stations"}),  # in the text of the example
}
SOURCES = sorted(PACKAGE.rglob("*.py"))
TEXTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
TEXTS += [ROOT / "benchmarks" / "README.md", *sorted(PACKAGE.rglob("*.md"))]
TEXTS += sorted((ROOT / "docs").rglob("*.md"))


def old_words(path: Path) -> list[str]:
    """Return ``line: word → what to write`` for each word of the left side in a file."""
    place = path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else path.name
    fine = {word for start, words in FINE.items() if place.startswith(start) for word in words}
    text = path.read_text("utf-8")
    lines = text.split("\n")
    found = []
    for pattern, better in WORDS.items():
        for match in re.finditer(pattern, text, re.I):
            number = text.count("\n", 0, match.start())
            if match[0].lower() not in fine and "words: fine" not in lines[number]:
                found.append(f"{place}:{number + 1}: {match[0]} → {better}")
    return found


def test_the_words_are_the_ones_that_others_use() -> None:
    assert [word for path in (*SOURCES, *TEXTS) for word in old_words(path)] == []


if __name__ == "__main__":
    everything = [line for path in (*SOURCES, *TEXTS) for line in old_words(path)]
    print(*everything, f"{len(everything)} words", sep="\n")  # noqa: T201
