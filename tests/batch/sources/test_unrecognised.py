"""What is not a list of links is named once."""

from __future__ import annotations

import pytest

from batch.sources.lists import entries
from crosspost.batch.sources.unrecognised import what_it_is
from crosspost.errors import CrosspostError


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Rar!\x1a\x07\x01\0", "a file of another kind (RAR archive)"),
        (b"x" * 257 + b"ustar\x0000", "a TAR archive: unpack it"),
        (b"From ann@example.org Sun Jun 18\nSubject: x\n\nHi\n", "a mailbox"),
        (b"%PDF-1.7\n%\xe2\xe3", "a file of another kind (PDF file)"),
        (bytes(range(256)) * 4, "a binary file"),
        (b"<?xml version='1.0'?><my-log><x/></my-log>", "(its root is <my-log>)"),
        (
            b"id,title,when\n1,One,x\n2,Two,y\n",
            "without a column of URLs: it has id, title",
        ),
        (b"id,title\n1,One\n", "without a column of URLs: it has id, title"),
        (b"{\\rtf1\\ansi x}", "a file of another kind (RTF document)"),
        (b"# A title\n\nSome words.\n\nMore of them.\n", "a text without a URL"),
        (b"---\ntitle: A\n---\nText\n", "a Markdown file with front matter: give its folder"),
        (b"+++\ntitle = 'A'\n+++\nText\n", "a Markdown file with front matter: give its folder"),
        (b"-- MySQL dump 10.13\nDROP TABLE x;\n", "a dump of a database (SQL)"),
        (
            b"/* x */\nCREATE TABLE `wp_posts` (\n`url` varchar(9)\n);\n"
            b"INSERT INTO x VALUES ('http://example.org/a');\n",
            "a dump of a database (SQL)",
        ),
        (
            b" CDX N b a m s k r M S V g\norg,example)/ 2006 http://example.org/ text/html\n",
            "the index of a web archive (CDX)",
        ),
        (b"One of these\ndays we shall\ngo there\n", "a text without a URL"),
    ],
)
def test_what_is_not_a_list_is_said_once(content: bytes, said: str) -> None:
    with pytest.raises(CrosspostError) as caught:
        entries(content)
    assert said in str(caught.value) and "--from" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just some words\n",
        b"one\ntwo\nhttps://example.org/a\n",
        b"# a list\n# to be filled\n# later\n",
        b"saved/one.html\nsaved/two.html\nsaved/three.html\n",
        "https://example.org/a\nzwei\ndrei\n".encode("utf-16"),
    ],
)
def test_a_list_with_mistakes_is_still_a_list(content: bytes) -> None:
    assert what_it_is(content) == ""


def test_control_characters_of_a_table_do_not_reach_the_message() -> None:
    assert "\x1b" not in what_it_is(b"a\x1b[31m,b\n1,2\n3,4\n")
