"""The words beside a license: what it is given for."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

# Words for what a license is given: the text, or something else.
_OF_TEXT = lazy_compile(
    r"\b(?:texts?|articles?|contents?|posts?|works?|stor(?:y|ies)|pages?|materials?|documents?"
    r"|(?:web)?sites?|blogs?|chapters?|essays?|inhalte?n?|beitr(?:ag|äge)|artikel\w{0,2}|seiten?"
    r"|werk\w?|textes?|contenus?|œuvres?|oeuvres?|textos?|contenidos?|art[íi]culos?|obras?"
    r"|conteúdos?|artigos?|testi|testo|contenut[oi]|articol[oi]|opera|inhoud|tekst\w?|teksty"
    r"|innehåll\w{0,2}|treści|материал\w{0,3}|текст\w{0,2}|стать\w{1,2})\b"
    r"|内容|文章|本文|記事|作品|コンテンツ|本站|网站",
    re.I,
)
_OF_OTHERS = lazy_compile(
    r"\b(?:photo\w{0,12}|images?|pictures?|illustrations?|icons?|logos?|videos?|maps?|music|sounds?"
    r"|fonts?|graphics?|drawings?|code|samples?|scripts?|software|data|datasets?|plugins?|themes?"
    r"|templates?|designs?|layout|tiles|comments?|flickr|unsplash|wikimedia"
    r"|wikipedia|pixabay|bild(?:er|ern)?|fotos?"
    r"|fotograf\w{0,4}|abbildung\w{0,2}|grafik\w{0,2}|karten?|titelbild|im[áa]ge(?:n|nes|m|ns)"
    r"|ilustraci\w{1,4}|immagin[ei]|afbeelding\w{0,2}|billed\w{0,3}|bilde[rt]?|kuva\w?|zdjęci\w{1,2}"
    r"|obráz\w{1,3}|фото\w{0,8}|изображени\w{1,2}|иллюстраци\w{1,2}|quelltext|quellcode|daten"
    r"|excerpts?|courtesy|source)\b|图片|圖片|照片|写真|画像|代码|コード",
    re.I,
)
# A text that was made of another one, which has the license.
_TAKEN = lazy_compile(
    r"\b(?:materials?|texts?|parts?|content|adapted|derived|translated|reprinted|excerpted|taken)"
    r"\s+from\b|\bbased\s+on\b|\bbasiert\s+auf\b|\bübernommen\b|\btir[ée]e?s?\s+de\b|\btomado\s+de\b",
    re.I,
)
_LICENSED = lazy_compile(
    r"licen[sc]|lizenz|licen[czç]|licentie|лиценз|許諾|ライセンス|许可|許可|协议|協議"
    r"|\b(?:available|released|published|distributed|shared|republish\w{0,3})\b|veröffentlicht|publi[ée]"
    r"|creative\s+commons|\bcc\b",
    re.I,
)
# "This work", "all texts on this site", "except where otherwise noted".
_HERE = lazy_compile(
    r"\b(?:this|these|our|all|otherwise|dies\w{0,2}|unser\w{0,2}|alle\w?|soweit|sofern|cette|cet|ces?"
    r"|nos|notre|tous|sauf|est[aeo]s?|nuestr[ao]s?|tod[ao]s|salvo|quest[aeio]|nostr[aei]|tutt[ei]"
    r"|dit|deze|onze|denne|dette|denna|detta|ten|tento|tato|эт[аиоу]т?|данн\w{2,3}|все)\b"
    r"|本|此|この|除",
    re.I,
)
# "Unless otherwise noted, …", "Except for the photos, …": says nothing of what it is about.
_EXCEPTION = lazy_compile(
    r"^(?:except|unless|where|ausgenommen|außer|soweit|sofern|sauf|salvo|excepto|tranne|eccetto)\b"
    r"[^,:]{0,120}[,:]",
    re.I,
)


# What is before the word for the text at the beginning of such a sentence: "this short".
_THIS = lazy_compile(
    r"(?:this|all|dies\w{0,2}|alle|cette|cet|ce|tous les|est[aeo]|tod[ao]s l[ao]s|quest[aeo]"
    r"|quest['’]|tutti i|dit|deze|alle|denne|dette|denna|detta|ten|tato|эт[аоу]т?|все|本)"
    r"(?: \w{1,15})?",
    re.I,
)


def is_said_of_this(sentence: str) -> bool:
    """Tell whether a sentence begins with the text: "This article …", "本站文章 …"."""
    what = _subject(sentence)
    text = _OF_TEXT.search(what)
    if text is None:
        return False
    before = what[: text.start()].strip(" “\"'")
    return not before or _THIS.fullmatch(before) is not None


def is_of_other_work(sentence: str) -> bool:
    """Tell whether a sentence gives a license for something that is not the text of the page."""
    what = _subject(sentence)
    if _TAKEN.search(what):
        return True
    text, other = _OF_TEXT.search(what), _OF_OTHERS.search(what)
    return other is not None and (text is None or text.start() > other.start())


def is_of_this_text(sentence: str, *, is_line: bool) -> bool:
    """Tell whether a sentence says that this text has a license.

    Args:
        is_line: it is all of a paragraph, which need not say "this".
    """
    if _LICENSED.search(sentence) is None:
        return False
    what = _subject(sentence)
    is_own = is_line and (_LICENSED.match(what) or _OF_TEXT.match(what))
    return bool(is_own or _HERE.search(sentence))


def _subject(sentence: str) -> str:
    """Return a sentence without "except where otherwise noted" at its beginning."""
    return _EXCEPTION.sub("", sentence).lstrip()
