"""The default attribution in the languages of sites: written, built, and found again."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

import real_hugo
import real_jekyll
from crosspost import convert, import_link
from crosspost.attribution import attribution
from crosspost.attribution_lines import LINES, line_for
from crosspost.config import ATTRIBUTION, Config
from crosspost.targets import TARGETS, default_target, target_of
from crosspost.targets.jekyll.posts import attributed
from pages import article

URL = "https://news.example.org/a_b/bridge"
COPY = "https://archive.example.org/1/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_english_is_the_default_and_stays_as_it_was() -> None:
    assert ATTRIBUTION == (
        "_The text below was originally posted here: [{url}]({url})"
        "[[ ([archived]({archive_url}))]]_"
    )


@pytest.mark.parametrize(
    ("language", "name"),
    [
        *((name, name) for name in LINES),
        *(("de_DE.UTF-8", "de"), ("pt-BR", "pt"), ("RU", "ru"), ("", "en"), ("eo", "en")),
        *(("zh-CN", "zh"), ("zh-TW", "zh-hant"), ("zh_Hant_HK", "zh-hant"), ("-", "en")),
    ],
)
def test_a_language_has_its_line(language: str, name: str) -> None:
    assert LINES[name].words in line_for(language)


@pytest.mark.parametrize("name", LINES)
def test_each_line_is_recognized_in_posts(name: str) -> None:
    line = attribution(line_for(name), {"url": URL, "archive_url": COPY})
    assert list(attributed(f"{line}\n\nText.")) == [URL]
    post = f"---\ntitle: A\ndate: 2013-03-06\n---\n\n{line}\n\nText.\n"
    for target in (default_target(), TARGETS["hugo"]()()):
        assert target.original_of(post).urls == (URL,)
        assert target.facts_of(post).origin == "article"
        moved = target.with_url(post, URL, "https://new.example.org/x")
        assert moved and target.original_of(moved).urls == ("https://new.example.org/x",)


def build(root: Path, generator: str, language: str) -> str:
    """Import an article into a site of a language; return its built page."""
    if generator == "jekyll":
        (root / "_config.yml").write_text(f"lang: {language}\n")
    else:
        real_hugo.new_site(root, f"{real_hugo.SITE}languageCode = '{language}'\n")
    page = root / "page.html"
    page.write_text(article(url=URL))
    done = import_link(str(page), Config(), site=root, base_url=URL, now=NOW)
    assert done.path and LINES[language].words in done.path.read_text("utf-8")
    again = import_link(str(page), Config(attribution=""), site=root, base_url=URL, now=NOW)
    assert again.status == "exists"
    page.unlink()
    if generator == "jekyll":
        return str(real_jekyll.build(root)[0]["output"])
    return next(text for path, text in real_hugo.build(root).items() if "bridge" in path)


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize(
    "generator",
    [
        pytest.param("jekyll", marks=pytest.mark.jekyll),
        pytest.param("hugo", marks=pytest.mark.hugo),
    ],
)
def test_a_built_page_shows_the_line(tmp_path: Path, generator: str, language: str) -> None:
    page = build(tmp_path, generator, language)
    words = LINES[language].words + LINES[language].between
    (line,) = [found for found in re.findall(r"<p><em>.*?</em></p>", page, re.S) if URL in found]
    assert unescape(re.sub(r"<[^>]*>", "", line)).strip() == f"{words}{URL}"
    assert f'<a href="{URL}">' in line


def test_the_setting_wins_over_the_site_and_a_template_over_both(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("locale: ru_RU\n")
    site = target_of(tmp_path)
    assert site.language == "ru_RU"
    for config, words in (
        (Config(), LINES["ru"].words),
        (Config(lang="ky"), LINES["ky"].words),
        (Config(lang="ky", attribution="See {url}"), "See https"),
    ):
        assert words in convert(article(), URL, config, site=site, now=NOW).text
