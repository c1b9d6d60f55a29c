"""People's names: reading them out of a byline or a field, telling them from what is none."""

from __future__ import annotations

import re
from functools import lru_cache

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.days.text import find_days, month_of
from crosspost.metadata.people.common_words import is_of_common_words
from crosspost.metadata.people.words import (
    ACCOUNTS,
    CREDENTIAL,
    NO_NAMES,
    PARTICLES,
    SUFFIX,
    WEEKDAYS,
    is_control,
    is_house,
    joiner,
    label_of,
    role_in,
)
from crosspost.metadata.text import fold

_MAX_LENGTH = 600
_MAX_NAMES = 60
_MAX_NAME = 60
_MAX_WORDS = 6
_MAX_WORDS_OF_A_PERSON = 4
_MAX_WORDS_OF_A_NUMBER = 3
_ADDRESS = lazy_compile(
    r"(?<!\S)\S+@\S+|\bhttps?://\S*|\bwww\.\S*|(?<!\S)\S+\.(?:com|org|net|html?)/\S*", re.I
)
# What is in brackets is a role or a house ("(Content Manager)"), but a name before a name
# ("Paramita (Guha) Ghosh").
_IN_BRACKETS = lazy_compile(r"(?<!\s)\s*+[(\[][^()\[\]]{0,100}(?:[)\]](?!\s+[A-Z])|$)")
# "Ann Otter (with Bo Lee)": authors, too. "Ann Otter @annotter": one.
_TOGETHER = lazy_compile(
    r"(?<!\s)\s*+\((?:and|with|und|mit|et|avec|con|com|met|med)\s(?P<others>[^()]{3,100})\)", re.I
)
_HANDLE = lazy_compile(r"(?<=\w)[\s(,|]+@\w{2,30}\)?")
# What follows the names in a byline: a day, a time, what was done, where, a bio's first words.
_END = lazy_compile(
    r"(?<!\s)\s++(?:[|•]|[·»›–—-]\s|(?:on|in|at|for|from|is|was|has|who|are|on behalf)(?:\s|$))"
    r"|[|•]|[–—-]\s*(?=\d)|\b(?:last\s++)?(?:updated|published|posted|modified|medically reviewed"
    r"|reviewed|edited|fact[ -]checked)\b|\b\d{1,2}:\d\d\b"
    r"|\b\d++(?:[–-]\d*+)?\s*(?:min|comment|hour|day|read|share)"
    r"|\b(?:comments?|read more|share|follow)\b"
    r"|(?:[,;]|(?<!\s))\s*+\b(?:photos?|photographs?|photography|pictures|images?|illustrations?|fotos?)\b\s*(?:by|:)"
    r"|\b(?:aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|pubblicato"
    r"|aggiornato|gepubliceerd|bijgewerkt|opublikowano|опубликовано|обновлено)\b",
    re.I,
)
_BEFORE_NUMBER = lazy_compile(r"\s([^\W\d_]{3,12})\.?\s+(?=\d)")
_END_OF_FIELD = lazy_compile(r"(?<!\s)\s++(?:\||[–—•·-]\s)|\|")
_IN_HOUSES = frozenset({"for", "and", "of", "the", "in", "on", "&"})
_TITLE = lazy_compile(r"^(?:(?:dr|prof|professor|sir|rev|fr)\.?\s+)+(?=\S+\s)", re.I)
_NO_FIRST_NAMES = frozenset(
    {"the", "our", "your", "a", "an", "from", "in", "at", "for", "with", "by", "and", "this"}
)
_HEX = lazy_compile(r"[0-9a-f]{6,}(?:-[0-9a-f]{2,})*", re.I)
# "mdelatorreq6vkpg2ma0ci": software made it, with digits here and there to have it unlike others.
_MADE_UP = lazy_compile(
    r"(?=\S{12,}$)(?:[a-z]+\d+){2,}[a-z]*|(?=\S{16,}$)[a-z]*\d+[a-z]+\d[a-z\d]*", re.I
)
# "example.com", "etimes.in": behind a person it is where the article stands.
_HOST = lazy_compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}", re.I)
# "Otter, Ann B.": a field that has no more than this has one name, as libraries write it.
_LAST_FIRST = lazy_compile(
    r"^([A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?), ([A-ZÀ-Þ][a-zß-ÿ]+(?: [A-Z]\.)?)$"
)
# "reporter", as Korean and Japanese papers write it behind every name.
_REPORTER = lazy_compile(r"(?<=\w)\s+(?:기자|記者|记者)$")


