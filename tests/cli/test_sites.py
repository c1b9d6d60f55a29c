"""``crosspost sites``, and rules for sites in other commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "The boats leave the harbour before the light comes, and nobody on the quay says a word."
PAGE = f"""<html lang=en><head><title>Dawn</title>
<link rel=canonical href="https://www.example.org/dawn"></head><body>
<div class=teaser><p>{TEXT} {TEXT}</p><p>Other story. {TEXT} {TEXT}</p></div>
<p class=by>Ann Otter</p><div class=entry><p>Five short words of text.</p><p class=ad>Buy!</p></div>
</body></html>"""
RULE = """[sites."example.org"]
body = [".gone", ".entry"]
author = "//p[@class='by']/text()"
prune = false
headers = { Cookie = "secret" }
"""


@pytest.fixture
def saved(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "dawn.html"
    path.write_text(PAGE, "utf-8")
    return path


def write_rule(site: Path, text: str = RULE) -> None:
    (site / "crosspost.toml").write_text(text, "utf-8")


def test_options_of_a_call_select_and_remove(shell, saved) -> None:
    wrong = shell(saved, "--stdout").out
    assert "Other story" in wrong
    options = ["--select", "body=.entry", "--select", 'author=//p[@class="by"]/text()']
    shown = shell(saved, "--stdout", *options, "--remove", ".ad", "--remove", ".teaser")
    assert "Five short words" in shown.out and "Other story" not in shown.out
    assert "Buy" not in shown.out and "Ann Otter" in shown.out


def test_a_rule_of_the_site_is_used_and_explained(shell, site, saved) -> None:
    write_rule(site)
    assert shell("trust", "--yes").code == 0
    assert "Five short words" in shell(saved, "--stdout").out
    rule = json.loads(shell("explain", saved, "--remove", ".ad", "--json").out)["rule"]
    origin = '[sites."example.org"]'
    assert rule == [
        {"key": "body", "value": ".gone", "origin": origin, "found": 0},
        {"key": "body", "value": ".entry", "origin": origin, "found": 1},
        {"key": "remove", "value": ".ad", "origin": "--remove", "found": 1},
        {"key": "author", "value": "//p[@class='by']/text()", "origin": origin, "found": 1},
        {"key": "prune", "value": "false", "origin": origin},
        {"key": "headers", "value": "Cookie", "origin": origin},
    ]
    shown = shell("explain", saved).out
    assert "rule for the site" in shown and f"1 found, {origin}" in shown
    assert "secret" not in shown
    blocks = json.loads(shell("explain", saved, "--body", "--json").out)["blocks"]
    whys = {block["text"][:10]: block["why"] for block in blocks}
    assert whys["Five short"] == "in the selected body"
    assert whys["Other stor"] == "outside the selected body"


def test_rules_are_listed(shell, site) -> None:
    write_rule(site, RULE.partition("headers")[0])
    shown = shell("sites")
    assert 'example.org  body, author, prune  [sites."example.org"]\n' in shown.out
    records = json.loads(shell("sites", "--json").out)
    assert {"name": "example.org", "origin": '[sites."example.org"]',
            "keys": ["body", "author", "prune"]} in records  # fmt: skip
    assert shell("sites", "list").out == shown.out


def test_the_rule_for_a_host_or_a_url_is_shown(shell, site) -> None:
    write_rule(site, RULE.partition("headers")[0])
    by_host = shell("sites", "www.example.org")
    assert by_host.out.startswith("body          .gone\n")
    assert shell("sites", "https://example.org/a").out == by_host.out
    assert json.loads(shell("sites", "example.org", "--json").out)[1]["value"] == ".entry"
    other = shell("sites", "example.net")
    assert (other.out, other.code) == ("", 0) and "there is no rule for example.net" in other.err
    assert shell("sites", "two words").code == 2


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("body = 'p['", "[sites.\"example.org\"]: body = 'p[' is not a CSS selector"),
        ("remove = '//p['", "[sites.\"example.org\"]: remove = '//p[' is not XPath 1.0"),
        ("bodi = 'p'", "there is no key 'bodi'"),
        ("body = '//p/text()'", "gives a text, and elements are wanted"),
    ],
)
def test_a_rule_that_cannot_be_used_is_one_clear_error(shell, site, saved, rule, words) -> None:
    write_rule(site, f'[sites."example.org"]\n{rule}\n')
    for command in ([saved], ["explain", saved], ["batch", saved.parent / "list.txt"]):
        (saved.parent / "list.txt").write_text(f"{saved}\n")
        shown = shell(*command)
        assert shown.code == 2, command
        assert words in shown.err and shown.err.count("✗") == 1 and "Traceback" not in shown.err


RUNAWAY = "//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]"


@pytest.mark.skipif(sys.platform != "linux", reason="there, a child does the work")
@pytest.mark.parametrize("command", ["post", "explain", "batch"])
def test_a_selector_that_runs_for_ever_costs_its_own_page(command, site, saved) -> None:
    saved.write_text(PAGE + "<p>a</p>" * 3_000, "utf-8")
    (saved.parent / "other.html").write_text(
        PAGE.replace("www.example.org", "www.example.net"), "utf-8"
    )
    write_rule(site, f'[sites."example.org"]\nbody = "{RUNAWAY}"\n')
    names = [saved, saved.parent / "other.html"]
    (saved.parent / "list.txt").write_text("".join(f"{name}\n" for name in names))
    words = {"post": names, "explain": [saved], "batch": [saved.parent / "list.txt"]}[command]
    process = subprocess.run(
        [sys.executable, "-m", "crosspost", command, *map(str, words)],
        capture_output=True, text=True, timeout=120,
        env={**os.environ, "CROSSPOST_CONVERT_TIMEOUT": "2"},
    )  # fmt: skip
    assert process.returncode == 1
    lines = [line for line in process.stderr.splitlines() if line.startswith("✗")]
    assert len(lines) == 1 and "dawn.html: the page took too long to convert" in lines[0]
    assert "Traceback" not in process.stderr
    assert len(list(site.glob("_posts/*.md"))) == (0 if command == "explain" else 1)


def test_a_rule_is_suggested_from_sentences(shell, site, saved) -> None:
    words = ["--suggest", "--wanted", "Five short words of text."]
    shown = shell("explain", saved, *words, "--unwanted", "Buy!")
    assert shown.code == 0
    assert shown.out == '[sites."example.org"]\nbody = ".entry"\nremove = [".ad"]\n'
    write_rule(site, shown.out)
    assert shell(saved, "--stdout").out.rstrip().endswith("_\n\nFive short words of text.")


def test_a_sentence_that_is_not_in_the_page_is_said(shell, saved) -> None:
    words = ["--suggest", "--wanted", "Five short words of text.", "--unwanted", "\x1b[31mNever"]
    shown = shell("explain", saved, *words)
    assert shown.code == 1 and "Never” is not in the page" in shown.err
    assert "\x1b" not in shown.err and 'body = ".entry"' in shown.out
    nothing = shell("explain", saved, "--suggest", "--wanted", "Never")
    assert (nothing.code, nothing.out) == (1, "")


def test_sentences_and_suggest_need_each_other(shell, saved) -> None:
    assert shell("explain", saved, "--suggest").code == 2
    assert shell("explain", saved, "--wanted", "x").code == 2


def test_a_call_wins_over_a_rule_and_a_rule_over_the_settings(shell, site, saved) -> None:
    general = 'select = { body = ".ad", author = ".by" }\n[sites."example.org"]\nmode = "general"\n'
    write_rule(site, f'{general}body = ".teaser"\n')
    ruled = shell(saved, "--stdout").out
    assert "Other story" in ruled and "Buy!" not in ruled and "Ann Otter" in ruled
    called = shell(saved, "--stdout", "--select", "body=.entry").out
    assert "Five short words" in called and "Other story" not in called
    assert "Ann Otter" in called  # what the call does not name is as in the settings
    for flag in ((), ("--mode", "article")):
        rows = json.loads(shell("explain", saved, *flag, "--json").out)["rule"]
        origins = [row["origin"] for row in rows if row["key"] == "mode"]
        assert origins == ["--mode" if flag else '[sites."example.org"]']


def test_what_a_call_removes_adds_to_the_settings(shell, site, saved) -> None:
    write_rule(site, 'remove = [".ad"]\n[sites."example.org"]\nbody = ".entry"\n')
    shown = shell(saved, "--stdout", "--remove", ".teaser").out
    assert "Buy!" not in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--remove", "p,,p"], "--remove: remove = 'p,,p' is not a CSS selector"),
        (["--select", "auhtor=.by"], "Did you mean author?"),
    ],
)
def test_a_mistake_in_a_call_is_named_as_it_was_written(shell, saved, options, said) -> None:
    done = shell(saved, "--stdout", *options)
    assert done.code == 2 and said in done.err


@pytest.mark.parametrize("name", ["own", "own/", "./own"])
def test_a_folder_is_not_a_host(shell, site, monkeypatch, name) -> None:
    (site / "own").mkdir()
    monkeypatch.chdir(site)
    done = shell("sites", name)
    assert done.code == 2 and "a folder, and not the name of a host" in done.err
    assert f"crosspost sites check {name}" in done.err


@pytest.mark.parametrize("name", ["../x", "http://", "a b"])
def test_what_is_not_a_host_either(shell, name) -> None:
    assert "not the name of a host, and not a URL" in shell("sites", name).err


@pytest.mark.parametrize(
    ("rule", "options"),
    [('[sites."example.org"]\nbody = ".x["\n', ()), ("", ("--select", "body=.x["))],
)
def test_a_batch_checks_the_rules_before_its_first_link(shell, site, saved, rule, options) -> None:
    write_rule(site, rule)
    (saved.parent / "a.html").write_text(PAGE.replace("www.example.org", "example.net"), "utf-8")
    done = shell("batch", saved.parent, *options)
    assert done.code == 2 and "body = '.x[' is not a CSS selector" in done.err
    assert not (site / ".crosspost").exists()


def test_a_suggestion_has_no_other_form(shell, saved) -> None:
    done = shell("explain", saved, "--suggest", "--wanted", "Five", "--json")
    assert done.code == 2 and "neither --json" in done.err


def test_the_rule_of_a_folder_of_site_config_is_shown(shell, site) -> None:
    (site / "own").mkdir()
    (site / "own" / "example.org.txt").write_text("body: //main\n", "utf-8")
    done = shell("sites", "example.org", "--site-config", site / "own")
    assert "//main" in done.out and "site config" in done.out
