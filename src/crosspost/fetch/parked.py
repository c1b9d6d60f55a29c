"""Parked domains: the site is gone, and a seller of names shows its own page for every URL."""

from __future__ import annotations

import re

from crosspost.errors import FetchError
from crosspost.fetch.walls import says_more, text_length
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import host, identity

# Hosts of services that park or sell names, and what their pages contain.
_HOSTS = frozenset(
    {
        *("sedo.com", "sedoparking.com", "parkingcrew.net", "bodis.com", "hugedomains.com"),
        *("dan.com", "undeveloped.com", "afternic.com", "above.com", "parklogic.com"),
        *("domainmarket.com", "buydomains.com", "namebright.com", "uniregistry.com", "efty.com"),
    }
)
_MARKS = lazy_compile(
    rb"data-adblockkey|window\.park\s?=|sedoparking|parkingcrew|/lander\b|img\.sedo|parklogic"
    rb"|cdn-fileserver\.com|d38psrni17bvxu|afternic\.com|hugedomains\.com|domain_profile\.cfm",
    re.I,
)
_WORDS = lazy_compile(
    r"(?:this |the )?domain(?: name)? (?:\S{1,80} )?(?:is|may be) (?:for sale|available|parked)"
    r"|buy this domain|domain(?: name)? (?:has )?expired|(?:is )?parked free"
    r"|inquire about this domain"
    r"|(?:diese |die )?domain (?:\S{1,80} )?(?:steht zum verkauf|ist zu verkaufen|kaufen)"
    r"|(?:ce |le )?(?:nom de )?domaine (?:\S{1,80} )?est (?:à vendre|en vente|expiré)"
    r"|(?:este )?dominio (?:\S{1,80} )?(?:está (?:en venta|à venda|a la venta)|ha expirado)"
    r"|(?:questo )?dominio (?:\S{1,80} )?è in vendita"
    r"|(?:dit )?domein(?:naam)? (?:\S{1,80} )?(?:is )?te koop"
    r"|домен (?:\S{1,80} )?(?:продаётся|продается|припаркован)"
    r"|domena (?:\S{1,80} )?(?:jest )?na sprzedaż"
    r"|此域名(?:正在)?出售|ドメイン.{0,20}(?:販売中|売り出し中)",
    re.I,
)
_TAG = lazy_compile(rb"<[^<>]{0,5000}>")
# The front page of a language, or one by its name.
_FRONT = lazy_compile(r"(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:home(?:page)?(?:\.\w{3,5})?)?", re.I)
_LARGEST = 200_000  # bytes
_MOST_TEXT = 1500  # bytes: an article about the sale of domains has more


def is_parked(asked: str, answered: str, content: bytes) -> bool:
    """Tell whether a page is that of a parked domain.

    Args:
        asked: the URL.
        answered: the URL after redirects.
        content: the page.
    """
    name = host(answered).removeprefix("www.")
    is_elsewhere = name != host(asked).removeprefix("www.")
    if is_elsewhere and any(name == each or name.endswith(f".{each}") for each in _HOSTS):
        return True
    if len(content) > _LARGEST or says_more(content) or text_length(content) > _MOST_TEXT:
        return False
    if _MARKS.search(content):
        return True
    text = _TAG.sub(b" ", content).decode("utf-8", "replace")
    return bool(_WORDS.search(" ".join(text.split())))


def is_front_page(asked: str, answered: str) -> bool:
    """Tell whether the link to a page leads to the front page: the site has it no more."""
    before, after = (identity(url).partition("/")[2] for url in (asked, answered))
    is_front = not after or _FRONT.fullmatch(after) is not None
    return bool(before) and before != after and is_front and "?" not in identity(answered)


def parked_error(url: str) -> FetchError:
    """Return the error of a parked domain."""
    return FetchError(
        url,
        "the site is gone: its domain is parked or for sale",
        hint="--archive looks for a copy in the Wayback Machine.",
        gone=True,
    )
