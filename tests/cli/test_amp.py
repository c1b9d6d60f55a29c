"""``batch`` with pages whose AMP version has the text."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Shell
from page_data import forms
from paging.test_other_forms import SHELL, TITLE, teaser, whole
from server import Server, page


def test_a_batch_does_the_same(shell: Shell, site: Path, tmp_path: Path) -> None:
    robots = page("User-agent: *\nDisallow: /closed/", content_type="text/plain")
    closed = '<link rel="amphtml" href="/closed/amp">'
    routes = {
        "/robots.txt": robots,
        "/otters-2024": page(SHELL),
        "/otters-2024/amp": page(whole()),
        "/weir-2024": page(teaser(closed).replace(TITLE, "The weir")),
    }
    with Server(routes) as web:
        links = tmp_path / "links.txt"
        links.write_text(f"{web.url('/otters-2024')}\n{web.url('/weir-2024')}\n")
        shown = shell("batch", str(links), "--delay", "0")
        assert "/closed/amp" not in web.paths()
    assert shown.code == 0, shown.err
    (otters,) = site.glob("_posts/*otters*")
    (weir,) = site.glob("_posts/*weir*")
    assert forms.LAST in otters.read_text("utf-8")
    assert forms.LAST not in weir.read_text("utf-8")
