"""A rule from sentences."""

from __future__ import annotations

from typing import Any

import pytest

from cpu import cpu_limit
from crosspost.config import Config
from crosspost.extraction import find_article
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of
from crosspost.sites.suggest import Suggestion, as_toml, suggest
from crosspost.toml import parse_toml

URL = "https://www.example.org/a"


def suggested(html: str, wanted: list[str], unwanted: tuple[str, ...] = ()) -> Suggestion:
    return suggest(parse_text(html, URL).tree, wanted, unwanted)


PAGE = """<body><nav class=menu>Home of news</nav><div id=page class="css-1a2b3c wrapper">
<div class="post-7 story sc-bdVaJa"><p>The <b>first</b> sentence.</p><div class="promo x9">
<p>Subscribe to us.</p></div><p>The last
sentence.</p><div><p>A box without a name.</p></div></div>
<div class=related><p>Another story.</p></div></div></body>"""


def test_the_smallest_box_with_all_sentences_by_its_class() -> None:
    found = suggested(PAGE, ["The first sentence.", "The last sentence."], ("Subscribe to us.",))
    assert found == Suggestion(".story", (".promo",))


def test_one_sentence_is_not_a_box() -> None:
    assert suggested(PAGE, ["The first sentence."]).body == ".story"


def test_what_is_not_in_the_page_or_outside_is_said() -> None:
    found = suggested(PAGE, ["The first sentence.", "Never."], ("Another story.", "Nor this."))
    assert (found.body, found.remove) == (".story", ())
    assert found.missing == ("Never.", "Nor this.")
    assert found.remarks == ("“Another story.” is outside of the body already",)
    assert suggested(PAGE, ["Never."]) == Suggestion(
        missing=("Never.",), remarks=("there is no box with all of these sentences",)
    )


def test_elements_are_counted_only_if_no_name_will_do() -> None:
    found = suggested(PAGE, ["The first sentence."], ("A box without a name.",))
    assert found.remove == (".story > div:nth-of-type(2) > p:nth-of-type(1)",)
    assert "it counts elements" in found.remarks[0]


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<div id=entry><p>Hello you.</p></div>", "#entry"),
        ("<div id=post-17><p>Hello you.</p></div><div><p>x</p></div>", "body > div:nth-of-type(1)"),
        ("<main><p>Hello you.</p></main>", "main"),
        ("<article><p>Hello you.</p></article><article><p>x</p></article>",
         "body > article:nth-of-type(1)"),
        ("<div class=box><div class=copy><p>Hello you.</p></div></div><div class=copy>x</div>",
         ".box .copy"),
        ("<div class='row text-lg'><div class='body'><p>Hello you.</p></div></div>"
         "<div class='row'><div class='body'>x</div></div>", "body > div:nth-of-type(1)"),
        ("<div itemprop=articleBody class=css-7><p>Hello you.</p></div>", "[itemprop=articleBody]"),
    ],
)  # fmt: skip
def test_selectors(html: str, body: str) -> None:
    filler = "<div class=foot>" + "words of the footer " * 20 + "</div>"
    found = suggested(html + filler, ["Hello you."])
    assert found.body == body or (found.body.count("nth-of-type") and body.count("nth-of-type"))
    document = parse_text(html + filler, URL)
    rule: dict[str, Any] = {"example.org": {"body": found.body}}
    selected = parse_text(html + filler, URL, rule_of(Config(sites=rule))).selected
    assert selected is not None and len(selected.body) == 1
    assert "".join(selected.body[0].itertext()).strip() == "Hello you."
    assert document.selected is None


def test_the_rule_can_be_pasted_and_works() -> None:
    text = "The boats leave the harbour before the light comes, and nobody says a word. " * 3
    html = PAGE.replace("Subscribe", text + "Subscribe").replace("first</b>", "first</b> short")
    found = suggested(html, ["The first short sentence.", "The last sentence."], ("Subscribe to",))
    table = parse_toml(as_toml(found, URL))
    assert table == {"sites": {"example.org": {"body": ".story", "remove": [".promo"]}}}
    document = parse_text(html, URL, rule_of(Config(sites=table["sites"])))
    article = find_article(document, Config())
    assert "boats" not in article.text and "The last" in article.text
    assert as_toml(found, "").startswith('[sites."example.org"]\n')


def test_hostile_pages_are_read_in_time() -> None:
    html = "<div class=a>" * 200 + "<p class='x y z'>Hello you. </p>" * 3_000
    with cpu_limit(20):
        suggested(html, ["Hello you."], ("Hello you.",))
