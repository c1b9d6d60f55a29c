"""The default attribution in the languages of sites: data, and how a language is found in it."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """The words of the attribution in a language.

    Attributes:
        words: that the text was posted elsewhere first, before the link.
        archived: the text of the link to a copy in an archive.
        between: what is between the words and the link.
    """

    words: str
    archived: str
    between: str = ": "


#: By BCP 47 tags, of which a site's language has the first part, or all (``zh-hant``).
LINES = {
    "en": Line("The text below was originally posted here", "archived"),
    "de": Line("Der folgende Text wurde zuerst hier veröffentlicht", "archiviert"),
    "fr": Line("Le texte ci-dessous a été publié à l’origine ici", "archivé", "\u00a0: "),
    "es": Line("El texto siguiente se publicó originalmente aquí", "archivado"),
    "it": Line("Il testo seguente è stato pubblicato originariamente qui", "archiviato"),
    "pt": Line("O texto abaixo foi publicado originalmente aqui", "arquivado"),
    "nl": Line("De onderstaande tekst is oorspronkelijk hier gepubliceerd", "gearchiveerd"),
    "pl": Line("Poniższy tekst został pierwotnie opublikowany tutaj", "kopia archiwalna"),
    "ru": Line("Текст ниже впервые опубликован здесь", "архивная копия"),
    "uk": Line("Текст нижче вперше опубліковано тут", "архівна копія"),
    "ky": Line("Төмөндөгү текст алгач бул жерде жарыяланган", "архивдик көчүрмө"),
    "tr": Line("Aşağıdaki metin ilk olarak burada yayımlandı", "arşiv kopyası"),
    "ar": Line("نُشر النص أدناه لأول مرة هنا", "نسخة مؤرشفة"),
    "ja": Line("以下の文章の初出はこちらです", "アーカイブ", "："),
    "zh": Line("以下文章最初发表于", "存档", "："),
    "zh-hant": Line("以下文章最初發表於", "存檔", "："),
}
_HANT = ("hant", "tw", "hk", "mo")


def line_for(language: str) -> str:
    """Return the template of the attribution in a language; in English if it is not known.

    Args:
        language: a BCP 47 tag, or the name of a locale such as ``de_DE.UTF-8``.
    """
    first, *more = language.partition(".")[0].replace("_", "-").lower().split("-")
    name = "zh-hant" if first == "zh" and set(more) & set(_HANT) else first
    line = LINES.get(name, LINES["en"])
    archive = f"[[ ([{line.archived}]({{archive_url}}))]]"
    return f"_{line.words}{line.between}[{{url}}]({{url}}){archive}_"
