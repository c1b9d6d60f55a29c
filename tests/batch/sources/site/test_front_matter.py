"""Front matter in YAML, TOML and JSON."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.batch.entry import BadLine
from crosspost.batch.sources.site.front_matter import split
from crosspost.batch.sources.site.signs import has_front_matter


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        (
            "---\ntitle: A\ndate: 2013-03-06\n---\nText\n",
            {"title": "A", "date": "2013-03-06"},
            "Text\n",
        ),
        ("\ufeff---\r\ntitle: A\r\n---\r\nText\r\n", {"title": "A"}, "Text\n"),
        ("\n\n---\ntitle: A\n...\nText", {"title": "A"}, "Text"),
        ("---\n---\nText", {}, "Text"),
        ("---\na: &x 1\nb: *x\n---\n", {"a": 1, "b": 1}, ""),
        (
            "+++\ntitle = 'A'\ndate = 2013-03-06T10:00:00+01:00\n[x]\nd = 2013-03-06\n+++\nText",
            {"title": "A", "date": "2013-03-06T10:00:00+01:00", "x": {"d": "2013-03-06"}},
            "Text",
        ),
        ('{\n "title": "A", "x": {"y": "}"}\n}\n\nText', {"title": "A", "x": {"y": "}"}}, "\nText"),
        ("No front matter\n---\na: b\n---\n", {}, "No front matter\n---\na: b\n---\n"),
        ("---\nA rule, and no second one\n", {}, "---\nA rule, and no second one\n"),
        ("{braces} in a text", {}, "{braces} in a text"),
        ("", {}, ""),
    ],
)
def test_fields_and_text(text: str, fields: dict[str, object], body: str) -> None:
    assert split(text) == (fields, body)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("---\ntitle: A\nb: [\n---\n", 4, "not YAML"),
        ("---\n- a\n---\n", 2, "not a table"),
        ("+++\ntitle = \n+++\n", 2, "not TOML"),
        ("+++\ntitle = 'A'\n", 1, "not closed"),
        ('{"title": }\nText', 1, "not JSON"),
        ("---\n" + "a: [" * 50 + "\n---\n", None, "front matter is not YAML"),
    ],
)
def test_broken_front_matter_is_named_with_its_line(text: str, line: int | None, said: str) -> None:
    found = split(text)
    assert isinstance(found, BadLine) and said in found.reason
    assert line is None or found.line in (line - 1, line)


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(9)) + "---\n",
        "---\na: &a [1]\n"
        + "".join(
            f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n"
            for p, c in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "---\n",
        '{"a":' * 50_000,
        "---\n" * 50_000,
        "+++\na" + ".a" * 50_000 + " = 1\n+++\n",
    ],
)
@pytest.mark.threat("14: front matter made to be slow")
def test_front_matter_made_to_be_slow_is_refused_at_once(text: str) -> None:
    with cpu_limit(1):
        split(text)


def test_signs_of_front_matter() -> None:
    assert has_front_matter(b"---\ntitle: x") and has_front_matter(b"\xef\xbb\xbf+++\r\nx")
    assert has_front_matter(b'{\n  "title"') and has_front_matter(b'{"a":1}')
    assert not has_front_matter(b"----\nx") and not has_front_matter(b"# Title\n---\n")
    assert not has_front_matter(b"{braces} in text")
