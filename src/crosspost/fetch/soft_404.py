"""Pages with status 200 that say that there is no such page ("soft 404").

The title or a heading must say this and nothing else, so that an article about the error is not
taken for one. A page may say so and have much text: menus, a search, the newest articles.
"""

from __future__ import annotations

import html
import re

from crosspost.lazy_regex import lazy_compile

_LARGEST = 500_000  # bytes that are looked at
_MOST_HEADINGS = 5
_SAYING = lazy_compile(rb"<(title|h1|h2)\b[^<>]{0,500}>(.{0,400}?)</\1\s{0,9}>", re.I | re.S)
_TAG = lazy_compile(r"<[^<>]{0,400}>")
_SEPARATOR = lazy_compile(r"\s[|–—·»-]\s")
_PAGE = r"(?:page|article|post|story|content|document|file|url)"
_NOT_FOUND = lazy_compile(
    r"(?:http )?(?:error |status )?(?:404|410)(?: error| page| not found| gone)?"
    rf"|(?:error )?(?:404 )?(?:(?:the|this|that|your|requested) ){{0,2}}{_PAGE}"
    r"(?: (?:you (?:requested|are looking for)))?"
    r"(?: (?:is|was|could|can|cannot|can.?t|does|doesn.?t|has|no|been|be|we|could ?n.?t)){0,3}"
    r" (?:not (?:be )?(?:found|exist|available)|be found|found|exists?|longer (?:available|exists?)"
    r"|(?:been )?(?:removed|deleted)|gone)"
    r"|(?:sorry )?(?:we )?(?:can.?t|cannot|could ?n.?t|could not) find "
    rf"(?:that|this|the|your) {_PAGE}"
    r"|not found(?: 404)?|nothing (?:was )?found(?: here)?"
    r"|(?:fehler )?(?:404 )?(?:diese |die )?seite (?:wurde |konnte )?nicht (?:gefunden|verfügbar)"
    r"(?: werden)?|diese seite (?:existiert nicht|gibt es nicht)(?: mehr)?"
    r"|(?:erreur )?(?:404 )?(?:cette |la )?page (?:(?:est )?introuvable|(?:non|pas) trouvée"
    r"|n.existe (?:pas|plus))"
    r"|(?:error )?(?:404 )?(?:la )?página no (?:encontrada|existe)|no se encontró la página"
    r"|(?:erro )?(?:404 )?(?:a )?página não (?:encontrada|existe)"
    r"|(?:errore )?(?:404 )?(?:la )?pagina non (?:è stata )?trovata"
    r"|(?:deze )?pagina (?:is )?niet gevonden|nie znaleziono strony"
    r"|(?:ошибка )?(?:404 )?страница не (?:найдена|существует)"
    r"|sidan (?:kunde inte hittas|hittades inte|finns inte)|siden (?:ble|blev )?ikke (?:fun[dn]et)"
    r"|sivua ei löydy|sayfa bulunamadı|stránka (?:nenalezena|nebyla nalezena)"
    r"|(?:お探しの)?ページ(?:が|は)見つかりません(?:でした)?|页面(?:不存在|未找到)"
    r"|找不到(?:页面|网页|頁面|網頁)|페이지를 찾을 수 없습니다|الصفحة غير موجودة",
    re.I,
)
_ENDS = " .!?…\u2026\"'“”"


def says_not_found(content: bytes) -> bool:
    """Tell whether the title of a page, or one of its first headings, says that it is not there."""
    for number, found in enumerate(_SAYING.finditer(content[:_LARGEST])):
        text = _TAG.sub(" ", found[2].decode("utf-8", "replace"))
        whole = " ".join(html.unescape(text).split())
        parts = [
            part.strip(_ENDS) for part in (*_SEPARATOR.split(whole), whole.rpartition(": ")[2])
        ]
        if any(_NOT_FOUND.fullmatch(part.replace(",", "")) for part in parts):
            return True
        if number >= _MOST_HEADINGS:
            break
    return False
