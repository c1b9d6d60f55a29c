"""The HTML of a Ghost post: what not everybody was shown."""

from __future__ import annotations

import pytest

from cpu import check_growth
from crosspost.batch.sources.exports.ghost_cards import GATED
from crosspost.batch.sources.exports.ghost_html import for_everybody

END = "<!--kg-gated-block:end-->"


def gated(who: str, inside: str = "<p>B</p>") -> str:
    return f'<!--kg-gated-block:begin {who} memberSegment:"status:free" -->{inside}{END}'


@pytest.mark.parametrize(
    ("source", "kept", "notes"),
    [
        ("<p>A</p>", "<p>A</p>", []),
        (f"<p>A</p>{gated('nonMember:false')}<p>C</p>", "<p>A</p><p>C</p>", [GATED]),
        (f"<p>A</p>{gated('')}<p>C</p>", "<p>A</p><p>C</p>", [GATED]),
        (f"<p>A</p>{gated('nonMember:true')}<p>C</p>", "<p>A</p><p>B</p><p>C</p>", []),
        (f"<p>A</p>{gated('nonMember: true')[: -len(END)]}<p>C</p>", "<p>A</p>", [GATED]),
        ("<p>A</p><!--kg-gated-block:begin nonMember:true", "<p>A</p>", [GATED]),
        (
            '<p>A</p><div class="kg-card kg-signup-card"><form><input></form></div>B<p>C</p>',
            "<p>A</p>B<p>C</p>",
            ["left out: cards of Ghost: signup"],
        ),
        ("<p>kg-signup-card</p>", "<p>kg-signup-card</p>", []),
    ],
)
def test_what_only_members_saw_is_left_out(source: str, kept: str, notes: list[str]) -> None:
    said: list[str] = []
    assert for_everybody(source, said) == kept
    assert said == notes


def test_many_blocks_take_linear_time() -> None:
    check_growth(
        lambda size: gated("") * size, lambda text: for_everybody(text, []), size=2_000, times=4
    )
