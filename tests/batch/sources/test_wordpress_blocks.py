"""Blocks whose content is elsewhere than in their HTML."""

from __future__ import annotations

import json

import pytest

from batch.sources.test_wordpress_text import EXPORT, markdown
from crosspost.batch.sources.wordpress_export import Export
from crosspost.batch.sources.wordpress_text import as_html


@pytest.mark.parametrize(
    "text",
    [
        "First.\n\n<!--more-->\n\nSecond.",
        "First.<!--more Go on-->Second.",
        "<p>First.</p><!-- wp:more -->\n<!--more-->\n<!-- /wp:more --><p>Second.</p>",
        "First.\n\n<!--more-->\n\n<!--nextpage-->\n\nSecond.<!--more-->",
    ],
)
def test_the_end_of_the_excerpt_stays(text: str) -> None:
    assert markdown(text) == "First.\n\n<!--more-->\n\nSecond."


def test_footnotes_come_from_their_field() -> None:
    notes = json.dumps(
        [{"id": "a-1", "content": "The <em>note</em>."}, {"id": "b", "content": "x"}]
    )
    text = (
        '<!-- wp:paragraph --><p>Text<sup data-fn="a-1" class="fn">'
        '<a href="#a-1" id="a-1-link">1</a></sup>.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    )
    assert markdown(text, footnotes=notes) == "Text[^1].\n\n[^1]: The *note*."
    assert "Text" in markdown(text, footnotes="[[[")


def test_reusable_blocks_are_in_their_place() -> None:
    export = Export(blocks={"3": "<p>Again</p>"})
    made = as_html('<!-- wp:block {"ref":3} /--><p>End</p>', export).html
    assert made == "<p>Again</p><p>End</p>"


def test_blocks_that_name_each_other_end() -> None:
    one = '<!-- wp:block {"ref":1} /-->'
    made = as_html(one, Export(blocks={"1": one * 10_000}))
    assert len(made.html) < 10_000_000


def test_the_picture_of_a_cover_is_shown() -> None:
    style = "background-image:url(https://e.org/c.jpg)"
    text = f'<!-- wp:cover --><div class="wp-block-cover" style="{style}"><p>On it</p></div>'
    assert markdown(text) == "![](https://e.org/c.jpg)\n\nOn it"


def test_what_a_server_fills_is_named() -> None:
    made = as_html("<!-- wp:latest-posts /--><!-- wp:rss {} /--><p>a</p>", EXPORT)
    assert made.notes[0].endswith("blocks: latest-posts, rss")
