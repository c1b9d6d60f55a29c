"""The page of the preview in the real Chromium: hostile panes run and load nothing but pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosspost.preview.original import Marked, ToCheck
from crosspost.preview.page import Pane, page
from preview_pages import PNG, draw, hostile
from server import Server
from server import page as answer


@pytest.mark.threat("22: a page that acts in its preview")
@pytest.mark.chromium
def test_hostile_html_that_no_cleaner_saw_is_held_by_the_page_itself(tmp_path: Path) -> None:
    """The sandbox and the policy do the same without ``clean``."""
    with Server({"*": answer(PNG, content_type="image/png")}) as web:
        bad = hostile(web.url(""))
        path = tmp_path / "preview.html"
        path.write_text(page("A", "B", Marked(bad, 1, 1, ()), Pane("C", bad)), "utf-8")
        document = draw(path, tmp_path)
        allowed = {"/shown.png", "/background", "/inline", "/poster", "/i"}  # pictures
        assert "/shown.png" in web.paths() and set(web.paths()) <= allowed
    assert "<title>Preview: A</title>" in document


@pytest.mark.threat("22: a page that acts in its preview")
def test_hostile_texts_stay_in_their_place() -> None:
    bad = "\"'><script>x()</script>"
    html = page(bad, bad, Marked("<p>a", 1, 2, (ToCheck(bad, "lost"),)), Pane(bad, url=""), bad)
    assert "<script" not in html and "&lt;script&gt;" in html


def test_the_list_jumps_to_places_in_the_frame_of_the_original() -> None:
    items = (
        ToCheck("picture: a.png", "lost", "a.png", "picture", "check-1"),
        ToCheck("b", "doubt"),
    )
    html = page("A", "B", Marked("", 3, 1_000, items), Pane("_posts/a.md"))
    assert '<a href="about:srcdoc#check-1" target="original">picture: a.png</a>' in html
    assert "2 things to check" in html and "3 of 1,000 parts" in html
    assert re.findall(r'<iframe[^>]* sandbox="([^"]*)"', html) == 2 * [
        "allow-popups allow-popups-to-escape-sandbox"
    ]


def test_a_page_of_the_sites_own_server_is_the_only_frame_that_may_be_loaded() -> None:
    url = "http://127.0.0.1:4000/blog/a.html"
    html = page("A", "B", Marked("", 0, 0, ()), Pane("", url=url))
    assert "frame-src http://127.0.0.1:4000;" in html and f'src="{url}"' in html
    assert "allow-same-origin" not in html


def test_the_original_alone_has_one_frame() -> None:
    html = page("A", "B", Marked("", 0, 0, ()), None)
    assert html.count("<iframe") == 1 and "frame-src &#x27;none&#x27;" in html
