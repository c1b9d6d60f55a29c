"""Settings: file, environment, flags, in this order; a wrong one is named, with the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.config import Config, check, keys
from crosspost.errors import ConfigError
from crosspost.settings import load


def site(folder: Path, text: str, name: str = "crosspost.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_the_defaults_are_valid() -> None:
    for name in keys():
        check(name, getattr(Config(), name))


def test_without_any_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path, environment={}) == Config()


def test_the_file_wins_over_the_defaults(tmp_path: Path) -> None:
    config = load(site(tmp_path, 'author = "bloghost"\ntags = ["a"]\ntries = 1\n'), environment={})
    assert (config.author, config.tags, config.tries) == ("bloghost", ("a",), 1)


def test_the_environment_wins_over_the_file_and_a_flag_over_both(tmp_path: Path) -> None:
    folder = site(tmp_path, 'author = "file"\nlayout = "file"\ntitle_suffix = "file"\n')
    environment = {"CROSSPOST_LAYOUT": "environment", "CROSSPOST_TITLE_SUFFIX": "environment"}
    config = load(folder, {"title_suffix": "flag", "author": None}, environment)
    assert (config.author, config.layout, config.title_suffix) == ("file", "environment", "flag")


def test_pyproject_holds_settings_too_and_the_own_file_wins(tmp_path: Path) -> None:
    site(tmp_path, '[tool.crosspost]\nauthor = "project"\n', "pyproject.toml")
    assert load(tmp_path, environment={}).author == "project"
    site(tmp_path, 'layout = "post"\n')
    assert load(tmp_path, environment={}).author == ""


def test_a_pyproject_of_something_else_is_no_settings_file(tmp_path: Path) -> None:
    site(tmp_path, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert load(tmp_path, environment={}) == Config()


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("CROSSPOST_TAGS", "a, b,,c", "tags", ("a", "b", "c")),
        ("CROSSPOST_DRAFT", "yes", "draft", True),
        ("CROSSPOST_DRAFT", "0", "draft", False),
        ("CROSSPOST_TRIES", "7", "tries", 7),
        ("CROSSPOST_PICTURES_MAX_WIDTH", "0", "pictures_max_width", 0),
        ("CROSSPOST_PICTURES_BASE", "/img/p", "pictures_base", "/img/p"),
        ("CROSSPOST_PICTURES_BASE", "https://a.b:8/p/", "pictures_base", "https://a.b:8/p/"),
        ("CROSSPOST_READ_TIMEOUT", "2.5", "read_timeout", 2.5),
        ("CROSSPOST_HEADERS", "X-A=1, X-B=2=3", "headers", {"X-A": "1", "X-B": "2=3"}),
    ],
)
def test_the_environment_is_read_by_the_type_of_the_setting(
    tmp_path: Path, variable: str, text: str, field: str, value: object
) -> None:
    assert getattr(load(tmp_path, environment={variable: text}), field) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("autor = 'x'", r"crosspost\.toml: unknown setting 'autor'"),
        ("tags = 'a, b'", "tags = 'a, b': this setting takes a list of texts"),
        ("author = 3", "author = 3: this setting takes text"),
        ("tries = true", "tries = True: this setting takes a whole number"),
        ("tries = 0", "takes a number from 1 to 1000"),
        ("read_timeout = nan", "takes a number from"),
        ("read_timeout = inf", "takes a number from"),
        ("total_timeout = 1e300", "takes a number from"),
        ("timezone = 'Mars/Olympus'", "there is no such time zone"),
        ("date = 'yesterday'", "takes 'published' or 'now'"),
        ("headers = { A = 1 }", "headers = .*takes a table of texts"),
        ("pictures_from_web = 'yes'", "takes 'link' or 'copy'"),
        ("pictures_from_web = 'copy'\npictures = ''", "there is no folder for the copies"),
        ("pictures_max_width = -1", "takes a number from 0 to 16384"),
        ("pictures_max_width = 20000", "takes a number from 0 to 16384"),
        ("pictures_base = 'cdn.example.org/p'", "pictures_base = .*not a URL"),
        ("pictures_base = 'https://cdn.example.org/p?x=)'", "pictures_base = .*not a URL"),
        ("pictures_base = 'javascript:x'", "pictures_base = .*not a URL"),
        ("author = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load(site(tmp_path, text), environment={})


def test_an_unknown_key_suggests_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(site(tmp_path, "title-sufix = 'x'"), environment={})
    assert caught.value.hint == "Did you mean title_suffix?"
    with pytest.raises(ConfigError, match="CROSSPOST_AUTOR") as caught:
        load(tmp_path / "nowhere", environment={"CROSSPOST_AUTOR": "x"})
    assert caught.value.hint == "Did you mean author?"


def test_settings_cannot_be_changed_once_they_are_read(tmp_path: Path) -> None:
    config = load(site(tmp_path, "[front_matter]\nlang = 'en'\n"), environment={})
    with pytest.raises(TypeError):
        config.front_matter["lang"] = "de"  # type: ignore[index]


def test_a_file_that_is_not_utf_8_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "crosspost.toml").write_bytes(b"author = '\xe9'")
    with pytest.raises(ConfigError, match="not TOML"):
        load(tmp_path, environment={})


def test_every_setting_has_a_comment_for_the_file() -> None:
    assert all(Config.__dataclass_fields__[key].metadata["doc"] for key in keys())
