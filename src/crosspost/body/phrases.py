"""Lines that stand around articles everywhere, told by their first words.

Only short lines are asked, so that prose is never taken for one. Digits are written ``#``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: What a line is for → how such lines start, in the languages that the web speaks most.
_STARTS: Final[dict[str, str]] = {
    "advert": "advertisement, advertising, sponsored, anzeige, werbung, publicité, publicidad, "
    "pubblicità, advertentie, publicidade, continue reading below, story continues, promoted, "
    "article continues, scroll to continue, skip advertisement, skip ad, ad feedback, реклама, "
    "reklama, annonce, paid content, paid post, partner content",
    "more": "read more, read also, read next, read on, read the, read full, see also, see more, "
    "more from, more on, more about, more in, more stories, more articles, more news, more posts, "
    "more like, more, related, recommended, you may, you might, also read, don t miss, up next, "
    "next article, next post, next story, previous article, previous post, previous story, prev, "
    "latest, popular, trending, most read, most popular, most viewed, most recent, view all, "
    "view more, show all, show more, load more, lesen sie, mehr zum, mehr zu, mehr von, "
    "weiterlesen, auch interessant, lire aussi, lire la suite, lire plus, à lire, voir aussi, "
    "sur le même, leer más, lea también, te puede, noticias relacionadas, leggi anche, leia mais, "
    "leia também, lees ook, lees meer, continue reading, keep reading, watch, listen to, "
    "editor s picks, editors picks, what to read, further reading, recent posts, recent articles, "
    "recent stories, recent comments, featured, similar, explore more, explore our, browse, "
    "back to, learn more, discover more, you ll also, people also, top stories, in other news, "
    "other articles, other posts, other stories, suggested, from the web, around the web, "
    "читайте также, powiązane, zobacz także, läs också, les også, læs også, перейти, 相关, 関連",
    "share": "share, tweet, pin it, pin this, follow, follow us, follow me, follow on, like this, "
    "like us, print, email, e mail, copy link, copy url, facebook, twitter, linkedin, whatsapp, "
    "reddit, pinterest, telegram, flipboard, teilen, partager, compartir, compartilhar, condividi, "
    "delen, save, bookmark, send, click to share, opens in, instagram, youtube, tiktok, bluesky, "
    "mastodon, add us, add as, shares, # shares, поделиться, udostępnij, dela, gift, gift this",
    "signup": "sign up, sign in, subscribe, newsletter, get the, get our, get your, get more, "
    "join, enter your, your email, your e mail, log in, login, register, create an account, "
    "create a free, already a, already have, become a, support us, support our, donate, "
    "stay up, stay in, stay informed, stay connected, stay tuned, never miss, thank you for, "
    "thanks for, abonnieren, abonnez, suscríbete, inscreva, iscriviti, jetzt, melde, try, "
    "start your, download, unlock, by signing, by subscribing, by clicking, by submitting, "
    "by continuing, by entering, we won t, we will never, we respect, this site is, please enter, "
    "please enable, please check, please log, please sign, please try, want more, want to, "
    "unsubscribe, free newsletter, sign me, no spam, you can unsubscribe, подпишитесь",
    "comment": "# comments, # comment, # replies, # responses, # thoughts, comments, comment, "
    "leave a, leave your, post a, add a, write a, no comments, be the first, join the, reply, "
    "replies, responses, kommentare, kommentar, commentaires, comentarios, commenti, reacties, "
    "your email address, required fields, notify me, view comments, view all comments, discussion, "
    "cancel reply, report, upvote, show comments, load comments, log in to, you must be, "
    "комментарии, komentarze, save my name, have your say, what do you",
    "author": "about the author, about author, about me, about the writer, author, the author, "
    "written by, by, posted by, published by, reviewed by, edited by, von, par, por, contributor, "
    "view all posts, all posts by, meet the, über den, über die, words by, reporting by, "
    "editing by, staff writer, correspondent, medically reviewed, fact checked, автор, autor",
    "tags": "tags, tag, tagged, filed under, category, categories, topics, topic, posted in, "
    "labels, schlagwörter, schlagworte, mots clés, etiquetas, keywords, more on this, themen, "
    "in this article, in this story, теги, tagi",
    "when": "published, posted, updated, last updated, last modified, last reviewed, last edited, "
    "first published, posted on, published on, # min, # mins, # minute, # minutes, # hours, "
    "# days, # months, # years, # weeks, monday, tuesday, wednesday, thursday, friday, saturday, "
    "sunday, mon, tue, wed, thu, fri, sat, sun, january, february, march, april, may #, june, "
    "july, august, september, october, november, december, jan, feb, mar, apr, jun, jul, aug, "
    "sep, sept, oct, nov, dec, veröffentlicht, publié, publicado, pubblicato, date, reading time, "
    "estimated, time to read, aktualisiert, actualizado",
    "picture": "photo, photos, photograph, photograph by, photo by, image, images, image credit, "
    "credit, credits, source, courtesy, getty, ap photo, picture, illustration, foto, bild, "
    "crédit, fuente, figure, fig, video, file photo, screenshot, photo courtesy, image source, "
    "image courtesy, photo credit, quelle",
    "legal": "copyright, all rights, terms, privacy, cookie, cookies, we use, we and our, "
    "this website, this site uses, disclaimer, disclosure, affiliate, accept, reject, manage, "
    "powered by, legal, imprint, impressum, alle rechte, do not sell, material may, our standards, "
    "editorial, ethics, when you buy, when you purchase, we may earn, we may receive, contact, "
    "contact us, sitemap, advertise, advertise with, about us, this post may, this article may, "
    "this story may, © , all products, tous droits, todos los derechos, как, all content",
    "move": "home, menu, search, close, skip, skip to, jump to, go to, next, table of contents, "
    "contents, in this, on this page, toggle, open, expand, collapse, loading, play, pause, "
    "previous, top, inhalt, sommaire, hide, show, edit, view source, quick links, quick read, "
    "main menu, navigation, select, choose, filter, sort, all, view, click here, zurück, accueil",
    "update": "update, correction, corrections, clarification, editor s note, note, ed note, "
    "this article has, this story has, this post has, this article was, this story was, "
    "this post was, footnotes, notes, references, sources",
}
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
#: What a line that tells a day, and no more, is made of beside numbers.
DAY_WORDS: Final = frozenset(_DAY_WORDS.split())
NAMES: Final = tuple(_STARTS)
_KIND_OF: Final[dict[str, int]] = {
    phrase.strip(): number
    for number, phrases in enumerate(_STARTS.values(), start=1)
    for phrase in phrases.split(",")
}
_FIRST_WORDS: Final = frozenset(phrase.partition(" ")[0] for phrase in _KIND_OF)
LONGEST: Final = 3  # words of such a start that are asked for


def kind_of(words: Sequence[str]) -> int:
    """The number of the kind of line that starts with these words, from 1; 0 for none."""
    # Most lines start otherwise; one of signs alone has no word.
    if not words or words[0] not in _FIRST_WORDS:
        return 0
    get = _KIND_OF.get
    first = words[:LONGEST]
    return get(" ".join(first), 0) or get(" ".join(first[:2]), 0) or get(first[0], 0)
