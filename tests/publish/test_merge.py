"""Three versions of a text: what becomes of the changes of each side."""

from __future__ import annotations

import pytest

from crosspost.model import Conflict
from crosspost.publish.merge import merge

OLD = "One.\n\nTwo.\n\n- a\n- b\n- c\n\nThree.\n"

CLEAN = {
    "nothing changed": (OLD, OLD, OLD),
    "the owner's change stays": (OLD.replace("Two", "2"), OLD, OLD.replace("Two", "2")),
    "the article's change is there": (OLD, OLD.replace("Two", "2"), OLD.replace("Two", "2")),
    "both made the same change": (*[OLD.replace("Two", "2")] * 2, OLD.replace("Two", "2")),
    "paragraphs side by side": (
        OLD.replace("One", "1"),
        OLD.replace("Two", "2"),
        OLD.replace("One", "1").replace("Two", "2"),
    ),
    "items side by side": (
        OLD.replace("- a", "- A"),
        OLD.replace("- b", "- B"),
        OLD.replace("- a", "- A").replace("- b", "- B"),
    ),
    "the owner's end after a changed last paragraph": (
        f"{OLD}\nMine.\n",
        OLD.replace("Three", "3"),
        f"{OLD.replace('Three', '3')}\nMine.\n",
    ),
    "what the owner removed stays away": (
        OLD.replace("Two.\n\n", ""),
        OLD.replace("One", "1"),
        OLD.replace("Two.\n\n", "").replace("One", "1"),
    ),
    "what the article removed goes": (
        OLD.replace("One", "1"),
        OLD.replace("- b\n", ""),
        OLD.replace("One", "1").replace("- b\n", ""),
    ),
    "blank lines of the owner's": (
        OLD.replace("One.\n\n", "One.\n\n\n\n"),
        OLD.replace("Three", "3"),
        OLD.replace("One.\n\n", "One.\n\n\n\n").replace("Three", "3"),
    ),
    "no line end": (OLD.rstrip(), OLD.replace("One", "1"), OLD.replace("One", "1").rstrip()),
    "a part of the change made by hand": (
        OLD.replace("Two.", "Two.\n\nNew."),
        OLD.replace("Two.", "Two.\n\nNew.\n\nNewer."),
        OLD.replace("Two.", "Two.\n\nNew.\n\nNewer."),
    ),
    "everything new to an empty post": ("", OLD, ""),
}


@pytest.mark.parametrize("case", CLEAN)
def test_changes_that_do_not_overlap_are_merged(case: str) -> None:
    mine, article, expected = CLEAN[case]
    if case == "everything new to an empty post":
        assert merge("", mine, article).text("mine") == OLD.rstrip("\n")
        return
    merged = merge(OLD, mine, article)
    assert merged.conflicts == ()
    assert merged.text("mine") == merged.text("article") == merged.marked() == expected


def test_what_both_changed_is_a_conflict_and_both_are_shown() -> None:
    merged = merge(OLD, OLD.replace("Two", "2"), OLD.replace("Two", "II").replace("One", "1"))
    assert merged.conflicts == (Conflict("2.\n\n", "II.\n\n"),)
    assert "One" not in merged.marked()  # the rest is merged
    shown = "<<<<<<< your post\n2.\n\n=======\nII.\n\n>>>>>>> the article now\n"
    assert shown in merged.marked()
    assert merged.text("mine") == OLD.replace("Two", "2").replace("One", "1")
    assert merged.text("article") == OLD.replace("Two", "II").replace("One", "1")


@pytest.mark.parametrize(
    ("mine", "article", "conflict"),
    [
        (OLD.replace("Two.\n\n", ""), OLD.replace("Two", "2"), Conflict("", "2.\n\n")),
        (OLD.replace("Two", "2"), OLD.replace("Two.\n\n", ""), Conflict("2.\n\n", "")),
        (
            OLD.replace("Two.", "Two.\n\nMine."),
            OLD.replace("Two.", "Two.\n\nNew."),
            Conflict("Mine.\n\n", "New.\n\n"),
        ),
    ],
    ids=["removed here", "removed there", "two additions at one place"],
)
def test_a_removal_and_a_change_or_two_additions_conflict(
    mine: str, article: str, conflict: Conflict
) -> None:
    assert merge(OLD, mine, article).conflicts == (conflict,)


def test_without_the_text_as_imported_all_of_the_owner_s_is_kept() -> None:
    mine = "My note.\n\n" + OLD.replace("Two", "2").replace("- b\n", "") + "\nMy end.\n"
    merged = merge(None, mine, OLD)
    assert merged.text("mine") == mine
    assert merged.conflicts == (Conflict("2.\n\n", "Two.\n\n"), Conflict("", "- b\n"))


def test_without_it_lines_that_only_the_owner_has_are_not_a_conflict() -> None:
    mine = f"Mine.\n\n{OLD}\nMine, too.\n"
    assert merge(None, mine, OLD).conflicts == ()
    assert merge(None, mine, OLD).marked() == mine


def test_line_separators_of_unicode_are_part_of_a_line() -> None:
    old = "One\u2028two\x0bthree\x85four.\n\nFive.\n"
    merged = merge(old, old.replace("Five", "5"), old.replace("two", "2"))
    assert merged.marked() == "One\u20282\x0bthree\x85four.\n\n5.\n"
