"""The copyright notice: on a blog of one person it is the only byline."""

from __future__ import annotations

import pytest

from article_page import document
from cpu import cpu_limit
from crosspost import metadata
from crosspost.metadata.readers import owner
from crosspost.metadata.view import View


def names(notice: str, text: str = "") -> list[object]:
    body = f"<h1>Otters</h1><p>{text}</p><footer><p>{notice}</p></footer>"
    return [c.value for c in owner.read(View(document("", body)))]


@pytest.mark.parametrize(
    "notice",
    [
        "© 2024 Ann Otter. All rights reserved.",
        "Copyright © 2019–2024 Ann Otter",
        "(c) Ann Otter, 2024",
        "© 2024 by Ann Otter | Imprint",
    ],
)
def test_the_person_in_the_notice_is_offered(notice: str) -> None:
    assert names(notice) == [("Ann Otter",)]


@pytest.mark.parametrize(
    "notice",
    [
        "© 2024 Riverbend Media Inc.",
        "© 2024",
        "© 2024 All rights reserved",
        "Ann Otter",
        "© 2024 Osso B.V.",
        "© SA LA RIVERA",
        "© 2024 Riverbend Canin® SAS",
        "© 2024 Riverbend Botanic Garden",
    ],
)
def test_a_company_or_nobody_is_not(notice: str) -> None:
    assert names(notice) == []


HOME = '<header><a href="/"><div>Bea Lund</div></a></header>'
SPOKEN = "<h1>Otters return</h1><p>I saw them, I think, with my own eyes; bread in hand.</p>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="og:site_name" content="Bea Lund">', ""),
        ("<title>Otters return — Bea Lund</title>", ""),
        ("", HOME),
    ],
)
def test_the_person_whom_the_site_is_named_after_is_offered(head: str, body: str) -> None:
    (candidate,) = owner.read(View(document(head, body + SPOKEN)))
    assert (candidate.value, str(candidate.source)) == (("Bea Lund",), "name of the site")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="og:site_name" content="Bea Lund">', "<h1>Otters return</h1>"),
        ('<meta property="og:site_name" content="Bread Lund">', SPOKEN),
        ('<meta property="og:site_name" content="Bea Blog">', SPOKEN),
        ('<meta property="og:site_name" content="Riverbend Media">', SPOKEN),
        ("<title>Otters return — The Riverbend</title>", SPOKEN),
        ("<title>Bea Lund</title>", SPOKEN),
    ],
)
def test_a_site_where_nobody_speaks_or_named_after_nobody_offers_nobody(
    head: str, body: str
) -> None:
    assert list(owner.read(View(document(head, body)))) == []


def test_the_owner_is_the_author_of_a_page_that_nobody_signs() -> None:
    head = '<meta property="og:site_name" content="Bea Lund">'
    page = document(head, SPOKEN, url="https://bealund.com/otters")
    assert metadata.read(page).authors == ("Bea Lund",)
    signed = document(head, f"{SPOKEN}<p>By Ann Otter</p>", url="https://bealund.com/otters")
    assert metadata.read(signed).authors == ("Ann Otter",)


@pytest.mark.parametrize("blank", [" ", "\n", "\N{NO-BREAK SPACE}"])
def test_a_title_of_many_blanks_takes_no_longer_than_it_is_long(blank: str) -> None:
    page = document(f"<title>Otters{blank * 500_000}return</title>", SPOKEN)
    with cpu_limit(5):
        assert list(owner.read(View(page))) == []


@pytest.mark.threat("6: a short text that a regular expression reads for hours")
@pytest.mark.parametrize(
    "notice", [f"© {'1' * 50}", f"© {'2019' * 30}x", f"(c){'-,' * 60}", f"copyright{' 20' * 50}"]
)
def test_a_notice_is_read_in_one_go(notice: str) -> None:
    page = document("", f"{SPOKEN}<footer>{notice}</footer>")
    with cpu_limit(1):
        assert list(owner.read(View(page))) == []


@pytest.mark.parametrize(
    "notice",
    [
        "© 2019 Bea Lund",
        "© 2019-2024, Bea Lund",
        "(c) copyright by Bea Lund",
        "©20192020 - Bea Lund",
    ],
)
def test_what_stands_between_the_sign_and_the_name(notice: str) -> None:
    (candidate,) = owner.read(View(document("", f"{SPOKEN}<footer>{notice}</footer>")))
    assert candidate.value == ("Bea Lund",)


def test_a_name_that_begins_with_by() -> None:
    (candidate,) = owner.read(View(document("", f"{SPOKEN}<footer>© Byron Lund</footer>")))
    assert candidate.value == ("Byron Lund",)


def test_the_description_of_a_blog_may_name_its_owner() -> None:
    line = "<header><p>Bea Lund's thoughts on rivers</p></header>"
    (candidate,) = owner.read(View(document("", line + SPOKEN)))
    assert candidate.value == ("Bea Lund",)
