"""The page of a post at the generator's own server: asked on the loopback, and waited for."""

from __future__ import annotations

import os
import socket
import time
from email.utils import formatdate
from html import unescape
from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
from server import Server, page, status, then
from server.answers import Answer, Request

PATH = "/blog/2013/03/06/a-bridge-for-the-village/"
BUILT = "<h1>A bridge for the village</h1>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return temporary


def built(seconds: float = 0) -> Answer:
    """Answer with the page of the post, built some seconds from now."""

    def answer(request: Request, sock: socket.socket) -> bool:
        header = {"Last-Modified": formatdate(time.time() + seconds, usegmt=True)}
        return page(BUILT, headers=header)(request, sock)

    return answer


def open_with(
    shell: Shell, folder: Path, routes: dict[str, Answer], *flags: str
) -> tuple[str, list[str]]:
    """Open a post of a site whose server answers so; return the preview and what was asked."""
    saved = folder.parent / "bridge.html"
    saved.write_text(pages.article(), "utf-8")
    with Server(routes) as web:
        Path("_config.yml").write_text(
            f"host: 0.0.0.0\nport: {web.port}\nbaseurl: /blog\npermalink: pretty\n", "utf-8"
        )
        shown = shell(saved, "--open", *flags)
        assert shown.code == 0, shown.err
        (path,) = folder.glob("crosspost-preview-*/preview.html")
        return unescape(path.read_text("utf-8")).replace(web.url(""), "SERVER"), web.paths()


def test_the_page_of_the_running_server_is_shown(shell: Shell, folder: Path) -> None:
    preview, asked = open_with(shell, folder, {PATH: built()})
    assert f'src="SERVER{PATH}"' in preview and set(asked) == {PATH}


def test_it_is_waited_for_until_the_site_is_built(shell: Shell, folder: Path) -> None:
    old = built(-3600)
    preview, asked = open_with(shell, folder, {PATH: then(status("404 Not Found"), old, built())})
    assert f'src="SERVER{PATH}"' in preview and len(asked) == 3


@pytest.mark.parametrize(
    "answer", [page("<h1>Another program</h1>"), status("404 Not Found"), built(-3600)]
)
def test_what_is_not_the_post_is_not_shown(
    shell: Shell, folder: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosspost.cli.site_server._PATIENCE", 0.8)
    preview, asked = open_with(shell, folder, {PATH: answer})
    assert "SERVER" not in preview and "originally posted here" in preview and asked


def test_a_dry_run_asks_no_server(shell: Shell, folder: Path) -> None:
    preview, asked = open_with(shell, folder, {PATH: built()}, "--dry-run")
    assert "SERVER" not in preview and not asked


def test_where_no_server_runs_it_is_quick(shell: Shell, folder: Path) -> None:
    saved = folder.parent / "bridge.html"
    saved.write_text(pages.article(), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    Path("_config.yml").write_text(f"port: {port}\n", "utf-8")
    before = os.times().elapsed
    assert shell(saved, "--open").code == 0
    assert os.times().elapsed - before < 6