def people(text: str, language: str = "en", *, line: bool = False) -> tuple[str, ...]:
    """Return the names in an author field or a byline, as written, without what surrounds them.

    Labels ("By", "Written by", "Autor:"), addresses, roles ("Senior Editor"), credentials after a
    comma ("Ann Otter, MD"), dates and bios are dropped; several names are split at commas, "and",
    "with", "&" and the like in this language. What is no name ("Admin", "Posted in") is left out.

    ``line`` says that the text is a visible line, where more than names may stand.
    """
    return _people(text[:_MAX_LENGTH], language, line)


@lru_cache(maxsize=256)
def _people(text: str, language: str, line: bool) -> tuple[str, ...]:
    # Remembered: the same name stands in several places of a page, and is asked for of each.
    if "@" in text or "/" in text or "www." in text.lower():
        text = _HANDLE.sub("", _ADDRESS.sub(" ", text))
    if "(" in text:
        text = _TOGETHER.sub(r"; \g<others>,", text)
    text = without_label(fold(text), language)
    if not text:
        return ()
    if line:
        text = without_label(_beside_the_day(text, language), language)
    else:
        text = text if is_house(text) else _LAST_FIRST.sub(r"\2 \1", text)
    text = _IN_BRACKETS.sub("", text)
    if is_house(text) and is_name(text) and _is_one(text, language):
        return (text,)
    names: list[str] = []
    end = (_END if line else _END_OF_FIELD).search(text)
    text = text[: end.start()] if end else text
    strict = False
    for group in joiner(language).split(text):
        found, strict = _of_group(group, language, names, strict)
        names += [name for name in found if name not in names]
    if not names and not line and _END.search(text):
        # A field that has a line's words in it: "Ann Otter for The Weekly".
        found_in_line = _people(text, language, line=True)
        return found_in_line if all(map(is_person, found_in_line)) else ()
    return tuple(names[:_MAX_NAMES])


def _beside_the_day(text: str, language: str) -> str:
    """Return what stands before the day in a line, or what follows where the day stands first."""
    days = sorted(find_days(text, language), key=lambda day: day.start)
    if not days:
        month = next((m for m in _BEFORE_NUMBER.finditer(text) if month_of(m[1], language)), None)
        return text[: month.start()] if month else text
    before = text[: days[0].start].rstrip(" ,|-–—·•")
    after = text[days[0].end :].lstrip(" ,|-–—·•/")
    return before if any(c.isalpha() for c in before) and len(before) > 2 else after


def _is_one(text: str, language: str) -> bool:
    """Tell whether "Center for Arts and Crafts" is one name: no part of it is a person's."""
    if "," in text or _without_role(text) != text:
        return False
    parts = joiner(language).split(text)
    return len(parts) == 1 or not any(is_person(part) for part in parts)


def without_label(text: str, language: str = "en") -> str:
    """Remove "By", "Written by:", "Autor:" and the like from the start, several if need be."""
    for _ in range(3):
        found = label_of(text, language)
        if not found or (text.isascii() and found.end() == len(text) and not found[0].strip()):
            break
        text = text[found.end() :].lstrip(" :–—-|")
    return text.strip()


