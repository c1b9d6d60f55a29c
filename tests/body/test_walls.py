"""``find_wall``: texts that end at a wall, and whole texts beside an invitation."""

from __future__ import annotations

import json

import pytest

from block_page import PROSE, document
from crosspost.body.blocks import group
from crosspost.body.walls import find_wall

LONG = "".join(f"<p>{PROSE} Day {day}.</p>" for day in range(8))
WORDS = [
    "This story is for paid subscribers",
    "Subscribe to continue reading",
    "Create a FREE account to continue reading",
    "Already a subscriber? Log in",
    "To read the rest of this story subscribe to Gold.",
    "Jetzt weiterlesen mit Plus",
    "Dieser Inhalt ist nur für Abonnenten verfügbar",
    "Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés.",
    "Suscríbete para seguir leyendo",
    "Este conteúdo é exclusivo para assinantes",
    "Per continuare a leggere, abbonati",
    "Dit artikel is alleen voor abonnees",
    "För att läsa vidare behöver du logga in",
    "Saken er kun for abonnenter",
    "Pozostało jeszcze 89% artykułu",
    "この記事は有料会員限定です。",
    "订阅后可阅读全文",
    "هذا المقال للمشتركين فقط",
    "Стаття лише для передплатників",
    "A cikk csak előfizetőknek olvasható",
]


def wall(article: str, after: str = "", head: str = "") -> list[int] | None:
    page = document(f"<article>{article}</article><div>{after}</div>", head=head)
    found = group(page.flow)
    return find_wall(page, found, range(found.box_ends[found.box_tags.index("article")]))


@pytest.mark.parametrize("text", WORDS)
def test_words_of_a_wall_right_after_the_text(text: str) -> None:
    assert wall(LONG, f"<p>{text}</p>") == []


@pytest.mark.parametrize("text", WORDS)
def test_the_same_words_within_the_text_found(text: str) -> None:
    assert wall(f"{LONG}<p>{text}</p>") == [8]


@pytest.mark.parametrize(
    "text",
    [
        "Subscribe now to keep reading and get access to the full archive.",  # on every page
        "Subscribe to our newsletter to read the full story every week",
        "Advertisement. Scroll to continue reading.",
        "Already a subscriber? View your reports here",
        "Members-only discount",
        "Read the full report",
        "Mehr zum Thema lesen",
    ],
)
def test_other_invitations(text: str) -> None:
    assert wall(LONG, f"<p>{text}</p>") is None


def test_a_wall_that_is_hidden_or_far_away() -> None:
    offer = f"<p>{WORDS[0]}</p>"
    assert wall(LONG, f"<div style='display:none'>{offer}</div>") is None
    assert wall(LONG, "<p>Another story</p>" * 9 + offer) is None


def json_ld(**said: object) -> str:
    article = {"@type": "NewsArticle", "isAccessibleForFree": False, **said}
    return f"<script type='application/ld+json'>{json.dumps(article)}</script>"


def test_a_short_text_of_an_article_that_is_not_free() -> None:
    short = f"<p>{PROSE}</p>"
    assert wall(short, head=json_ld()) == []
    assert wall(short, head="<meta property='article:content_tier' content='locked'>") == []
    assert wall(short, head="<meta property='article:content_tier' content='metered'>") is None
    assert wall(short, head=json_ld(isAccessibleForFree=True)) is None
    assert wall(LONG, head=json_ld()) is None


def test_a_text_with_fewer_words_than_the_page_says() -> None:
    assert wall(LONG, head=json_ld(wordCount=2000)) == []
    assert wall(LONG, head=json_ld(wordCount=300)) is None


def test_a_page_that_has_the_part_for_subscribers_is_whole() -> None:
    paid = json_ld(hasPart={"isAccessibleForFree": "False", "cssSelector": ".paid"})
    offer = f"<p>{WORDS[0]}</p>"
    assert wall(f"<div class='a paid'>{LONG}</div>", offer, head=paid) is None
    assert wall(f"{LONG}<div class='paid'></div>", offer, head=paid) == []
