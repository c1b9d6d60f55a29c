"""A block is what a reader sees between two starts or ends of boxes."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from crosspost.page import class_hints


def texts(body: str) -> list[str]:
    return cut(body)[0].texts


def test_text_flows_through_inline_elements_and_links() -> None:
    assert texts("<p>The <b>old</b>\n <a href='/f'>ferry</a> <em>sails</em>.</p>") == [
        "The old ferry sails."
    ]


def test_boxes_separate_text_even_where_one_stands_in_the_middle_of_it() -> None:
    assert texts("<div>before<p>inside</p>after</div>") == ["before", "inside", "after"]


def test_unknown_elements_are_boxes() -> None:
    assert texts("<x-card>one</x-card><x-card>two</x-card>") == ["one", "two"]


def test_one_line_break_is_a_line_and_two_are_a_new_block() -> None:
    assert texts("<p>Quay 4<br>Oslo</p>") == ["Quay 4\nOslo"]
    assert texts("<div>first<br><br>second<br> <br>third</div>") == ["first", "second", "third"]


def test_code_keeps_its_spaces_and_lines() -> None:
    assert texts("<pre>a:\n    b\n\n\nc</pre>") == ["a:\n    b\n\n\nc"]


def test_words_for_screen_readers_alone_are_no_text() -> None:
    found = cut('<p>By <a>boat<span class="sr-only"> (opens in a new tab)</span></a>, twice.</p>')[
        0
    ]
    assert found.texts == ["By boat, twice."]
    between = '<br><i class="sr-only">heard</i><br>'
    assert texts(f"<div>one{between}two</div>") == ["one", "two"]
    assert texts(f"<div>one{between.replace('<br>', ' ')}two</div>") == ["one two"]
    assert texts('<p><span class="sr-only"><b>heard</b></span> <span class="lead">seen</span>') == [
        "seen"
    ]


@pytest.mark.parametrize("tag", ["script", "style", "template", "svg", "textarea", "select"])
def test_what_is_not_shown_is_no_text(tag: str) -> None:
    assert texts(f"<p>seen</p><{tag}>unseen</{tag}>") == ["seen"]


def test_a_long_noscript_is_text_because_forums_serve_their_posts_in_one() -> None:
    assert texts(f"<noscript><p>{PROSE * 3}</p></noscript>") == [PROSE * 3]
    assert texts("<p>seen</p><noscript>Turn scripts on.</noscript>") == ["seen"]


def test_characters_in_links_are_counted() -> None:
    found, _ = cut("<p>See <a href='/a'>that</a> and <b>this</b></p>")
    assert found.link_chars == [4]


def test_what_a_box_holds_is_a_range_of_blocks() -> None:
    found, _ = cut("<p>one</p><ul><li>two</li><li>three</li></ul><p>four</p>")
    box = found.box_tags.index("ul")
    assert found.texts[found.box_starts[box] : found.box_ends[box]] == ["two", "three"]


def test_pictures_are_noted_with_the_number_of_blocks_before_them() -> None:
    found, _ = cut("<p>one</p><img src='a.png'><p>two</p>")
    assert [(found.flow.nodes[node].tag, before) for node, _, before in found.media] == [("img", 1)]


@pytest.mark.parametrize(
    ("tag", "mark"),
    [
        ("<aside>", class_hints.ASIDE),
        ('<div class="comment-list">', class_hints.COMMENT),
        ('<div id="relatedPosts">', class_hints.RELATED),
        ('<div role="navigation">', class_hints.NAV),
        ("<div hidden class=collapse>", class_hints.HIDDEN),
        ('<div role="tabpanel" style="display: none">', class_hints.HIDDEN),
        ('<div aria-hidden="true">', class_hints.HIDDEN),
        ('<div itemprop="articleBody">', class_hints.BODY),
    ],
)
def test_a_box_has_the_marks_of_its_name_class_role_and_state(tag: str, mark: int) -> None:
    found, page = cut(f"<p>{PROSE}</p>{tag}text")
    assert found.box_class_hints[-1] & mark
    assert page.class_hints[-1] & mark and not page.class_hints[0] & mark


def test_boxes_with_the_same_names_up_to_the_root_are_one_group() -> None:
    found, _ = cut("<ul><li class='a'>1<li class='b'>2<li class='a'>3</ul>")
    paths = [found.box_paths[box] for box in found.boxes]
    assert paths[0] == paths[2] != paths[1]
