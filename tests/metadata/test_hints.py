"""Hints: the learned weights know them by their values."""

from __future__ import annotations

from crosspost.metadata.fields.title_cuts import Cut
from crosspost.metadata.hints import DISTANCES, SURROUNDINGS, Hint
from crosspost.metadata.ranker import weights


def test_the_weights_of_headings_are_those_of_hints_and_cuts() -> None:
    known = {*Cut, *Hint, *(f"{hint} cut" for hint in Hint), "no h1"}
    places = ("heading ", "other heading ")
    names = [name for name in weights()["title"] if name.startswith(places)]
    seen = {name.removeprefix("other ").removeprefix("heading ") for name in names}
    assert {Hint.FIRST, Hint.IN_ARTICLE, Cut.NOTHING} <= seen
    assert seen <= known


def test_the_weights_of_visible_days_know_every_distance_and_what_is_beside_them() -> None:
    shown = {name.removeprefix("shown ") for name in weights()["published"]}
    assert {Hint.JUST_BELOW, Hint.BELOW, Hint.FAR} <= shown & set(DISTANCES)
    assert set(SURROUNDINGS) & shown == {Hint.TEASER, Hint.BOILERPLATE}
