"""Notes are kept where the text with their references is, and only there."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut, some, texts
from crosspost.body.cited_notes import find_notes
from crosspost.body.select import select

REFERENCE = "<sup id='r{0}'><a href='#n{0}'>{0}</a></sup>"
NOTE = "<li id='n{0}'><p>Note {0}. <a href='#r{0}'>↩</a></p></li>"
PAGE = (
    f"<p>{PROSE}{REFERENCE.format(1)}</p><div class='comment'><p>I agree{REFERENCE.format(2)}</p>"
    f"</div><ol class='footnotes'>{NOTE.format(1)}{NOTE.format(2)}<li>No reference</li></ol>"
)


def test_a_note_belongs_to_the_text_that_refers_to_it() -> None:
    found, _ = cut(PAGE)
    cited, uncited = find_notes(found, some(found, f"{PROSE}1"))
    assert [found.texts[index] for index in cited] == ["Note 1. ↩"]
    assert [found.texts[index] for index in uncited] == ["Note 2. ↩"]


def test_a_note_does_not_vouch_for_itself() -> None:
    found, _ = cut(PAGE)
    cited, uncited = find_notes(found, some(found, "Note 1. ↩", "Note 2. ↩"))
    assert (cited, len(uncited)) == ([], 2)


def test_an_unlikely_note_of_kept_text_is_kept_and_a_likely_one_of_other_text_is_not() -> None:
    found, page = cut(PAGE)
    probabilities = np.array([0.95, 0.05, 0.02, 0.9, 0.02])
    selection = select(found, page, probabilities, None, precise=True)
    assert texts(found, selection.kept) == [f"{PROSE}1", "Note 1. ↩"]
    assert selection.reasons[2:4] == (
        "a note that the text refers to",
        "a note that the text does not refer to",
    )


def test_a_link_to_a_part_of_the_page_is_no_reference() -> None:
    found, _ = cut(f"<p>{PROSE}<sup><a href='#b'>map</a></sup></p><div id='b'><p>Bay</p></div>")
    assert find_notes(found, np.ones(2, dtype=bool)) == ([], [])
