"""Front matter comes back as it was meant, whoever reads it, and is read as Jekyll reads it."""

from __future__ import annotations

import math
import random
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import frontmatter
import pytest
import yaml

import real_jekyll
from cpu import cpu_limit
from crosspost.errors import FrontMatterError
from crosspost.targets.jekyll.front_matter import compose, data, read, split, with_offset
from nasty import nasty_texts


def test_a_block_is_easy_to_read() -> None:
    fields = {
        "title": 'He said: "No" [cross-post] 😀',
        "date": datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC),
        "categories": ["Peace", "Corps"],
        "layout": "post",
        "order": 3,
        "toc": False,
        "seo": {"type": "NewsArticle", "links": ["https://example.org/"]},
    }
    assert compose(fields) == (
        "---\n"
        'title: "He said: \\"No\\" [cross-post] 😀"\n'
        "date: 2013-03-06 04:44:27 +0000\n"
        "categories:\n"
        '  - "Peace"\n'
        '  - "Corps"\n'
        'layout: "post"\n'
        "order: 3\n"
        "toc: false\n"
        "seo:\n"
        '  type: "NewsArticle"\n'
        "  links:\n"
        '    - "https://example.org/"\n'
        "---\n"
    )


def test_every_text_comes_back_from_pyyaml_and_python_frontmatter() -> None:
    for text in nasty_texts(800):
        fields = {"title": text, "tags": [text, text], "more": {"x": text}}
        block = compose(fields)
        assert yaml.safe_load(block.split("---\n", 2)[1]) == fields
        assert frontmatter.loads(block).metadata == fields
        assert read(block) == fields


def test_a_text_is_written_as_pyyaml_writes_it() -> None:
    dice = random.Random(7)
    alphabet = 'a "\\\n\x85\u2027\u2028\u2029\u202a\ufeff\xa0é漢:#-\t\x00\x7f\uffff\ufffd\U0010ffff'
    for _ in range(2000):
        text = "".join(dice.choices(alphabet, k=dice.randrange(9)))
        theirs = yaml.safe_dump([text], default_style='"', allow_unicode=True, width=math.inf)
        assert compose({"tags": [text]}) == f"---\ntags:\n  {theirs}---\n"


def test_an_emoji_is_not_escaped() -> None:
    assert compose({"title": "😀\U000e0001"}) == '---\ntitle: "😀\\U000E0001"\n---\n'


@pytest.mark.parametrize("value", ["x", ["a", ["b"], []], {"a": {}}])
def test_a_long_key_comes_back(value: Any) -> None:
    fields = {"k" * 2000: value, "title": "x"}
    assert yaml.safe_load(split(compose(fields))[0]) == fields


