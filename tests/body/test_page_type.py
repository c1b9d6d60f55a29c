"""What a page plainly is, by what it says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from block_page import PROSE, document
from crosspost.body.page_type import ARTICLE, DOCUMENTATION, FORUM, detect

TYPED = '<script type="application/ld+json">{{"@type": "{}"}}</script>'


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<meta name="generator" content="Discourse 3.2 - https://discourse.org">', FORUM),
        ('<meta name="Generator" content="MkDocs 1.5">', DOCUMENTATION),
        ('<meta name="generator" content="WordPress 6.4">', ARTICLE),
        (TYPED.format("QAPage"), FORUM),
        (TYPED.format("DiscussionForumPosting"), FORUM),
        (TYPED.format("TechArticle"), DOCUMENTATION),
        (TYPED.format("NewsArticle"), ARTICLE),
        ("<script>{'@type': 'QAPage'}</script>", ARTICLE),
    ],
)
def test_its_program_and_its_types_tell(head: str, kind: str) -> None:
    assert detect(document(f"<p>{PROSE}</p>", head=head)) == kind


def test_types_in_microdata_tell() -> None:
    page = document('<div itemscope itemtype="https://schema.org/QAPage">Why?</div>')
    assert detect(page) == FORUM


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://forum.example.org/viewtopic.php?t=3", FORUM),
        ("https://example.org/questions/311/why", FORUM),
        ("https://docs.example.org/cache", DOCUMENTATION),
        ("https://example.org/manual/cache.html", DOCUMENTATION),
        ("https://example.org/2024/forum-of-small-towns", ARTICLE),
        ("https://forum/", ARTICLE),
        ("http://[broken", ARTICLE),
        ("", ARTICLE),
    ],
)
def test_its_address_tells(url: str, kind: str) -> None:
    page = document(f"<p>{PROSE}</p>")
    assert detect(replace(page, url=url)) == kind
