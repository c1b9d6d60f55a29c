"""What tells an author from what software fills in."""

from __future__ import annotations

import pytest

from article_page import json_ld, read

HEADING = "<h1>Otters return to the river</h1>"
SITE = '<meta property="og:site_name" content="River Post">'


def article(author: str) -> str:
    return json_ld(f'{{"@type": "Article", "headline": "Otters", "author": {author}}}')


@pytest.mark.parametrize("account", ["slow-poke", "q_admin", "otter42"])
def test_an_account_that_no_reader_sees_is_no_author(account: str) -> None:
    head = article(f'"{account}"') + f'<meta name="author" content="{account}">'
    assert read(head, HEADING).authors == ()
    assert read(head, f"{HEADING}<p>By {account}</p>").authors == (account,)


def test_the_sites_name_in_json_ld_alone_is_no_author_unless_of_news() -> None:
    def posting(kind: str) -> str:
        named = '{"@type": "Organization", "name": "River Post"}'
        return f'{{"@type": "{kind}", "headline": "Otters return", "author": {named}}}'

    assert read(SITE + json_ld(posting("BlogPosting")), HEADING).authors == ()
    assert read(SITE + json_ld(posting("NewsArticle")), HEADING).authors == ("River Post",)
