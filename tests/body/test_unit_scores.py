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
    named = f"<div class='related-work'>{unit}</div>"
    likely = [0.3 if value == 0.1 else value for value in before]
    assert scored(f"{ARTICLE}{named}{ARTICLE}", *likely, 0.9)[4] > 0
    assert scored(f"{ARTICLE}{named}{ARTICLE}", *before, 0.9)[4] < 0


@pytest.mark.parametrize(
    "unit", ["<table><tr><td>Weight</td><td>12</td></tr></table>", "<pre>ring(2)</pre>"]
)
def test_a_table_or_code_between_text_outweighs_the_controls_around_it(unit: str) -> None:
    controls = "<div>Search:</div>{}<div>Showing 1 to 2 of 2 entries</div>"
    inside = [0.05] * (2 + len(cut(unit)[0].texts))
    assert scored(f"{ARTICLE}{controls.format(unit)}{ARTICLE}", *[0.9] * 4, *inside, 0.9)[5] >= 3


def test_a_plain_list_between_text_is_not_against_itself() -> None:
    items = "<ul class='widget'><li>Ask first</li><li>Fix twice</li></ul>"
    links = "<ul><li><a href='/a'>Ask first</a></li><li><a href='/b'>Fix twice</a></li></ul>"
    amid, unlikely = [*[0.9] * 4, 0.15, 0.15, 0.9], [*[0.9] * 4, 0.05, 0.05, 0.9]
    assert scored(f"{ARTICLE}{items}{ARTICLE}", *amid)[4:6] == [0, 0]
    assert scored(f"{ARTICLE}{items}{ARTICLE}", *unlikely)[4] < 0
    assert scored(f"{ARTICLE}{items}<p>Menu</p>", *amid[:-1], 0.1)[4] < 0
    assert scored(f"{ARTICLE}{links}{ARTICLE}", *amid)[4] < 0
    assert scored(f"{ARTICLE}{links}{ARTICLE}", *amid, precise=False)[4] == 0


def test_a_list_of_links_that_a_sentence_announces_is_not_against_itself() -> None:
    links = "<ul><li><a href='/a'>The mill</a></li><li><a href='/b'>The bakery</a></li></ul>"
    announced = f"{ARTICLE}<p>These have promised help:</p>{links}{ARTICLE}"
    assert scored(announced, *[0.9] * 5, 0.15, 0.15, 0.9)[5:7] == [0, 0]
    assert scored(announced, *[0.9] * 4, 0.3, 0.15, 0.15, 0.9)[5] < 0  # "Read more:"


def test_a_card_beside_text_of_the_article_counts_for_itself() -> None:
    card = "<link-card><a href='/plan.pdf'>The plan</a></link-card>"
    assert scored(f"{ARTICLE}{card}<p>Menu</p>", *[0.9] * 4, 0.05)[4] >= 3
    assert scored(f"<p>Menu</p>{card}<p>Menu</p>", 0.05)[1] < 0


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
