"""Words around people's names, by language: labels ("by"), joiners ("and"), words of no names."""

from __future__ import annotations

import re
from functools import cache

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.text import listed

# Labels before a name that are never part of one, in any language.
_LABELS = (
    "written by", "posted by", "published by", "authored by", "article by", "story by", "words by",
    "text by", "reported by", "created by", "contributed by", "submitted by", "reviewed by author",
    "post by", "blog by", "content by", "a post by", "guest post by", "medically written by",
    "by author", "post author", "article author", "about the author", "author name", "author",
    "authors", "author(s)", "byline", "writer", "writers", "contributor", "contributors",
    "written and researched by", "verfasst von", "geschrieben von", "ein beitrag von",
    "autorin/autor", "autor/autorin", "autor/in", "autor/-in", "autor:in", "autor*in", "autor(in)",
    "autor/a", "auteur/autrice", "auteur(e)",
    "ein artikel von", "text von", "autor", "autorin", "autoren", "redaktion", "écrit par",
    "publié par", "rédigé par", "un article de", "auteur", "auteurs", "autrice", "escrito por",
    "publicado por", "redactado por", "autora", "autores", "scritto da", "pubblicato da",
    "a cura di", "articolo di", "autore", "autrice", "geschreven door", "geplaatst door",
    "skrevet av", "skrevet af", "skriven av", "publicerad av", "tekst", "text", "författare",
    "forfatter", "kirjoittanut", "kirjoittaja", "napisał", "napisała", "autorzy", "napsal",
    "napsala", "írta", "szerző", "scris de", "yazan", "yazar", "автор", "авторы", "автора",
    "написал", "опубликовал", "автори", "συγγραφέας", "γράφει ο", "γράφει η", "ditulis oleh",
    "penulis", "oleh", "viết bởi", "tác giả", "bởi", "作者", "撰文", "文", "記者", "执笔", "執筆",
    "著者", "筆者", "글쓴이", "기자", "작성자", "الكاتب", "بقلم", "كتب", "نویسنده", "מאת", "लेखक",
    "ผู้เขียน", "โดย",
    "propos recueillis par", "recueilli par", "recueillis par", "texte de", "texte par",
    "texto de", "texto por", "reportagem de", "testo di", "intervista di", "interview by",
    "interview von", "das gespräch führte", "die fragen stellte", "aufgezeichnet von",
    "story and photos by", "words and photos by", "text and photos by", "words and pictures by",
    "reporting by", "подготовил", "подготовила", "беседовал", "беседовала",
)  # fmt: skip
# The same where a colon follows; elsewhere they are words like others. "Report: …" and
# "Interview: …" are missing: what follows is a headline.
_LABELS_WITH_COLON = (
    "words", "text und fotos", "text & fotos", "text und bild", "text und foto", "texte",
    "texte et photos", "texto", "texto y fotos", "texto e fotos", "reportagem", "testo",
    "testo e foto", "servizio di", "tekst en foto's", "tekst og foto", "text och foto",
    "tekst i zdjęcia", "haber", "muhabir", "yazı", "текст", "материал подготовил",
    "материал подготовила", "取材", "取材・文", "文・写真", "聞き手", "采写", "采访", "撰稿",
    "文字", "글", "취재",
)  # fmt: skip
# Prepositions that mean "by" before a name, but are (part of) a name elsewhere: by language only.
PREPOSITIONS = {
    "en": ("by",), "de": ("von",), "fr": ("par",), "es": ("por",), "pt": ("por",),
    "it": ("di", "da"), "nl": ("door",), "sv": ("av",), "no": ("av",), "nb": ("av",), "nn": ("av",),
    "da": ("af",), "ca": ("per",), "ro": ("de",), "pl": ("przez",), "cs": ("od",), "sk": ("od",),
    "id": ("oleh",), "ms": ("oleh",), "gl": ("por",), "eu": ("egilea",), "fi": (), "tr": (),
}  # fmt: skip
# "and" and "with", by language; English everywhere.
_JOINERS = {
    "de": ("und", "mit"), "fr": ("et", "avec"), "es": ("y", "e", "con"), "pt": ("e", "com"),
    "it": ("e", "ed", "con"), "nl": ("en", "met"), "sv": ("och", "med"), "no": ("og", "med"),
    "nb": ("og", "med"), "nn": ("og", "med"), "da": ("og", "med"), "fi": ("ja",), "et": ("ja",),
    "pl": ("i", "oraz"), "cs": ("a",), "sk": ("a",), "hu": ("és",), "ro": ("și", "si"),
    "tr": ("ve",), "ru": ("и",), "uk": ("і", "та", "й"), "bg": ("и",), "sr": ("и", "i"),
    "hr": ("i",), "sl": ("in",), "el": ("και",), "ca": ("i", "amb"), "gl": ("e",), "id": ("dan",),
    "ms": ("dan",), "vi": ("và",), "ar": ("و",), "he": ("ו",),
}  # fmt: skip
# Words in lower case between first and last name.
PARTICLES = frozenset(
    listed(
        "de da do dos das del della di du des la le las los van von der den ten ter zu zur zum"
        " y e i bin binti ibn ben al el af av dit mac mc st st. d' o' van't 't abu bint san"
        " santa vom te op"
    )
)
SUFFIX = lazy_compile(r"(?:jr|sr|ii|iii|iv|jnr|snr|filho|neto)\.?", re.I)
# Degrees and memberships after a name: "MD", "Ph.D.", "CFP®", "RDN". They are removed.
CREDENTIAL = lazy_compile(
    r"(?:[A-Z]{2,}(?:[a-z][A-Z]*)?|(?:[A-Z][a-z]{0,2}\.){2,}|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?|MSc|BSc|PhD|DPhil"
    r"|PharmD|PsyD|EdD|MEd|BEd|MBChB|LMFT|E-RYT(?: \d+)?|[A-Z]{2,}-[A-Z]{1,3})[®™]?"
)
_ROLE_WORDS = (
    "editor", "editors", "reporter", "writer", "contributor", "correspondent", "columnist",
    "journalist", "director", "manager", "founder", "co-founder", "cofounder", "ceo", "cto", "cmo",
    "coo", "president", "professor", "analyst", "specialist", "expert", "strategist", "consultant",
    "producer", "photographer", "author", "officer", "head of", "vice president", "vp", "partner",
    "attorney", "lawyer", "dietitian", "nutritionist", "therapist", "coach", "instructor",
    "researcher", "fellow", "scientist", "engineer", "developer", "designer", "architect",
    "marketer", "associate", "assistant", "intern", "chief", "contributing", "senior",
    "staff writer", "freelance", "redakteur", "redakteurin", "chefredakteur", "rédacteur",
    "rédactrice", "journaliste", "redactor", "redactora", "periodista", "giornalista", "redattore",
    "redactie", "journalist", "редактор", "корреспондент", "журналист", "dziennikarz", "repórter",
    "jornalista", "toimittaja", "redaktor", "gazeteci", "muhabir", "horticulturalist", "physician",
    "nurse", "doctor of", "candidate", "student", "member", "owner", "copywriter", "blogger",
    "redacteur", "verslaggever", "korrespondent", "korrespondentin", "correspondant",
    "correspondante", "corresponsal", "correspondente", "inviato", "inviata", "reporterin",
    "principal", "agent", "advisor", "adviser", "planner", "realtor", "broker", "educator",
    "teacher", "chef",
)  # fmt: skip
_NOT_NAMES = (
    "admin", "administrator", "adminn", "site admin", "webadmin", "web admin", "webmaster", "by",
    "updated", "published", "posted", "posted in", "posted on", "posted by", "author", "authors",
    "the author", "written by", "guest", "guest author", "guest post", "guest contributor", "staff",
    "staff writer", "staff writers", "staff reporter", "editor", "editors", "the editors",
    "editorial", "editorial staff", "editorial team", "the editorial team", "editorial board",
    "name", "unknown", "unknown author", "anonymous", "none", "null", "nil", "undefined", "n/a",
    "na", "false", "true", "user", "root", "wordpress", "default", "super user", "superuser",
    "test", "demo", "team", "the team", "our team", "content team", "marketing team", "marketing",
    "content", "press release", "press office", "newsroom", "news desk", "news", "blog", "website",
    "home", "contributor", "contributors", "writer", "writers", "reporter", "correspondent",
    "moderator", "owner", "publisher", "creator", "share", "comments", "comment", "leave a comment",
    "read more", "follow", "subscribe", "facebook", "twitter", "linkedin", "instagram", "pinterest",
    "youtube", "email", "print", "menu", "redaktion", "die redaktion", "redaktionsteam",
    "rédaction", "la rédaction", "redacción", "la redacción", "redazione", "la redazione",
    "redactie", "de redactie", "redactia", "redação", "da redação", "redakcja", "redakce",
    "redakcija", "toimitus", "redaktionen", "редакция", "редакція", "админ", "администратор",
    "administrateur", "administrador", "amministratore", "beheerder", "yönetici", "gast",
    "gastautor", "invité", "invitado", "ospite", "anonym", "anonyme", "anónimo", "anonimo",
    "аноним", "管理员", "管理員", "编辑", "編輯", "小编", "編集部", "管理者", "관리자", "편집부",
    "المحرر", "التحرير", "multiple authors", "various", "various authors", "social media",
    "wire reports", "wire services", "wires", "news services", "staff reports", "agencies",
    "agencias", "agenturen", "agences", "agenzie", "agências", "ajanslar", "агентства",
    "web team", "webteam", "support", "info", "contact", "about", "about us", "all posts",
    "view all posts", "sponsored", "advertisement",
    "退出", "登录", "登錄", "注册", "註冊", "首页", "首頁", "关于", "關於", "分享", "评论",
    "評論", "打印", "列印", "返回", "更多", "收藏", "关注", "關注", "搜索", "搜尋", "阅读",
    "原创", "转载", "来源", "來源", "未知", "佚名", "匿名", "本站", "网络", "下一页", "上一页",
    "下一篇", "上一篇", "ログイン", "ログアウト", "検索", "ホーム", "印刷", "コメント", "次へ",
    "前へ", "シェア", "로그인", "로그아웃", "검색", "홈", "댓글", "공유", "인쇄", "이전", "다음",
    "구독",
)  # fmt: skip
NOT_NAMES = frozenset(_NOT_NAMES)
# Words that only names of accounts have: "NOC Admin".
ACCOUNTS = frozenset(
    listed(
        "admin admins administrator administrateur administrador webadmin siteadmin wpadmin"
        " webmaster superuser wordpress админ администратор"
    )
)
# Weekdays before a day in a byline; "Sun" is missing, since it may be a name.
WEEKDAYS = frozenset(
    listed(
        "mon tue tues wed thu thur thurs fri sat monday tuesday wednesday thursday friday saturday"
        " sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi"
        " jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado lunedì"
        " martedì mercoledì giovedì venerdì sabato maandag dinsdag woensdag donderdag vrijdag"
        " zaterdag zondag segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
        " понедельник вторник среда четверг пятница суббота воскресенье"
    )
)
# Words of links and buttons near a byline.
_CONTROLS = frozenset(
    listed(
        "login log-in sign-in sign-up bio profile view more policy policies read subscribe follow"
        " share all posts articles contact kontakt contacto contatto impressum imprint our your my"
        " learn click here see about website linkedin"
        " twitter facebook instagram comment comments newsletter download search skip careers meet"
        " how why what when where privacy close modal forgot password register category tags"
        " version pdf print email cookie cookies disclosure disclaimer caption credit image photo"
        " photos advertisement advertising reading reviewer access article font size released"
        " minutes filed under logout log-out sign-out previous next"
        " anmelden abmelden registrieren kommentieren kommentar kommentare teilen drucken weiter"
        " weiterlesen vorheriges vorheriger vorherige nächstes nächster nächste zurück startseite"
        " abonnieren merkliste connexion déconnexion partager imprimer commenter commentaires"
        " suivant précédent accueil abonnez-vous compartir comentar comentarios siguiente anterior"
        " suscríbete suscribirse sesión condividi commenta commenti successivo precedente accedi"
        " abbonati compartilhar partilhar comentários próximo assine inloggen uitloggen reageren"
        " reacties volgende vorige войти выйти поделиться комментарии следующая предыдущая"
        " подписаться paylaş yorumlar sonraki önceki anasayfa zaloguj wyloguj udostępnij komentarze"
        " następny poprzedni"
    )
)
# Words in the names of teams and other organizations, which are taken where no person is named.
_ORGANIZATION_WORDS = frozenset(
    listed(
        "team staff desk newsdesk editors editorial inc llc ltd gmbh group company agency"
        " association foundation institute university college center centre department office"
        " council committee society network media magazine news press studio studios services"
        " insurance clinic hospital redaktion rédaction redacción redazione redactie редакция"
        " marketing academy school solutions limited corp corporation international regents gbr plc"
        " pte pty holdings health healthcare labs software technologies technology systems"
        " consulting productions publishing faculty department travel newspaper gazette tribune"
        " herald chronicle broadcasting radio tv agentur agence agenzia agencia agência ajansı"
        " haberleri haber zeitung tageblatt rundfunk nachrichten presse verlag noticias notícias"
        " notizie nyheter nieuws новости dentistry dental llp pc dds"
    )
)
# News agencies after a name, and desks that sign in their place.
AGENCY = lazy_compile(
    r"(?<![\s,|/–—-])[\s,|/–—-]++(?:(?i:the )?(?i:associated press|reuters|agence france-presse"
    r"|press association|pa media|bloomberg(?: news)?|keystone-sda)|AFP|dpa|AP|UPI|PA|EFE|ANSA|TASS"
    r"|KNA|epd|sid|APA|SDA|sda|NTB|ANP|PAP|ČTK|STT)$"
)
_WORD = lazy_compile(r"\w[\w-]*")


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_LABEL = lazy_compile(rf"(?:{_alternatives(_LABELS)})(?:\s*[:：/／|–-]\s*|\s+(?=\S)|$)", re.I)
_LABEL_WITH_COLON = lazy_compile(rf"(?:{_alternatives(_LABELS_WITH_COLON)})\s?[:：／]\s*", re.I)
_COLONS = (":", "：", "／")
_LONGEST_LABEL = 40
# Within a line, after a day or the like: "5 March 2024 | Text: Ann Otter".
_LABEL_WITHIN = lazy_compile(
    rf"(?<![^\s|·•/–—-])(?:{_alternatives(_LABELS + _LABELS_WITH_COLON)})\s?[:：]\s*(?=\S)", re.I
)
_ROLE = lazy_compile(rf"\b(?:{_alternatives(_ROLE_WORDS)})s?\b", re.I)
_ROLES = frozenset(
    word + end for words in _ROLE_WORDS for word in words.split()[:1] for end in ("", "s")
)


