"""Invisible characters have names in messages; nothing of Python is in them."""

from __future__ import annotations

import re

import pytest

from crosspost.validate.named_characters import with_names
from validate.blog import Blog


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Radio", "'Radio'"),
        ("a\\b", "'a\\b'"),
        ("\\u200d", "'\\u200d'"),
        ("\\xe9", "'\\xe9'"),
        ("Café 海 👍", "'Café 海 👍'"),
        ("", "''"),
        ("\u00a0", "no-break space (U+00A0)"),
        ("\u3000", "ideographic space (U+3000)"),
        ("a\u00a0b", "'a<no-break space (U+00A0)>b'"),
        ("a\u200d", "'a<zero width joiner (U+200D)>'"),
        ("\U000e0041", "tag latin capital letter a (U+E0041)"),
        ("a\tb\r\n", "'a<tab (U+0009)>b<carriage return (U+000D)><line feed (U+000A)>'"),
        ("\x1b[31m", "'<control character (U+001B)>[31m'"),
        ("\udcff", "byte FF, not UTF-8"),
    ],
)
def test_a_quoted_text_is_as_it_is_and_what_is_invisible_is_named(text: str, shown: str) -> None:
    assert with_names(f"It is {text!r}.") == f"It is {shown}."


PYTHON = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[nr']|\\\\|\b(?:None|True|False)\b|<class")

POSTS = [
    "title: a\u00a0b\ntags: [\"x\u200dy\", 'x y ', 'a\u00a0b', ab\u200b]\n",
    "title: \"it's  \"\ntags: it's\u00a0one, two\n",
    "title: a\ntags: a\u3000b\ncategories: c\u00a0d\n",
    'published: "no\u00a0"\ndate: 2013-03-06\u00a010:00\nlayout: po\u200dst\n',
    "permalink: /a\u00a0b/\nimage: /a\u00a0b.png\nexcerpt_separator: '<!--\u00a0more -->'\n",
    'title: It\'s "x": z\n',
    "\u00a0title: x\n",
    "title: x\n\u00a0---\n",
    "ti\u00a0tle: x\ndate: it's soon\u2003\n",
]


@pytest.mark.parametrize("front_matter", POSTS)
def test_no_message_has_python_in_it(blog: Blog, front_matter: str) -> None:
    blog.file("_config.yml", "title: x\n")
    blog.file("_layouts/post.html", "{{ content }}")
    blog.post(front_matter, body="Text\n<!-- more -->\n")
    blog.post(front_matter, "2013-03-07-a\u00a0b.md")
    blog.post(front_matter, "2013\u201103-08-it's.md")
    found = blog.findings(body=True)
    assert found
    for finding in found:
        for text in (finding.message, finding.fix.title if finding.fix else ""):
            assert not PYTHON.search(text), text
