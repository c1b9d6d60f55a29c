"""What crosspost knows of a site from its configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.targets.jekyll.site import Site, posts_folder, read_site


def site_of(root: Path, config: str, name: str = "_config.yml") -> Site:
    (root / name).write_text(config, "utf-8")
    return read_site(root)


def test_a_folder_without_configuration_is_a_site_of_defaults(tmp_path: Path) -> None:
    site = read_site(tmp_path)
    assert site.config_file is None
    assert (site.timezone, site.permalink, site.future, site.scopes) == ("", "date", False, ())
    assert site == Site(tmp_path)


def test_the_configuration_says_what_bears_on_posts(tmp_path: Path) -> None:
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "post.html").touch()
    (tmp_path / "_layouts" / "default.html").touch()
    site = site_of(
        tmp_path,
        "timezone:\tAsia/Bishkek\npermalink: pretty\nfuture: true\ntheme: minima\ntitle: 12:30\n",
    )
    assert site.config_file == tmp_path / "_config.yml"
    assert site.timezone == "Asia/Bishkek"
    assert site.permalink == "pretty"
    assert site.future
    assert site.layouts == ("default", "post")
    assert site.theme == "minima"
    assert site.config["title"] == "12:30"


def test_toml_is_a_configuration_too(tmp_path: Path) -> None:
    assert site_of(tmp_path, 'timezone = "Asia/Tokyo"\n', "_config.toml").timezone == "Asia/Tokyo"


def test_anchors_and_many_lines_are_fine_in_a_configuration(tmp_path: Path) -> None:
    lines = "".join(f"key{n}: value\n" for n in range(2000))
    site = site_of(tmp_path, f"a: &a {{layout: post}}\nb: *a\n{lines}")
    assert site.config["b"] == {"layout": "post"}


@pytest.mark.parametrize(
    ("config", "where"),
    [("title: x\nname: a: b\n", ":2"), ("- list\n", ""), ("title: [x\n", ":"), ("a\0b", "")],
)
def test_a_broken_configuration_is_an_error_with_its_line(
    config: str, where: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=r"_config\.yml" + where):
        site_of(tmp_path, config)


def test_a_configuration_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_bytes("title: Café\n".encode("latin-1"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_site(tmp_path)


def test_an_alias_bomb_in_a_configuration_is_an_error(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(ConfigError):
        site_of(tmp_path, "\n".join(lines))


def test_posts_are_in_the_source_and_collections_folder(tmp_path: Path) -> None:
    site = site_of(tmp_path, "source: src\ncollections_dir: my/\n")
    assert posts_folder(site) == tmp_path / "src" / "my" / "_posts"
    assert posts_folder(site, draft=True) == tmp_path / "src" / "my" / "_drafts"
    assert posts_folder(site, "news/_posts") == tmp_path / "news" / "_posts"
    assert posts_folder(site, "news/_posts", draft=True) == tmp_path / "news" / "_drafts"
    assert posts_folder(site, str(tmp_path / "out")) == tmp_path / "out"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Gemfile.lock", "GEM\n  specs:\n    jekyll (3.10.0)\n", True),
        ("Gemfile.lock", "GEM\n  specs:\n    jekyll (4.3.1)\n", False),
        ("Gemfile", 'gem "github-pages", group: :jekyll_plugins\n', True),
        ("Gemfile", 'gem "jekyll", "~> 4.3"\n', False),
    ],
)
def test_jekyll_3_is_known_by_its_gemfile(
    name: str, text: str, expected: bool, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert read_site(tmp_path).is_jekyll_3 is expected
