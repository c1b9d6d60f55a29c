"""Pelican's posts: as Pelican itself reads and builds them."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from constructs import URL, check_constructs, check_guard, made
from crosspost.targets import recognized, target_of
from crosspost.targets.pelican import Pelican, formatted, unformatted
from generators import pelican, programs

# Pelican's own reader; dates and names as text.
_READ = """
import json, sys
from pelican.readers import Readers
from pelican.settings import read_settings
found = Readers(read_settings("pelicanconf.py")).read_file("", sys.argv[1]).metadata
texts = lambda v: [str(x) for x in v] if isinstance(v, list) else str(v)
print(json.dumps({k: texts(v) for k, v in found.items()}))
"""


def read(root: Path, path: Path) -> dict[str, object]:
    python = Path(programs.find("pelican") or "").resolve().with_name("python")
    shown = programs.run(root, str(python), "-c", _READ, str(path))
    return dict(json.loads(shown.splitlines()[-1]))


def test_a_site_is_recognized_by_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("import os\nPATH = os.getcwd()\nAUTHOR = 'Me'\n")
    assert recognized(tmp_path) == ("pelican",)
    site = target_of(tmp_path)
    assert site.author == "Me" and site.posts_folder() == tmp_path / "content"


def test_a_configuration_is_never_executed(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text(
        "open('evil', 'w').close()\nSITEURL = 'https://x.example.org/b'\nTIMEZONE = 'a' + 'b'\n"
        "TIMEZONE = 'Asia/Bishkek'\nPATH = 'src'\nARTICLE_PATHS = ['', 'news']\n"
        "ARTICLE_URL = '{date:%Y}/{date:%m}/{slug}/'\n"
    )
    site = Pelican.read_site(tmp_path)
    assert not (tmp_path / "evil").exists() and site.timezone == "Asia/Bishkek"
    assert site.posts_folder() == tmp_path / "src/news" and site.base_path == "/b"
    assert site.pictures_folder("assets/pictures") == tmp_path / "src/images"
    assert site.pictures_url("assets/pictures") == "/b/images"
    assert site.permalink(tmp_path) == "/{year}/{month}/{slug}/"


@pytest.mark.pelican
def test_pelican_reads_the_front_matter(tmp_path: Path) -> None:
    pelican.start(tmp_path)
    site, path = made(tmp_path, title="A bridge: new & *old*", tags=("a, b", "c"))
    assert path == tmp_path / "content/a-bridge-new-old.md"
    assert path.read_text("utf-8").startswith("Title: A bridge: new & *old*\nDate: 2013-03-06 ")
    found = read(tmp_path, path)
    assert found["title"] == "A bridge: new & *old*" and found["slug"] == "a-bridge-new-old"
    assert found["date"] == "2013-03-06 10:44:27+06:00" and found["tags"] == ["a, b", "c"]
    text = path.read_text("utf-8")
    assert site.fields_of(text)["tags"] == ["a, b", "c"]
    assert (
        site.original_of(text).urls == (URL,) and site.page_url(text, path) == f"/{path.stem}.html"
    )
    assert site.find_same(site.posts_folder(), [URL]) == path
    numbered = site.with_name(text, path.name, f"{path.stem}-2.md")
    assert "\nSlug: a-bridge-new-old-2\n" in numbered


@pytest.mark.pelican
def test_a_draft_is_one_for_pelican(tmp_path: Path) -> None:
    pelican.start(tmp_path)
    site, path = made(tmp_path, draft=True)
    assert read(tmp_path, path)["status"] == "draft"
    pelican.build(tmp_path)
    assert (tmp_path / "output/drafts/a-bridge.html").exists()
    assert site.page_url(path.read_text("utf-8"), path) == ""


@pytest.mark.pelican
def test_a_summary_is_shown_as_it_is(tmp_path: Path) -> None:
    pelican.start(tmp_path)
    text = "*Not* _emphasis_, [no](link) #1"
    assert unformatted(formatted(text)) == text and unformatted(formatted("1. a")) == "1. a"
    path = tmp_path / "content" / "a.md"
    site = target_of(tmp_path)
    post = site.compose({"title": "A", "date": "2013-03-06", "description": text}, "Body")
    path.write_text(post)
    assert unescape(str(read(tmp_path, path)["summary"])) == f"<p>{text}</p>"
    assert site.fields_of(post)["description"] == text


def test_old_urls_need_a_plugin_or_the_permalink(tmp_path: Path) -> None:
    config = tmp_path / "pelicanconf.py"
    config.write_text("SITEURL = 'https://me.example.org'\n")
    old, path = "https://old.example.org/2012/a/", tmp_path / "content/a.md"
    site = Pelican.read_site(tmp_path)
    assert "plugin" in site.keep_url({}, path, old, "front-matter")[1]
    found, why = site.keep_url({}, path, old, "permalink")
    assert (found, why) == ({"url": "2012/a/", "save_as": "2012/a/index.html"}, "")
    config.write_text("PLUGINS = ['pelican.plugins.alias', 'yaml_metadata']\n")
    site = Pelican.read_site(tmp_path)
    assert site.keep_url({}, path, old, "front-matter") == ({"alias": ["/2012/a/"]}, "")
    assert site.about.formats == ("headers", "yaml") and site.name == "pelican"


def test_the_markdown_is_as_the_configuration_says(tmp_path: Path) -> None:
    config = tmp_path / "pelicanconf.py"
    config.write_text("MARKDOWN = {'extensions': ['markdown.extensions.tables', 'nl2br', 'toc']}\n")
    dialect = Pelican.read_site(tmp_path).dialect([])
    assert dialect.tables and dialect.hard_break == "" and dialect.heading_ids
    assert not (dialect.footnotes or dialect.definition_lists or dialect.fences)
    default = Pelican().dialect([])
    assert default.footnotes and default.fences == "outer" and default.attributes == "inline"


@pytest.mark.pelican
def test_pelican_builds_what_the_source_showed(tmp_path: Path) -> None:
    check_constructs(pelican, tmp_path, pelican.CONFIG)


HAZARDS = [
    "{filename}a.md",
    "{static}/x",
    "|attach|x",
    "[a]({filename}b.md)",
    "Title: x",
    "{{ x }}",
]


@pytest.mark.pelican
def test_no_text_is_a_link_of_the_site(tmp_path: Path) -> None:
    check_guard(pelican, tmp_path, HAZARDS)
