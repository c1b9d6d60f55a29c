"""Front matter of a post whose article has changed: which lines change, and how."""

from __future__ import annotations

import pytest

from crosspost.targets.jekyll.update_fields import take_apart, update_fields

OLD = '---\ntitle: "One"\ntags:\n- "a"\n- "b"\nsource: "News"\n---\n\nText\n'


def updated(mine: str, article: str, own: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    return update_fields(OLD, mine, article, own)


def head(text: str) -> str:
    return take_apart(text).head


CASES = {
    "a value": (OLD, OLD.replace("One", "Two"), head(OLD.replace("One", "Two"))),
    "a list": (OLD, OLD.replace('- "b"\n', ""), head(OLD.replace('- "b"\n', ""))),
    "a field that goes": (
        OLD,
        OLD.replace('tags:\n- "a"\n- "b"\n', ""),
        head(OLD.replace('tags:\n- "a"\n- "b"\n', "")),
    ),
    "fields that come are after the one before": (
        OLD.replace('source: "News"\n', 'source: "News"\nmine: 1\n'),
        OLD.replace("source", 'image: "x"\nauthor: "y"\nsource'),
        head(OLD.replace("source", 'image: "x"\nauthor: "y"\nsource')).replace(
            '"News"\n', '"News"\nmine: 1\n'
        ),
    ),
    "a field in other quotes and another place": (
        "---\nsource: News\ntags: [a, b]\ntitle:   'One'\n---\nText\n",
        OLD.replace("One", "Two").replace('"b"', '"c"'),
        '---\nsource: News\ntags:\n- "a"\n- "c"\ntitle: "Two"\n---\n',
    ),
    "comments before a field, and before the next one": (
        OLD.replace("tags:", "# these\ntags:").replace("source:", "\n# where\nsource:"),
        OLD.replace('"b"', '"c"'),
        head(OLD.replace('"b"', '"c"').replace("tags:", "# these\ntags:")).replace(
            "source:", "\n# where\nsource:"
        ),
    ),
    "a text of several lines": (
        OLD.replace('title: "One"', "title: >-\n  One\n"),
        OLD.replace("One", "Two"),
        head(OLD.replace("One", "Two")).replace('"Two"\n', '"Two"\n\n'),
    ),
    "other delimiters": (
        OLD.replace("---\n\nText", "...\n\n\nText").replace("---\n", "\ufeff--- \n", 1),
        OLD.replace("One", "Two"),
        head(OLD.replace("One", "Two"))
        .replace("---\n\n", "...\n\n\n")
        .replace("---\n", "\ufeff--- \n", 1),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_only_the_lines_of_a_field_change(case: str) -> None:
    mine, article, expected = CASES[case]
    assert updated(mine, article) == (expected, ())


KEPT = {
    "a comment in the field": OLD.replace('"One"', '"One" # for now'),
    "a value that the owner changed": OLD.replace("One", "Mine"),
    "a field that the owner removed": OLD.replace('title: "One"\n', ""),
    "all fields on one line": "---\n{title: One, tags: [a, b], source: News}\n---\nText\n",
    "no front matter": "Text\n",
    "empty front matter": "---\n---\nText\n",
    "a line of YAML that is no line of text": OLD.replace("source:", "# a\u2028title: b\nsource:"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_cannot_be_changed_safely_stays_and_is_said(case: str) -> None:
    mine = KEPT[case]
    assert updated(mine, OLD.replace("One", "Two")) == (head(mine), ("title",))


def test_a_field_that_refers_to_another_is_not_touched() -> None:
    mine = OLD.replace('"News"', "News\nother: {deep: title}")
    changed, kept = updated(mine, OLD.replace("News", "Paper"))
    assert (changed, kept) == (head(mine.replace("source: News", 'source: "Paper"')), ())


def test_fields_that_the_owner_gave_stay_without_a_word() -> None:
    assert updated(OLD, OLD.replace("One", "Two"), ("title",)) == (head(OLD), ())


def test_without_the_post_as_imported_no_field_changes() -> None:
    article = OLD.replace("One", "Two").replace("source", 'image: "x"\nsource')
    assert update_fields(None, OLD, article, ()) == (head(OLD), ("title", "image"))


def test_parts_of_a_post_are_its_text() -> None:
    for text in (OLD, "Text\n", "---\n---\n", "\ufeff", "", "\ufeff---\na: 1\n---\n\n\n x\n"):
        parts = take_apart(text)
        assert parts.head + parts.body == text
