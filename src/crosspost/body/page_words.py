"""What pagers say in words: ``Page 1 of 3``, ``next page``, ``view as a single page``."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

#: The word for a page, in paths and parameters.
PAGE = (
    "page|pages|paged|pageno|pagenum|page_?n[or]|pag|pg|pagina|página|seite|sida|side|strona"
    "|stranica|stranka|oldal|sayfa|trang|halaman"
)
#: ``Page 1 of 3``.
SAID = lazy_compile(
    r"\W{0,3}(?:page|seite|página|pagina|strona|sida|side|stránka|oldal|sayfa|trang|halaman|страница)"
    r"\s?:?\s?(\d{1,2})\s?(?:of|von|sur|de|di|z|ze|av|af|van|из|sa|/)\s?(\d{1,2})\W{0,3}"
    r"|\W{0,3}(\d{1,2})\s?/\s?(\d{1,2})\s?(?:ページ|页|頁|페이지)\W{0,3}"
    r"|第\s?(\d{1,2})\s?[页頁]\W{0,3}[共全]\s?(\d{1,2})\s?[页頁]",
    re.I,
)
NEXT = lazy_compile(
    r"\W*(?:(?:go to |continue (?:to|on) |continued on )?(?:the )?next page|nächste seite"
    r"|page suivante|página siguiente|próxima página|pagina successiva|volgende pagina|nästa sida"
    r"|neste side|næste side|seuraava sivu|następna strona|další stránka|следующая страница"
    r"|sonraki sayfa|次のページ|次ページ|下一页|下一頁|다음 페이지).{0,80}",
    re.I | re.S,
)
#: Certain by itself, wherever it leads.
ON_ONE = lazy_compile(
    r"\W*(?:(?:view|read|show|see) (?:this |the )?(?:article |story |all )?(?:on|as) (?:a |one )?"
    r"(?:single )?page|single[- ]page(?: view)?|(?:artikel )?auf einer seite (?:lesen|anzeigen)"
    r"|lire (?:l.article )?sur une (?:seule )?page|(?:ver|leer) en una (?:sola )?página"
    r"|leggi (?:tutto )?su (?:una|un.unica) pagina|(?:op|lees op) één pagina"
    r"|1ページで表示|在本页阅读全文|余下全文|阅读全文)\W*",
    re.I,
)
#: The same only if the link leads to a form of the page itself.
ALL = lazy_compile(
    r"\W*(?:(?:view|show|see|read) (?:all|full|whole|complete|entire)"
    r"(?: (?:article|story|text|pages))?"
    r"|(?:full|whole|complete|entire) (?:article|story|text)|all pages|(?:all|one|1) page"
    r"|(?:alles|artikel|ganzen artikel|gesamten artikel|alle seiten)(?: auf einer seite)?"
    r"(?: (?:lesen|anzeigen|zeigen))?|komplettansicht|auf einer seite|gesamtansicht"
    r"|(?:tout )?(?:voir|afficher|lire)(?: tout)?(?: l.article| l.intégralité| en entier)?"
    r"|(?:article|texte) (?:complet|intégral|entier)|sur une (?:seule )?page"
    r"|ver tod[oa]|(?:leer|ver) (?:el )?(?:artículo|texto) completo|en una sola página"
    r"|ver (?:o )?(?:artigo|texto) completo|(?:em|numa) uma? só página|em uma única página"
    r"|(?:leggi|vedi|mostra) (?:tutto|l.articolo (?:completo|intero))|su una (?:sola )?pagina"
    r"|(?:toon|bekijk|lees) (?:alles|hele artikel|het hele artikel)|op (?:één|een) pagina"
    r"|visa (?:allt|hela artikeln)|hela artikeln|vis (?:alt|hele artikk?elen)|på en side"
    r"|(?:cały|pełny) artykuł|(?:pokaż|czytaj) (?:wszystko|całość)|na jednej stronie"
    r"|celý článek|zobrazit vše|na jedné stránce|вся статья"
    r"|(?:показать|читать) (?:все|всё|полностью)"
    r"|на одной странице|tümünü göster|tek sayfada(?: oku| göster)?"
    r"|全文(?:表示|を読む)?|全ページ|すべて表示|全文阅读|閱讀全文|单页|單頁|전체 ?보기)\W*",
    re.I,
)
#: Of a link to a form of the page for printers.
PRINT = lazy_compile(
    r"\W{0,9}(?:(?:view |show )?(?:print(?:er)?(?:[- ]friendly)?|printable)(?: (?:this )?"
    r"(?:version|view|page|article|story|format))?|(?:artikel |seite )?(?:aus)?drucken"
    r"|druck(?:version|ansicht|en)|imprimer(?: (?:l.article|cette page|la page))?"
    r"|(?:version|format) (?:imprimable|pour impression)"
    r"|imprimir(?: (?:este )?(?:artículo|artigo))?"
    r"|versión (?:para imprimir|imprimible)|versão para (?:impressão|imprimir)"
    r"|stampa(?: (?:l.articolo|pagina|questo articolo))?|versione stampabile"
    r"|afdrukken|print(?:vriendelijke)? versie|(?:artikel )?printen|skriv ut|utskrift(?:svennlig)?"
    r"|utskriftsversion|udskriv(?: artikel)?|printvenlig(?: version)?|tulosta|tulostusversio"
    r"|drukuj|wersja do druku|tisk|(?:vy)?tisknout|verze pro tisk"
    r"|(?:версия для |рас)?печат(?:ь|ать|и)"
    r"|yazdır|yazdırılabilir sürüm|印刷(?:用ページ|する|用)?|打印(?:本页|本文|版)?|列印|友善列印"
    r"|인쇄(?:하기)?)\W{0,9}",
    re.I,
)
#: Of a pager between the pages of a blog, not those of an article.
OLDER = lazy_compile(
    r"\W*(?:(?:older|newer|previous|next|earlier|more) "
    r"(?:posts?|entr(?:y|ies)|articles?|stories|news)"
    r"|(?:ältere|neuere|vorherige|nächste|weitere) (?:beiträge|artikel|einträge|posts?|meldungen)"
    r"|(?:articles?|billets?|publications) (?:plus )?(?:anciens?|précédents?|suivants?|récents?)"
    r"|entradas? (?:antiguas?|anteriores?|siguientes?|más recientes)"
    r"|(?:postagens?|publicações|artigos) (?:mais )?(?:antig[ao]s|anteriores)"
    r"|(?:articoli|post) (?:meno recenti|precedenti|successivi|più vecchi)"
    r"|(?:oudere|nieuwere|vorige|volgende) (?:berichten|artikelen)|äldre inlägg|eldre innlegg"
    r"|ældre indlæg|vanhemmat|starsze (?:wpisy|posty)|(?:starší|další) (?:příspěvky|články)"
    r"|(?:старые|предыдущие|следующие|более старые) (?:записи|статьи|новости)"
    r"|(?:eski|önceki) (?:yazılar|kayıtlar)|過去の記事|以前の記事|前の記事|次の記事"
    r"|较早的文章|舊文章|이전 글)\W*",
    re.I,
)
_NUMBERS = lazy_compile(rf"\W*+(?:\w{{3,8}}:|(?:{PAGE}|strony?|страницы?)[sn]?)?[\W\d]*+", re.I)
_LONGEST = 80  # characters of a pager's text


def is_of_pager(text: str) -> bool:
    """Tell whether a text is that of a pager: ``Pages: 1 2 3``, ``Page 2 of 3``, ``Next page``."""
    if len(text) > _LONGEST:
        return False
    if any(map(str.isdigit, text)) and _NUMBERS.fullmatch(text):
        return True
    return bool(
        SAID.fullmatch(text)
        or NEXT.fullmatch(text)
        or ON_ONE.fullmatch(text)
        or ALL.fullmatch(text)
    )
