"""Words and phrases of boilerplate lines, in the most common languages of the web.

Lines are lists of words in lower case, numbers as ``#``, see ``words.of_line``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crosspost.lazy_regex import lazy_compile

_POINTER_STARTS: Final = (
    "read more, read also, read next, read on, read the, read full, see also, see more, more "
    "from, more on, more about, more in, more stories, more articles, more news, more posts, more "
    "like, more, related, recommended, you may, you might, also read, don t miss, up next, next "
    "article, next post, next story, previous article, previous post, previous story, prev, "
    "latest, popular, trending, most read, most popular, most viewed, most recent, view all, view "
    "more, show all, show more, load more, lesen sie, mehr zum, mehr zu, mehr von, weiterlesen, "
    "auch interessant, lire aussi, lire la suite, lire plus, à lire, voir aussi, sur le même, "
    "leer más, lea también, te puede, noticias relacionadas, leggi anche, leia mais, leia também, "
    "lees ook, lees meer, continue reading, keep reading, watch, listen to, editor s picks, "
    "editors picks, what to read, further reading, recent posts, recent articles, recent stories, "
    "recent comments, featured, similar, explore more, explore our, browse, back to, learn more, "
    "discover more, you ll also, people also, top stories, in other news, other articles, other "
    "posts, other stories, suggested, from the web, around the web, читайте также, powiązane, "
    "zobacz także, läs också, les også, læs også, перейти, 相关, 関連 ,"
)
_POINTERS: Final = frozenset(_POINTER_STARTS.split(", "))
_LONGEST: Final = max(phrase.count(" ") + 1 for phrase in _POINTERS)  # words
_DAY_WORDS: Final = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "published posted updated modified reviewed edited last first on at am pm date "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag veröffentlicht aktualisiert am um uhr vom den "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche publié mis à jour le "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo publicado actualizado el de del "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre pubblicato il "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro em"
)
YEAR = lazy_compile(r"\b(?:19|20)\d\d\b")
#: The words, besides numbers, of a line that only gives a date.
DAY_WORDS: Final = frozenset(_DAY_WORDS.split())


def points_elsewhere(words: Sequence[str]) -> bool:
    """True for a line that starts like a link to another article: ``Read more: …``."""
    return any(" ".join(words[:count]) in _POINTERS for count in range(1, _LONGEST + 1))
