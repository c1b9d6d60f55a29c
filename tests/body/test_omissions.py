"""Which sections and paragraphs were left out though they may be the article's."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from block_page import PROSE, document
from crosspost.body.decide import decide_page
from crosspost.body.decision import Decision, Selection
from crosspost.body.omissions import (
    OWN_SECTION,
    find_doubtful,
    find_omissions,
    find_paragraphs,
    find_sections,
)
from crosspost.body.region import find_region
from crosspost.model import Metadata

KEPT = f"<p>{PROSE}</p><p>Six. {PROSE}</p>"


def decided(before: str, after: str, probability: float, never: tuple[int, ...] = ()) -> Decision:
    """Return a page of which two paragraphs are kept and what is around them is cut.

    Args:
        probability: of each block that is cut.
        never: blocks that are never kept.
    """
    decision = decide_page(document(f"{before}{KEPT}{after}"), Metadata(), "article")
    assert decision is not None
    kept = np.array([text.endswith(PROSE) for text in decision.found.texts])
    selection = Selection(
        kept, np.zeros(0, dtype=bool), decision.selection.reasons, never=frozenset(never)
    )
    probabilities = np.where(kept, 0.9, probability)
    return dataclasses.replace(decision, probabilities=probabilities, selection=selection)


def doubt(decision: Decision) -> str:
    region = find_region(decision)
    return find_doubtful(decision, region, find_omissions(decision, region))


SECTION = "<h2>At seven</h2><p>The fog lifts over the pier, and the first boats leave for it.</p>"
DEEP = f"<section><div><div>{SECTION}</div></div></section>"


@pytest.mark.parametrize(
    ("section", "probability", "score"),
    [
        (SECTION, 0.6, 0.6),
        # Boxes without kept text are around it.
        (DEEP, 0.6, 0.3),
        # There is no text under it.
        ("<h2>At seven</h2><p>Book now</p>", 0.5, 0.2),
    ],
)
def test_the_score_of_a_section_after_the_text(
    section: str, probability: float, score: float
) -> None:
    decision = decided("", section, probability)
    scores = find_sections(decision, find_region(decision)).values()
    assert list(scores) == [pytest.approx(score)]


def test_a_section_amid_the_text_is_as_likely_in_any_box() -> None:
    decision = decided(f"<p>Fog. {PROSE}</p>{DEEP}", "", 0.6)
    assert list(find_sections(decision, find_region(decision)).values()) == [pytest.approx(0.6)]


def test_a_heading_of_kept_text_counts_alone() -> None:
    decision = decided("<h2>At seven</h2>", "", 0.5)
    assert list(find_sections(decision, find_region(decision)).values()) == [pytest.approx(0.4)]


def test_a_linked_heading_is_never_surely_the_articles() -> None:
    decision = decided(f"<p>Fog. {PROSE}</p>", '<h2><a href="/bus">The bus</a></h2>', 1.0)
    decision.selection.kept[-2] = True
    (score,) = find_sections(decision, find_region(decision)).values()
    assert score < OWN_SECTION


def test_a_heading_that_points_elsewhere_is_of_no_section() -> None:
    decision = decided("", SECTION.replace("At seven", "Read more: At seven"), 0.6)
    assert find_sections(decision, find_region(decision)) == {}


def test_the_name_of_a_box_makes_a_section_in_it_less_likely_and_not_impossible() -> None:
    likely, unlikely = (
        decided("", f'<div class="newsletter">{SECTION}</div>', probability)
        for probability in (0.7, 0.5)
    )
    assert list(find_sections(likely, find_region(likely)).values()) == [pytest.approx(0.4)]
    assert (doubt(likely), doubt(unlikely)) == ("At seven", "")


@pytest.mark.parametrize(
    ("after", "probability", "expected"),
    [
        (SECTION, 0.4, "At seven"),
        (SECTION, 0.1, ""),
        # A section that is surely the article's is in the loss report.
        (SECTION, 0.6, ""),
        ("<p>All boats of the island leave the pier before the fog comes in over it.</p>", 0.6,
         "All boats of the island leave the pier before the fog comes…"),
        ("<p>All boats leave.</p>", 0.6, ""),
    ],
)  # fmt: skip
def test_what_is_perhaps_of_the_article(after: str, probability: float, expected: str) -> None:
    assert doubt(decided("", after, probability)) == expected


def test_what_is_in_the_front_matter_is_not_missing() -> None:
    section = SECTION.replace("At seven", "The ferry")
    assert doubt(decided("<h2>The ferry</h2>", section, 0.4)) == "The ferry"
    assert doubt(decided("<h2>The ferry</h2>", section, 0.4, never=(0,))) == ""


def test_paragraphs_in_boxes_without_kept_text_are_less_likely() -> None:
    text = "<p>The fog lifts over the pier, and the first boats leave for it in the dark.</p>"
    near, far = (
        decided("", text, 0.5),
        decided("", f"<section><div>{text}</div></section>", 0.5),
    )
    assert find_paragraphs(near, find_region(near), 0.45) == [2]
    assert find_paragraphs(far, find_region(far), 0.45) == []


def test_the_heading_of_notes_is_not_missed() -> None:
    notes = '<h2>Notes</h2><ol><li id="n1">By hand. <a href="#r1">↩</a></li></ol>'
    mark = '<p>Six <sup><a id="r1" href="#n1">1</a></sup></p>'
    assert doubt(decided(mark, notes, 0.8)) != "Notes"
    assert doubt(decided("", f"<h2>Notes</h2><p>{PROSE} Seven.</p>", 0.45)) == "Notes"
