"""Visible days: time elements and words, labels, comments, teasers, the copyright year."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from article_page import found, json_ld, read
from crosspost.metadata.hints import Hint

HEADING = "<h1>Otters return to the river</h1>"
FAR = "<p>The water is cold, the fish are many, and nobody counts the hours here.</p>" * 50


def test_a_time_element_by_the_heading_is_the_publication() -> None:
    body = HEADING + '<time datetime="2024-03-05T09:00:00+01:00">5 March</time>'
    assert read("", body).published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")


@pytest.mark.parametrize(
    "age",
    [
        '<time title="2024-03-05T09:00:00Z">3 days ago</time>',
        '<time title="Tue 5 Mar 2024" datetime="2024-03-05T09:00:00Z">3 days ago</time>',
        '<relative-time datetime="2024-03-05T09:00:00Z">3 days ago</relative-time>',
        '<abbr title="2024-03-05T09:00:00Z">3 days ago</abbr>',
        '<span class="when" data-date="2024-03-05T09:00:00Z">3 days ago</span>',
        '<span data-timestamp="1709629200">3 days ago</span>',
    ],
)
def test_beside_an_age_the_moment_in_an_attribute_counts(age: str) -> None:
    assert read("", HEADING + f"<p>{age}</p>").published == datetime.fromisoformat(
        "2024-03-05T09:00:00+00:00"
    )


@pytest.mark.parametrize(
    "line",
    ["<p>Joined: March 5, 2014</p>", "<p>Registered</p><p>March 5, 2014</p>"],
)
def test_the_day_that_somebody_joined_a_forum_is_not_the_articles(line: str) -> None:
    assert read("", HEADING + line).published is None


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Retrieved 4 May 2020.", "en"),
        ("Abgerufen am 4. Mai 2020", "de"),
        ("Consulté le 4 mai 2020", "fr"),
        ("Дата обращения: 4 мая 2020", "ru"),
        ("2020年5月4日閲覧。", "ja"),
        ("2020년 5월 4일에 확인함.", "ko"),
    ],
)
def test_the_day_on_which_a_source_was_read_is_not_the_articles(line: str, lang: str) -> None:
    assert read("", f"{HEADING}<p>{line}</p>", lang=lang).published is None


def test_an_age_alone_is_no_day() -> None:
    assert found("published", "", HEADING + '<p title="soon">3 days ago</p>') == []


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("March 5, 2024", "en"),
        ("Published 5 March 2024", "en-GB"),
        ("5. März 2024", "de"),
        ("Publié le 5 mars 2024", "fr"),
        ("Опубликовано 5 марта 2024", "ru"),
        ("2024年3月5日", "ja"),
    ],
)
def test_a_day_in_words_by_the_heading_is_the_publication(line: str, lang: str) -> None:
    assert read("", f"{HEADING}<p>{line}</p>", lang=lang).published == date(2024, 3, 5)


def test_published_and_updated_are_told_apart_by_their_labels() -> None:
    article = read("", HEADING + "<p>Published March 5, 2024 · Updated March 9, 2024</p>")
    assert article.published == date(2024, 3, 5)
    assert article.updated == date(2024, 3, 9)


def test_a_label_may_stand_in_the_line_before() -> None:
    article = read("", HEADING + "<div>Published</div><div>March 5, 2024</div>")
    assert article.published == date(2024, 3, 5)


def test_a_copyright_line_a_comment_and_a_teaser_are_no_publication() -> None:
    body = (
        HEADING
        + "<p>March 5, 2024</p>"
        + FAR
        + "<div class='related'><h3>More</h3><time datetime='2024-04-01'>April 1, 2024</time></div>"
        "<div id='comments'><time datetime='2024-04-02'>April 2, 2024</time></div>"
        "<footer>© March 1, 2020 River Post</footer>"
    )
    assert read("", body).published == date(2024, 3, 5)


def test_a_copyright_line_alone_gives_no_day() -> None:
    assert read("", HEADING + FAR + "<footer>© 1 March 2020 River Post</footer>").published is None


def test_a_day_in_the_text_is_marked_as_prose() -> None:
    line = (
        "On 5 March 2019 the first animals were seen near the old bridge by two children who "
        "had gone out to fish and came home with a story that nobody believed."
    )
    hints = [c.hints for c in found("published", "", f"{HEADING}<p>{line}</p>")]
    assert hints and all(Hint.IN_PROSE in hint for hint in hints)


STORY = "<a href='/notes/beavers'><div>The beavers are back</div>{day}</a>"


@pytest.mark.parametrize(
    "day",
    [
        "<time datetime='2024-01-02T00:00'>Jan 2, 2024</time>",
        "<span>January 2, 2024</span>",
        "<div><time datetime='2024-01-02'>Tuesday</time></div>",
    ],
)
def test_a_day_in_the_link_to_another_story_is_never_the_articles(day: str) -> None:
    others = f"<section><h2>Keep reading</h2>{STORY.format(day=day)}</section>"
    assert read("", f"{HEADING}{others}").published is None
    own = "<p class=text-meta>March 5, 2024</p>"
    assert read("", f"{own}{HEADING}{others}").published == date(2024, 3, 5)


def test_a_day_that_is_a_link_itself_is_the_articles() -> None:
    body = f"{HEADING}<p><a href='/2024/03/'><time datetime='2024-03-05'>March 5</time></a></p>"
    assert read("", body).published == date(2024, 3, 5)


@pytest.mark.parametrize(
    "title",
    [
        "Otters return to the river - 05.03.2024 - The River Post",
        "Otters return to the river | The Post | 5 March 2024",
    ],
)
def test_a_piece_of_the_title_may_be_the_day(title: str) -> None:
    assert read(f"<title>{title}</title>", HEADING).published == date(2024, 3, 5)


def test_a_day_that_the_title_tells_of_is_not_one() -> None:
    title = "What the otters did on 5 March 2024 - The River Post"
    assert read(f"<title>{title}</title>", HEADING).published is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>Dates: 2024-03-05 - 2024-03-09</p>",
        "<p>March 5, 2024 – March 9, 2024</p>",
        "<p>Vom 5.3.2024 bis 9.3.2024</p>",
    ],
)
def test_the_days_of_a_period_are_not_the_publication(line: str) -> None:
    assert found("published", "", HEADING + line) == []


def test_the_day_of_a_photograph_is_not_the_publication() -> None:
    figure = "<figure><img src='/o.jpg'><figcaption>Otters (6.12.2010)</figcaption></figure>"
    head = json_ld('{"@type": "Article", "headline": "Otters", "datePublished": "2024-03-05"}')
    assert read(head, HEADING + figure).published == date(2024, 3, 5)
    assert read("", HEADING + figure).published is None


def test_the_country_of_the_host_tells_which_number_is_the_month() -> None:
    body = "<h1>Otters</h1><p>03/04/2024</p>"
    british = read("", body, url="https://example.co.uk/notes/otters-return")
    assert str(british.published) == "2024-04-03"
    assert str(read("", body).published) == "2024-03-04"
    american = read("", body, url="https://example.co.uk/notes/otters-return", lang="en-US")
    assert str(american.published) == "2024-03-04"