def role_in(text: str) -> re.Match[str] | None:
    """Find a role ("Editor", "Staff Writer") in a text."""
    # The set is much faster than the pattern, and most texts have no role.
    return None if _ROLES.isdisjoint(_WORD.findall(text.lower())) else _ROLE.search(text)


def is_organization(name: str) -> bool:
    """Tell whether a name has a word that names of teams, desks and companies have."""
    return not _ORGANIZATION_WORDS.isdisjoint(_WORD.findall(name.lower()))


def is_control(text: str) -> bool:
    """Tell whether a text is that of a link or a button: "Read more", "Full bio"."""
    found = _WORD.findall(text.lower())
    return not _CONTROLS.isdisjoint(found) or found[:2] in (
        ["sign", "in"],
        ["sign", "up"],
        ["log", "in"],
    )


@cache
def joiner(language: str) -> re.Pattern[str]:
    """Return the pattern of what separates two names in this language or in English."""
    words = ("and", "with", *_JOINERS.get(language[:2].lower(), ()))
    return re.compile(
        rf"(?<!\s)\s++(?:[;&、，+]\s*|/\s+|(?:{_alternatives(words)})\s+)|[;&、，+]\s*", re.I
    )


def label_of(text: str, language: str) -> re.Match[str] | None:
    """Find the label before a name at a line's start: "By ", "Written by: ", "Autor: "."""
    starts = starts_of_labels(language)
    found = None
    if text[:2] in starts or text[:1] in starts:
        found = _LABEL.match(text) or _by_words(language).match(text)
    if found is None and any(colon in text[:_LONGEST_LABEL] for colon in _COLONS):
        found = _LABEL_WITH_COLON.match(text)
    return found


def label_within(text: str) -> re.Match[str] | None:
    """Find a label with a colon within a line, after other words."""
    return _LABEL_WITHIN.search(text) if ":" in text or "：" in text else None


@cache
def starts_of_labels(language: str) -> frozenset[str]:
    """Return the first two characters of all labels, in the usual cases; few lines begin so.

    Labels of one character are included as they are.
    """
    words = {*_LABELS, "by", *PREPOSITIONS.get(language[:2].lower(), ())}
    starts = {word[:2] for word in words}
    return frozenset(f(start) for start in starts for f in (str.lower, str.upper, str.title)) | {
        start[0] + start[1:].upper() for start in starts
    }


@cache
def _by_words(language: str) -> re.Pattern[str]:
    words = (*PREPOSITIONS["en"], *PREPOSITIONS.get(language[:2].lower(), ()))
    return re.compile(rf"(?:{_alternatives(words)})(?:\s*[:：]\s*|\s+(?=\S)|$)", re.I)
