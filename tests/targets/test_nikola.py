"""Nikola's posts: as Nikola itself reads and builds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from constructs import URL, check_constructs, check_guard, made
from crosspost.targets import recognized, target_of
from crosspost.targets.nikola import Nikola, guard, unguard
from generators import nikola, programs

_READ = """
import json, sys
from nikola.metadata_extractors import default_metadata_extractors_by, load_defaults
from nikola.post import get_metadata_from_file
known = default_metadata_extractors_by()
load_defaults(None, known)
print(json.dumps(get_metadata_from_file(sys.argv[1], None, {}, None, known)[0], default=str))
"""


def read(root: Path, path: Path) -> dict[str, object]:
    python = Path(programs.find("nikola") or "").resolve().with_name("python")
    shown = programs.run(root, str(python), "-c", _READ, str(path))
    return dict(json.loads(shown.splitlines()[-1]))


@pytest.mark.parametrize(
    "text", ["BLOG_TITLE = 'a'\nPOSTS = ()\n", "BLOG_AUTHOR = ''\nPAGES = []\n"]
)
def test_a_site_is_recognized_by_its_configuration(tmp_path: Path, text: str) -> None:
    (tmp_path / "conf.py").write_text(text)
    assert recognized(tmp_path) == ("nikola",)


def test_a_configuration_of_sphinx_is_not_nikola_s(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("project = 'a'\nextensions = []\n")
    assert recognized(tmp_path) == ()


@pytest.mark.nikola
@pytest.mark.parametrize("form", ["comment", "yaml", "toml"])
def test_nikola_reads_the_front_matter(tmp_path: Path, form: str) -> None:
    chosen = "" if form == "comment" else f"METADATA_FORMAT = {form!r}\n"
    nikola.start(tmp_path, nikola.CONFIG + chosen)
    site, path = made(tmp_path, title="A bridge: new --> *old*", tags=("a", "c"))
    text = path.read_text("utf-8")
    assert text.startswith({"comment": "<!--\n.. title: ", "yaml": "---\n", "toml": "+++\n"}[form])
    found = read(tmp_path, path)
    assert found["title"] == site.fields_of(text)["title"] and "bridge: new" in str(found["title"])
    assert found["tags"] == ("a, c" if form == "comment" else ["a", "c"])
    assert found["date"] == "2013-03-06 10:44:27+06:00"
    nikola.build(tmp_path)
    assert "two hours" in nikola.page_of(tmp_path, path.stem)
    assert site.page_url(text, path) == f"/posts/{path.stem}/"
    assert site.find_same(site.posts_folder(), [URL]) == path


def test_folders_and_urls_are_those_of_posts(tmp_path: Path) -> None:
    config = tmp_path / "conf.py"
    config.write_text(
        "BLOG_AUTHOR = 'Me'\nTIMEZONE = 'Asia/Bishkek'\nPRETTY_URLS = False\n"
        "SITE_URL = 'https://me.example.org/blog/'\nDEMOTE_HEADERS = 0\n"
        "POSTS = (('news/*.rst', 'r', 'post.tmpl'), ('text/*.md', 'blog', 'post.tmpl'))\n"
        "PAGES = [('pages/*.md', '', 'page.tmpl')]\nMARKDOWN_EXTENSIONS = ['fenced_code']\n"
    )
    site = Nikola.read_site(tmp_path)
    assert site.posts_folder() == tmp_path / "text"
    assert [f.name for f in site.post_folders()] == ["text", "news", "pages"]
    text = site.compose({"title": "a", "date": "2013-03-06"}, "x")
    assert site.page_url(text, tmp_path / "text/2013/a.md") == "/blog/2013/a.html"
    assert site.link_to("/blog/a.html") == "/blog/a.html"
    assert site.pictures_url("assets/pictures") == "/images"
    assert site.pictures_folder("assets/pictures") == tmp_path / "files/images"
    assert (site.timezone, site.author) == ("Asia/Bishkek", "Me")
    assert "no field" in site.keep_url({}, tmp_path, "https://x.example.org/a", "front-matter")[1]
    dialect = site.dialect([])
    assert dialect.demotes == 0 and not dialect.tables and dialect.fences == "outer"
    config.write_text("BLOG_AUTHOR = 'Me'\nPOSTS = (('posts/*.rst', 'posts', 'post.tmpl'),)\n")
    warnings: list[str] = []
    Nikola.read_site(tmp_path).dialect(warnings)
    assert "no pattern for *.md" in warnings[0]


@pytest.mark.nikola
def test_nikola_builds_what_the_source_showed(tmp_path: Path) -> None:
    check_constructs(nikola, tmp_path, nikola.CONFIG)


HAZARDS = ["{{% x %}}", "{{% raw %}} a {{% /raw %}}", "{{%", "{{{% /x %}}", ".. title: x", "[[x]]"]


@pytest.mark.nikola
def test_no_text_is_a_shortcode(tmp_path: Path) -> None:
    check_guard(nikola, tmp_path, HAZARDS)
    assert all(unguard(guard(text)) == text for text in HAZARDS)
    assert target_of(tmp_path).shown_text(guard("{{% x %}}")) == "{{% x %}}"
