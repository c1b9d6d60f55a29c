"""Zola's posts: as Zola itself reads and builds them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from constructs import URL, check_constructs, check_guard, made
from crosspost.targets import recognized, target_of
from crosspost.targets.zola import Zola, guard, unguard
from generators import zola

FACTS = (
    "{{ page.title }}|{{ page.date }}|{{ page.updated }}|{{ page.draft }}"
    "|{{ page.authors | json_encode | safe }}|{{ page.taxonomies | json_encode | safe }}"
    "|{{ page.extra | json_encode | safe }}|{{ page.permalink | safe }}"
)


@pytest.mark.parametrize("name", ["zola.toml", "config.toml"])
def test_a_site_is_recognized_by_its_configuration(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(
        'base_url = "https://x.example.org/b/"\nauthor = "Me"\n[markdown]\n'
    )
    assert recognized(tmp_path) == ("zola",)
    site = target_of(tmp_path)
    assert site.author == "Me" and site.pictures_url("img") == "/b/img"


def test_a_configuration_of_hugo_is_not_zola_s(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('baseURL = "https://x.example.org/"\n')
    assert recognized(tmp_path) == ("hugo",)


@pytest.mark.zola
@pytest.mark.parametrize("form", ["toml", "yaml"])
def test_zola_reads_the_front_matter(tmp_path: Path, form: str) -> None:
    zola.start(tmp_path)
    (tmp_path / "templates/page.html").write_text(FACTS)
    if form == "yaml":
        (tmp_path / "content/blog/old.md").write_text("---\ntitle: old\n---\n")
    site, path = made(tmp_path, title="A bridge", tags=("a", "c"))
    assert path == tmp_path / "content/blog/a-bridge/index.md"
    text = path.read_text("utf-8")
    assert text[:3] == {"toml": "+++", "yaml": "---"}[form]
    zola.build(tmp_path)
    title, date, updated, draft, authors, groups, extra, url = zola.page_of(
        tmp_path, "a-bridge"
    ).split("|")
    assert (title, date, updated, draft) == ("A bridge", "2013-03-06T10:44:27+06:00", "", "false")
    assert authors == '["A. Correspondent"]' and '"tags":["a","c"]' in groups
    assert f'"canonical_url":"{URL}"' in extra
    assert url == f"{zola.URL}{site.page_url(text, path)}"
    assert site.fields_of(text)["tags"] == ["a", "c"] and site.original_of(text).urls == (URL,)
    assert site.fields_of(text)["author"] == "A. Correspondent"
    assert site.find_same(site.posts_folder(), [URL]) == path


def test_taxonomies_that_the_site_does_not_have_are_extra(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('base_url = "/"\ntaxonomies = [{name = "tags"}]\n')
    site = Zola.read_site(tmp_path)
    text = site.compose({"title": "a", "tags": ["b"], "categories": ["c"], "mine": 1}, "x")
    front = tomllib.loads(text.split("+++")[1])
    assert front["taxonomies"] == {"tags": ["b"]}
    assert front["extra"] == {"categories": ["c"], "mine": 1}
    assert site.fields_of(text) == {"title": "a", "tags": ["b"], "categories": ["c"], "mine": 1}


@pytest.mark.zola
def test_a_draft_and_an_old_url(tmp_path: Path) -> None:
    zola.start(tmp_path)
    site, path = made(tmp_path, draft=True)
    text = path.read_text("utf-8")
    assert "\ndraft = true\n" in text and site.page_url(text, path) == ""
    kept, why = site.keep_url({}, path, "https://old.example.org/2012/a.html", "front-matter")
    assert (kept, why) == ({"aliases": ["/2012/a.html"]}, "")
    path.write_text(text.replace("draft = true", 'aliases = ["/2012/a.html"]'))
    zola.build(tmp_path)
    assert "/blog/a-bridge/" in (tmp_path / "public/2012/a.html").read_text()


def test_the_markdown_is_as_the_configuration_says(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        'base_url = "/"\n[markdown]\nsmart_punctuation = true\nrender_emoji = true\n'
        "definition_list = true\n"
    )
    dialect = Zola.read_site(tmp_path).dialect([])
    assert dialect.smart_quotes and dialect.emoji and dialect.definition_lists
    default = Zola().dialect([])
    assert not (default.smart_quotes or default.emoji or default.definition_lists)


@pytest.mark.zola
@pytest.mark.parametrize("more", ["", "smart_punctuation = true\nrender_emoji = true\n"])
def test_zola_builds_what_the_source_showed(tmp_path: Path, more: str) -> None:
    check_constructs(zola, tmp_path, zola.CONFIG + more)


HAZARDS = [
    "{{ f() }}",
    "{{ f(a=1, b='x') }}",
    "{{f(a=`}}`)}}",
    "{% f() %} a {% end %}",
    "{{/* f() */}}",
    "{%/* f() */%} a {%/* end */%}",
    "{{ f( {{ g() }}",
    "[a](@/b.md)",
    "<!-- more -->",
    "{{ x }} {% if x %}",
]


@pytest.mark.zola
def test_no_text_is_a_shortcode(tmp_path: Path) -> None:
    check_guard(zola, tmp_path, HAZARDS)
    assert all(unguard(guard(text)) == text for text in HAZARDS if "/*" not in text)
