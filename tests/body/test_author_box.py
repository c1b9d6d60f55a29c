"""The box about the author at the end of an article."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut, texts
from crosspost.body.author_box import author_box

ABOUT = (
    "Ines Varga writes about harbours, ferries and the people who wait for them. "
    "She lives on an island that has neither of the three."
)
ARTICLE = f"<div><p>{PROSE}</p><p>{PROSE} Two.</p><p>{PROSE} Three.</p></div>"


def left_out(body: str, *authors: str) -> list[str]:
    found, page = cut(body)
    kept = np.ones(len(found.texts), dtype=bool)
    lines = author_box(found, page, kept, authors or ("Ines Varga",))
    return texts(found, [index in lines for index in range(len(kept))])


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>Ines Varga</h4><p>{ABOUT}</p></div>",
        f"<section><p>About Ines Varga (guest author)</p><div><p>{ABOUT}</p></div></section>",
        f"<table><tr><td>Autorin: Ines Varga</td><td>{ABOUT}</td></tr></table>",
        f"<div><div><b>Written by</b></div><div><a href='/v'>ines  varga</a></div>{ABOUT}</div>",
    ],
)
def test_a_small_box_that_begins_with_the_name_is_about_the_author(box: str) -> None:
    assert left_out(ARTICLE + box)[-1] == ABOUT


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"<div><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><p>Ines Varga</p></div>",
            id="a signature under the text",
        ),
        pytest.param(
            f"{ARTICLE}<div><h3>Ines Varga</h3></div><div><p>{PROSE * 6}</p></div>",
            id="a section that is long",
        ),
        pytest.param(
            f"<div><h4>Ines Varga</h4><p>{ABOUT}</p></div>{ARTICLE}", id="a box above the text"
        ),
        pytest.param(
            f"{ARTICLE}<div><p>The pilot answered at once, said</p><p>Ines Varga</p>"
            f"<p>{ABOUT}</p></div>",
            id="a name amid a text",
        ),
        pytest.param(
            f"{ARTICLE}<div><p>go get example.org/inesvarga/quay</p><p>{ABOUT}</p></div>",
            id="a name in an address",
        ),
    ],
)
def test_other_boxes_with_the_name_are_not(body: str) -> None:
    assert left_out(body) == []


def test_a_page_without_authors_or_with_one_word_for_a_name_has_no_such_box() -> None:
    box = f"<div><h4>Varga</h4><p>{ABOUT}</p></div>"
    assert left_out(ARTICLE + box, "Varga") == []
