"""Files of site config applied to whole pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpu import cpu_limit
from crosspost import convert
from crosspost.batch.worker import settings_key
from crosspost.config import Config
from crosspost.errors import ConfigError, CrosspostError, NoArticle
from crosspost.fetch.attempt import Attempt, Clock
from crosspost.fetch.cookies import empty_jar
from crosspost.fetch.given import Given
from crosspost.fetch.request import Requests
from crosspost.model import Post
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of
from crosspost.targets import default_target
from crosspost.urls import read

URL = "https://www.example.org/a"
LINE = "The river is long and cold, and the people who live there fish in it all the year round. "
STORY = "".join(f"<p>Part {number}. {LINE * 3}</p>" for number in range(6))
PAGE = (
    "<html><head><title>Page</title></head><body><nav>Menu of the site</nav><h1>Rivers</h1>"
    f"<div class='by'>Ann Otter</div><article id='story'>{STORY}"
    "<aside class='x-promo'>Buy a boat</aside></article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def post(folder: Path, text: str, html: str = PAGE, **settings: object) -> Post:
    (folder / "example.org.txt").write_text(text)
    config = Config(site_config=(str(folder),), **settings)  # type: ignore[arg-type]
    return convert(html, URL, config)


def warned(made: Post) -> str:
    return "\n".join(made.warnings)


def test_a_file_gives_body_fields_and_what_is_removed(folder: Path) -> None:
    made = post(
        folder,
        "title: //nav\nauthor: //div[@class='by']\ndate: '5 March 2024'\nprune: no\n"
        "body: //article\nstrip_id_or_class: promo\nreplace_string(river): stream\n"
        "wrap_in(blockquote): //article/p[2]",
    )
    fields = made.front_matter
    assert (fields["title"], fields["author"]) == ("Menu of the site", "Ann Otter")
    assert str(fields["date"]).startswith("2024-03-05")
    assert "Buy a boat" not in made.text and "river" not in made.text
    assert "\n> Part 1. The stream" in made.text
    assert "site config" not in warned(made)


def test_the_whole_page_is_never_removed(folder: Path) -> None:
    html = PAGE.replace("<html>", "<html class='promo'>").replace("<body>", "<body id='promo'>")
    made = post(folder, "strip_id_or_class: promo\nprune: no\nbody: //article", html)
    assert "Part 5" in made.text and "Buy a boat" not in made.text


def test_several_elements_are_the_body_and_the_first_xpath_that_finds_any_counts(
    folder: Path,
) -> None:
    made = post(folder, "prune: no\nbody: //section\nbody: //article/p[3] | //article/p[5]")
    assert [word in made.text for word in ("Part 1", "Part 2", "Part 3", "Part 4")] == [
        *(False, True, False, True)
    ]


def test_an_outdated_file_is_said_and_removes_nothing(folder: Path) -> None:
    made = post(folder, "body: //div[@id='old']\nstrip: //article\nauthor: //b[@id='old']")
    assert "Part 5" in made.text
    assert f"site config {folder}/example.org.txt" in warned(made)
    assert warned(made).count("site config") == 1


def test_a_body_with_much_less_text_is_said(folder: Path) -> None:
    made = post(folder, "prune: no\nbody: //article/p[1]")
    assert "Part 0" in made.text and "Part 1" not in made.text
    assert "out of date" in warned(made)
    assert "out of date" not in warned(post(folder, "prune: no\nbody: //article"))


def test_without_a_guess_the_page_has_no_article(folder: Path) -> None:
    with pytest.raises(NoArticle, match="is not in the page") as caught:
        post(folder, "autodetect_on_failure: no\nbody: //div[@id='old']")
    assert "example.org.txt" in caught.value.hint
    assert post(folder, "autodetect_on_failure: no\nbody: //article")


def test_signs_of_advertisements_are_said(folder: Path) -> None:
    assert "advertisement" in warned(post(folder, "native_ad_clue: //nav"))
    assert "advertisement" not in warned(post(folder, "native_ad_clue: //b"))
    assert "not logged in" in warned(post(folder, "not_logged_in_xpath: //nav"))


@pytest.mark.parametrize(("condition", "expected"), [("//nav", True), ("//b", False)])
def test_a_link_has_a_condition(folder: Path, condition: str, expected: bool) -> None:
    (folder / "example.org.txt").write_text(
        f"next_page_link: //a/@href\nif_page_contains: {condition}"
    )
    rule = rule_of(Config(site_config=(str(folder),)))
    document = parse_text(PAGE.replace("Menu", "<a href='/2'>Menu</a>"), URL, rule)
    assert document.selected is not None
    assert bool(document.selected.items["next_page"]) is expected


def test_the_user_s_own_rules_come_first(folder: Path) -> None:
    text = "title: //nav\nbody: //article/p[1]\nprune: no"
    made = post(folder, text, select={"title": "h1"}, sites={"example.org": {"body": "article"}})
    assert made.front_matter["title"] == "Rivers"
    assert "Part 5" in made.text


def test_a_file_that_cannot_be_read_fails_its_own_pages_only(folder: Path) -> None:
    with pytest.raises(CrosspostError, match="cannot be read") as caught:
        post(folder, "#" * 300_000)
    assert not isinstance(caught.value, ConfigError)
    assert convert(PAGE, "https://example.net/", Config(site_config=(str(folder),)))


def test_replacements_do_not_grow_without_end(folder: Path) -> None:
    text = "\n".join(f"replace_string(a): {'a' * 100}" for _ in range(10))
    with cpu_limit(10), pytest.raises(CrosspostError, match="replaced too often"):
        post(folder, text)


def headers(folder: Path, url: str, here: str = "") -> dict[str, str]:
    (folder / "example.org.txt").write_text(
        "http_header(user-agent): Test/1\nhttp_header(cookie): a=1"
    )
    config = Config(site_config=(str(folder),))
    owner, target = read(url), read(here or url)
    assert owner and target
    attempt = Attempt(url, owner, config, Clock(), lambda *_: [], "own")
    sent = Requests(config, Given(())).prepare(target, empty_jar(), attempt).headers
    return {name.lower(): value for name, value in sent.items() if value in ("Test/1", "a=1")}


@pytest.mark.threat("23: a rule that sends headers to other hosts")
def test_headers_go_to_the_file_s_own_site(folder: Path) -> None:
    both = {"user-agent": "Test/1", "cookie": "a=1"}
    assert headers(folder, URL) == both
    assert headers(folder, "https://example.org/") == both
    assert headers(folder, "https://example.net/") == {}
    assert headers(folder, URL, "https://example.net/") == {}
    assert headers(folder, "https://example.net/", URL) == {}


def test_a_changed_file_makes_staged_texts_stale(folder: Path) -> None:
    config, target = Config(site_config=(str(folder),)), default_target()
    (folder / "example.org.txt").write_text("body: //p")
    before = settings_key(config, target, {})
    assert settings_key(config, target, {}) == before
    (folder / "example.org.txt").write_text("body: //article")
    assert settings_key(config, target, {}) != before
