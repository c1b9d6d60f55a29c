"""Rules for sites that name the other pages of an article, in ``post`` and in ``batch``."""

from __future__ import annotations

from pathlib import Path

import pytest

from server import Server, page

LINE = "In village {0} the river is {0} days late, and nobody there knows when it will come. "
# Nothing but the rule tells that the pages belong together.
PATHS = {"/first": "/second", "/second": "/third", "/third": ""}


def sheet(number: int, following: str, more: str = "") -> str:
    link = f'<a class=onward href="{following}">Onward!</a>' if following else ""
    text = "".join(f"<p>{LINE.format(10 * number + n)}</p>" for n in range(5))
    return (
        f"<html lang=en><head><title>Chapter {number} of the river</title></head><body>"
        f"<div class=entry>{text}</div>{link}{more}</body></html>"
    )


def served(more: str = "") -> Server:
    answers = {
        path: page(sheet(number, following, more))
        for number, (path, following) in enumerate(PATHS.items(), 1)
    }
    return Server(answers)


def write_rule(site: Path, keys: str) -> None:
    (site / "crosspost.toml").write_text(f'[sites."127.0.0.1"]\nbody = ".entry"\n{keys}', "utf-8")


@pytest.mark.parametrize("key", ["next = 'a.onward'", "next = '//a[@class=\"onward\"]/@href'"])
def test_the_pages_that_the_rule_names_are_one_post(shell, site, key) -> None:
    with served() as web:
        alone = shell(web.url("/first"), "--stdout").out
        assert "village 14" in alone and "village 20" not in alone
        write_rule(site, key)
        shown = shell(web.url("/first"), "--stdout")
        assert all(f"village {10 * number}" in shown.out for number in (1, 2, 3))
        assert "Onward" not in shown.out and "not in the post" not in shown.err
        assert web.paths()[1:] == list(PATHS)


def test_the_batch_follows_them_too(shell, site) -> None:
    write_rule(site, "next = 'a.onward'")
    with served() as web:
        (site / "list.txt").write_text(web.url("/first") + "\n")
        shown = shell("batch", "list.txt", "--delay", "0", "--ignore-robots", "--workers", "0")
        assert shown.code == 0, shown.err
    (post,) = (site / "_posts").glob("*.md")
    assert all(f"village {10 * number}" in post.read_text() for number in (1, 2, 3))


def test_a_page_of_another_host_is_not_fetched(shell, site) -> None:
    write_rule(site, "next = 'a.onward'")
    with served() as other, Server({"/first": page(sheet(1, other.url("/second")))}) as web:
        shown = shell(web.url("/first"), "--stdout")
        assert "village 14" in shown.out and "village 20" not in shown.out
        assert other.connections == 0


def test_a_loop_ends(shell, site) -> None:
    write_rule(site, "next = 'a.onward'")
    routes = {"/first": page(sheet(1, "/second")), "/second": page(sheet(2, "/first"))}
    with Server(routes) as web:
        shown = shell(web.url("/first"), "--stdout")
        assert "village 24" in shown.out and shown.out.count("village 14") == 1
        assert len(web.paths()) <= 3


def test_the_form_on_a_single_page_is_taken_if_it_has_more(shell, site) -> None:
    write_rule(site, "single_page = 'a.print'")
    whole = sheet(1, "").replace("</div>", sheet(2, "").partition("<div class=entry>")[2])
    link = "<a class=print href=/print>Print</a>"
    with Server({"/a": page(sheet(1, "", link)), "/print": page(whole)}) as web:
        shown = shell(web.url("/a"), "--stdout")
        assert "village 24" in shown.out and shown.out.count("village 14") == 1
    with Server({"/a": page(sheet(1, "", link)), "/print": page(sheet(1, ""))}) as web:
        shown = shell(web.url("/a"), "--stdout")
        assert "village 14" in shown.out and "single page" not in shown.err
        assert web.paths() == ["/a", "/print"]
