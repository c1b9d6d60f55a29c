"""Which file of site config is for a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.sites.site_config.find import files, names, rule_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("example.org", ".example.org", "blog.example.org", ".example.net"):
        (tmp_path / f"{name}.txt").write_text(f"body: //*[@id='{name}']\n")
    return tmp_path


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a", "example.org"),
        ("https://www.example.org/a", "example.org"),
        ("https://WWW.Example.ORG:8080/a", "example.org"),
        ("https://blog.example.org/a", "blog.example.org"),
        ("https://news.example.org/a", ".example.org"),
        ("https://a.b.example.org/a", ".example.org"),
        ("https://a.example.net/", ".example.net"),
    ],
)
def test_the_closest_file_is_used(folder: Path, url: str, name: str) -> None:
    rule = rule_for([folder], url)
    assert rule is not None
    assert rule.body[0].text == f"//*[@id='{name}']"
    assert rule.origin == "site config " + str(folder / f"{name}.txt")


@pytest.mark.parametrize(
    "url", ["https://example.net/a", "https://www.example.net/", "https://org/", "", "page.html"]
)
def test_other_pages_have_no_rule(folder: Path, url: str) -> None:
    assert rule_for([folder], url) is None


def test_the_file_for_all_sites_is_for_pages_without_one(folder: Path) -> None:
    (folder / "global.txt").write_text("strip: //nav\n")
    rule = rule_for([folder], "https://other.example/")
    assert rule is not None
    assert [selector.text for selector in rule.remove] == ["//nav"]


def test_the_first_folder_with_a_file_wins(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "example.org.txt").write_text("body: //main\n")
    rule = rule_for([own, folder], "https://example.org/")
    assert rule is not None
    assert rule.body[0].text == "//main"
    assert rule_for([own, folder], "https://blog.example.org/") is not None


def test_a_folder_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such folder"):
        rule_for([folder, folder / "none"], "https://example.org/")


@pytest.mark.parametrize("host", ["../a", "a/b", "a..b", "", ".a", "[::1]", "a" * 300])
def test_a_host_is_never_a_path(host: str) -> None:
    assert list(names(host)) == []


def test_only_the_files_of_one_host_are_opened(folder: Path) -> None:
    (folder / "broken.example.txt").mkdir()
    assert rule_for([folder], "https://example.org/") is not None


def test_all_files_are_listed(folder: Path) -> None:
    (folder / "LICENSE.txt").write_text("Free.\n")
    (folder / "notes.md").write_text("#\n")
    listed = [path.name for path in files(folder)]
    assert listed == [
        ".example.net.txt",
        ".example.org.txt",
        "blog.example.org.txt",
        "example.org.txt",
    ]
