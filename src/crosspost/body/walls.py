"""Walls in front of a text: for subscribers, for members, for those who accept cookies.

The words are those that pages show beside the beginning of the text, in the most common languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosspost.body.blocks import Blocks
from crosspost.body.json_ld import json_ld_texts
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document
from crosspost.page import class_hints

_READ = (
    r"(?:continue|keep|finish) reading|(?:read|view|see|unlock|access)\b[^.!?]{0,30}\b(?:full|rest"
    r"|entire|whole|complete|this (?:article|story|post|piece|content))"
)
# Of text in lower case, in which it is found in half the time.
_WALL = lazy_compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|join|upgrade|become an?"
    r" [^.!?]{0,20}(?:member|subscriber)|create an? [^.!?]{0,12}account)\b[^.!?]{0,60}\b(?:to"
    rf"|and) (?:{_READ})"
    r"|^(?:to )?(?:continue|keep) reading\b[^.!?]{0,50}\b(?:subscri|free trial|member|account"
    r"|log ?in|sign in|register)"
    r"|to read the (?:rest|full (?:article|story|text)|whole (?:article"
    r"|story))\b[^.!?]{0,50}\b(?:subscri|log ?in|sign in|register|member)"
    r"|this (?:article|story|post|content|page) is (?:only |exclusive(?:ly)? |available "
    r"|reserved )*(?:for|to) [^.!?]{0,30}(?:subscriber|member|registered)"
    r"|^already (?:an? )?(?:[\w+]{1,20} )?(?:subscriber|member)\W*(?:(?:log|sign) ?in\b.*)?\Z"
    r"|you(?:’|'| ha)ve (?:reached|read|used) [^.!?]{0,40}free (?:articles|stories)"
    # German
    r"|(?:jetzt |sofort )?weiterlesen mit \w"
    r"|(?:artikel|inhalt|text)[^.!?]{0,20} (?:nur|exklusiv) für"
    r"|(?:nur|exklusiv) für [^.!?]{0,20}(?:abonnent|mitglieder)"
    r"|(?:bereits|schon) (?:abonnent|abo-kunde|mitglied)\b|um weiterzulesen"
    r"|mit [^.!?]{0,25}abo [^.!?]{0,15}(?:weiter)?lesen"
    # French
    r"|(?:article |contenu )?réservée? (?:aux|à nos) (?:abonné|membre)|abonnez-vous pour"
    r"|pour lire la suite|il (?:vous )?reste [\d.,]+ ?% de cet? article|déjà abonné"
    # Spanish, Portuguese, Italian
    r"|suscríbete para (?:leer|seguir|continuar)|(?:solo|exclusivo) para suscriptores"
    r"|para (?:seguir|continuar) leyendo|ya eres suscriptor|já é assinante"
    r"|(?:exclusiv\w{1,4}|conteúdo) para assinantes|assine para (?:ler|continuar)"
    r"|para continuar lendo|per continuare a leggere|riservato (?:agli|ai nostri) abbonati"
    r"|sei già abbonato|abbonati per (?:leggere|continuare)"
    # Dutch, the Nordic languages
    r"|alleen voor (?:abonnees|leden)|al abonnee|om verder te lezen|verder lezen\?"
    r"|(?:endast|bara) för prenumeranter|för att (?:läsa vidare|fortsätta läsa)"
    r"|redan prenumerant|(?:kun )?for abonnenter|for å lese (?:videre|hele)|er du abonnent"
    r"|for at læse (?:videre|hele)|allerede abonnent|vain tilaajille|jatka lukemista tilaamalla"
    # Polish, Czech, Russian, Turkish
    r"|(?:tylko )?dla (?:prenumeratorów|subskrybentów)"
    r"|pozosta\w{1,4} [^.!?]{0,12}% (?:artykułu|tekstu)|(?:pouze )?pro předplatitele"
    r"|только для подписчиков|оформите подписку, чтобы|okumaya devam etmek için|sadece aboneler"
    # Ukrainian, Hungarian, Greek, Arabic
    r"|(?:лише|тільки) для передплатників|csak előfizetőknek|(?:μόνο )?για συνδρομητές"
    r"|للمشتركين فقط|(?:حصري|حصريا) للمشتركين|لمتابعة القراءة|لمواصلة القراءة"
    # Japanese, Chinese, Korean
    r"|続きを読むには|会員限定(?:です|記事)|この記事は(?:有料)?会員|残り[^。]{0,8}文字|订阅后(?:可|阅读)|訂閱後"
    r"|(?:仅限|僅限)(?:会员|會員|订阅)|付费(?:后|阅读)|구독자 전용|회원 전용|유료 회원",
)
# A newsletter's invitation on every page of WordPress.com; an advertisement between paragraphs.
_NO_WALL = lazy_compile(r"full archive|scroll (?:down )?to|newsletter", re.I)
_LONGEST = 300  # characters of a line of a wall
_LONGEST_KEPT = 160  # the same within the text that was found
_LAST, _NEAR = 8, 6  # blocks at the end of the text and after it

_PAID = lazy_compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.I)
_SELECTOR = lazy_compile(r"\"cssSelector\"\s*:\s*\"[^\"]{0,80}?([.#])([\w-]+)\s*\"")
_WORDS = lazy_compile(r"\"wordCount\"\s*:\s*\"?(\d{1,6})")
_PAID_TEXT = 400  # characters of the part for subscribers, if it is in the page
_SHORT = 1000  # characters; a shorter text of an article that is not free is its beginning
_PART = 0.6  # of the number of words that the page gives

_ACCEPT = lazy_compile(
    r"\W*(?:i |yes,? i )?(?:accept|agree|consent|allow all)\b[^.]{0,20}"
    r"|\W*(?:(?:alle[sn]?|und) )*(?:zustimmen|akzeptieren|annehmen)[^.]{0,20}|\W*einverstanden\W*"
    r"|\W*(?:tout )?accepter\b[^.]{0,20}|\W*(?:aceptar|aceitar|accetta)\b[^.]{0,20}"
    r"|\W*(?:alles )?accepteren[^.]{0,12}|\W*akkoord\W*"
    r"|\W*(?:godta|accept[eé]ra?|hyväksy|akceptuję|přijmout|принять|kabul et)[^.]{0,20}"
    r"|\W*(?:同意する?|모두 동의)\W*",
    re.I,
)
_CONSENT = lazy_compile(
    r"cookie|consent|einwilligung|gdpr|dsgvo|privacy|datenschutz|vie privée|privacidad|tracking"
    r"|personali[sz]ed (?:ads|content)|personalisierte (?:werbung|anzeigen)|our partners"
    r"|unsere partner|nos partenaires|nuestros socios|onze partners|クッキー|隐私",
    re.I,
)
_CONSENT_WORDS = 250  # an article about cookies has more
_MOSTLY = 0.5  # of a text


def find_wall(document: Document, found: Blocks, kept: Sequence[int]) -> list[int] | None:
    """Return the kept blocks that belong to a wall after the text; None if there is no wall."""
    paid = _paid_scripts(document)
    if any(_has_paid_part(found, script) for script in paid):
        return None
    walls = _wall_blocks(found, kept)
    if walls is not None:
        return walls
    length = sum(len(found.texts[block]) for block in kept)
    if length < _SHORT and (paid or _is_locked(document)):
        return []
    words = sum(found.texts[block].count(" ") + 1 for block in kept)
    given = (int(count[1]) for script in paid for count in _WORDS.finditer(script))
    return [] if words < _PART * max(given, default=0) else None


def _wall_blocks(found: Blocks, kept: Sequence[int]) -> list[int] | None:
    """Return the kept blocks with words of a wall at the end of the text; None: no such words."""
    last = kept[-1]
    after = range(last + 1, min(last + _NEAR + 1, len(found.texts)))
    walls, seen = [], False
    for block in (*kept[-_LAST:], *after):
        text = found.texts[block]
        is_kept = block <= last
        if len(text) > (_LONGEST_KEPT if is_kept else _LONGEST) or not _WALL.search(text.lower()):
            continue
        if not _NO_WALL.search(text) and not _is_hidden(found, block):
            seen = True
            walls += [block] if is_kept else []
    return walls if seen else None


def _is_hidden(found: Blocks, block: int) -> bool:
    hidden = class_hints.HIDDEN | class_hints.COMMENT
    return bool(found.hints_around(found.boxes[block]) & hidden)


def _paid_scripts(document: Document) -> list[str]:
    """Return the JSON-LD that says that the article is not free."""
    texts = json_ld_texts(document)
    return [text for text in texts if "isAccessibleForFree" in text and _PAID.search(text)]


def _has_paid_part(found: Blocks, script: str) -> bool:
    """Tell whether the page has the text that its JSON-LD calls the part for subscribers."""
    for sign, name in _SELECTOR.findall(script):
        names = found.flow.box_ids if sign == "#" else found.flow.box_classes
        for box, given in enumerate(names):
            if name in given.split():
                blocks = range(found.box_starts[box], found.box_ends[box])
                if sum(len(found.texts[block]) for block in blocks) >= _PAID_TEXT:
                    return True
    return False


def _is_locked(document: Document) -> bool:
    for element in document.tree.iterfind("./head/meta"):
        name = element.get("property") or element.get("name") or ""
        if name.lower() == "article:content_tier":
            return (element.get("content") or "").strip().lower() == "locked"
    return False


def is_consent(found: Blocks, kept: Sequence[int]) -> bool:
    """Tell whether the text that was found only asks to accept cookies."""
    texts = [found.texts[block] for block in kept]
    if sum(text.count(" ") + 1 for text in texts) > _CONSENT_WORDS:
        return False
    asking = sum(len(text) for text in texts if _CONSENT.search(text))
    if asking < _MOSTLY * sum(map(len, texts)):
        return False
    return any(len(text) < _LONGEST_KEPT and _ACCEPT.fullmatch(text) for text in found.texts)
