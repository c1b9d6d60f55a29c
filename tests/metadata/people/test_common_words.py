"""Names made of everybody's words are nobody's: sections, departments, buttons."""

from __future__ import annotations

import pytest

from crosspost.metadata.people.common_words import has_common_word, is_of_common_words


@pytest.mark.parametrize(
    "name", ["HR Strategy", "Patient Recruitment", "Enterprise Data Governance", "Last update"]
)
def test_a_section_or_a_button_has_common_words_only(name: str) -> None:
    assert is_of_common_words(name)


@pytest.mark.parametrize(
    "name", ["Ann Otter", "Mark Young", "JK Rowling", "Will May", "Grace Park", "BBC", "王小明", ""]
)
def test_a_person_is_not_called_by_them(name: str) -> None:
    assert not is_of_common_words(name)


def test_one_word_is_too_little_to_tell_unless_it_is_asked_for() -> None:
    assert not is_of_common_words("Research")
    assert is_of_common_words("Research", least=1)


def test_one_common_word_among_others_is_found() -> None:
    assert has_common_word("Riverbend Botanic Garden")
    assert not has_common_word("Ann Otter")
