"""Words before a day."""

from __future__ import annotations

import pytest

from crosspost.metadata.days.labels import PUBLISHED, UPDATED, last, says


@pytest.mark.parametrize("text", ["updated on", "zuletzt aktualisiert", "mis à jour le", "更新日"])
def test_updates_are_known_in_many_languages(text: str) -> None:
    assert says(UPDATED, text)
    assert not says(PUBLISHED, text)


@pytest.mark.parametrize("text", ["posted on", "veröffentlicht am", "publié le", "опубликовано"])
def test_publications_are_known_in_many_languages(text: str) -> None:
    assert says(PUBLISHED, text)
    assert not says(UPDATED, text)


def test_the_label_that_is_nearest_to_the_day_comes_last() -> None:
    text = "updated and first posted"
    assert last(PUBLISHED, text) > last(UPDATED, text) >= 0
    assert last(UPDATED, "on") == -1
