"""The Liquid guard: what Jekyll prints is what was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosspost.targets.jekyll.liquid import guard
from kramdown import liquid


def test_openers_are_written_as_output_of_themselves() -> None:
    assert guard("a {{ b }} {% c %}") == "a {{ '{{' }} b }} {{ '{%' }} c %}"


def test_text_without_openers_is_left_alone() -> None:
    text = "{ } }} %} {# x #} ${HOME} { { {}"
    assert guard(text) == text


@pytest.mark.jekyll
@pytest.mark.parametrize(
    "text",
    [
        "{{ user.name }}",
        "${{ secrets.X }}",
        r"\frac{{a}}{{b}}",
        "{{ }}",
        "{{{raw}}}",
        "{{{{",
        "{{%",
        "{%{{",
        "{{ x",
        "{% foo %}",
        "{% if x %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% endraw %}",
        "{% comment %}x{% endcomment %}",
        "style={{}}",
        "{%- x -%}",
        "{{ '{{' }}",
        "[a](/{{ x }})",
        "```\n{{ x }}\n```",
    ],
)
def test_liquid_prints_the_text_as_it_was(text: str) -> None:
    assert liquid(guard(text)) == text


@pytest.mark.jekyll
@given(st.lists(st.sampled_from([*"{}%-'\"|# \n", "raw", "endraw", "x", "é"]), max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_of_liquid_s_own_characters_stays(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert liquid(guard(text)) == text
