"""JSON as sites write it: mended moderately, else left alone."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.metadata.readers.broken_json import read_json

OTTER = {"name": "Ann"}


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Ann"}',
        '\ufeff {"name": "Ann"} ',
        '<!-- {"name": "Ann"} -->',
        '//<![CDATA[\n{"name": "Ann"}\n//]]>',
        '/* <![CDATA[ */ {"name": "Ann"} /* ]]> */',
        '{"name": "Ann",}',
        '{"name": "Ann" /* the author */}',
        '{"name": "Ann"};',
        "{&quot;name&quot;: &quot;Ann&quot;}",
    ],
)
def test_what_is_nearly_json_is_read(text: str) -> None:
    assert read_json(text) == [OTTER]


def test_control_characters_and_idle_backslashes_in_strings_are_kept_as_text() -> None:
    assert read_json('{"a": "one\ntwo\ttabs"}') == [{"a": "one\ntwo\ttabs"}]
    assert read_json(r'{"a": "it\'s"}') == [{"a": r"it\'s"}]


def test_a_comma_or_a_comment_sign_inside_a_string_is_not_touched() -> None:
    text = '{"a": "one,] // two /* three */", "b": [1,],}'
    assert read_json(text) == [{"a": "one,] // two /* three */", "b": [1]}]


def test_several_values_one_after_another_are_all_read() -> None:
    assert read_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize("text", ["", "   ", "var x = 1", "{", '{"a": }', "[" * 50_000])
def test_what_cannot_be_mended_gives_nothing(text: str) -> None:
    assert read_json(text) == []


@pytest.mark.threat("13: metadata that takes time by the square of its length")
@pytest.mark.parametrize(
    "text",
    [
        '{"a":"' + '\\"' * 80_000,
        "{" + "/*" * 80_000,
        '{"a": 1' + ",      " * 20_000,
        "{" + "]]> " * 40_000,
    ],
    ids=["quotes", "comments", "commas", "ends"],
)
def test_what_does_not_end_is_read_once(text: str) -> None:
    with cpu_limit(2):
        read_json(text)


@pytest.mark.threat("17: text that cannot be written")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\ud800b"', "ab"),
        (r'"a\udc00\uD800b"', "ab"),
        (r'"\ud83e\udda6"', "\N{OTTER}"),
        (r'"\\ud800"', r"\ud800"),
        (r'{"a\uDBFF": 1}', {"a": 1}),
    ],
)
def test_half_of_a_surrogate_pair_is_left_out(text: str, value: object) -> None:
    assert read_json(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "They said "no" to it", "b": 1}', {"a": 'They said "no" to it', "b": 1}),
        ('{"a": "He said "no", and left", "b": 1}', {"a": 'He said "no", and left', "b": 1}),
        ('{"a": "The "No": a play", "b": ["x"]}', {"a": 'The "No": a play', "b": ["x"]}),
        ('{"a": "One \\"two\\" "three"", "b": 1}', {"a": 'One "two" "three"', "b": 1}),
        ('{"a": ["The "No" of it", "two"]}', {"a": ['The "No" of it', "two"]}),
    ],
)
def test_quotes_within_strings_are_text(text: str, value: object) -> None:
    assert read_json(text) == [value]


def test_many_quotes_take_no_longer_than_they_are_long() -> None:
    with cpu_limit(5):
        assert read_json('{"a": ' + '" x ' * 200_000) == []
