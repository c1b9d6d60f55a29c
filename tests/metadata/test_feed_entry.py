"""What a feed says of an article: taken where the page has no better."""

from __future__ import annotations

from datetime import datetime

from article_page import document, json_ld
from crosspost import metadata

HEADING = "<h1>Otters return to the river</h1>"
FEED = {
    "title": "Otters return",
    "date": "2024-03-05T08:30:00+06:00",
    "author": "Ann Otter",
    "tags": ["Rivers", "Otters"],
}


def test_a_bare_page_has_the_author_the_day_and_the_tags_of_its_feed() -> None:
    facts = metadata.read(document("", HEADING), FEED)
    assert facts.authors == ("Ann Otter",)
    assert facts.published == datetime.fromisoformat("2024-03-05T08:30:00+06:00")
    assert facts.tags == ("Rivers", "Otters")
    assert facts.sources["published"] == "feed"


def test_the_heading_on_the_page_wins_over_the_feeds_title() -> None:
    assert metadata.read(document("", HEADING), FEED).title == "Otters return to the river"


def test_what_the_page_says_of_itself_wins() -> None:
    head = json_ld(
        '{"@type": "Article", "headline": "Otters return to the river", "author":'
        ' {"@type": "Person", "name": "Bo Lee"}, "datePublished": "2024-03-04"}'
    )
    facts = metadata.read(document(head, HEADING + "<p>By Bo Lee, March 4, 2024</p>"), FEED)
    assert facts.authors == ("Bo Lee",)
    assert str(facts.published) == "2024-03-04"


def test_a_feed_that_says_nonsense_says_nothing() -> None:
    odd = {"title": "", "date": "soon", "author": "admin", "tags": None}
    facts = metadata.read(document("", HEADING), odd)
    assert (facts.authors, facts.published, facts.tags) == ((), None, ())
