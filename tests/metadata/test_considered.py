"""Why a candidate was not chosen, in words."""

from __future__ import annotations

import pytest

from article_page import ADDRESS, document
from crosspost import metadata
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.considered import considered
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.model import Metadata

DEED = "https://creativecommons.org/licenses/by/4.0/"


def reasons(field: str, head: str = "", body: str = "", url: str = ADDRESS) -> dict[object, str]:
    """Return the values that a page offers for a field, each with the reason."""
    heading = "" if "<h1>" in body else "<h1>Otters return to the river</h1>"
    reading = metadata.Reading(document(head, heading + body, url=url))
    return {
        one.candidate.value: one.reason
        for one in reading.considered
        if one.candidate.field == field
    }


@pytest.mark.parametrize(
    ("field", "head", "body", "reason"),
    [
        ("license", "", f'<figure><img src="/a"><a href="{DEED}">CC</a></figure>', "a picture"),
        ("license", '<meta name="copyright" content="River Post">', "", "name no license"),
        ("description", '<meta name="description" content="Otters">', "", "too short"),
        ("canonical_url", '<link rel="canonical" href="https://example.org/">', "", "home page"),
        ("canonical_url", '<meta property="og:url" content="https://e.net/a">', "", "another site"),
        ("site", '<meta property="og:site_name" content="Blog">', "", "not a name"),
        ("tags", '<meta name="keywords" content="front-page">', "", "no label"),
        ("categories", '<meta property="article:section" content="News">', "", "no label"),
        ("title", "<title>Otters</title>", "<h1>The otters</h1>", "visible h1 is more likely"),
        ("authors", "", "<div class='comment'>By Bo Lee</div>", "in a comment"),
        ("authors", "", "<aside class='related'>By Bo Lee</aside>", "links to other stories"),
        ("authors", "", "<footer>By Bo Lee</footer>", "in a menu or a footer"),
        ("authors", '<meta name="author" content="Admin">', "", "not a name"),
        ("published", "", "<p>Valid until 5 March 2024</p>", "not the day of publication"),
        ("published", "", "<p>Copyright 5 March 2024</p>", "of the copyright notice"),
        ("language", '<meta name="language" content="de">', "", "html lang is trusted more"),
    ],
)  # fmt: skip
def test_what_is_rejected_has_a_reason(field: str, head: str, body: str, reason: str) -> None:
    assert any(reason in said for said in reasons(field, head, body).values())


def test_every_candidate_has_a_reason() -> None:
    head = '<meta name="author" content="Ann Otter"><meta name="date" content="2024-03-05">'
    body = '<h1>Otters</h1><p class="byline">By Bo Lee</p><p>6 March 2024</p>'
    page = document(head, body)
    found = metadata.Reading(page).considered
    assert [one.candidate for one in found][: len(metadata.candidates(page))] == list(
        metadata.candidates(page)
    )
    assert all(one.reason for one in found)


def test_what_is_far_is_shown_though_it_is_not_read_otherwise() -> None:
    lines = "<p>The river has been quiet for years.</p>" * 40
    head = '<meta name="author" content="Ann Otter"><title>Otters return</title>'
    body = f"<h1>Otters return</h1>{lines}<p>Written by Bo Lee on 5 March 2024</p>"
    page = document(head, body)
    far = [one for one in metadata.Reading(page).considered if "only read where" in one.reason]
    assert ("Bo Lee",) in [one.candidate.value for one in far]
    assert not {one.candidate for one in far} & set(metadata.candidates(page))
    assert metadata.Reading(page).metadata.authors == ("Ann Otter",)


def test_hints_are_told_in_words() -> None:
    source = Source(SourceType.BYLINE)
    one = Candidate("authors", ("Ann Otter",), source, 0.5, frozenset({Hint.COMMENT, Hint.BY}))
    two = Candidate("authors", ("Bo Lee",), source, 0.5)
    found = considered([one, two], [], Metadata(), document())
    assert [each.reason for each in found] == [
        "in a comment",
        "too unlikely to be taken",
    ]
