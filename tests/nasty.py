"""Texts that break what is careless with them: YAML, addresses, file names."""

from __future__ import annotations

import random
import string

# Each of these, written raw after "title: ", is read as something else, or loses all front matter.
TRAPS = (
    """
a: b|x:|No: we|[cross-post] hi|"x" y|'It' is|@x|`x`|%x|*x|- x|? x|: x|, x|]x|}x|> x|{% x %}|a #b|#x
http://example.org/ #e|yes|no|on|off|true|False|~|null|12:30|012|0x1F|0x1F,|0b101|1_000|1,000|1.10
+1|5.|[x]|{x}|{{ x }}|!|!foo|&a b|:x|:x: y|!!str 5|*a|---|--- x|...|=|<<|2013-03-06|2013-13-45
1e3|.inf|.nan|-|?|:|''|""|\\|C:\\new|C:\\docs|a\\|"|'|%TAG|\\U0001F600|\\n|x |  x|!ruby/object:X {}
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
CHARACTERS = [
    "\0", "\t", "\n", "\r\n", "\x07", "\x1b[31m", "\x7f", "\x80", "\x85", "\xa0", "\xad", "\u200b",
    "\u2028", "\u2029", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\uffff", "é", "e\u0301", "日本",
    "😀", "👩\u200d💻", "\U0001fffe", "\U000e0001", "\U0010ffff", "\u0600", "\ue000",
]  # fmt: skip


def nasty_texts(number: int, seed: int = 1) -> list[str]:
    """Return texts put together from what is known to break YAML."""
    pick = random.Random(seed)
    parts = [*TRAPS, *CHARACTERS, *string.punctuation, *"aZ 0 1", "word ", " - ", ": ", " #"]
    made = ["".join(pick.choices(parts, k=pick.randint(1, 6))) for _ in range(number)]
    return [*TRAPS, *CHARACTERS, *made][:number]
