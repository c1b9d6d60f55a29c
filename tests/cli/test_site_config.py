"""``crosspost sites check`` and ``test``: folders of site config, read and tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server import Server, page

GOOD = "title: //h1\nbody: //main\nprune: no\ntidy: no\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "configs"
    made.mkdir()
    (made / "example.org.txt").write_text(GOOD)
    return made


def test_a_folder_whose_lines_can_all_be_used(shell, folder: Path) -> None:
    shown = shell("sites", "check", folder)
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == (
        "files: 1; directives: 4, of which without effect here: 1; lines that cannot be used: 0\n"
    )


def test_lines_that_cannot_be_used_are_named(shell, folder: Path) -> None:
    (folder / "a.example.txt").write_text("body: //a[\nstrip: //b\nbogus: 1\x1b[31m\n")
    (folder / "b.example.txt").write_text("x" * 300_000)
    (folder / "LICENSE.txt").write_text("Free.")
    shown = shell("sites", "check", folder)
    assert shown.code == 1
    lines = shown.out.splitlines()
    assert lines[0].startswith(f"{folder}/a.example.txt:1: body: not an XPath")
    assert lines[1] == f"{folder}/a.example.txt:3: bogus: unknown directive"
    assert lines[2].startswith(f"{folder}/b.example.txt: cannot be read")
    assert len(lines) == 3
    assert "lines that cannot be used: 3" in shown.err


def test_a_login_is_said_once(shell, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.example.txt").write_text("requires_login: yes\nlogin_uri: https://a/\n")
    shown = shell("sites", "check", folder)
    assert shown.code == 0
    assert shown.err.count("log in") == 1
    assert "files for pages behind a login: 2" in shown.err


def test_directives_are_counted_when_asked_for(shell, folder: Path) -> None:
    shown = shell("sites", "check", folder, "-v")
    assert "      1 tidy: no effect, crosspost has its own way to read broken HTML\n" in shown.err
    assert "      1 body\n" in shown.err


def test_a_report_as_json_has_a_line_for_each_file(shell, folder: Path) -> None:
    (folder / "z.example.txt").write_text("test_url: https://z.example/\ntitl: //h1\n")
    shown = shell("sites", "check", "--json", folder)
    records = [json.loads(line) for line in shown.out.splitlines()]
    assert shown.code == 1
    assert records == [
        {
            "path": f"{folder}/example.org.txt",
            "directives": 4,
            "test_urls": 0,
            "needs_login": False,
            "faults": [],
        },
        {
            "path": f"{folder}/z.example.txt",
            "directives": 1,
            "test_urls": 1,
            "needs_login": False,
            "faults": [{"line": 2, "reason": "titl: unknown directive"}],
        },
    ]


def test_a_folder_that_is_not_there_is_an_error(shell, tmp_path: Path) -> None:
    assert shell("sites", "check", tmp_path / "none").code == 2
    assert shell("sites", "check").code == 2


# Trying the test pages

TEXT = "The river is long and cold and people live there by the water. " * 4


def body(*, name: str = "story") -> str:
    return f"<h1>Rivers</h1><nav>Menu</nav><div id='{name}'><p>{TEXT}</p><p>Of ice.</p></div>"


@pytest.fixture
def web() -> Iterator[Server]:
    routes = {
        "/a": page(body()),
        "/moved": page(body(name="text")),
        "/empty": page("<p></p>"),
        "/robots.txt": page("User-agent: *\nDisallow: /closed"),
    }
    with Server(routes) as made:
        yield made


def config_of(web: Server, *tests: str) -> str:
    lines = ["body: //div[@id='story']", "prune: no", "strip: //nav"]
    for test in tests:
        path, _, text = test.partition(" ")
        lines.append(f"test_url: {web.url(path)}")
        lines += [f"test_contains: {text}"] if text else []
    return "\n".join(lines)


QUICK = ("--delay", "0", "--allow-private")


def states(shown: Any) -> dict[str, str]:
    records = [json.loads(line) for line in shown.out.splitlines()]
    return {record["url"].rpartition("/")[2]: record["state"] for record in records}


def test_each_test_page_is_fetched_and_judged(shell, folder: Path, web: Server) -> None:
    text = config_of(web, "/a Of  ice.", "/a Of fire.", "/moved", "/empty", "/none", "/closed")
    (folder / "127.0.0.1.txt").write_text(text)
    shown = shell("sites", "test", folder, *QUICK)
    assert shown.code == 1
    found = [line.split("  ")[0].strip() for line in shown.out.splitlines()]
    found = sorted(state for state in found if state)
    assert found == [
        *("body not found", "fetch failed", "fetch failed", "no article", "ok", "text missing")
    ]
    assert "(Of fire.)" in shown.out and "(robots.txt forbids it)" in shown.out
    assert f"127.0.0.1.txt:4  {web.url('/a')}" in shown.out
    assert "test pages: 6: 1 ok, 1 text missing, 1 body not found, 1 no article" in shown.err
    assert "/closed" not in web.paths()


def test_all_are_ok(shell, folder: Path, web: Server) -> None:
    (folder / "127.0.0.1.txt").write_text(config_of(web, "/a Of ice."))
    shown = shell("sites", "test", folder, *QUICK, "--ignore-robots", "-v")
    assert shown.code == 0
    assert shown.out.rstrip().endswith("//div[@id='story']")
    assert shell("sites", "test", folder, *QUICK, "-q").out == ""


def test_what_cannot_be_fetched_says_nothing_about_the_file(
    shell, folder: Path, web: Server
) -> None:
    (folder / "127.0.0.1.txt").write_text(config_of(web, "/none"))
    assert shell("sites", "test", folder, *QUICK).code == 3


def test_a_page_at_a_private_address_is_not_fetched_unasked(
    shell, folder: Path, web: Server
) -> None:
    (folder / "127.0.0.1.txt").write_text(config_of(web, "/a"))
    shown = shell("sites", "test", folder, "--delay", "0", "--json")
    assert (shown.code, states(shown)) == (3, {"a": "fetch failed"})
    assert not web.paths()


def test_only_the_file_of_a_host_is_tried(shell, folder: Path, web: Server) -> None:
    (folder / "127.0.0.1.txt").write_text(config_of(web, "/a"))
    (folder / "b.example.txt").write_text(config_of(web, "/moved"))
    shown = shell("sites", "test", folder, *QUICK, "--host", "127.0.0.1", "--json")
    assert states(shown) == {"a": "ok"}
    assert shell("sites", "test", folder, "--host", "c.example").code == 2


def test_saved_pages_are_read_without_a_network(shell, folder: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    for name in ("a.example/x/index.html", "a.example/y?z=1", "a.example/w.html"):
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(body())
    (tmp_path / "secret.html").write_text(body())
    urls = ["x/", "y?z=1", "w", "none", "..%2F..%2Fsecret", "../../secret"]
    tests = "\n".join(f"test_url: https://a.example/{url}" for url in urls)
    (folder / "a.example.txt").write_text(f"body: //div[@id='story']\n{tests}")
    shown = shell("sites", "test", folder, "--pages", pages, "--json")
    assert shown.code == 3
    found = [json.loads(line)["state"] for line in shown.out.splitlines()]
    assert sorted(found) == ["not saved"] * 3 + ["ok"] * 3


@pytest.mark.threat("6: an XPath in a rule that runs for hours")
def test_an_xpath_that_runs_for_hours_is_ended(
    shell, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]"
    pages = tmp_path / "pages"
    (pages / "a.example").mkdir(parents=True)
    (pages / "a.example/x").write_text(f"<body>{'<p>a</p>' * 3000}{body()}")
    (pages / "a.example/y").write_text(body())
    (folder / "a.example.txt").write_text(f"strip: {hostile}\ntest_url: https://a.example/x")
    (folder / "b.example.txt").write_text("body: //div[@id='story']\ntest_url: https://a.example/y")
    monkeypatch.setenv("CROSSPOST_CONVERT_TIMEOUT", "1")
    shown = shell("sites", "test", folder, "--pages", pages, "--json")
    assert (shown.code, states(shown)) == (1, {"x": "unusable", "y": "ok"})


# The option


def test_every_command_takes_the_folder(shell, site: Path, folder: Path, web: Server) -> None:
    (folder / "127.0.0.1.txt").write_text(config_of(web) + "\ntitle: //nav\n")
    option = ("--site-config", folder)
    shown = shell(web.url("/a"), *option, "--stdout")
    assert shown.code == 0 and 'title: "Menu"' in shown.out
    shown = shell("explain", web.url("/a"), *option)
    assert shown.code == 0 and f"site config {folder}/127.0.0.1.txt //nav" in shown.out
    (site / "links.txt").write_text(web.url("/a"))
    batch = shell("batch", "links.txt", *option, "--delay", "0", "--workers", "0")
    assert batch.code == 0
    (made,) = (site / "_posts").iterdir()
    assert 'title: "Menu"' in made.read_text("utf-8")


def test_the_first_folder_that_has_a_file_is_used(
    shell, folder: Path, web: Server, tmp_path: Path
) -> None:
    for name, path in (("first", "//h1"), ("second", "//nav")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "127.0.0.1.txt").write_text(f"title: {path}")
    folders = [tmp_path / name for name in ("first", "second")]
    for chosen, title in ((folders, "Rivers"), (folders[::-1], "Menu")):
        options = [word for each in chosen for word in ("--site-config", each)]
        assert f'title: "{title}"' in shell(web.url("/a"), *options, "--stdout").out


def test_a_clone_may_not_choose_the_folder(shell, site: Path, folder: Path, web: Server) -> None:
    (site / "crosspost.toml").write_text(f'site_config = ["{folder}"]\n')
    shown = shell(web.url("/a"), "--stdout")
    assert shown.code == 2 and "not allowed: site_config" in shown.err
    assert not web.paths()
