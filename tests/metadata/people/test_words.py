"""Words around names: labels, joiners, roles, organizations, buttons."""

from __future__ import annotations

import pytest

from crosspost.metadata.people.words import is_control, is_organization, joiner, label_of, role_in


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("By Ann Otter", "en", "By "),
        ("WRITTEN BY: Ann Otter", "en", "WRITTEN BY: "),
        ("Autor: Ann Otter", "en", "Autor: "),
        ("von Ann Otter", "de", "von "),
        ("記者／山田", "ja", "記者／"),
        ("von Ann Otter", "en", None),
        ("Byron Otter", "en", None),
    ],
)
def test_a_label_before_a_name_is_found(text: str, language: str, label: str | None) -> None:
    found = label_of(text, language)
    assert (found and found[0]) == label


def test_names_are_joined_by_the_words_of_the_language_and_by_english_ones() -> None:
    assert joiner("de").split("Ann Otter und Bo Lee & Cy Fox") == ["Ann Otter", "Bo Lee", "Cy Fox"]
    assert joiner("fr").split("Ann Otter and Bo Lee") == ["Ann Otter", "Bo Lee"]
    assert joiner("en").split("Andy Mandela") == ["Andy Mandela"]


def test_roles_organizations_and_buttons_are_told_from_names() -> None:
    role = role_in("Ann Otter, Staff Writer")
    assert role is not None and role[0] == "Staff Writer"
    assert role_in("Ann Otter") is None
    assert is_organization("Riverbend Media Group") and not is_organization("Ann Otter")
    assert is_control("Read more") and is_control("Sign in") and not is_control("Ann Otter")
