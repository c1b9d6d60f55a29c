"""docs/walk.md is true: its commands are run, and print what is written there.

``python tests/test_walk.py`` writes what they print anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import pages
from paging.series import pager, sheet
from pictures import png
from server import Answer, Server, page, redirect
from server.wayback import Wayback

WALK = Path(__file__).resolve().parent.parent / "docs" / "walk.md"
_PARTS = re.compile(r"^<!-- step: (\w+) -->$|^```console\n(.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
_STAMP = "20130919044612"
_MARKET = {1: "/market/", 2: "/market/2/", 3: "/market/3/"}
_FIRST = "The bridge was planned for ten years before the first stone was laid in spring."
_SECOND = "Then seven villages built it in a summer, with ropes, mules and much singing."
_SCRIPT = (
    '<!doctype html><meta property="article:published_time" content="2013-03-06">'
    "<title>The weather</title><div id=app></div><script>"
    "document.getElementById('app').innerHTML = '<article><h1>The weather</h1>' + "
    "'<p>Snow fell on the mountains all night, and the road to the north is closed.</p>'"
    ".repeat(8) + '</article>'</script>"
)


class Walk:
    """The site and the servers of a walk."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self._root = root.resolve() / "blog"
        self._root.mkdir()
        (self._root / "_config.yml").write_text("title: Blog\ntimezone: UTC\n")
        self._web = stack.enter_context(Server({}))
        ferry = pages.article("The ferry", f"<p>{pages.PARAGRAPH}</p>" * 3, url="")
        copies = {self._web.url("/ferry"): {_STAMP: ferry}}
        self._wayback = stack.enter_context(Wayback(copies))
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith("CROSSPOST_")}
        self._environment |= {
            "CROSSPOST_ARCHIVE_API": self._wayback.api,
            "PYTHONUNBUFFERED": "1",
            "XDG_STATE_HOME": str(root / "state"),
            "XDG_CONFIG_HOME": str(root / "config"),
        }

    def _bridge(self, first: str = _FIRST, second: str = _SECOND) -> Answer:
        body = (
            f'<p>{first}</p><img src="/stone.png" alt="A stone"><p>{second}</p>'
            f'<img src="/rope.png" alt="A rope"><p>{pages.PARAGRAPH}</p>'
        )
        return page(pages.article("The bridge", body, url=""))

    def step(self, name: str) -> None:
        """Have happen what happens between two commands."""
        routes = self._web.routes
        if name == "begin":
            routes |= {
                url: page(sheet(number, pager(_MARKET, number), title="The market"))
                for number, url in _MARKET.items()
            }
            routes |= {"/bridge": self._bridge(), "/weather": page(_SCRIPT)}
            routes |= {"/stone.png": page(png(seed=1), content_type="image/png")}
            routes |= {"/lead.jpg": page(png(seed=3), content_type="image/png")}
        elif name == "repair":
            routes["/rope.png"] = page(png(seed=2), content_type="image/png")
        elif name == "change":
            routes["/bridge"] = self._bridge(second=_SECOND.replace("a summer", "one summer"))
        elif name == "conflict":
            routes["/bridge"] = self._bridge(
                _FIRST.replace("ten years", "twelve years"), _SECOND.replace("a s", "one s")
            )
        elif name == "later":
            routes["/moved/bridge"] = routes["/bridge"]
            routes["/bridge"] = redirect("/moved/bridge", line="301 Moved Permanently")
            routes["/market/"] = page("<title>Page not found</title><p>Read something else.")
        else:
            raise LookupError(name)

    def run(self, command: str) -> str:
        """Run a command in a shell, and return what it prints."""
        ports = (("127.0.0.1:8000", self._web), ("127.0.0.1:8001", self._wayback._server))
        for shown, web in ports:
            command = command.replace(shown, f"127.0.0.1:{web.port}")
        if command.startswith("crosspost "):
            command = f"{sys.executable} -m {command}"
        done = subprocess.run(
            command, shell=True, cwd=self._root, env=self._environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=120,
        )  # fmt: skip
        text = done.stdout
        for shown, web in ports:
            text = text.replace(f"127.0.0.1:{web.port}", shown)
        return text.replace(str(self._root), "/home/me/blog")


def written(text: str, walk: Walk) -> Iterator[str]:
    """Yield the parts of the page with what its commands print now."""
    end = 0
    for found in _PARTS.finditer(text):
        yield text[end : found.start()]
        end = found.end()
        if found[1]:
            walk.step(found[1])
            yield found[0]
            continue
        shown = ""
        for command, before in _COMMAND.findall(found[2]):
            text_now = walk.run(command)
            # A check has results in the order in which they come.
            is_same = "crosspost check" in command and _lines(text_now) == _lines(before)
            shown += f"$ {command}\n{before if is_same else text_now}"
        yield f"```console\n{shown}```"
    yield text[end:]


def _lines(text: str) -> list[str]:
    return sorted(text.splitlines())


@pytest.mark.chromium
def test_the_walk_is_as_it_is_written(tmp_path: Path) -> None:
    text = WALK.read_text("utf-8")
    with ExitStack() as stack:
        assert "".join(written(text, Walk(tmp_path, stack))) == text
    assert text.count("\n$ ") > 12


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        text = "".join(written(WALK.read_text("utf-8"), Walk(Path(folder), stack)))
    WALK.write_text(text, "utf-8")
