"""Rules applied to whole pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cpu import cpu_limit
from crosspost import convert
from crosspost.config import Config
from crosspost.errors import CrosspostError, NoArticle
from crosspost.model import Post
from crosspost.model.loss import MAY_BE_LOST
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of


def test_all_is_found_in_the_page_as_it_is_before_anything_is_removed() -> None:
    html = (
        "<p class=a>one <b class=x>two</b> three <i class=ad>ad</i>four</p>"
        "<p class=by>Ann Otter</p>"
        "<div class=a>five<div class=a>six</div></div>"
    )
    select = {"body": ".none", "author": ".by", "next": "a"}
    config = Config(
        of_call={"select": select, "remove": (".ad", ".by")},
        sites={"example.org": {"body": ".a", "tags": "b"}},
    )
    document = parse_text(html, "https://example.org/x", rule_of(config))
    selected = document.selected
    assert selected is not None
    assert selected.body == () and "".join(document.tree.itertext()).count("ad") == 0
    assert "three four" in "".join(document.tree.itertext())
    assert [item if isinstance(item, str) else item.text for item in selected.items["authors"]] == [
        "Ann Otter"
    ]
    tried = [(one.key, one.selector.text, one.selector.origin, one.hits) for one in selected.tried]
    assert tried == [
        ("body", ".none", "--select", 0),
        ("next_page", "a", "--select", 0),
        ("authors", ".by", "--select", 1),
        ("tags", "b", '[sites."example.org"]', 1),
        ("remove", ".ad", "--remove", 1),
        ("remove", ".by", "--remove", 1),
    ]


def test_the_body_is_the_outermost_elements_in_order() -> None:
    html = "<p>a <b class=a>one</b> b<div class=a>two<div class=a>three</div></div>"
    config = Config(select={"body": ".a"})
    document = parse_text(html, "https://example.org/x", rule_of(config))
    assert document.selected is not None
    texts = ["".join(element.itertext()) for element in document.selected.body]
    assert texts == ["one", "twothree"]


FILLER = "The boats leave the harbour before the light comes, and nobody on the quay says a word."
PAGE = f"""<html lang="en"><head><title>The harbour at dawn</title></head><body>
<nav><a href="/">Home</a></nav>
<div class="teaser"><p>{FILLER} {FILLER}</p><p>Another story. {FILLER} {FILLER}</p>
<p>{FILLER} {FILLER}</p></div>
<div class="entry comments sidebar"><h1>The harbour at dawn</h1><p>Short.</p>
<div class="share-bar">Share on all networks</div><p>First <a href="/b">link</a>.</p>
<script>var x = "never";</script><p style="display:none">hidden words</p>
<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Anna</td><td>3</td></tr></table>
<pre><code class="language-python">print("hi")
print("you")</code></pre>
<figure><img src="/a.jpg" alt="Boats" width="20" height="20"><figcaption>Boats</figcaption></figure>
<img src="/count.gif" width="1" height="1">
<p>A note<sup><a href="#fn1">1</a></sup>.</p><p class="ad">Buy now</p></div>
<hr><p>Between. {FILLER}</p>
<div class="entry"><blockquote><p>Second box with five words.</p></blockquote></div>
<ol class="footnotes"><li id="fn1">The text of the note. <a href="#r1">↩</a></li></ol>
<footer>Imprint</footer></body></html>"""
URL = "https://example.org/a"


def post(html: str = PAGE, **settings: Any) -> Post:
    return convert(html, URL, Config(attribution_position="none", **settings))


def body(html: str = PAGE, **settings: Any) -> str:
    return post(html, **settings).text.split("---\n", 2)[2].strip()


def test_the_body_is_exactly_what_the_rule_selects() -> None:
    wrong = body()
    assert "Another story" in wrong and "Short." not in wrong
    text = body(sites={"example.org": {"body": ".entry", "remove": ".ad"}})
    assert text == (
        "Short.\n\nShare on all networks\n\nFirst [link](https://example.org/b).\n\n"
        "| Boat | Crew |\n|---|---|\n| Anna | 3 |\n\n"
        '~~~python\nprint("hi")\nprint("you")\n~~~\n\n'
        "![Boats](https://example.org/a.jpg)\\\n*Boats*\n\nA note[^1].\n\n"
        "> Second box with five words.\n\n"
        "[^1]: The text of the note."
    )


def test_the_options_of_a_call_win_over_the_rule() -> None:
    rules = {"example.org": {"body": ".entry", "title": "h1"}}
    chosen = {"select": {"body": "//blockquote", "title": ".teaser p"}}
    made = post(sites=rules, of_call=chosen)
    assert made.text.endswith("---\n\n> Second box with five words.\n")
    assert made.front_matter["title"].startswith("The boats leave")


def test_a_selected_body_without_words_is_named() -> None:
    with pytest.raises(NoArticle, match=r"what --select body=h1 selects has 4 words and no"):
        post(of_call={"select": {"body": "h1"}})


def test_what_is_in_a_line_is_selected_alone() -> None:
    html = f"<p>before <span class=x>the <b>selected</b> words are five</span> after</p>{PAGE}"
    assert body(html, select={"body": ".x"}) == "the **selected** words are five"


def test_a_rule_that_prunes_leaves_the_choice_to_the_classifier() -> None:
    text = "".join(f"<p>{n}. {FILLER} {FILLER}</p>" for n in range(6))
    html = (
        f"<title>Harbour</title><p>{FILLER} {FILLER} outside</p><div id=e>{text}"
        "<div class=share><a href=/s>Share</a> <a href=/t>Tweet</a></div></div>"
        f"<div><p>{FILLER} {FILLER} also outside</p></div>"
    )
    pruned = body(html, sites={"example.org": {"body": "#e", "prune": True}})
    whole = body(html, sites={"example.org": {"body": "#e"}})
    assert "outside" not in pruned + whole
    assert "Tweet" in whole and "Tweet" not in pruned
    assert all(f"{n}. The boats" in pruned.replace("\\", "") for n in range(6))


def test_a_body_that_is_not_there_is_a_warning_and_the_general_way_goes_on() -> None:
    made = post(sites={"example.org": {"body": ".gone"}})
    assert "Another story" in made.text
    assert made.warnings[0].startswith('[sites."example.org"] body=.gone finds nothing')


def test_a_picture_may_be_the_whole_body() -> None:
    html = f"<title>Strip 7</title><div id=comic><img src=/7.png></div><p>{FILLER} {FILLER}</p>"
    assert body(html, select={"body": "#comic"}) == "![](https://example.org/7.png)"


def test_the_loss_report_is_about_the_selected_elements() -> None:
    html = PAGE.replace("<hr>", "<table><tr><td>x</td><td>y</td></tr><tr><td>1</td><td>2</td></tr>"
                                "</table><img src=/between.jpg width=600 height=400>")  # fmt: skip
    made = post(html, sites={"example.org": {"body": ".entry"}})
    assert not [warning for warning in made.warnings if "Another" in warning]
    assert not any(MAY_BE_LOST in warning for warning in made.warnings)
    assert len(made.warnings) == 2  # few words, no date


def test_the_source_is_replaced_before_it_is_read() -> None:
    rule = {"replace": {"<p>Short.</p>": "<p>Long.</p>"}, "body": ".entry"}
    assert "Long." in body(sites={"example.org": rule})
    saved = f'<link rel=canonical href="{URL}">{PAGE}'
    assert "Long." in convert(saved, None, Config(sites={"example.org": rule})).text
    hostile = {"example.org": {"replace": {"e": "x" * 10**7}}}
    with pytest.raises(CrosspostError, match="replaced too often"):
        body(sites=hostile)


def test_the_mode_of_the_rule_is_used() -> None:
    document = parse_text(PAGE, URL, rule_of(Config(sites={"example.org": {"mode": "general"}})))
    assert document.selected is not None and document.selected.rule.mode == "general"


@pytest.mark.threat("6: an XPath in a rule that runs for hours")
@pytest.mark.parametrize("selector", ["*", "//*|//*/*", "html", "body *"])
def test_a_rule_that_selects_everything_is_quick(selector: str) -> None:
    html = PAGE + "<div>" * 200 + "<p>word <b>more</b></p>" * 5_000
    with cpu_limit(20):
        assert "Another story" in body(html, select={"body": selector})
    with cpu_limit(20), pytest.raises(NoArticle):
        body("<title>x</title>" + "<i>a</i> " * 20_000, select={"remove": "i"})


GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize(
    ("case", "lost"),
    [
        ("sites--glossary-beside-teasers", "Goes ashore first"),
        ("sites--story-in-a-layout-table", "The ferry stopped in the night"),
    ],
)
def test_the_golden_pages_are_read_wrong_without_their_rules(case: str, lost: str) -> None:
    html = (GOLDEN / case / "page.html").read_text("utf-8")
    text = convert(html, "https://news.example.org/a").text
    others = ["The ice came early", "Our cooperative has sold", "Share"]
    assert lost not in text or any(other in text for other in others)
    right = (GOLDEN / case / "post.md").read_text("utf-8")
    assert lost in right and not any(other in right for other in others)
