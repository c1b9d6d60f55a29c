"""Bylines of several people, in one line or in lines that follow one another."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.lines import Line
from crosspost.metadata.people.names import is_person, people
from crosspost.metadata.people.words import joiner, label_of
from crosspost.metadata.view import View

# "Reviewed by", "updated by", "contact": others than the author follow.
OTHERS = lazy_compile(
    r"(?:review|edit|check|verif|approv|vett|photo|translat|updat|illustrat)\w{0,40}"
    r"(?: \w{1,40})? by\b|\b(?:contacts?|kontakt|contacto|contatto)\b\s?:"
)
# Characters of a line that is little more than a name.
MAX_NAME = 60
_MAX_LISTED = 12
_WORD = lazy_compile(r"\w+")


def names_alike(line: Line, language: str) -> tuple[str, ...]:
    """Return the people whom elements of a line name, one each, with no words between them."""
    texts = line.alike
    if len(texts) < 2 or not _are_only_joined(texts, line.text, language):
        return ()
    names = [people(text, language, line=True) for text in texts]
    if not all(len(found) == 1 and is_person(found[0]) for found in names):
        return ()
    return tuple(dict.fromkeys(found[0] for found in names))


def _are_only_joined(texts: tuple[str, ...], line: str, language: str) -> bool:
    """Tell whether nothing but a label and words such as "and" stands beside the texts."""
    label = label_of(line, language)
    rest = line[label.end() :] if label else line
    for text in texts:
        rest = rest.replace(text, " ", 1)
    joined = joiner(language)
    return all(joined.fullmatch(f" {word} ") for word in _WORD.findall(rest))


def below(line: Line, view: View) -> tuple[str, ...]:
    """Return the people in the lines after a label that is alone in its line: "Authors"."""
    names: list[str] = []
    below = view.lines[line.index + 1 : line.index + 1 + _MAX_LISTED]
    for following in below:
        if following.looks != below[0].looks:
            break
        found = people(following.text, view.language, line=True)
        if len(following.text) > MAX_NAME or not found or not all(map(is_person, found)):
            break
        names += [name for name in found if name not in names]
    return tuple(names)


def continued(names: tuple[str, ...], line: Line, view: View) -> tuple[str, ...]:
    """Return names with those of the lines that follow in the same element.

    "By Ann<br>Bo<br>Cy".
    """
    if not names or not all(map(is_person, names)):
        return names
    found = list(names)
    for following in view.lines[line.index + 1 : line.index + 1 + _MAX_LISTED]:
        more = people(following.text, view.language, line=True)
        if following.element is not line.element or more != (following.text,):
            break
        found += [name for name in more if is_person(name) and name not in found]
    return tuple(found)


def without_post(names: tuple[str, ...], line: Line, language: str) -> tuple[str, ...]:
    """Return a single name without the post that follows it: "<a>Ann Otter</a> Gazette Staff".

    The name is a text of its own; a single word after it that is not linked may be a part of it.
    """
    if len(names) != 1:
        return names
    for part in line.parts:
        alone = people(part.text, language, line=True)
        if len(alone) != 1 or not names[0].startswith(f"{alone[0]} "):
            continue
        post = names[0][len(alone[0]) :].split()
        if is_person(alone[0]) and (part.link is not None or len(post) > 1):
            return alone
    return names


def with_unlinked(linked: tuple[str, ...], text: str, language: str) -> tuple[str, ...]:
    """Return the names that are linked and those before them that are not: "By Bo and <Ann>"."""
    if not linked:
        return ()
    others = OTHERS.search(text.lower())
    named = people(text[: others.start()] if others else text, language, line=True)
    if not (set(linked) < set(named) and all(map(is_person, named))):
        return linked
    is_last = named[-1:] == linked[-1:]
    # "By <Ann>, <Bo> and Cy"; without "and", what follows may be a place.
    is_joined = named[: len(linked)] == linked and _is_joined(named[-1], text, language)
    return named if is_last or is_joined else linked


def _is_joined(name: str, text: str, language: str) -> bool:
    """Tell whether "and" or the like, and not a comma, is before a name in a text."""
    before = text[: text.rfind(name)].rstrip()
    return (
        before[-1:].isalpha() and joiner(language).fullmatch(f" {before.split()[-1]} ") is not None
    )