@pytest.mark.jekyll
def test_every_text_comes_back_from_psych() -> None:
    texts = nasty_texts(2000)
    blocks = [split(compose({"title": t, "tags": [t], "author": {"name": t}}))[0] for t in texts]
    found = real_jekyll.read_yaml(blocks)
    wanted = [{"title": t, "tags": [t], "author": {"name": t}} for t in texts]
    assert [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.jekyll
def test_other_values_come_back_from_psych_with_their_type() -> None:
    values: dict[str, Any] = {
        "whole": -7,
        "large": 10**30,
        "part": 2.5,
        "tiny": 1e-7,
        "huge": 1e20,
        "yes": True,
        "on": "on",
        "n": None,
        "123": "a key of digits",
        "a b:": {},
        "none": [],
        "deep": {"list": [{"a": 1, "b": [2, "3"]}, []]},
        "day": date(2013, 3, 6),
        "moment": datetime(2013, 3, 6, 4, 44, 27, 999, tzinfo=timezone(-timedelta(hours=7.5))),
        "clock": datetime(2013, 3, 6, 23, 30),
    }
    [found] = real_jekyll.read_yaml([split(compose(values))[0]])
    wanted = values | {
        "day": {"Date": "2013-03-06"},
        "moment": {"Time": "2013-03-06 04:44:27 -0730"},
        "clock": "2013-03-06 23:30:00",
    }
    assert found == wanted


def test_a_byline_cannot_add_fields() -> None:
    evil = "x\ndate: 1999-01-01\nlayout: evil\n---\n# hi"
    block = compose({"author": evil})
    assert block.count("\n") == 3
    assert read(block) == {"author": evil}


def test_a_time_of_odd_offset_is_written_in_utc() -> None:
    monrovia = timezone(timedelta(minutes=-44, seconds=-30))  # until 1972
    assert with_offset(datetime(1970, 1, 1, 12, tzinfo=monrovia)) == "1970-01-01 12:44:30 +0000"


def nested(levels: int) -> list[Any]:
    made: list[Any] = []
    for _ in range(levels):
        made = [made]
    return made


@pytest.mark.parametrize(
    "value", ["lone \ud800 surrogate", float("nan"), float("inf"), {1: 2}, object(), b"bytes", {1}]
)
def test_what_yaml_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(FrontMatterError):
        compose({"x": value})


@pytest.mark.parametrize(
    "fields",
    [{"x": "é" * 40_000}, {"tags": ["x"] * 600}, {"x": nested(25)}, {"x": nested(5000)}],
    ids=["bytes", "values", "levels", "thousands of levels"],
)
def test_what_would_not_be_read_again_is_not_written(fields: dict[str, Any]) -> None:
    with pytest.raises(FrontMatterError):
        compose(fields)


def test_no_fields_make_an_empty_block() -> None:
    assert split(compose({}, "Text")) == ("\n", "Text\n")


SPLITS = [
    "---\ntitle: x\n---\nbody\n",
    "---\n---\nbody",
    "---\ntitle: x\n...\nbody",
    "---  \t\ntitle: x\n---  \n\n\n  body",
    "---\ntitle: x\n---\n \n\t\n    code\n",
    "---\r\ntitle: x\r\n---\r\n\r\nbody\r\n",
    "---\ntitle: x\n---",
    "---\ntitle: x\n---\n\n  ",
    "---\n\n\n---\nx",
    "---\n- a\n--- b\n---\nx",
    "---\nx: |\n  ---\n---\ny",
    "----\ntitle: x\n---\n",
    " ---\ntitle: x\n---\n",
    "\n---\ntitle: x\n---\n",
    "---\ntitle: x\n",
    "---\rtitle: x\r---\r",
    "---\x0b\ntitle: x\n---\x0c\nbody",
    "---\u00a0\ntitle: x\n---\n",
    "---",
    "---\n---",
    "---\n",
    "",
    "text",
]


def random_posts(number: int) -> list[str]:
    pick = random.Random(2)
    parts = [
        "---",
        "---",
        "...",
        "\n",
        "\n",
        "\n",
        " ",
        "\t",
        "\r\n",
        "a: b",
        "x",
        "-",
        "\x0c",
        " -",
    ]
    return ["---\n" * pick.randint(0, 1) + "".join(pick.choices(parts, k=9)) for _ in range(number)]


@pytest.mark.jekyll
def test_a_post_is_split_where_jekyll_splits_it() -> None:
    texts = SPLITS + random_posts(5000)
    for text, found in zip(texts, real_jekyll.split(texts), strict=True):
        block, body = split(text)
        if found is None:
            assert (block, body) == ("", text), text
        else:
            opening = found[0][: len(found[0]) - len(block)]
            assert (opening + block, body) == (found[0], found[1]), text
            assert opening.startswith("---") and not opening[3:].strip(), text


def test_a_byte_order_mark_is_no_text() -> None:
    assert split("\ufeff---\na: b\n---\nx") == ("a: b\n", "x")


def test_fields_are_read_with_tabs_after_the_colon() -> None:
    text = (
        "---\ntitle:\t\t\tRadio [cross-post]\ntags:\t\tOne\n  - Two\nlayout:\tpost\t\n\n---\nHi\n"
    )
    assert read(text) == {"title": "Radio [cross-post]", "tags": "One - Two", "layout": "post"}


def test_fields_keep_types_that_are_sure_and_stay_text_else() -> None:
    text = """---
number: 12
part: 1.5
octal: 012
clock: 12:30
day: 2013-13-45
moment: 2013-03-06 04:44:27 Z
draft: yes
nothing:
ruby: !ruby/object:Kernel {a: 1}
python: !!python/object/apply:os.system [ls]
stamp: !!timestamp foo
binary: !!int many
quoted: "12"
twice: 1
twice: 2
---
"""
    assert read(text) == {
        "number": 12,
        "part": 1.5,
        "octal": "012",
        "clock": "12:30",
        "day": "2013-13-45",
        "moment": "2013-03-06 04:44:27 Z",
        "draft": True,
        "nothing": None,
        "ruby": {"a": 1},
        "python": ["ls"],
        "stamp": "foo",
        "binary": "many",
        "quoted": "12",
        "twice": 2,
    }


def test_a_post_without_front_matter_has_no_fields() -> None:
    assert read("Just text.\n") == {}
    assert read("---\n# only a comment\n---\n") == {}


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: a: b", 2),
        ("ok: 1\ntitle: [cross-post] hi", 3),
        ("title: 'open\n", None),
        ("- a\n- list", 2),
        ("just a text", 2),
        ("? [a]\n: b", 2),
        ("a: \x07", None),
        ("a: &x 1\nb: *x", 3),
    ],
)
def test_broken_front_matter_is_an_error_with_its_line(block: str, line: int | None) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read(f"---\n{block}\n---\n")
    if line:
        assert caught.value.line == line


def alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "block",
    [
        alias_bomb(),
        "a: &a {x: 1}\nb: {<<: *a}",
        "a: " + "[" * 5000,
        "\n".join(f"k{n}: v" for n in range(5000)),
        "a: " + "x" * 70_000,
        "a: " + "é" * 40_000,
    ],
    ids=["aliases", "merge key", "brackets", "keys", "bytes", "bytes in UTF-8"],
)
def test_a_bomb_is_refused_at_once(block: str) -> None:
    with cpu_limit(1), pytest.raises(FrontMatterError):
        read(f"---\n{block}\n---\n")


def test_splitting_is_linear() -> None:
    with cpu_limit(2):
        split("---" + "\n" * 500_000)
        split("---\n" + "---x\n" * 200_000)
        split("---\n---\n" + " \n" * 500_000)


def test_a_whole_post_has_one_blank_line_between_and_one_newline_at_the_end() -> None:
    text = compose({"title": "A {b} c"}, "The {text}.\n")
    assert text == '---\ntitle: "A {b} c"\n---\n\nThe {text}.\n'


def test_a_data_file_comes_back_whatever_its_size() -> None:
    values = {
        f"c-{n}": {"name": f"{text} {n}", "text": text} for n in range(200) for text in "a:'#"
    }
    assert yaml.safe_load(data(values)) == values
    evil = {"a": {"b": '"\n---\n- !ruby/object {{ x }} & *c'}}
    assert yaml.safe_load(data(evil)) == evil
