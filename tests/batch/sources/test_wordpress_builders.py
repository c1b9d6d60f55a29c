"""Shells of page builders, and shortcodes that nobody knows."""

from __future__ import annotations

from batch.sources.test_wordpress_text import EXPORT, markdown
from crosspost.batch.sources.wordpress_text import as_html


def test_the_text_within_a_shell_stays() -> None:
    text = (
        '[vc_row css=".a{b:c}"][vc_column width="1/2"][vc_custom_heading text="Head & foot"]'
        '[vc_column_text]Words.[/vc_column_text][vc_single_image image="2"][/vc_column][/vc_row]'
    )
    assert markdown(text) == "### Head & foot\n\nWords.\n\n![](https://example.org/2.png)"
    text = (
        "[et_pb_row][et_pb_text]<p>Words.</p>[/et_pb_text]"
        '[et_pb_button button_text="Go" button_url="https://e.org/" /][/et_pb_row]'
    )
    assert markdown(text) == "Words.\n\n[Go](https://e.org/)"
    assert "page builder" in as_html(text, EXPORT).notes[0]


def test_code_of_a_builder_is_left_out_with_a_word() -> None:
    made = as_html("[vc_raw_html]JTNDYiUzRQ==[/vc_raw_html]Text", EXPORT)
    assert "JTND" not in made.html and any("vc_raw_html" in note for note in made.notes)


def test_shortcodes_of_plugins_stay_and_are_named() -> None:
    made = as_html('A [sic] and [1]. [form id="3"] [box]x[/box] [my_list]', EXPORT)
    assert made.html == '<p>A [sic] and [1]. [form id="3"] [box]x[/box] [my_list]</p>'
    assert made.notes == ("shortcodes of plugins stay in the text: [form], [box], [my_list]",)
