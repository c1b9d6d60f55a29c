"""The authors: people first; a team where nobody else signs; never Admin, never an address."""

from __future__ import annotations

import pytest

from article_page import json_ld, read

HEADING = "<h1>Otters return to the river</h1>"
SITE = '<meta property="og:site_name" content="River Post">'


def article(author: str) -> str:
    return json_ld(f'{{"@type": "Article", "headline": "Otters", "author": {author}}}')


def test_a_person_in_the_byline_wins_over_the_site_as_author() -> None:
    head = SITE + article('{"@type": "Organization", "name": "River Post"}')
    assert read(head, HEADING + "<p>By Ann Otter</p>").authors == ("Ann Otter",)


def test_all_names_of_a_byline_win_over_the_first_alone() -> None:
    head = '<meta name="author" content="Ann Otter">' + article('["Ann Otter", "Bo Lee"]')
    assert read(head, HEADING + "<p>By Ann Otter and Bo Lee</p>").authors == ("Ann Otter", "Bo Lee")


@pytest.mark.parametrize("name", ["Admin", "admin", "Administrator", "Editor", "null", "By"])
def test_a_role_or_an_account_is_no_author(name: str) -> None:
    head = article(f'{{"@type": "Person", "name": "{name}"}}')
    assert read(f'{head}<meta name="author" content="{name}">', HEADING).authors == ()


def test_the_site_beside_people_is_where_they_write() -> None:
    head = SITE + article('["Ann Otter", "River Post"]')
    assert read(head, HEADING).authors == ("Ann Otter",)


def test_on_a_forum_people_go_by_their_accounts() -> None:
    def posting(kind: str) -> str:
        return json_ld(f'{{"@type": "{kind}", "headline": "Otters", "author": "slow-poke"}}')

    assert read(posting("DiscussionForumPosting"), HEADING).authors == ("slow-poke",)
    assert read(posting("BlogPosting"), HEADING).authors == ()


def test_an_organisation_is_named_as_it_calls_itself() -> None:
    head = article('{"@type": "Organization", "name": "Center for Rivers, Lakes and Ponds"}')
    assert read(head, HEADING).authors == ("Center for Rivers, Lakes and Ponds",)


def test_an_account_beside_the_name_is_left_out() -> None:
    line = "<p>By <a href='/authors/a'>Ann Otter</a> <a href='/authors/b'>@annotter</a></p>"
    assert read("", HEADING + line).authors == ("Ann Otter",)


def test_bylines_of_teasers_far_below_are_nobodys_here() -> None:
    text = "<p>The otters have come back to the river this spring.</p>" * 30
    teasers = "".join(
        f'<div>By <a href="/author/{n}">{n} Fox</a></div><div>Rivers of the {n}</div>'
        for n in ("Cy", "Di", "Ed", "Flo", "Gus")
    )
    head = article('{"@type": "Organization", "name": "Admin"}')
    assert read(head, HEADING + text + teasers).authors == ()


def test_an_address_in_the_author_field_is_left_out() -> None:
    head = '<meta name="author" content="Ann Otter (ann@example.org)">'
    assert read(head, HEADING).authors == ("Ann Otter",)
    assert read('<meta name="author" content="ann@example.org">', HEADING).authors == ()


def test_a_name_is_given_once_however_often_it_stands() -> None:
    head = article('["Ann Otter", "ANN OTTER", "Ann Otter"]')
    assert len(read(head, HEADING).authors) == 1


def test_a_team_that_signs_is_given_where_nobody_is_named() -> None:
    head = article('{"@type": "Organization", "name": "The Bridge Team"}')
    body = HEADING + "<p class='byline'>By The Bridge Team</p>"
    assert read(head, body).authors == ("The Bridge Team",)


def test_particles_and_suffixes_stay_with_the_name() -> None:
    head = article('"Martin de la Cruz, Jr."')
    assert read(head, HEADING).authors == ("Martin de la Cruz, Jr.",)


def test_those_to_be_cited_are_the_authors_whatever_else_is_shown() -> None:
    head = "".join(
        f'<meta name="citation_author" content="{name}">' for name in ("Ann Otter", "Bo Lee")
    )
    body = HEADING + "<p class='author'><a rel='author' href='/ann'>Ann Otter</a></p>"
    assert read(head, body).authors == ("Ann Otter", "Bo Lee")


def test_a_doctors_title_does_not_make_two_people_of_one() -> None:
    head = article('{"@type": "Person", "name": "Ann Otter"}')
    body = HEADING + "<p>Written by Dr. Ann Otter and Bo Lee</p>"
    assert read(head, body).authors == ("Dr. Ann Otter", "Bo Lee")


def test_a_site_whose_name_ends_in_a_role_keeps_it() -> None:
    head = '<meta property="og:site_name" content="The River Editor">'
    head += '<meta name="author" content="The River Editor">'
    assert read(head, HEADING).authors in ((), ("The River Editor",))
