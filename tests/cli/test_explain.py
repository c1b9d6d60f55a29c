"""``crosspost explain``: every field with its source and what was passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pages


@pytest.fixture
def saved(site: Path) -> Path:
    head = '<meta property="og:title" content="A bridge!">'
    path = site.parent / "bridge.html"
    path.write_text(pages.article(head=head), "utf-8")
    return path


def test_each_field_shows_its_value_and_where_it_was_found(shell, saved) -> None:
    shown = shell("explain", saved)
    assert shown.code == 0
    lines = shown.out.splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("published"))
    assert "2013-03-06" in lines[row]
    assert "json-ld" in lines[row + 1]


def test_what_was_passed_over_is_there_too(shell, saved) -> None:
    record = json.loads(shell("explain", saved, "--json").out)
    assert record["title"]["value"] == "A bridge for the village"
    others = record["title"]["passed_over"]
    reason = "visible h1 is more likely"
    assert {"value": "A bridge!", "source": "meta og:title", "reason": reason} in others
    shown = shell("explain", saved)
    assert f"meta og:title: {reason}" in shown.out
    assert record["authors"]["value"] == ["A. Correspondent"]


def test_the_value_chosen_is_not_passed_over_in_another_spelling(shell, site) -> None:
    head = '<meta property="og:image" content="/lead.jpg">'
    head += '<meta name="keywords" content="River, river, bridge">'
    head += '<meta property="og:url" content="https://news.example.org/bridge?utm_source=x">'
    path = site.parent / "bridge.html"
    path.write_text(pages.article(head=head), "utf-8")
    record = json.loads(shell("explain", path, "--json").out)
    for name in ("image", "tags", "canonical_url"):
        assert record[name]["value"] is not None
        assert record[name]["passed_over"] == []


def test_a_field_that_the_page_does_not_give_is_said(shell, saved) -> None:
    shown = shell("explain", saved)
    assert "license       nothing found" in shown.out
    assert json.loads(shell("explain", saved, "--json").out)["license"]["value"] is None


def test_a_page_that_cannot_be_had_is_an_error_in_words(shell, site) -> None:
    shown = shell("explain", "nowhere.html")
    assert shown.code == 1
    assert "nowhere.html" in shown.err


def test_a_selector_wins_over_what_is_found(shell, saved) -> None:
    record = json.loads(shell("explain", saved, "--select", "title=nav a", "--json").out)
    assert (record["title"]["value"], record["title"]["source"]) == ("Home", "--select nav a")


def test_the_body_is_shown_block_by_block_with_the_reason(shell, saved) -> None:
    shown = shell("explain", saved, "--body")
    kept = [line for line in shown.out.splitlines() if line.startswith("+")]
    assert any("The meeting lasted two hours" in line for line in kept)
    assert any(line.startswith("-") and "Imprint" in line for line in shown.out.splitlines())
    assert "parts kept; read as article" in shown.err
    record = json.loads(shell("explain", saved, "--body", "--json").out)
    assert all(0 <= block["score"] <= 1 and block["why"] for block in record["blocks"])


def test_the_body_as_a_page_is_written_once(shell, site, saved) -> None:
    page = site.parent / "why.html"
    assert shell("explain", saved, "--html", page).code == 0
    assert "The meeting lasted two hours" in page.read_text("utf-8")
    assert shell("explain", saved, "--html", page).code == 1


def test_a_rejected_author_or_day_has_its_reason_in_words(shell, site) -> None:
    far = "<p>The ferry waits, and the river does not hurry for it.</p>" * 60
    body = f"{far}<div class='comment'><p>By Bo Lee</p><p>5 March 2014</p></div></body>"
    path = site.parent / "bridge.html"
    path.write_text(pages.article().replace("</body>", body), "utf-8")
    record = json.loads(shell("explain", path, "--json").out)
    assert {"value": ["Bo Lee"], "source": "visible byline", "reason": "in a comment"} in record[
        "authors"
    ]["passed_over"]
    days = record["published"]["passed_over"]
    assert [d["reason"] for d in days if d["value"] == "2014-03-05"] == ["in a comment"]
    assert "visible byline: in a comment" in shell("explain", path, "--verbose").out


def test_a_page_that_the_site_would_publish_is_told(shell, site, saved) -> None:
    shown = shell("explain", saved, "--html", site / "why.html")
    assert shown.code == 0 and "would publish" in shown.err
    assert "would publish" not in shell("explain", saved, "--html", site / "_why.html").err
