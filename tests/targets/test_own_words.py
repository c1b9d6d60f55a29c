"""Tags and authors in the user's words."""

from __future__ import annotations

import pytest

from crosspost.targets.own_words import reworded


@pytest.mark.parametrize(
    ("names", "ignored", "words", "wanted"),
    [
        (["otters", "rivers"], [], {}, ("otters", "rivers")),
        (["Web Dev", "otters"], [], {"web  dev": "web"}, ("web", "otters")),
        (["web", "Web Dev"], [], {"Web Dev": "Web"}, ("web",)),
        (["otters"], [], {"Otters": ""}, ()),
        (["Sponsored post", "Mill staff", "otters"], ["sponsored*", "* STAFF"], {}, ("otters",)),
        (["a1", "b2"], ["[ab]1"], {}, ("b2",)),
        (["[x", "y"], ["[x"], {}, ("y",)),
    ],
)
def test_names_are_left_out_and_renamed(
    names: list[str], ignored: list[str], words: dict[str, str], wanted: tuple[str, ...]
) -> None:
    assert reworded(names, ignored, words) == wanted
