"""Days in words: many languages, many orders, and what is no day."""

from __future__ import annotations

from datetime import date

import pytest

from crosspost.metadata.days.text import find_day, find_days, month_of

FIFTH_OF_MARCH = date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("March 5, 2024", "en"),
        ("Mar. 5th, 2024", "en"),
        ("5th of March 2024", "en-GB"),
        ("Tuesday, 5 March 2024 at 10:00", "en"),
        ("05-Mar-2024", "en"),
        ("5. März 2024", "de"),
        ("5 mars 2024", "fr"),
        ("5 de marzo de 2024", "es"),
        ("5 de março de 2024", "pt"),
        ("5 marzo 2024", "it"),
        ("5 maart 2024", "nl"),
        ("den 5 mars 2024", "sv"),
        ("5. maaliskuuta 2024", "fi"),
        ("5 marca 2024", "pl"),
        ("5. března 2024", "cs"),
        ("2024. március 5.", "hu"),
        ("5 martie 2024", "ro"),
        ("2024 m. kovo 5 d.", "lt"),
        ("5 марта 2024 г.", "ru"),
        ("5 березня 2024", "uk"),
        ("5 Μαρτίου 2024", "el"),
        ("5 Mart 2024", "tr"),
        ("5 de març de 2024", "ca"),
        ("2024年3月5日", "ja"),
        ("2024년 3월 5일", "ko"),
        ("2024. 3. 5.", "ko"),
        ("5 tháng 3, 2024", "vi"),
        ("5 Maret 2024", "id"),
        ("٥ مارس ٢٠٢٤", "ar"),
        ("5 मार्च 2024", "hi"),
        ("5 มีนาคม 2567", "th"),
        ("5 במרץ 2024", "he"),
        ("5 มี.ค. 2024", "th"),
        ("5 มีนาคม ค.ศ. 2024", "th"),
        ("5 مارچ، 2024", "ur"),
        ("2024. gada 5. marts", "lv"),
        ("2024 ж. 5 наурыз", "kk"),
        ("2024-ж., 5-март", "ky"),
        ("2024ko martxoaren 5a", "eu"),
        ("2024 оны 3-р сарын 5", "mn"),
        ("5 ta’ Marzu 2024", "mt"),
        ("5 thg 3, 2024", "vi"),
        ("5. 3. 2024.", "sr"),
        ("2024-03-05", "en"),
        ("2024/3/5", "zh"),
        ("05.03.2024", "de"),
        ("3/5/2024", "en-US"),
        ("5/3/2024", "en-GB"),
        ("5/3/2024", "fr"),
    ],
)
def test_a_day_is_found_in_words(text: str, language: str) -> None:
    found = find_day(text, language)
    assert found is not None
    assert found.value == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    "text",
    [
        "March 2024",
        "5 March",
        "3 days ago",
        "30 February 2024",
        "version 1.2.3",
        "192.168.1.20",
        "12:30",
        "5 oranges 2024",
        "call 555-03-2024-11",
        "2024, 12 monkeys",
        "",
    ],
)
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert find_day(text) is None


def test_a_month_without_a_language_is_found_if_it_means_one_month_everywhere() -> None:
    assert month_of("Oktober", "xx") == 10
    assert month_of("listopad", "xx") is None
    assert month_of("listopad", "cs") == 11
    assert month_of("listopad", "hr") == 10


def test_a_numeric_date_that_can_be_read_in_two_ways_has_both() -> None:
    assert [(day.value, day.other) for day in find_days("06/03/2013", "en-US")] == [
        (date(2013, 6, 3), date(2013, 3, 6))
    ]
    assert [day.other for day in find_days("26/03/2013", "en-US")] == [None]


def test_all_days_of_a_line_are_found_with_their_places() -> None:
    text = "Published 5 March 2024, updated 7 March 2024"
    days = sorted(find_days(text), key=lambda day: day.start)
    assert [text[day.start : day.end] for day in days] == ["5 March 2024", "7 March 2024"]
