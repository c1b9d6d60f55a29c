"""Pages that show no article or only its beginning: their AMP and print versions, from a server."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from crosspost.body.page_words import PRINT
from crosspost.config import Config
from crosspost.errors import NoArticle
from crosspost.model import Outcome
from crosspost.pipeline import import_link
from page_data import forms
from server import Answer, Server, page, redirect, status

TITLE = "The otters come back to the river"
TEASER = f"<p>{forms.FIRST}</p><p>{forms.SECOND}</p>"
AMP_LINK = '<link rel="amphtml" href="/otters-2024/amp">'
SHELL = (
    f'<html><head><title>{TITLE}</title>{AMP_LINK}</head><body><div id="app"></div></body></html>'
)
IS_AMP = "the text is from the AMP version of the page: the page itself shows"
IS_PRINT = "the text is from the print version of the page: the page itself shows"


def whole(title: str = TITLE) -> str:
    return pages.article(title, forms.HTML, url="", author="")


def teaser(head: str = AMP_LINK, more: str = "", words: int = 400) -> str:
    return pages.article(TITLE, TEASER + more, url="", head=head, wordCount=words)


def imported(routes: dict[str, Answer], site: Path, config: Config | None = None) -> Outcome:
    """Import ``/otters-2024``; the paths that were asked for are its ``reason``."""
    with Server(routes) as web:
        outcome = import_link(web.url("/otters-2024"), config, site=site)
        asked.clear()
        asked.extend(web.paths())
        url.clear()
        url.append(web.url("/otters-2024"))
    return outcome


asked: list[str] = []
url: list[str] = []


@pytest.mark.parametrize("first", [SHELL, teaser()], ids=["shell", "teaser"])
def test_the_amp_version_has_the_text(tmp_path: Path, first: str) -> None:
    routes = {"/otters-2024": page(first), "/otters-2024/amp": page(whole("AMP: otters"))}
    outcome = imported(routes, tmp_path)
    assert outcome.post is not None
    assert asked == ["/otters-2024", "/otters-2024/amp"]
    assert forms.LAST in outcome.post.body
    assert [w for w in outcome.post.warnings if w.startswith(IS_AMP)]
    assert outcome.post.front_matter["title"] == TITLE
    assert f"]({url[0]})" in outcome.post.body and "/amp" not in outcome.post.text


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" media="print" href="/otters-2024?print=1">',
        '<a href="/otters-2024?print=1">Print this article</a>',
        '<a href="/otters-2024?print=1" title="Druckversion"></a>',
        '<a href="/otters-2024?print=1">Версия для печати</a>',
        '<a href="/otters-2024?print=1"><img src="/p.png"></a>',
    ],
)
def test_the_print_version_has_the_text(tmp_path: Path, link: str) -> None:
    outcome = imported(
        {"/otters-2024": page(teaser("", link)), "/otters-2024?print=1": page(whole())}, tmp_path
    )
    assert outcome.post is not None
    assert forms.LAST in outcome.post.body
    assert [w for w in outcome.post.warnings if w.startswith(IS_PRINT)]


def test_where_amp_fails_print_is_tried(tmp_path: Path) -> None:
    link = '<a href="/otters-2024/print">Print</a>'
    routes = {
        "/otters-2024": page(teaser(more=link)),
        "/otters-2024/amp": status("404 Not Found"),
        "/otters-2024/print": page(whole()),
    }
    outcome = imported(routes, tmp_path)
    assert outcome.post is not None and forms.LAST in outcome.post.body
    assert asked == list(routes)


def test_a_form_that_has_no_more_is_not_taken(tmp_path: Path) -> None:
    routes = {"/otters-2024": page(teaser()), "/otters-2024/amp": page(teaser())}
    outcome = imported(routes, tmp_path)
    assert outcome.post is not None and forms.LAST not in outcome.post.body
    assert "the AMP version of the page has no more of the article" in outcome.post.warnings


def test_a_form_that_is_another_article_is_not_taken(tmp_path: Path) -> None:
    other = pages.article("Coal", f"<p>{pages.PARAGRAPH.replace('coal', 'hay')}</p>" * 9)
    outcome = imported({"/otters-2024": page(teaser()), "/otters-2024/amp": page(other)}, tmp_path)
    assert outcome.post is not None and "hay" not in outcome.post.body


def test_a_redirect_back_to_the_page_is_said(tmp_path: Path) -> None:
    routes = {"/otters-2024": page(teaser()), "/otters-2024/amp": redirect("/otters-2024")}
    outcome = imported(routes, tmp_path)
    assert outcome.post is not None
    assert any("could not be read: it leads back" in w for w in outcome.post.warnings)


def test_if_no_form_has_an_article_the_error_is_that_of_the_page(tmp_path: Path) -> None:
    outcome = imported({"/otters-2024": page(SHELL), "/otters-2024/amp": page(SHELL)}, tmp_path)
    assert isinstance(outcome.error, NoArticle) and outcome.error.needs_browser


@pytest.mark.parametrize(
    "first",
    [
        teaser(words=60),
        teaser('<link rel="amphtml" href="https://cdn.example.org/otters-2024/amp">'),
        teaser('<link rel="amphtml" href="javascript:alert(1)">'),
        teaser('<link rel="amphtml" href="/otters-2024">'),
        teaser("", '<a href="/print-shop">Print</a>'),
        teaser("", '<a href="#print">Print</a>'),
        teaser("", '<a href="/otters-2024/share">Share</a>'),
    ],
    ids=["whole", "another host", "a scheme", "itself", "another page", "a place", "no print"],
)
def test_nothing_else_is_asked_for(tmp_path: Path, first: str) -> None:
    outcome = imported({"/otters-2024": page(first)}, tmp_path)
    assert outcome.error is None
    assert asked == ["/otters-2024"]


def test_nothing_is_asked_for_with_no_follow_pages(tmp_path: Path) -> None:
    imported({"/otters-2024": page(SHELL)}, tmp_path, Config(follow_pages=False))
    assert asked == ["/otters-2024"]


@pytest.mark.parametrize(
    "text",
    [
        *("Print", "Print this page", "Printer-friendly version", "Drucken", "Imprimer"),
        *("Imprimir", "Stampa", "Afdrukken", "Skriv ut", "Tulosta", "Drukuj", "Vytisknout"),
        *("Печать", "Версия для печати", "Yazdır", "印刷", "打印本页", "인쇄"),
    ],
)
def test_words_for_printing(text: str) -> None:
    assert PRINT.fullmatch(f" {text} ")


@pytest.mark.parametrize("text", ["Print edition", "Blueprint", "Fingerprints", "Reprints", ""])
def test_words_that_are_not_for_printing(text: str) -> None:
    assert not PRINT.fullmatch(text)
