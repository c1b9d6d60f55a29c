"""Lines that a site puts into articles: requests to readers, labels of adverts."""

from __future__ import annotations

import numpy as np
import pytest

from block_page import PROSE, cut
from crosspost.body.boilerplate import never_kept
from crosspost.body.requests_to_readers import is_request


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "— ANZEIGE —",
        "Story continues below this picture",
        "広告",
        "Sign up for our free ferry newsletter and read it on the quay.",
        "Get the tides of the day, delivered to your inbox.",
        "Jetzt den Newsletter der Fähre abonnieren",
        "Abonnez-vous à la newsletter du port",
        "Meld je aan voor onze nieuwsbrief",
        "Follow us on Instagram for more ferries.",
        "*** Follow me on Mastodon",
        "Join our Facebook group",
        "Folgen Sie uns auf Facebook",
        "Ferry Notes is a reader-supported publication. To receive new posts, subscribe.",
        "Thanks for reading Ferry Notes! Subscribe for free to receive new posts.",
        "Thanks for reading! This post is public so feel free to share it.",
        "Empfohlener redaktioneller Inhalt",
        "An dieser Stelle findest du einen externen Inhalt, der den Artikel ergänzt.",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
        "To view this video please enable JavaScript, and accept the cookies of the harbour.",
        "Dieser Inhalt wird von Filmhafen bereitgestellt und setzt Cookies.",
        "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Deine Privatsphäre-Einstellungen verhindern das Laden aller externen Karten.",
        "Your privacy settings prevent this map from being shown.",
        "Vos préférences de cookies bloquent cette carte.",
        "Um diesen Inhalt zu sehen, müssen Sie der Verwendung von Cookies zustimmen.",
        "Pour afficher ce contenu, vous devez accepter les cookies du port.",
        "Rate this article",
        "Was this page helpful?",
        "✅ Thank you for completing the survey!",
        "Support the Harbour Post! Donate a coin, or become a member.",
        "This article is also available in the following languages:",
        "The views expressed here are those of the pilots and not of the harbour.",
    ],
)
def test_a_request_or_a_label_is_recognized(line: str) -> None:
    assert is_request(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement for the ferry was painted on the wall of the pier in 1950.",
        "Sign up for the course at the harbour office.",
        "Get the newsletter out on time, says the editor, and readers will come.",
        "Follow the path to the lighthouse on Bird Island.",
        "Rate this wind at seven, and no ferry will leave.",
        "Thank you for your interest in ferries!",
        "The views from the upper deck are the best ones.",
        "This ferry is available in summer only.",
        "Support for the ferry came from all parties.",
        "Um dieses Video zu drehen, mussten alle Eltern zustimmen.",
        "Pour voir cette exposition, il faut accepter une longue attente.",
        "Thanks for reading the tide tables to the crew every morning.",
    ],
)
def test_a_sentence_of_an_article_is_not(line: str) -> None:
    assert not is_request(line)


def test_a_label_in_a_list_or_table_is_content() -> None:
    found, page = cut(
        f"<p>{PROSE}</p><ul><li>Advertising</li></ul><table><tr><td>Advertising</td></tr></table>"
        "<p>Advertising</p>"
    )
    possible = np.ones(len(found.texts), dtype=bool)
    assert list(never_kept(found, page, possible, True)) == [len(found.texts) - 1]
