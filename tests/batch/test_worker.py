"""A page becomes a draft in another process: what travels, and what is made of it."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import pytest

import pages
from crosspost.batch import worker
from crosspost.batch.entry import OFFERED
from crosspost.batch.worker import Draft, Job, Refused, loads, pack, settings_key
from crosspost.config import HINTS, Config, keys
from crosspost.errors import ConfigError
from crosspost.model import Page
from crosspost.pipeline import convert
from crosspost.targets.jekyll.site import Site
from crosspost.targets.jekyll.target import Jekyll

NOW = datetime(2024, 5, 1, tzinfo=UTC)
URL = "https://news.example.org/bridge"
SOURCE = Path(worker.__file__).parent.parent


def job(content: str, **more: object) -> Job:
    return Job(Page(URL, URL, content.encode(), "utf-8", NOW), {}, NOW, **more)  # type: ignore[arg-type]


def converter(config: Config, tmp_path: Path):
    site = Jekyll(Site(tmp_path, config=MappingProxyType({"defaults": [1]})))
    made = partial(worker.convert, pack(config, site, {"layout": "post"}))
    return pickle.loads(pickle.dumps(made))


def test_a_page_gives_the_same_text_as_by_itself(tmp_path: Path) -> None:
    config = Config(author="Me", front_matter=MappingProxyType({"lang": "en"}))
    draft = converter(config, tmp_path)(job(pages.article()))
    site, given = Jekyll(Site(tmp_path)), {"layout": "post"}
    expected = convert(pages.article(), URL, config, site=site, overrides=given, now=NOW)
    assert isinstance(draft, Draft)
    assert (draft.text, draft.filename) == (expected.text, expected.filename)
    assert draft.urls == ("news.example.org/bridge",)


def test_a_page_without_an_article_is_refused_as_data(tmp_path: Path) -> None:
    refused = converter(Config(), tmp_path)(job("<html><body></body></html>"))
    assert isinstance(refused, Refused) and URL not in refused.reason


def settings_read_in(room: str) -> set[str]:
    """Return the settings that the modules of a room read from a ``Config``."""
    files = [*(SOURCE / room).rglob("*.py"), *SOURCE.glob(f"{room}.py")]
    return {
        node.attr
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value).rpartition(".")[2] in ("config", "_config")
    } & set(keys())


def test_a_text_is_made_again_when_a_setting_changes_that_it_is_made_with() -> None:
    rooms = {path.stem for path in SOURCE.iterdir()} - {"config", "settings", "cli", "batch"}
    made_with = set().union(*map(settings_read_in, rooms - {"fetch"}))
    assert "author" in made_with and "max_bytes" in settings_read_in("fetch")
    assert set(keys()) - made_with == worker.OF_FETCHING


@pytest.mark.parametrize("name", keys())
def test_the_key_of_the_settings_depends_on_those_of_the_text(name: str, tmp_path: Path) -> None:
    site, usual = Jekyll(Site(tmp_path)), Config()
    value = {bool: True, int: 7, float: 7.0}.get(HINTS[name], "x")
    value = not getattr(usual, name) if HINTS[name] is bool else value
    if get_args(HINTS[name]):
        folder = _site_config(tmp_path) if name == "site_config" else "x"
        value = (folder,) if HINTS[name] == tuple[str, ...] else MappingProxyType({"x": "x"})
    changed = replace(usual)
    object.__setattr__(changed, name, value)
    same = settings_key(usual, site, {}) == settings_key(changed, site, {})
    assert same == (name in worker.OF_FETCHING)


def _site_config(folder: Path) -> str:
    (folder / "example.org.txt").write_text("body: //main\n", "utf-8")
    return str(folder)


def test_settings_that_no_page_can_use_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        converter(Config(attribution="by {nobody}"), tmp_path)(job(pages.article()))


def test_a_body_that_came_with_the_list_is_taken_whole(tmp_path: Path) -> None:
    given = {"title": "Short", "author": "Ann Example", "date": "2013-03-06", "tags": ["river"]}
    ready = Job(
        Page(URL, URL, b"<p>One line only.</p><script>x</script>", "utf-8", NOW),
        given, NOW, is_article=True, draft=True,
    )  # fmt: skip
    draft = converter(Config(author="Me"), tmp_path)(ready)
    assert isinstance(draft, Draft) and draft.draft and draft.filename == "short.md"
    assert "One line only." in draft.text and "<script" not in draft.text
    assert 'original_author: "Ann Example"' in draft.text and 'author: "Me"' in draft.text


LISTED = "<div class=e><p>The text.</p><p class=ad>Buy!</p></div>after<p class=foot>Foot.</p>"
ALL = "The text.\n\nafter\n\nFoot.\n"
OWN = {"valley.example.org": {"body": ".of-pages", "remove": ".foot"}}


@pytest.mark.parametrize(
    ("settings", "text", "missed"),
    [
        ({"sites": OWN}, "The text.\n\nBuy!\n\nafter\n", ""),
        ({"of_call": {"select": {"body": ".e"}, "remove": (".ad",)}}, "The text.\n", ""),
        ({"of_call": {"select": {"body": ".foot, .ad"}}}, "Buy!\n\nFoot.\n", ""),
        ({"of_call": {"select": {"body": "body"}}, "remove": (".ad", "html")}, ALL, ""),
        ({"of_call": {"select": {"body": ".none"}}, "remove": (".ad",)}, ALL, "finds nothing"),
    ],
)
def test_the_user_s_rules_are_for_such_a_body_too(
    tmp_path: Path, settings: dict[str, Any], text: str, missed: str
) -> None:
    url = "https://valley.example.org/a"
    one = Job(Page(url, url, LISTED.encode(), "utf-8", NOW), {"title": "A"}, NOW, is_article=True)
    draft = converter(Config(attribution_position="none", **settings), tmp_path)(one)
    assert isinstance(draft, Draft)
    assert draft.text.endswith(f"---\n\n{text}")
    assert bool(missed) == any("finds nothing" in each for each in draft.warnings)


def test_what_a_feed_offers_fills_what_the_page_leaves_open(tmp_path: Path) -> None:
    bare = pages.article(author="", published="", head="")
    offered = {"title": "Another", "author": "Ann Example", "date": "2013-03-06"}
    task = Job(Page(URL, URL, bare.encode(), "utf-8", NOW), {OFFERED: offered}, NOW)
    draft = converter(Config(), tmp_path)(task)
    assert isinstance(draft, Draft) and draft.filename == "2013-03-06-a-bridge-for-the-village.md"
    assert 'author: "Ann Example"' in draft.text and OFFERED not in draft.text


def test_who_only_gives_out_pages_loads_nothing_that_converts_them() -> None:
    code = "import sys, crosspost.batch.session; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"bs4", "numpy", "crosspost.pipeline"} & set(done.stdout.split())


def test_what_converters_load_beforehand_is_all_that_a_page_needs(tmp_path: Path) -> None:
    code = (
        "import importlib, sys, pickle\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "before = set(sys.modules)\n"
        "pickle.load(sys.stdin.buffer)()\n"
        "print(*(name for name in set(sys.modules) - before if name.startswith('crosspost')))"
    )
    given = pickle.dumps(partial(converter(Config(), tmp_path), job(pages.article())))
    command = [sys.executable, "-c", code, *loads(Jekyll())]
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    late = set(done.stdout.decode().split())
    assert {name for name in late if not name.startswith("crosspost.batch")} == set()


@pytest.mark.threat("10: secrets of the user on other machines")
def test_what_goes_to_other_machines_holds_no_secret_of_fetching() -> None:
    secret = "s3cret"
    config = Config(
        headers={"Authorization": secret}, cookies=f"/home/{secret}", user_agent=secret, author="me"
    )
    packed = pack(config, Jekyll(), {})
    assert secret.encode() not in packed and b"me" in packed
