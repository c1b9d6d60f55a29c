"""Texts that a processor of Markdown or a template language would read as markup.

Put together at random, from a seed: what ``tests/hostile.py`` does for HTML and scripts, this does
for what generators read.
"""

from __future__ import annotations

import random
import re
from html import escape
from typing import NamedTuple

_GENERAL = (
    *"abcxyz019ABC", *"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" * 2, *" " * 14,
    *("--", "---", "...", "<<", ">>", "**", "__", "~~", "$$", "``", "```", "~~~", "[^1]", "[^1]:"),
    *("[x]:", "*[x]:", "{:.c}", "{::c}", "{:/}", "{#i}", "1. ", "2013. ", "10) ", "- ", "+ ", "* "),
    *("# ", "> ", "| ", " | ", ": ", "^", "= ", "===", "<b>", "</b>", "<div>", "<T>", "<!--"),
    *("-->", "<a@b.c>", "<http://x.y>", "http://x.y/a_b", "&amp;", "&lt;", "&#33;", "&c", "é"),
    *("日本", "“", "’", "😀", "_a_", "a_b", "word", "(x)", "](u)", "![a](b)", "[a](b)", "[a][b]"),
    *("\\*", "\\\\", "www.a.b", "it's", '"q"'),
)  # fmt: skip
#: What each generator's own language begins with, and Markdown that only some of them read.
HAZARDS = (
    *("{{ x }}", "{% if a %}", "{{", "{%", "}}", "%}", "{{}}", "{% raw %}", "{% endraw %}"),
    *("{{< x >}}", "{{< /x >}}", "{{% x %}}", "{{<", "{{%", ">}}", "%}}", "{{</* x */>}}", "{{- x"),
    *("{#", "#}", "{# c #}", "{%- x -%}", "<%", "%>", "<%= x %>", "${x}", "`${x}`", "{x}", "{"),
    *("[[", "]]", "[[a]]", "![[a]]", "[[a|b]]", "[[_TOC_]]", "[TOC]", "@/a.md", "](@/a.md)"),
    *("{filename}a.md", "{static}/a", "{attach}a", "|filename|a", "]({filename}a.md)"),
    *(":::", "::: note", "!!! note", "??? x", ":note[x]{.c}", "::x", "^[a]", "[^a]", "~a~", "^a^"),
    *("==a==", "++a++", "%%a%%", "$a$", "$a", "\\(a\\)", "\\[a\\]", "$$a$$", ":smile:", ":+1:"),
    *("+++", "---", "***", "___", "+++\n", "---\n", "import a", "export x", "import {a} from 'b'"),
    *("<!-- c -->", "<!--more-->", "<!-- more -->", "<!-- end -->", "&nbsp;", "&copy", "&#x3c;"),
    *("http://a.b", "https://a.b/c?d=e&f", "www.a.org", "ftp://a.b", "a@b.org", "mailto:a@b.org"),
    *("xmpp:a@b.c", "{.c}", "{#i}", "{a=b}", "{: .c }", "#tag", "@name", "#1", "(c)", "(tm)", "+-"),
    *("*[HTML]: x", "HTML", "- [ ] a", "[ ] a", "[x] a", "1) ", "~~a~~", "__a__", "a__b__c"),
)  # fmt: skip


class Place(NamedTuple):
    """Where a text stands: the HTML around it, and what a reader sees. ``%s`` is the text."""

    html: str
    seen: str


PLACES = {
    "paragraph": Place("<p>%s</p>", "%s"),
    "after a line": Place("<p>zz<br>%s</p>", "zz %s"),
    "item": Place("<ul><li>%s</li></ul>", "%s"),
    "numbered item": Place("<ol><li>%s</li><li>k</li></ol>", "%s k"),
    "quotation": Place("<blockquote><p>%s</p></blockquote>", "%s"),
    "heading": Place("<h2>%s</h2>", "%s"),
    "bold": Place("<p>a <strong>%s</strong> z</p>", "a %s z"),
    "emphasis": Place("<p>a <em>%s</em> z</p>", "a %s z"),
    "link": Place('<p>a <a href="http://u.v/">%s</a> z</p>', "a %s z"),
    "cell": Place("<table><tr><th>h<th>k<tr><td>%s<td>y</table>", "h k %s y"),
    "caption": Place(
        '<figure><img src="http://u.v/a.png" alt="b"><figcaption>%s</figcaption></figure>',
        "[b] %s",
    ),
    "alt": Place('<p>a <img src="http://u.v/a.png" alt="%s"> z</p>', "a [%s] z"),
    "term": Place("<dl><dt>%s</dt><dd>k</dd></dl>", "%s k"),
    "code": Place("<p>a <code>%s</code> z</p>", "a %s z"),
    "code block": Place("<pre><code>%s</code></pre>", "%s"),
}
# Emphasis and links of text that is not a word are written as text, and rightly.
_OF_WORDS = frozenset(("bold", "emphasis", "link"))
_SHOWN = str.maketrans({
    **{"“": '"', "”": '"', "‘": "'", "’": "'", "—": "---", "–": "--", "…": "...", "«": "<<"},
    **{"»": ">>", "\u00a0": " ", "\u200b": ""},
})  # fmt: skip


def texts(number: int, seed: int = 1) -> list[str]:
    """Return different texts, on one line each, half of their pieces from ``HAZARDS``."""
    pick = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        pieces = (pick.choice(pick.choice((_GENERAL, HAZARDS))) for _ in range(pick.randint(1, 7)))
        text = " ".join("".join(pieces).split())
        if text:
            found[text] = None
    return list(found)


def snippets(text: str) -> list[tuple[str, str, str]]:
    """Return where a text is put, the HTML, and what a reader sees of it."""
    return [
        (name, html.replace("%s", escape(text)), seen.replace("%s", text))
        for name, (html, seen) in PLACES.items()
        if name not in _OF_WORDS or re.fullmatch(r"\w.*\w", text)
    ]


def folded(text: str) -> str:
    """Return a text without what typography and white space change."""
    return " ".join(text.translate(_SHOWN).split())
