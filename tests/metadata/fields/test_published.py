"""The day: the first publication, as the page gives it, never one that cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from article_page import json_ld, read

HEADING = "<h1>Otters return to the river</h1>"


def published(day: str, **more: str) -> str:
    extra = "".join(f', "{name}": "{value}"' for name, value in more.items())
    return json_ld(f'{{"@type": "Article", "headline": "Otters", "datePublished": "{day}"{extra}}}')


@pytest.mark.parametrize(
    "day", ["1970-01-01", "0001-01-01", "1969-12-31T23:59:59Z", "2013-02-30", "soon", ""]
)
def test_an_empty_field_of_a_database_is_no_day(day: str) -> None:
    assert read(published(day), HEADING).published is None


def test_a_day_in_the_future_is_refused() -> None:
    later = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    assert read(published(later), HEADING).published is None


def test_the_first_publication_wins_over_the_shown_update() -> None:
    body = HEADING + "<p>Updated March 9, 2024</p>"
    article = read(published("2019-05-01", dateModified="2024-03-09"), body)
    assert article.published == date(2019, 5, 1)
    assert article.updated == date(2024, 3, 9)


def test_a_drafts_day_is_not_the_publication() -> None:
    assert read(published("2019-02-12", dateCreated="2019-02-02"), HEADING).published == date(
        2019, 2, 12
    )


def test_a_teasers_day_far_below_does_not_stand_against_the_shown_update() -> None:
    text = "<p>The otters have come back to the river this spring.</p>" * 30
    teasers = '<div class="related"><p>Rivers</p><p>May 1, 2024</p></div>' * 2
    body = f"{HEADING}<p>Updated March 9, 2024</p>{text}{teasers}"
    assert read("", body).published == date(2024, 3, 9)


def test_a_day_in_the_text_does_not_hide_the_one_at_its_end() -> None:
    text = f"<p>{'The deadline for the river forms is, as it has been, ' * 3}April 15, 2025.</p>"
    text += "<p>The otters have come back to the river this spring.</p>" * 30
    body = f"{HEADING}{text}<p>Page last modified <time datetime='2025-01-17'>then</time></p>"
    assert read("", body).published == date(2025, 1, 17)


def test_a_day_with_points_is_read_the_way_that_the_data_say() -> None:
    body = f"{HEADING}<p>09.10.2024</p>"
    assert read("", body).published == date(2024, 10, 9)
    assert read(published("2024-09-10"), body).published == date(2024, 9, 10)


def test_the_time_of_day_comes_from_the_data_and_the_day_from_both() -> None:
    body = HEADING + "<p>Published March 5, 2024</p>"
    article = read(published("2024-03-05T23:30:00+06:00"), body)
    assert article.published == datetime.fromisoformat("2024-03-05T23:30:00+06:00")


def test_a_time_near_midnight_is_not_moved_to_another_day() -> None:
    article = read(published("2024-03-05T23:59:00-08:00"), HEADING)
    assert article.published is not None
    assert article.published.isoformat() == "2024-03-05T23:59:00-08:00"


def test_a_numeric_date_is_read_as_the_pages_country_writes_it() -> None:
    body = HEADING + "<p>Published 06/03/2013</p>"
    assert read("", body, lang="en-US").published == date(2013, 6, 3)
    assert read("", body, lang="en-GB").published == date(2013, 3, 6)


def test_an_update_before_the_publication_is_not_given() -> None:
    assert read(published("2024-03-05", dateModified="2020-01-01"), HEADING).updated is None


def test_a_date_that_reads_both_ways_is_read_as_the_rest_of_the_page_says() -> None:
    body = HEADING + "<p>Published 06/03/2013</p>"
    url = "https://example.org/2013/03/06/otters"
    assert read("", body, lang="en-US", url=url).published == date(2013, 3, 6)


def test_a_shown_day_that_the_data_call_the_last_change_is_not_the_publication() -> None:
    body = HEADING + "<p class='meta'>March 9, 2024</p>"
    article = read(published("2019-05-01", dateModified="2024-03-09"), body)
    assert article.published == date(2019, 5, 1)


def test_a_day_that_the_text_tells_of_is_not_the_articles() -> None:
    told = "On March 5, 2019 the council met by the river, and those who came said what they saw. "
    assert read("", f"{HEADING}<p>{told * 2}</p>").published is None


def test_the_other_dates_of_the_page_say_which_number_is_the_month() -> None:
    body = HEADING + "<p class='date'>06/03/2013</p><p class='date'>25/02/2013</p>"
    assert read("", body, lang="en-US").published == date(2013, 3, 6)


def test_a_short_american_date_with_dots_is_settled_by_the_data() -> None:
    body = HEADING + "<p class='date'>09.10.24</p>"
    assert read(published("2024-09-10"), body, lang="en").published == date(2024, 9, 10)


def test_the_last_day_of_an_offer_is_no_publication() -> None:
    head = '<meta name="pubdate" content="2020-02-10">'
    body = "<p>Limited offer! Redeem by 12.31.23</p>" + HEADING
    assert read(head, body, lang="en").published == date(2020, 2, 10)


def test_the_day_of_the_printed_paper_is_not_the_publication() -> None:
    paper = '<meta name="date" content="2024-03-06">'
    shown = HEADING + "<p>06.03.2024</p>"
    online = published("2024-03-05T19:30:00+01:00")
    assert read(paper + online, shown, lang="de").published == datetime.fromisoformat(
        "2024-03-05T19:30:00+01:00"
    )


def test_an_evening_without_the_offset_of_the_site_may_be_the_next_day_there() -> None:
    online = published("2024-03-05T19:30:00Z", mainEntityOfPage="https://example.org/other")
    article = read(online, HEADING + "<p>Published March 6, 2024</p>")
    assert article.published is not None
    assert article.published.isoformat()[:10] == "2024-03-06"


def test_a_day_that_was_seen_and_not_taken_is_named_with_the_reason() -> None:
    story = "<a href='/b'><h3>The blue boat sails on</h3><time datetime='2024-03-05'>x</time></a>"
    article = read("", f"{HEADING}<section class='related'>{story}</section>")
    assert article.published is None
    assert article.rejected_day == "2024-03-05 (time element) was not taken: of another story"
    assert read("", HEADING).rejected_day == ""
    assert "not a plausible day" in read(published("1970-01-01"), HEADING).rejected_day


def test_a_time_without_a_zone_takes_the_zone_of_the_same_time_elsewhere() -> None:
    data = '{"@type": "Article", "headline": "Otters return", "datePublished": "%s"}'
    script = f'<script type="application/ld+json">{data % "2024-03-05T14:05:33"}</script>'
    article = read(script + published("2024-03-05T14:05:33Z"), HEADING)
    assert article.published == datetime.fromisoformat("2024-03-05T14:05:33+00:00")
    article = read(script + published("2024-03-05T17:05:33Z"), HEADING)
    assert article.published == datetime.fromisoformat("2024-03-05T14:05:33")
