"""Whose setting counts: the user's file, the site's file, the environment, a flag."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from crosspost import trust
from crosspost.config import GUARDS, Config, keys
from crosspost.errors import ConfigError
from crosspost.settings import load
from crosspost.targets.jekyll.site import posts_folder, read_site
from crosspost.trust import real_folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site of somebody with a home folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def own(text: str) -> None:
    trust.config_folder().mkdir(parents=True, exist_ok=True)
    (trust.config_folder() / "config.toml").write_text(text, "utf-8")


def site(root: Path, text: str) -> Path:
    (root / "crosspost.toml").write_text(text, "utf-8")
    return root


def test_the_user_s_file_wins_over_the_defaults_and_the_site_s_over_it(root: Path) -> None:
    own('author = "me"\ntags = ["mine"]\ncookies = "/home/me/cookies.txt"\n')
    config = load(site(root, 'tags = ["ours"]\n'), environment={})
    assert (config.author, config.tags, config.cookies) == ("me", ("ours",), "/home/me/cookies.txt")


def test_a_fault_of_the_user_s_file_names_it(root: Path) -> None:
    own("autor = 1\n")
    with pytest.raises(ConfigError, match=r"config/crosspost/config\.toml: unknown setting"):
        load(root, environment={})


ASKS = {
    "cookies": '"/etc/passwd"',
    "headers": '{ Authorization = "x" }',
    "user_agent": '"Mozilla/5.0"',
    "allow_private": "true",
    "connect_timeout": "11.0",
    "read_timeout": "16",
    "total_timeout": "3600",
    "convert_timeout": "31",
    "max_bytes": "1000000000",
    "files_max_bytes": "1000000000",
    "files_max_number": "31",
    "max_redirects": "6",
    "tries": "4",
    "render": '"auto"',
    "browser": '"/opt/xbrowser"',
    "render_timeout": "21",
    "output": '"../elsewhere"',
    "site_config": '["x"]',
    "archive_api": '"http://evil.example/api"',
    "x_api": '"http://evil.example/api"',
    "youtube_api": '"http://evil.example/api"',
}


def test_every_guarded_setting_is_tried_here() -> None:
    assert set(ASKS) == {name for name in keys() if GUARDS[name]}


@pytest.mark.threat("10: guarded settings of a clone")
@pytest.mark.parametrize("name", ASKS)
def test_a_site_may_not_ask_for_what_is_the_user_s(name: str, root: Path) -> None:
    site(root, f"{name} = {ASKS[name]}\n")
    with pytest.raises(ConfigError, match=rf"crosspost\.toml has settings .*: {name}$") as caught:
        load(root, environment={})
    assert "crosspost trust" in caught.value.hint
    (root / "crosspost.toml").rename(root / "kept")
    (root / "pyproject.toml").write_text(f"[tool.crosspost]\n{name} = {ASKS[name]}\n")
    with pytest.raises(ConfigError, match=rf"pyproject\.toml has settings .*: {name}$"):
        load(root, environment={})


@pytest.mark.parametrize("name", ASKS)
def test_the_user_may(name: str, root: Path) -> None:
    own(f"{name} = {ASKS[name]}\n")
    value = getattr(load(root, environment={}), name)
    assert value != getattr(Config(), name)
    # What the site says makes no difference where the user has said more.
    site(root, f"{name} = {ASKS[name]}\n")
    if name != "output":
        assert getattr(load(root, environment={}), name) == value


@pytest.mark.parametrize("name", ASKS)
def test_a_site_that_is_trusted_may_until_it_asks_for_more(name: str, root: Path) -> None:
    site(root, f"{name} = {ASKS[name]}\n")
    with trust.gathering() as requested:
        load(root, environment={})
    noted = {name: trust.digest(value) for name, value in requested.items()}
    trust.save(replace(trust.of(root), permissions=noted))
    assert getattr(load(root, environment={}), name) != getattr(Config(), name)
    more = {"allow_private": "true", "render": '"always"'}.get(name) or (
        f"{float(ASKS[name]) * 2:g}" if ASKS[name][:1].isdigit() else ASKS[name].replace("x", "xx")
    )
    site(root, f"{name} = {more.replace('5.0', '6.0').replace('elsewhere', 'other')}\n")
    if name in ("cookies", "allow_private", "max_bytes"):
        return
    with pytest.raises(ConfigError):
        load(root, environment={})


def test_a_site_may_ask_for_less(root: Path) -> None:
    text = 'tries = 1\nread_timeout = 5\nmax_bytes = 1000\nallow_private = false\noutput = "x"\n'
    config = load(site(root, text), environment={})
    assert (config.tries, config.max_bytes, config.output) == (1, 1000, "x")


def test_what_a_flag_overrules_need_not_be_allowed(root: Path) -> None:
    site(root, 'cookies = "/etc/passwd"\nuser_agent = "x"\n')
    config = load(root, {"cookies": "mine"}, {"CROSSPOST_USER_AGENT": "me"})
    assert (config.cookies, config.user_agent) == ("mine", "me")


@pytest.mark.threat("10: a clone's folders that leave the site")
@pytest.mark.parametrize(
    "text", ['"/tmp"', '".."', '"a/../.."', '"..\\\\x"', '"C:/x"', '"link"', '"link/inner"']
)
def test_an_output_outside_is_not_the_site_s_to_choose(text: str, root: Path) -> None:
    (root / "link").symlink_to(root.parent)
    with pytest.raises(ConfigError, match=r"has .* not allowed: output"):
        load(site(root, f"output = {text}\n"), environment={})


@pytest.mark.threat("10: pictures outside of the site")
@pytest.mark.parametrize(
    "text", ["..", "a/../b", "/x", "a\\..\\x", "\\x", "C:x", "_site", ".git", "a//b"]
)
def test_pictures_are_in_a_folder_that_jekyll_publishes(text: str, root: Path) -> None:
    with pytest.raises(ConfigError, match="not a folder that a site publishes"):
        load(site(root, f"pictures = '{text}'\n"), environment={})


@pytest.mark.threat("10: source and collections_dir outside of the site")
@pytest.mark.parametrize(
    "config",
    ["source: ..", "source: /etc", "collections_dir: ../x", "collections_dir: a\\..\\..\\x",
     "source: out", "source: in\ncollections_dir: ../.."],
)  # fmt: skip
def test_a_configuration_that_leaves_the_site_is_refused(config: str, root: Path) -> None:
    (root / "out").symlink_to(root.parent)
    (root / "_config.yml").write_text(config, "utf-8")
    with pytest.raises(ConfigError, match=r"_config\.yml has .* not allowed: "):
        read_site(root)


@pytest.mark.threat("10: folders of a clone that are links out of it")
def test_posts_are_written_through_no_link_out_of_the_site(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root / "_posts").symlink_to("../elsewhere")
    found = read_site(root)
    with pytest.raises(ConfigError, match=r"the site has .* not allowed: _posts"):
        real_folder(root, posts_folder(found))
    (root / "content").mkdir()
    (root / "_drafts").symlink_to("content")
    assert real_folder(root, posts_folder(found, draft=True)) == root / "content"
    assert real_folder(root, root.parent / "elsewhere") == root.parent / "elsewhere"


@pytest.mark.threat("10: settings of a clone that are no files of it")
def test_a_file_of_settings_that_is_no_file_of_the_site_is_refused(root: Path) -> None:
    (root.parent / "secret").write_text("key = value\n")
    for name in ("crosspost.toml", "pyproject.toml"):
        (root / name).symlink_to("../secret")
        with pytest.raises(ConfigError, match=rf"the site has .* not allowed: {name}"):
            load(root, environment={})
        (root / name).unlink()
    (root / "_config.yml").symlink_to("../secret")
    with pytest.raises(ConfigError, match=r"not allowed: _config\.yml"):
        read_site(root)
    os.mkfifo(root / "crosspost.toml")
    with pytest.raises(ConfigError, match="is not a regular file"):
        load(root, environment={})


@pytest.mark.threat("10: settings of any size")
def test_a_file_of_settings_of_a_gigabyte_is_not_read(root: Path) -> None:
    for name in ("crosspost.toml", "_config.yml"):
        with (root / name).open("wb") as file:
            file.truncate(1024**3)  # takes no room on the disk
    with pytest.raises(ConfigError, match="larger than"):
        load(root, environment={})
    with pytest.raises(ConfigError, match="larger than"):
        read_site(root)


@pytest.mark.threat("17: settings that are not UTF-8")
def test_a_text_that_is_not_utf_8_is_an_error_in_words(root: Path) -> None:
    with pytest.raises(ConfigError, match=r"author = '\\udcff': not UTF-8"):
        load(root, environment={"CROSSPOST_AUTHOR": "\udcff"})
    assert load(root, environment={"CROSSPOST_OUTPUT": "a\udcff"}).output == "a\udcff"


RULE = '[sites."example.org"]\nbody = ".entry"\n'


@pytest.mark.threat("10: guarded keys of the rules for sites in a clone")
@pytest.mark.parametrize("key", ['render = "auto"', 'headers = { Cookie = "x" }'])
def test_a_rule_of_a_site_may_not_ask_for_what_is_the_user_s(key: str, root: Path) -> None:
    name = key.partition(" ")[0]
    site(root, f"{RULE}{key}\n")
    with pytest.raises(ConfigError, match=rf'not allowed: \[sites."example.org"\] {name}$'):
        load(root, environment={})
    with trust.gathering() as requested:
        load(root, environment={})
    noted = {name: trust.digest(value) for name, value in requested.items()}
    trust.save(replace(trust.of(root), permissions=noted))
    assert name in load(root, environment={}).sites["example.org"]
    site(root, RULE + key.replace("auto", "always").replace('"x"', '"y"') + "\n")
    with pytest.raises(ConfigError, match="not allowed"):
        load(root, environment={})


def test_other_keys_of_the_rules_for_sites_need_no_permission(root: Path) -> None:
    own('[sites."example.org"]\nrender = "auto"\nauthor = ".by"\n[sites."a.example"]\nbody = "p"\n')
    site(root, f'{RULE}render = "never"\ndelay = 3\nremove = [".ad"]\n')
    sites = load(root, environment={}).sites
    assert set(sites) == {"example.org", "a.example"}
    assert sites["example.org"] == {
        "author": ".by", "body": ".entry", "render": "never", "delay": 3, "remove": [".ad"]
    }  # fmt: skip
    site(root, f'{RULE}render = "auto"\n')  # as the user has said for the same host
    assert load(root, environment={}).sites["example.org"]["render"] == "auto"


@pytest.mark.parametrize("text", ["bdy = '.x'", "body = 3", "delay = -1", "mode = 'x'"])
def test_a_fault_in_a_rule_names_the_file_the_rule_and_the_key(text: str, root: Path) -> None:
    site(root, f'[sites."example.org"]\n{text}\n')
    with pytest.raises(ConfigError) as caught:
        load(root, environment={})
    assert str(caught.value).startswith('crosspost.toml: [sites."example.org"]: ')
    assert text.partition(" ")[0] in str(caught.value) and caught.value.hint
