"""Labels that a site's software gives a page for itself: "front-page", "contentId: 93", an ISIN."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.text import key, listed, squash

# "Tag:Otters", "topic/otters": a label with what it is before it.
_PREFIXED = lazy_compile(r"([^\W\d][\w. -]{0,30})(?:\s?:\s?|/(?=[a-z]))(\S.{0,80})")
_LABELS_FOLLOW = frozenset(
    listed("tag tags topic topics keyword keywords subject hashtag organization person place theme")
)
_FLAGS_FOLLOW = frozenset(
    listed(
        "category categories section sections type contenttype contentid content format source"
        " locale displaytype template layout channel publication author byline vertical status"
        " visibility lang language id site brand product hasproduct pagetype campaign paywall"
        " access priority version series desk subtype sitegroup subsection nlp nlpcategory"
        " nlpentitytokens iab sourcetagname department edition region ressort rubrik kategorie"
        " wc wordcount"
    )
)
_VALUE_OF_FLAG = frozenset(listed("true false yes no none null on off 0 1"))
_SHAPE = lazy_compile(
    r"_.*"
    r"|(?:show|hide|exclude|include|display|has|is|allow|enable|disable)(?:[-_][^\W_]+){2,}"
    r"|(?:show|hide|exclude|include|display|has|is|no|allow|enable|disable)[A-Z]\w*"
    r"|(?:author|section|channel|category|stream|template|layout|page|content|type)[-_][\w-]+"
    r"|[a-z]*text(?:above|below|left|right|center)\w*"
    r"|\d{1,3}|\d{5}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4,12})+|(?=\D*\d)[0-9a-f]{16,}"
    r"|[A-Z]{2}[A-Z0-9]{9}\d"  # an ISIN (ISO 6166)
)
_NUMBER_AT_END = lazy_compile(r"(?<!\d)\d{6,}+\Z")
# Words that are in no label but a flag.
_SAYS = lazy_compile(
    r"(?:^|[\s_-])(?:paywall\w*|noindex|syndicat\w+|front[-_ ]?page|home[-_ ]?page|startseite"
    r"|featured|texttospeech|no[-_]?ads|not[-_ ]set)(?:$|[\s_-])"
    r"|[-_ ](?:enabled|disabled|excluded?|noshow|hidden|opt-?out)$",
)
_NOT_LABELS = frozenset(
    listed(
        "uncategorized uncategorised home blog blogs news article articles all posts post"
        " archive page tags tag category categories none null undefined allgemein general"
        " unkategorisiert inicio accueil startseite non-classe sin-categoria"
        " feature features story stories standard slider sticky highlight highlights"
        " secondary-highlight carousel evergreen affiliate sponsored curated editors-picks"
        " editor-s-picks editor-s-pick premium free default other others misc miscellaneous"
        " latest trending popular top-stories top-story top-news breaking breaking-news"
        " newsroom-daily wired unclassified untagged test overall-positive overall-negative"
        " overall-neutral actualites nachrichten noticias notizie nyheter haber aktuelles"
        " sonstiges otros divers autres varie ニュース 新聞 新闻 новости"
    )
)


def label_of(text: str) -> str:
    """Return the label in a text, empty if it is a flag.

    >>> label_of("Tag:otters"), label_of("contentId: 93"), label_of("Rivers: a history")
    ('otters', '', 'Rivers: a history')
    """
    found = _PREFIXED.fullmatch(text)
    if found:
        name, rest = squash(found[1]), found[2].strip()
        if name in _LABELS_FOLLOW:
            text = rest
        elif name in _FLAGS_FOLLOW or rest.lower() in _VALUE_OF_FLAG or "_" in rest:
            return ""
    return "" if is_flag(text) else text


def is_flag(text: str) -> bool:
    """Tell whether a label is one for the software of the site, or not of a single article."""
    if _SHAPE.fullmatch(text) or _NUMBER_AT_END.search(text) or _SAYS.search(text.lower()):
        return True
    return key(text).replace(" ", "-") in _NOT_LABELS
