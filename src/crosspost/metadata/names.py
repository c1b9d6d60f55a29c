"""People's names: reading them out of a byline or a field, telling them from what is none."""

from __future__ import annotations

import re
from functools import lru_cache

from crosspost.metadata.day_words import find_days
from crosspost.metadata.name_words import (
    CREDENTIAL,
    LABEL,
    NO_NAMES,
    ORGANISATION,
    PARTICLES,
    ROLE,
    SUFFIX,
    by_words,
    joiner,
)
from crosspost.metadata.text import fold

_joiner = lru_cache(maxsize=64)(joiner)
_by_words = lru_cache(maxsize=64)(by_words)
_MAX_LENGTH = 600
_MAX_NAMES = 60
_MAX_NAME = 60
_MAX_WORDS = 6
_ADDRESS = re.compile(r"\S+@\S+|\bhttps?://\S*|\bwww\.\S*|\S+\.(?:com|org|net|html?)/\S*", re.I)
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,100}[)\]]?")
# What follows the names in a byline: a day, a time, what was done, where, a bio's first words.
_END = re.compile(
    r"\s+(?:[|•·»›]|[–—-])\s+|\s*\||\s*\u2022|\b(?:last\s+)?(?:updated|published|posted|modified|reviewed|edited|fact[ -]checked"
    r"|medically reviewed)\b|\s+(?:on|in|at|for|from|is|was|has|who|are|has been)\s+|\b\d{1,2}:\d\d\b"
    r"|\b(?:min(?:ute)?s? (?:read|ago)|hours? ago|days? ago|comments?|read more|share|follow)\b"
    r"|\b(?:aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato"
    r"|gepubliceerd|bijgewerkt|opublikowano|опубликовано|обновлено)\b",
    re.I,
)
_HEX = re.compile(r"[0-9a-f]{6,}(?:-[0-9a-f]{2,})*", re.I)
_TITLES = re.compile(r"(?:dr|prof|mr|mrs|ms|sir|dame|rev|fr|hon)\.?", re.I)


def people(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the names in a byline or an author field, as written, without what surrounds them.

    Labels ("By", "Written by", "Autor:"), addresses, roles ("Senior Editor"), credentials ("MD"),
    dates and bios are dropped; several names are split at commas, "and", "with", "&" and the like
    in this language. Whatever is no name ("Admin", "Posted in") is left out.
    """
    text = without_label(fold(_ADDRESS.sub(" ", text[:_MAX_LENGTH])), language)
    if not text:
        return ()
    day = min((day.start for day in find_days(text, language)), default=None)
    text = text if day is None else text[:day].rstrip(" ,|-–—·•")
    text = _IN_BRACKETS.sub("", text)
    names: list[str] = []
    for group in _joiner(language).split(text):
        end = _END.search(group)
        before = group[: end.start()] if end else group
        names += [name for name in _of_group(before, language) if name not in names]
        if end and names:
            break
    return tuple(names[:_MAX_NAMES])


def without_label(text: str, language: str = "en") -> str:
    """Remove "By", "Written by:", "Autor:" and the like from the start, several if need be."""
    for _ in range(3):
        found = LABEL.match(text) or _by_words(language).match(text)
        if not found or (text.isascii() and found.end() == len(text) and not found[0].strip()):
            break
        text = text[found.end() :].lstrip(" :–—-|")
    return text.strip()


def _of_group(text: str, language: str) -> list[str]:
    """Split at commas: names, suffixes that belong to the one before, roles and credentials."""
    names: list[str] = []
    for part in text.split(","):
        part = without_label(part.strip(" .:*-–—·•|\"“”'"), language)
        if not part:
            continue
        if names and SUFFIX.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}" + ("." if part.lower() in ("jr", "sr") else "")
        elif names and (CREDENTIAL.fullmatch(part) or ROLE.search(part)):
            continue
        else:
            name = _without_credentials(part)
            if is_name(name):
                names.append(name)
            elif names:
                break
    return names


def _without_credentials(name: str) -> str:
    """Drop degrees that follow the name without a comma ("Ann Otter MD PhD")."""
    words = name.split()
    while len(words) > 2 and CREDENTIAL.fullmatch(words[-1]) and not name.isupper():
        if SUFFIX.fullmatch(words[-1]):
            break
        words.pop()
    return " ".join(words)


def is_name(name: str) -> bool:
    """Tell whether this can be the name of somebody who writes: a person, a handle, a team."""
    if not 2 <= len(name) <= _MAX_NAME or not any(c.isalpha() for c in name):
        return False
    if name.casefold().strip(" .:!") in NO_NAMES or _HEX.fullmatch(name):
        return False
    words = name.split()
    if len(words) > _MAX_WORDS or any(len(word) > 30 for word in words):
        return False
    if re.search(r"[?!<>{}=\"]|\d{4}", name):
        return False
    return len(words) < 3 or all(_may_be_in_name(word) for word in words)


def _may_be_in_name(word: str) -> bool:
    first = word.lstrip("'’\"“(")[:1]
    return (
        not first.islower()
        or word.lower() in PARTICLES
        or word[:2].lower() in ("d'", "d’", "l'", "o'")
    )


def is_person(name: str) -> bool:
    """Tell whether a name looks like a person's: two words or more, capitals, no team or company."""
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or ORGANISATION.search(name) or ROLE.search(name):
        return False
    if any(c.isdigit() for c in name) or words[0].lower() in ("the", "our", "your", "a"):
        return False
    return all(_may_be_in_name(word) for word in words)


def is_organisation(name: str) -> bool:
    """Tell whether a name is a team's, a desk's or a company's by its words."""
    return bool(ORGANISATION.search(name))
