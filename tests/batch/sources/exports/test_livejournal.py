"""LiveJournal's export."""

from __future__ import annotations

from datetime import datetime

import pytest

from batch.sources.exports.exports import read_text


def journal(event: str = "It opened.", security: str = "public", more: str = "") -> str:
    return f"""<?xml version="1.0" encoding='utf-8'?>
<livejournal>
<entry><itemid>1</itemid><eventtime>2006-06-18 13:45:00</eventtime>
<logtime>2006-06-18 11:45:00</logtime><subject>The bridge</subject>
<event>{event}</event><security>{security}</security><allowmask>0</allowmask>
<taglist>bridges, old rivers</taglist>{more}</entry>
</livejournal>"""


def test_an_entry_is_a_post() -> None:
    found = read_text(journal("One.\n\nTwo &lt;b&gt;bold&lt;/b&gt;."))
    assert found.only.overrides == {
        "title": "The bridge",
        "date": datetime(2006, 6, 18, 13, 45),
        "tags": ["bridges", "old rivers"],
    }
    assert found.only.body == "<p>One.</p>\n<p>Two <b>bold</b>.</p>"


@pytest.mark.parametrize("security", ["private", "friends", "usemask", "custom", "new-word"])
def test_only_public_entries_are_published(security: str) -> None:
    found = read_text(journal(security=security))
    assert found.only.draft
    assert "it is a draft" in found.only.warnings[0]


def test_cuts_and_users() -> None:
    text = 'a &lt;lj-cut text="more"&gt;b&lt;/lj-cut&gt; &lt;lj user="ann_reed"&gt; c'
    body = read_text(journal(text)).only.body
    assert body.count('<hr data-excerpt-end="more">') == 1
    assert '<a href="https://ann-reed.livejournal.com/">ann_reed</a>' in body
    assert "lj-cut" not in body


def test_players_are_named() -> None:
    found = read_text(journal('a &lt;lj-embed id="5"/&gt;'))
    assert "players and polls" in found.only.warnings[0]
    assert "lj-embed" not in found.only.body


def test_comments_are_counted() -> None:
    found = read_text(journal(more="<comments><comment><body>x</body></comment></comments>"))
    assert found.parts[("comment", "not shown", "left out: --comments data")] == 1
