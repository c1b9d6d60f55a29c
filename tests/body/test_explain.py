"""The choice can be seen: every block with its score, and why it is in or out."""

from __future__ import annotations

from block_page import PROSE, document
from crosspost.body.explain import Explained, Explanation, as_page, explain
from crosspost.model import Metadata

PAGE = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
    f"<main class='wide'><article><h1>The ferry</h1><p>{PROSE}</p><p>{PROSE} Two.</p>"
    "<figure><img src='a.jpg'><figcaption>x</figcaption></figure>"
    f"<p>{PROSE} Three.</p><p><a href='/x'>Read more: The other ferry</a></p>"
    f"<p>{PROSE} Four.</p></article></main><footer><p>All rights reserved.</p></footer>"
)


def explained(mode: str = "article") -> dict[str, Explained]:
    told = explain(document(PAGE), Metadata(title="The ferry"), mode)
    assert (told.kind, told.mode) == ("article", mode)
    return {block.text: block for block in told.blocks}


def test_every_block_of_the_page_is_told_in_order_with_where_it_stands() -> None:
    blocks = explained()
    assert list(blocks)[:3] == ["Home", "News", "The ferry"]
    assert blocks[PROSE].path == "html body main.wide article p"


def test_a_block_is_in_or_out_for_the_reason_of_the_step_that_put_it_there() -> None:
    blocks = explained()
    assert (blocks[PROSE].kept, blocks[PROSE].why) == (True, "likely")
    assert (blocks["Home"].kept, blocks["Home"].why) == (False, "unlikely")
    assert not blocks["The ferry"].kept and not blocks["Read more: The other ferry"].kept


def test_the_step_that_changed_the_choice_last_gives_the_reason() -> None:
    told = explain(document(PAGE), Metadata(title=PROSE))  # so that it is taken for the title
    assert {block.text: block.why for block in told.blocks}[PROSE] == "the page's title"


def test_pictures_are_in_the_list_with_their_urls() -> None:
    told = explain(document(PAGE), Metadata(title="The ferry"))
    (picture,) = [part for part in told.blocks if part.kind == "picture"]
    assert (picture.text, picture.score, picture.kept) == ("a.jpg", None, True)
    assert picture.why == "among kept parts"


def test_of_a_set_of_pictures_the_first_url_is_told() -> None:
    source = "<picture><source srcset='a.webp 820w, b.webp 400w'><img src='a.jpg'></picture>"
    told = explain(document(f"<p>{PROSE}</p>{source}<p>{PROSE}</p>"), Metadata())
    assert [part.text for part in told.blocks if part.kind == "picture"] == ["a.webp"]


def test_a_score_is_a_probability() -> None:
    blocks = explained()
    low, high = blocks["Home"].score, blocks[PROSE].score
    assert low is not None and high is not None
    assert 0 <= low < 0.5 < high <= 1


def test_a_page_without_text_has_no_blocks() -> None:
    assert explain(document(""), Metadata()).blocks == ()


def test_explaining_does_not_change_the_page() -> None:
    page = document(PAGE)
    before = len(list(page.tree.iter()))
    explain(page, Metadata())
    assert len(list(page.tree.iter())) == before


def test_the_page_shows_what_is_kept_coloured_by_score_and_folds_what_is_left_out() -> None:
    blocks = (
        Explained("Menu", "body nav", 0.0, False, "unlikely"),
        Explained("Text", "body p", 1.0, True, "likely"),
    )
    html = as_page(Explanation("article", "article", blocks), "The ferry")
    assert 'class="left-out" style="border-color: hsl(0 ' in html
    assert 'class="kept" style="border-color: hsl(120 ' in html
    assert "1 of 2 parts kept" in html
    assert (
        html.index("Text") < html.index("<details><summary>1 parts left out") < html.index("Menu")
    )


def test_nothing_of_the_explained_page_is_live_on_the_page_that_explains_it() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    block = Explained(hostile, hostile, 0.5, True, "likely")
    html = as_page(Explanation("article", "article", (block,)), f"</title>{hostile}")
    assert "<script" not in html and "<img" not in html
