"""Pages drawn by the real Chromium, for tests."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crosspost.config import Config
from crosspost.fetch import Fetcher
from crosspost.fetch.addresses import resolve
from crosspost.model import Page
from crosspost.urls import Trust
from server import Answer, page

TEXT = "In the garden by the river the first beds are dug, and the neighbours bring their seeds. "
PARAGRAPHS = "".join(f"<p>{TEXT * 3}</p>" for _ in range(4))
# A page whose text a script fetches, as frameworks make it.
APP = """<!doctype html><html><head><title>The garden by the river</title></head><body>
<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>
<script>
  const draw = (tag, text) => Object.assign(document.createElement(tag), {textContent: text});
  fetch("/data.json").then(answer => answer.json()).then(story => {
    const article = document.createElement("article");
    article.append(draw("h1", story.title), ...story.text.map(text => draw("p", text)));
    document.getElementById("root").append(article);
  });
</script></body></html>"""
DATA = '{"title": "The garden by the river", "text": ["%s", "%s", "%s"]}' % (3 * (TEXT * 3,))


def app() -> dict[str, Answer]:
    """Return the routes of a page whose text a script fetches."""
    return {"/": page(APP), "/data.json": page(DATA, content_type="application/json")}


def scripted(script: str, body: str = PARAGRAPHS) -> Answer:
    """Return a page with a text and a script after it."""
    return page(
        f"<!doctype html><title>A page</title><article>{body}</article><script>{script}</script>"
    )


def draw(
    url: str,
    *,
    trust: Trust = "own",
    resolver: Callable[[str, int], list[str]] = resolve,
    given: tuple[str, ...] = (),
    **settings: Any,
) -> Page:
    """Draw a page."""
    with Fetcher(Config(**settings), resolver=resolver, given=given) as fetcher:
        return fetcher.draw(url, trust=trust)


def processes(word: str) -> list[int]:
    """Return the running processes that have a word in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if word in line and int(path.parent.name) != os.getpid():
            found.append(int(path.parent.name))
    return found


def profiles(folder: Path) -> list[Path]:
    """Return the profiles of browsers in a folder for temporary files."""
    return list(folder.glob("crosspost-browser-*"))


def wait_until(is_true: Callable[[], object], seconds: float = 20.0) -> bool:
    """Wait until something is true; tell whether it was in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_true():
            return True
        time.sleep(0.05)
    return False
