"""``crosspost batch``: what it writes, says and answers, the whole road included."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from cli.conftest import Shell

QUICK = ("--delay", "0", "--workers", "0")


def article(title: str, date: str = "2024-05-01") -> str:
    words = "The river carried bread and letters past the market of the village. " * 6
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{date}"></head><body>'
        f"<article><h1>{title}</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )


@pytest.fixture
def web() -> Iterator[server.Server]:
    """Serve two articles and some faults."""
    routes = {
        "/one": server.page(article("One river")),
        "/two": server.page(article("Two rivers")),
        "/gone": server.status("404 Not Found"),
        "/private": server.page(article("Private")),
        "/robots.txt": server.page(
            "User-agent: *\nDisallow: /private\n", content_type="text/plain"
        ),
    }
    with server.Server(routes) as running:
        yield running


def names(site: Path) -> list[str]:
    return sorted(path.name for path in site.glob("_posts/*"))


def test_a_list_becomes_posts_and_their_paths_go_down_the_pipe(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(f"{web.url('/one')}\n{web.url('/two')}\n")
    shown = shell("batch", "links.txt", *QUICK)
    assert shown.code == 0
    assert shown.out == "_posts/2024-05-01-one-river.md\n_posts/2024-05-01-two-rivers.md\n"
    assert "2 links: 2 posts written" in shown.err
    text = (site / "_posts" / "2024-05-01-one-river.md").read_text()
    assert 'title: "One river"' in text and web.url("/one") in text


def test_failures_are_grouped_by_cause_with_what_to_try(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(
        "".join(f"{web.url(path)}\n" for path in ("/gone", "/one", "/gone?2", "/private"))
        + "mailto:ann@example.org\n"
    )
    shown = shell("batch", "links.txt", *QUICK)
    assert shown.code == 1
    assert "links.txt:5: not an http(s) address" in shown.err
    assert "4 links: 1 posts written, 3 failed, 1 lines that are no links" in shown.err
    assert "404 not found" in shown.err and "--ignore-robots" in shown.err


def test_a_dry_run_writes_nothing(shell: Shell, site: Path, web: server.Server) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shown = shell("batch", "links.txt", "--dry-run", *QUICK)
    assert shown.code == 0 and "1 posts would be written" in shown.err
    assert sorted(path.name for path in site.iterdir()) == ["_config.yml", "links.txt"]


def test_the_cache_lets_other_settings_fetch_nothing(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shell("batch", "links.txt", "--cache", *QUICK)
    asked = len(web.requests)
    shown = shell(
        "batch", "links.txt", "--cache", "--force", "--title-suffix", "[cross-post]", *QUICK
    )
    assert shown.code == 0 and len(web.requests) == asked
    (post,) = site.glob("_posts/*")
    assert "One river [cross-post]" in post.read_text()


@pytest.mark.parametrize("ending", ["json", "csv", "md", "html"])
def test_a_report_says_what_became_of_every_link(
    shell: Shell, site: Path, web: server.Server, ending: str
) -> None:
    (site / "links.txt").write_text(f"{web.url('/one')}\n{web.url('/gone')}\nnothing\n")
    shell("batch", "links.txt", "--report", f"report.{ending}", *QUICK)
    text = (site / f"report.{ending}").read_text()
    assert "2024" in text and "404 not found" in text and web.url("/gone") in text
    if ending == "json":
        found = json.loads(text)
        assert found["counts"] == {"done": 1, "failed": 1}
        assert [link["state"] for link in found["links"]] == ["done", "failed"]
        assert found["bad_lines"] == [
            {"source": "links.txt", "line": 3, "reason": "not an http(s) address: 'nothing'"}
        ]
    if ending == "csv":
        # The report of a run is a list again.
        assert shell("batch", "report.csv", "--dry-run", *QUICK).err.count("not an http(s)") == 0


def test_a_wordpress_export_needs_no_network(shell: Shell, site: Path) -> None:
    from batch.links.test_wordpress import AUTHOR, HEAD, item

    text = "First paragraph of the post.\n\n" + "The river carried bread. " * 30
    export = HEAD + AUTHOR + item(text) + item(text, "draft") + "</channel></rss>"
    (site / "export").write_text(export)
    shown = shell("batch", "export", *QUICK)
    assert shown.code == 0, shown.err
    post = (site / "_posts" / "2013-03-06-bread-rivers.md").read_text()
    assert 'author: "Ann Example"' in post and "First paragraph of the post." in post
    assert (site / "_drafts" / "bread-rivers.md").exists()


def test_a_folder_of_saved_pages(shell: Shell, site: Path) -> None:
    folder = site / "saved"
    folder.mkdir()
    saved = "<!-- saved from url=(0023)https://example.org/one -->" + article("Saved")
    (folder / "page.html").write_text(saved)
    shown = shell("batch", "saved", *QUICK)
    assert shown.code == 0, shown.err
    assert "https://example.org/one" in (site / "_posts" / "2024-05-01-saved.md").read_text()


def test_a_report_of_an_unknown_form_is_a_matter_of_usage(shell: Shell, site: Path) -> None:
    shown = shell("batch", "links.txt", "--report", "report.pdf")
    assert shown.code == 2 and "--report" in shown.err


def test_a_list_that_is_not_there_is_said_before_anything_is_fetched(
    shell: Shell, site: Path
) -> None:
    shown = shell("batch", "nowhere.txt", *QUICK)
    assert shown.code == 1 and "nowhere.txt: cannot be read" in shown.err


def start(site: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "crosspost", "batch", "links.txt", "--delay", "0", "--workers", "1"],
        cwd=site,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1714521600"},
    )


def finished(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


def slow_web(count: int) -> server.Server:
    def slowly(answer: server.Answer) -> server.Answer:
        def wait(request: server.Request, sock: object) -> bool:
            time.sleep(0.03)
            return answer(request, sock)  # type: ignore[arg-type]

        return wait

    return server.Server(
        {f"/{n}": slowly(server.page(article(f"River {n % 7}"))) for n in range(count)}
    )


def test_killed_and_started_again_it_ends_as_if_nothing_had_been(site: Path) -> None:
    with slow_web(40) as web:
        (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in range(40)))
        for posts in (3, 15):
            process = start(site)
            while process.poll() is None and len(names(site)) < posts:
                time.sleep(0.01)
            process.kill()
            process.communicate()
        assert finished(start(site)) == 0
        found = {path.name: path.read_bytes() for path in site.glob("_posts/*")}
        other = site.parent / "undisturbed"
        other.mkdir()
        (other / "_config.yml").write_text((site / "_config.yml").read_text())
        (other / "links.txt").write_text((site / "links.txt").read_text())
        assert finished(start(other)) == 0
        assert found == {path.name: path.read_bytes() for path in other.glob("_posts/*")}
        assert len(found) == 40
        assert not [path for path in (site / "_posts").iterdir() if path.name.startswith(".")]


def test_ctrl_c_ends_with_a_summary_and_130(site: Path) -> None:
    with slow_web(60) as web:
        (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in range(60)))
        process = start(site)
        while process.poll() is None and len(names(site)) < 3:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1].decode()
    assert process.returncode == 130
    assert "not yet done" in said and "run the same command again" in said
    assert "Traceback" not in said
