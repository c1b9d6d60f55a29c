"""The score of a table, code or a quotation as a whole."""

from __future__ import annotations

import pytest

from block_page import cut
from scored_page import ARTICLE, scored


def test_a_table_has_one_score_for_all_cells() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Pier {n}</td></tr>" for n in range(30))
    values = scored(f"{ARTICLE}<table>{rows}</table>", 0.9, 0.9, 0.9, 0.9, 0.3)
    assert values[5:] == [0] * 59
    assert -10 < values[4] < 0  # not the sum of sixty cells


@pytest.mark.parametrize(
    "unit",
    [
        "<table><tr><td>Weight</td><td>12</td></tr></table>",
        "<pre>ring(2)</pre>",
        "<blockquote><a href='/p/1'>A post</a></blockquote>",
        "<dl><dt>Bollard</dt><dd>A post.</dd></dl>",
    ],
)
def test_a_unit_between_text_of_the_article_counts_for_itself(unit: str) -> None:
    before = [0.9] * 4 + [0.1] * len(cut(unit)[0].texts)
    assert scored(f"{ARTICLE}{unit}{ARTICLE}", *before, 0.9)[4] > 0
    assert scored(f"{ARTICLE}{unit}<p>Menu</p>", *before, 0.1)[4] < 0
    named = f"<div class='related'>{unit}</div>"
    assert scored(f"{ARTICLE}{named}{ARTICLE}", *before, 0.9)[4] < 0


def test_a_quotation_that_repeats_the_text_does_not_count_for_itself() -> None:
    said = "<blockquote>“Nobody on the lower deck looks up from the cards, because the weather has "
    quote = f"{said}been like this for a week.”</blockquote>"
    assert scored(f"{ARTICLE}{quote}{ARTICLE}", *[0.9] * 4, 0.1, 0.9)[4] < 0


def test_a_table_of_links_between_text_counts_against_itself() -> None:
    links = "".join(f"<tr><td><a href='/{n}'>Story {n}</a></td></tr>" for n in range(2))
    body = f"{ARTICLE}<table>{links}</table>{ARTICLE}"
    assert scored(body, *[0.9] * 4, 0.1, 0.1, 0.9)[4] < -4


def test_a_table_beside_the_article_is_judged_by_its_own_words() -> None:
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n} m</td></tr>" for n in range(8))
    cards = "<div><p>Words of a teaser</p>" * 3
    box = f"<div>{cards}<table>{rows}</table></div></div></div></div>"
    beside = scored(
        f"{ARTICLE}<div><table>{rows}</table>{cards}</div></div></div></div>",
        *[0.9] * 4,
        *[0.6] * 16,
        0.05,
    )
    apart = scored(f"<p>Menu</p>{box}", 0.05, 0.05, 0.05, 0.05, 0.6)
    assert beside[4] > 0
    assert apart[4] < beside[4]
