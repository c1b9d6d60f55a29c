"""Posts of X, films of YouTube and pages that link to their oEmbed, from providers over sockets."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from batch.batches import batch, posts
from batch.test_run import reasons
from crosspost.config import Config
from crosspost.errors import CrosspostError, FetchError
from crosspost.examine import examine
from crosspost.fetch import Clock, Fetcher
from crosspost.fetch.oembed import asked_of
from crosspost.model import Outcome
from crosspost.pipeline import import_link
from server import Server, page, redirect
from server.oembed import Provider, film, post
from server.wayback import Wayback

X = "https://x.com/ada/status/20"
SENT = "https://twitter.com/ada/status/20"
WATCH = "https://www.youtube.com/watch?v=abcDEF_-123"
PLAYER = '<iframe src="https://www.youtube.com/embed/abcDEF_-123"'


def imported(url: str, site: Path, answers: dict[str, Any], **settings: Any) -> Outcome:
    with Provider(answers) as provider:
        api = {"x_api": provider.api, "youtube_api": provider.api}
        config = Config(**{**api, "tries": 1, **settings})
        outcome = import_link(url, config, site=site)
        asked.clear()
        asked.extend(provider.asked)
        sent.clear()
        sent.extend(str(request.headers) for request in provider.requests)
    return outcome


asked: list[str] = []
sent: list[str] = []


def test_a_post_of_x_is_a_quotation(tmp_path: Path) -> None:
    text = 'The bridge is open. <a href="https://t.co/map">valley.example/map</a>'
    outcome = imported(X, tmp_path, {SENT: post(text)})
    assert outcome.post and outcome.path and outcome.post.warnings == ()
    front, body = outcome.post.front_matter, outcome.post.body
    assert front["title"] == "The bridge is open. valley.example/map"
    assert (front["author"], str(front["date"])[:10]) == ("Ada Ray", "2024-05-06")
    assert front["canonical_url"] == X
    assert "> The bridge is open. [valley.example/map](https://t.co/map)\n" in body
    assert f"> — Ada Ray (@ada) [May 6, 2024]({X})" in body
    assert f"originally posted here: [{X}]({X})" in body
    assert asked == [SENT]


def test_a_film_of_youtube_is_its_player(tmp_path: Path) -> None:
    outcome = imported("https://youtu.be/abcDEF_-123?t=3", tmp_path, {WATCH: film()})
    assert outcome.post
    front = outcome.post.front_matter
    assert (front["title"], front["author"]) == ("How the bridge was built", "Valley Films")
    assert front["canonical_url"] == WATCH
    assert front["image"] == "https://i.ytimg.com/vi/abcDEF_-123/hqdefault.jpg"
    assert PLAYER in outcome.post.body


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://twitter.com/ada/status/20?s=21", X),
        ("https://mobile.twitter.com/ada/status/20/photo/1", X),
        ("https://www.x.com/ada/statuses/20#m", X),
        ("https://x.com/i/web/status/20", "https://x.com/i/status/20"),
        (WATCH, WATCH),
        ("http://m.youtube.com/watch?app=m&v=abcDEF_-123&list=PL1", WATCH),
        ("https://youtube.com/shorts/abcDEF_-123", WATCH),
        ("https://www.youtube.com/live/abcDEF_-123?feature=share", WATCH),
        ("https://x.com/ada", None),
        ("https://x.com/ada/status/20x", None),
        ("https://x.com.example/ada/status/20", None),
        ("https://example.org/?u=https://x.com/ada/status/20", None),
        ("https://www.youtube.com/watch?v=short", None),
        ("https://www.youtube.com/@valley", None),
        ("https://notyoutube.com/watch?v=abcDEF_-123", None),
        ("https://x.com@example.org/ada/status/20", None),
        ("no URL", None),
    ],
)
def test_which_urls_providers_are_asked_about(url: str, page: str | None) -> None:
    found = asked_of(url, Config())
    assert (found.url if found else None) == page


def test_settings_turn_it_off() -> None:
    assert asked_of(X, Config(x_api="")) is None
    assert asked_of(WATCH, Config(youtube_api="")) is None
    assert asked_of(X, Config(render="always")) is None
    assert asked_of(X, Config(render="auto"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("401 Unauthorized", "does not show it to everyone (401)"),
        ("403 Forbidden", "does not show it to everyone (403)"),
        ("404 Not Found", "has no such post or film, or does not show it to everyone (404)"),
        ("400 Bad Request", "knows no such URL (400)"),
        ("500 Internal Server Error", "gives no oEmbed of it: 500 Internal Server Error"),
    ],
)
def test_what_is_not_public_is_an_error(tmp_path: Path, line: str, reason: str) -> None:
    outcome = imported(X, tmp_path, {SENT: line})
    assert isinstance(outcome.error, FetchError) and outcome.error.hint
    assert outcome.reason == f"{X}: X {reason}"
    if line[:3] in ("401", "403"):
        assert "save the page" in outcome.error.hint
    assert outcome.error.status == int(line[:3])


def test_a_post_that_is_gone_comes_from_the_archive(tmp_path: Path) -> None:
    words = "The bridge over the river is open again after a long winter of work. " * 9
    old = f"<html><body><article><h1>A bridge</h1><p>{words}</p></article></body></html>"
    with Wayback({X: {"20200101000000": old}}) as wayback:
        outcome = imported(X, tmp_path, {}, archive=True, archive_api=wayback.api)
    assert outcome.post and "open again after a long winter" in outcome.post.body


@pytest.mark.parametrize(
    "said",
    [
        page("[[[[", content_type="application/json"),
        page("[" * 100_000, content_type="application/json"),
        page("[]", content_type="application/json"),
        page("<html><p>Log in</p></html>"),
        {},
        {"type": "rich", "html": 5, "author_name": ["x"]},
        {"type": "rich", "html": "<blockquote></blockquote>"},
        {"type": "rich", "html": f'<blockquote><a href="{X}">A post</a></blockquote>'},
        {"type": "rich", "html": '<iframe src="https://other.example/"></iframe>'},
        {"type": "photo", "url": "javascript:alert(1)"},
        {"type": "link"},
    ],
)
def test_an_answer_that_shows_nothing_is_an_error(tmp_path: Path, said: Any) -> None:
    outcome = imported(X, tmp_path, {SENT: said})
    assert outcome.status == "failed" and "oEmbed" in outcome.reason
    assert not list(tmp_path.glob("_posts/*"))


@pytest.mark.threat("26: an answer of oEmbed that is hostile")
def test_only_the_text_and_links_of_a_quotation_are_used(tmp_path: Path) -> None:
    text = (
        'It <b onclick="x()">opens</b> {{ site.x }}<script>alert(1)</script> '
        '<img src="//t.example/1"><iframe src="https://www.youtube.com/embed/abcDEF_-123"></iframe>'
        '<a href="javascript:alert(1)">now</a><style>p {}</style><form><input value="v"></form>'
    )
    outcome = imported(X, tmp_path, {SENT: post(text) | {"author_name": "A\n---\nx: y"}})
    assert outcome.post
    for part in ("alert", "t.example", "iframe", "javascript", "p {}", "<form", "onclick"):
        assert part not in outcome.post.text
    assert "{{ '{{' }} site.x" in outcome.post.body
    assert outcome.post.front_matter["author"] == "A --- x: y"


@pytest.mark.threat("26: an answer of oEmbed that is hostile")
def test_neither_cookies_nor_headers_are_sent(tmp_path: Path) -> None:
    imported(X, tmp_path, {SENT: post("Hello.")}, headers={"Authorization": "Bearer secret"})
    assert sent and "secret" not in "".join(sent)


@pytest.mark.threat("26: an answer of oEmbed that is hostile")
def test_a_provider_may_not_lead_to_a_private_address(tmp_path: Path) -> None:
    with Server({"*": page("{}", content_type="application/json")}, host="127.0.0.2") as inner:
        outcome = imported(X, tmp_path, {SENT: redirect(inner.url("/secret"))})
        assert inner.paths() == []
    assert outcome.status == "failed"


@pytest.mark.threat("26: an answer of oEmbed that is hostile")
def test_an_answer_may_not_be_large(tmp_path: Path) -> None:
    large = post("x" * 300_000)
    assert "larger than" in imported(X, tmp_path, {SENT: large}).reason


def test_there_is_nothing_to_explain() -> None:
    said = pytest.raises(CrosspostError, match="read by oEmbed")
    with Provider({SENT: post("Hello.")}) as provider, said:
        examine(X, Config(x_api=provider.api))


# Pages that link to their oEmbed

PATH = "/@ada/1"
LINK = '<link rel="alternate" type="application/json+oembed" href="/api/oembed?url=1">'
TEXT = '<meta property="og:description" content="Attached: 1 image\n\nThe bridge is open.">'
SCRIPTS = (
    '<html><head><title>Ada</title><meta property="og:title" content="Ada (@ada@m.example)">'
    '<meta property="og:published_time" content="2024-05-06T10:00:00Z">{head}</head>'
    '<body><div id="mastodon"></div><noscript>Please enable JavaScript.</noscript></body></html>'
)
QUOTE = (
    '<blockquote class="mastodon-embed" data-embed-url="https://m.example/@ada/1/embed">'
    '<a href="https://m.example/@ada/1"><div>Post by @ada@m.example</div>'
    "<div>View on Mastodon</div></a></blockquote><script src='https://m.example/embed.js'></script>"
)
FRAME = '<iframe src="https://m.example/@ada/1/embed" class="mastodon-embed"></iframe>'


def mastodon(html: str, **more: Any) -> dict[str, Any]:
    said = {"type": "rich", "title": "New status by ada", "author_name": "Ada", "html": html}
    return said | more


def of_page(site: Path, head: str, said: dict[str, Any], **settings: Any) -> tuple[Outcome, Any]:
    answer = page(json.dumps(said), content_type="application/json; charset=utf-8")
    routes = {PATH: page(SCRIPTS.format(head=head)), "/api/oembed?url=1": answer}
    with Server(routes) as web:
        outcome = import_link(web.url(PATH), Config(tries=1, **settings), site=site)
        return outcome, web


@pytest.mark.parametrize("html", [QUOTE, FRAME])
def test_a_post_of_mastodon_has_its_text_from_the_page(tmp_path: Path, html: str) -> None:
    outcome, web = of_page(tmp_path, LINK + TEXT, mastodon(html))
    assert outcome.post, outcome.reason
    assert web.paths() == [PATH, "/api/oembed?url=1"]
    front, body = outcome.post.front_matter, outcome.post.body
    assert "> The bridge is open.\n" in body
    assert "> [A post on Mastodon](https://m.example/@ada/1)" in body
    assert front["author"] == "Ada" and str(front["date"])[:10] == "2024-05-06"
    assert front["canonical_url"] == web.url(PATH)
    said = "the text is from the oEmbed form of the page: the page itself shows none of it"
    assert said in outcome.post.warnings


def test_a_film_of_any_site_is_a_link_to_its_player(tmp_path: Path) -> None:
    frame = '<iframe src="https://tube.example/embed/1" width="560" height="315"></iframe>'
    outcome, _ = of_page(tmp_path, LINK, mastodon(frame, type="video", title="A film"))
    assert outcome.post and "(https://tube.example/embed/1)" in outcome.post.body
    assert outcome.post.front_matter["title"] == "A film"


def test_a_card_of_the_page_itself_is_no_article(tmp_path: Path) -> None:
    card = '<blockquote class="wp-embedded-content"><a href="/x">An article</a></blockquote>'
    outcome, _ = of_page(tmp_path, LINK, mastodon(card))
    assert outcome.status == "failed"


@pytest.mark.parametrize("settings", [{"render": "auto", "browser": "/none"}, {"follow_pages": 0}])
def test_when_it_is_not_asked_for(tmp_path: Path, settings: dict[str, Any]) -> None:
    settings = {name: value or False for name, value in settings.items()}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", "")
        try:
            _, web = of_page(tmp_path, LINK + TEXT, mastodon(QUOTE), **settings)
        except CrosspostError:
            return
    assert web.paths() == [PATH]


def test_a_link_to_another_host_is_not_followed(tmp_path: Path) -> None:
    with Server({}, host="127.0.0.2") as other:
        link = LINK.replace("/api", other.url("/api"))
        outcome, _ = of_page(tmp_path, link + TEXT, mastodon(QUOTE))
        assert outcome.status == "failed" and other.paths() == []


# In a batch


def test_a_batch_reads_them_and_keeps_them(tmp_path: Path) -> None:
    gone = "https://x.com/ada/status/21"
    said = page(json.dumps(mastodon(QUOTE)), content_type="application/json")
    routes = {PATH: page(SCRIPTS.format(head=LINK + TEXT)), "/api/oembed?url=1": said}
    routes["/robots.txt"] = page("User-agent: *\nAllow: /", content_type="text/plain")
    clock = Clock(sleep=lambda seconds: None)
    with Provider({SENT: post("Hello."), WATCH: film()}) as provider, Server(routes) as web:
        config = Config(x_api=provider.api, youtube_api=provider.api, tries=1)
        links, cache = [X, WATCH, gone, web.url(PATH)], tmp_path / ".crosspost"
        options: dict[str, Any] = {"config": config, "cache": cache, "polite": True}
        with Fetcher(config, clock=clock) as fetcher:
            summary = batch(tmp_path, fetcher, links, **options)
            assert summary.counts == {"done": 3, "failed": 1}
            assert "X has no such post" in reasons(tmp_path, summary.run)[gone]
            texts = list(posts(tmp_path).values())
            for part in ("> Hello.\n", PLAYER, "> The bridge is open."):
                assert part in "".join(texts)
            before = len(provider.asked), web.paths().count(PATH)
            (tmp_path / "other").mkdir()
            again = batch(tmp_path / "other", fetcher, links, **options)
            assert again.counts == {"done": 3, "failed": 1}
            assert (len(provider.asked), web.paths().count(PATH)) == (before[0] + 1, before[1])
    # A film without a day has that of its import.
    assert list(map(_undated, posts(tmp_path / "other").values())) == list(map(_undated, texts))


def _undated(text: str) -> str:
    return re.sub(r"(?m)^date: .*$", "date:", text)