def _of_group(text: str, language: str, earlier: list[str], strict: bool) -> tuple[list[str], bool]:
    """Split at commas: names, suffixes that belong to the one before, roles and credentials.

    ``strict`` says that only a person's name is a name from here on; it is returned as the next
    group of the byline needs it. After a person a comma mostly brings what the person is, after a
    role nothing else: "Ann Otter, gastroenterologist" and "Ann Otter, Editor, The Weekly" are one
    author.
    """
    names: list[str] = []
    after_person = False
    for part in text.split(","):
        part = without_label(part.strip(' .:*-–—·•|"“”'), language)
        if not part:
            continue
        known = names or earlier
        if after_person and part[:1].islower() and not is_person(part):
            break  # "Ann Otter, gastroenterologist, Riverbend Health": what she is, and where
        part = _without_agency(_without_role(part))
        if known and _HOST.fullmatch(part):
            continue
        if names and SUFFIX.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}" + ("." if part.lower() in ("jr", "sr") else "")
        elif known and CREDENTIAL.fullmatch(part):
            continue
        elif known and role_in(part):
            strict = True
        elif is_name(part) and (is_person(part) or not (strict or after_person)):
            names.append(part)
            after_person = is_person(part)
        elif known:
            strict = strict or not after_person
    return names, strict


def _without_role(text: str) -> str:
    """Return the name before a role that follows without a comma ("Ann Otter Staff Writer")."""
    role = role_in(text)
    before = text[: role.start()].strip() if role else ""
    return before if is_person(before) else text


def _without_agency(text: str) -> str:
    """Return the name before its agency or "reporter": "Ann Otter/Reuters", "김철수 기자"."""
    name = _REPORTER.sub("", text)
    before, sign, _ = name.partition("/")
    return before.strip() if sign and is_person(before.strip()) else name


def is_name(name: str) -> bool:
    """Tell whether this can be the name of somebody who writes: a person, a handle, a team."""
    if not 2 <= len(name) <= _MAX_NAME or not any(c.isalpha() for c in name):
        return False
    if not (name[0].isalnum() or name[0] in "@'‘’“\""):
        return False
    if name.casefold().strip(" .:!") in NO_NAMES or _HEX.fullmatch(name) or is_of_a_day(name):
        return False
    if (CREDENTIAL.fullmatch(name) and ("." in name or not name.isupper())) or is_control(name):
        return False
    words = [word for word in name.split() if word.lower() not in PARTICLES]
    if name[0].isdigit() and len(words) > _MAX_WORDS_OF_A_NUMBER:
        return False  # "5 Great Ideas for Gardens"
    most = _MAX_WORDS if is_house(name) else _MAX_WORDS_OF_A_PERSON
    if len(words) > most or any(len(word) > 30 for word in words):
        return False
    if len(name) == 2 and name.isascii() and name.isupper():
        return False  # "AA", a button for the letters' size
    if not ACCOUNTS.isdisjoint(name.lower().split()) or _MADE_UP.fullmatch(name):
        return False
    if re.search(r"[?!<>{}=:\"]|\d{4}", name):
        return False
    if len(words) > 2 and is_house(name):
        words = [word for word in words if word not in _IN_HOUSES]
    return len(words) < 3 or all(_may_be_in_name(word) or is_house(word) for word in words)


def without_title(name: str) -> str:
    """Return a name without "Dr." and "Prof." before it: for comparing only."""
    return _TITLE.sub("", name)


def is_of_a_day(text: str) -> bool:
    """Tell whether a text is a piece of a date: "Jun 2", "Sat", "Dec 20 Sat"."""
    words = text.replace(".", " ").split()
    if len(words) > 3:
        return False
    with_number = any(word.isdigit() for word in words)
    return all(
        word.lower() in WEEKDAYS or word.isdigit() or (with_number and month_of(word))
        for word in words
    )


def _may_be_in_name(word: str) -> bool:
    first = word.lstrip("'’\"“(")[:1]
    return (
        not first.islower()
        or word.lower() in PARTICLES
        or word[:2].lower() in ("d'", "d’", "l'", "o'")
    )


def is_person(name: str) -> bool:
    """Tell whether a name looks like a person's: two words or more, capitals, no team's."""
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or is_house(name) or role_in(name):
        return False
    if any(c.isdigit() for c in name) or words[0].lower() in _NO_FIRST_NAMES:
        return False
    return all(_may_be_in_name(word) for word in words) and not is_of_common_words(name)
