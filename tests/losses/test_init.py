"""What a post lacks is said in one line and as data; of a whole post nothing is said."""

from __future__ import annotations

import pytest

import crosspost
import pages
from crosspost.config import Config
from crosspost.errors import PartsMissing
from crosspost.losses import find_lost_parts, summarize
from crosspost.model import Loss, Part, Post

TEXT = f"<p>{pages.PARAGRAPH}</p>"
# Two long paragraphs on each side: what is between them is amid the article.
AMID = f"{TEXT * 2}{{}}{TEXT * 2}"
URL = "https://news.example.org/bridge"
TABLE = (
    "<table><tr><th>Village</th><th>Days</th></tr><tr><td>Upper</td><td>0</td></tr>"
    "<tr><td>Lower</td><td>1</td></tr></table>"
)
WHOLE = [
    '<img src="/bridge.jpg" alt="A bridge">',
    '<img class="lazy" src="data:image/gif;base64,R0lGOD" data-src="/bridge.jpg">',
    '<picture><source srcset="/b-640.webp 640w, /b-1280.webp 1280w"><img src="/b.jpg"></picture>',
    '<img src="/icon.png" width="16" height="16">',
    '<img src="/pixel.gif" width="1" height="1">',
    TABLE,
    f"<ul><li>{pages.PARAGRAPH}</li><li>Two</li></ul>",
    "<pre>ferry = bridge + 1</pre>",
    '<h2>The road <a href="#road">¶</a></h2>' + TEXT,
    f"<blockquote><p>{pages.PARAGRAPH}</p></blockquote>",
    '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
    '<p>See <a href="../coal/?from=here">the price of coal</a> and <a href="#x">below</a>.</p>',
    '<p>See <a href="javascript:void(0)">the price of coal</a>.</p>',
    '<div class="share"><a href="https://example.net/share?u=1"><img src="/s.png"></a></div>',
    '<div class="ad"><a href="https://ads.example.net/"><img src="/coal-for-all.jpg"></a></div>',
    '<form class="newsletter"><h3>Get our letters</h3><img src="/letters.jpg"><input></form>',
    '<div class="related"><h3>Read more</h3><a href="/a"><img src="/other.jpg">Another</a></div>',
    '<div hidden><img src="/hidden.jpg"></div>',
]


def post(body: str, **settings: bool) -> Post:
    return crosspost.convert(pages.article(body=body), URL, Config(**settings))


@pytest.mark.parametrize("part", WHOLE)
def test_of_a_whole_post_nothing_is_said(part: str) -> None:
    made = post(AMID.format(part))
    assert made.losses == ()
    assert not any("not in the post" in warning for warning in made.warnings)


LOST = {
    "picture": ('<img src="/bridge.jpg">', "bridge.jpg"),
    "table": (TABLE, "Village | Days"),
    "code block": ("<pre>ferry = bridge + 1</pre>", "ferry = bridge + 1"),
    "heading": ("<h2>The road</h2>" + TEXT, "The road"),
    "quotation": ("<blockquote><p>It was built by all of us.</p></blockquote>", "It was built by"),
    "link": ('<p>See <a href="/coal">the price of coal</a>.</p>', "/coal"),
    "player": ('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', "https://"),
    "note": (f'<p>Coal<sup><a href="#n1">1</a></sup>.</p>{TEXT}<p id="n1">1. Of 2013.</p>', "n1"),
    "formula": ("<p>So <math><mi>a</mi><mo>=</mo><mi>b</mi></math> it is.</p>", "a=b"),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_the_writer_loses_is_said(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer is replaced by one that writes the paragraphs of the article and nothing else."""
    from crosspost.markdown import Markdown

    part, example = LOST[kind]
    whole = post(AMID.format(part))
    assert whole.losses == ()
    text = whole.article.text
    monkeypatch.setattr("crosspost.markdown.render", lambda body, dialect, **_: Markdown(text))
    made = post(AMID.format(part))
    (loss,) = made.losses
    assert (loss.kind, loss.lost, loss.of) == (kind, 1, 1)
    assert loss.examples[0].startswith(example)
    said = f"1 {kind} of the article is not in the post: crosspost explain URL --body"
    assert made.warnings[-1] == said


def test_some_rows_of_a_table_are_rows_and_all_of_them_are_the_table() -> None:
    rows = [Part("table row", cells, 7) for cells in (("Village", "Days"), ("Upper", "0"))]
    assert find_lost_parts(rows, "| Village | Days |\n|---|---|\n| Upper | 0 |") == ()
    lost = find_lost_parts(rows, "| Village | Days |\n|---|---|")
    assert lost == (Loss("table row", 1, 2, ("Upper | 0",)),)
    assert find_lost_parts(rows, "Village") == (Loss("table", 1, 1, ("Village | Days",)),)


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([], ""),
        ([("picture", 1, 1)], "1 picture of the article is"),
        ([("picture", 2, 9), ("table", 1, 1)], "2 of 9 pictures and 1 table of the article are"),
        (
            [("word", 1200, 3000), ("link", 1, 2), ("note", 2, 2)],
            "1,200 of 3,000 words, 1 of 2 links and 2 notes of the article are",
        ),
    ],
)
def test_losses_are_one_line(losses: list[tuple[str, int, int]], said: str) -> None:
    line = summarize([Loss(*loss) for loss in losses])
    assert line == (said and f"{said} not in the post: crosspost explain URL --body")


def test_examples_are_few_and_short() -> None:
    parts = [Part("heading", ("The road to the village " * 9,))] * 9
    ((loss),) = find_lost_parts(parts, "")
    assert (loss.lost, len(loss.examples)) == (9, 5)
    assert len(loss.examples[0]) == 60 and loss.examples[0].endswith("…")


def test_an_image_in_the_front_matter_is_in_the_post() -> None:
    part = Part("picture", ("/a/bridge-300x200.jpg",))
    assert find_lost_parts([part], "Text.", ["https://example.org/bridge.jpg"]) == ()


def test_strict_makes_a_loss_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from crosspost.markdown import Markdown

    monkeypatch.setattr("crosspost.markdown.render", lambda body, dialect, **_: Markdown("Little."))
    with pytest.raises(PartsMissing, match="words of the article are not in the post") as raised:
        post(TEXT * 4, strict=True)
    assert [loss.kind for loss in raised.value.losses] == ["word"]
    assert post(TEXT * 4).losses == raised.value.losses
