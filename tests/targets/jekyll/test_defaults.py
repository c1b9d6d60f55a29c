"""Front matter defaults, beside those that real Jekyll gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import real_jekyll
from cpu import cpu_limit
from crosspost.targets.jekyll.defaults import defaults_for
from crosspost.targets.jekyll.site import Site, read_site


def site_of(root: Path, config: str) -> Site:
    (root / "_config.yml").write_text(config, "utf-8")
    return read_site(root)


DEFAULTS = """
collections_dir: my
defaults:
  - scope: {path: "", type: posts}
    values: {layout: article, author: all, toc: true}
  - scope: {path: ""}
    values: {layout: plain, a: untyped}
  - scope: {path: "", type: pages}
    values: {layout: page, b: page}
  - scope: {path: _posts/news}
    values: {layout: news}
  - scope: {path: my/_posts, type: posts}
    values: {toc: false, c: with collections folder}
  - scope: {path: "_posts/2013-*"}
    values: {d: glob}
  - scope: {path: "my/_posts/2013-*"}
    values: {f: glob}
  - scope: {path: "*/_posts/**/*.md"}
    values: {g: glob}
  - scope: {path: "*_posts"}
    values: {h: glob}
  - scope: {path: _drafts, type: drafts}
    values: {e: draft}
  - scope: {path: _drafts}
    values: {layout: draft}
  - scope: {path: other}
    values: {layout: other}
  - nonsense
"""


@pytest.mark.jekyll
def test_defaults_are_those_that_jekyll_gives(tmp_path: Path) -> None:
    site = site_of(tmp_path, DEFAULTS.replace("  - nonsense\n", ""))
    names = ["_posts/2013-03-06-a.md", "_posts/news/2013-03-06-b.md", "_drafts/c.md"]
    for name in names:
        path = tmp_path / "my" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\nx: 1\n---\n", "utf-8")
    asked = ("layout", "author", "toc", "a", "b", "c", "d", "e", "f", "g", "h")
    built = {post["name"]: post["data"] for post in real_jekyll.build(tmp_path, drafts=True)}
    for name in names:
        mine = defaults_for(site, tmp_path / "my" / name)
        theirs = built[Path(name).name]
        assert {k: mine.get(k) for k in asked} == {k: theirs.get(k) for k in asked}, name


def test_nonsense_in_defaults_is_passed_over(tmp_path: Path) -> None:
    site = site_of(tmp_path, DEFAULTS)
    assert defaults_for(site, tmp_path / "my" / "_posts" / "2013-03-06-a.md")["c"]
    assert defaults_for(site, tmp_path.parent / "elsewhere.md") == {}
    assert site_of(tmp_path, "defaults: {a: 1}\n").scopes == ()


@pytest.mark.threat("6: a glob of many stars in the settings of a site")
@pytest.mark.parametrize(
    ("glob", "name"),
    [
        ("*a" * 100 + "*b", "a" * 200),
        ("**/" * 100 + "b*", "a/" * 100),
        ("**/*" * 50 + "b", "a/" * 100),
    ],
)
def test_a_glob_of_many_stars_is_quick(glob: str, name: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, f"defaults:\n  - scope: {{path: '{glob}'}}\n    values: {{x: 1}}\n")
    with cpu_limit(0.5):
        assert defaults_for(site, tmp_path / f"{name}.md") == {}
