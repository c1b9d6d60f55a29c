"""The attribution line: where an article was posted first, from one template.

``_First posted[[ by {author}]][[ on {site}]]: [{url}]({url})_``: the text between double
brackets is left out if a placeholder in it has no value.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape, link_urls
from crosspost.urls import is_web

PLACEHOLDERS = ("title", "author", "site", "date", "license", "url", "archive_url")

_SECTION = lazy_compile(r"\[\[((?:(?!\[\[|\]\]).)*+)\]\]", re.S)
# A value may be inside emphasis or brackets of the template, so unlike a paragraph's text it is
# always escaped: kramdown and CommonMark both remove the backslash.
_EVERYWHERE = lazy_compile(
    r"[\\`*\[\]<>|${}#!]|(?<!\w)_+|_+(?!\w)|--+|~~+|&(?=#?\w{1,40};)|(?<=^)\^"
    # Marks, comments, fields and ids of notes.
    r"|==+|%%+|::+|(?<=\s)\^"
)
_NAMES = "|".join(PLACEHOLDERS)
_PLACEHOLDER = lazy_compile(rf"(?<!\{{)\{{(?:{_NAMES})\}}(?!\}})")
_EXPRESSION = lazy_compile(rf"(?<!\{{)\{{\{{-?\s{{0,9}}(?:{_NAMES})\b(?!\}}\}}\}})")
_AT_START = lazy_compile(r"^[-+:=]|(?<=^\d)\.|(?<=^\d\d)\.|(?<=^\d\d\d)\.|(?<=^\d\d\d\d)\.")
# Contexts in which a backslash would be visible.
_ENTITIES = {"~": "&#126;", "&": "&amp;", "^": "&#94;", "%": "&#37;", "=": "&#61;", ":": "&#58;"}
# The template's own text before a placeholder that is the target of a link: "](" or "<".
_TARGET = ("](", "](<", "<")


def attribution(template: str, values: Mapping[str, str]) -> str:
    """Fill in the template.

    Args:
        template: Markdown with ``{title} {author} {site} {date} {license} {url}``; ``{{`` and
            ``}}`` are braces. ``[[…]]`` is a part that is left out where one of its placeholders
            is empty.
        values: plain text for each placeholder, missing ones count as empty. Text is escaped so
            that it is shown unchanged; a URL as the target of a link is encoded.

    Returns:
        The line, empty if the template is empty or has only placeholders without value.

    Raises:
        ConfigError: the template has an unknown placeholder, or an unmatched brace.
    """
    pieces = _SECTION.split(template)
    kept = []
    for number, piece in enumerate(pieces):
        text, complete = _fill(piece, values)
        if complete or number % 2 == 0:  # odd ones were in double brackets
            kept.append(text)
    return "".join(kept).strip()


def _fill(piece: str, values: Mapping[str, str]) -> tuple[str, bool]:
    """Fill in one piece; also tell whether each of its placeholders has a value."""
    out = ""
    complete = True
    for literal, name in _parse(piece):
        out += literal
        if name is None:
            continue
        value = values.get(name, "")
        text = shown(value, is_target=is_target(out))
        complete = complete and bool(text)
        out += text
    return out, complete


def _parse(piece: str) -> list[tuple[str, str | None]]:
    """Split a piece into text and the name of the placeholder after it."""
    try:
        fields = list(string.Formatter().parse(piece))
    except ValueError as error:
        raise ConfigError(
            f"attribution = {piece!r}: {error}", hint="Write {{ and }} for braces."
        ) from error
    for _, name, spec, conversion in fields:
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            raise ConfigError(
                f"attribution: unknown placeholder {{{name}}}", hint=f"Known placeholders: {known}."
            )
    return [(literal, name) for literal, name, _, _ in fields]


def is_target(before: str) -> bool:
    """Tell whether a value after this text is the target of a link."""
    return before.endswith(_TARGET)


def is_template(text: str) -> bool:
    """Tell whether an attribution is a template of ``text_template`` and not of the brace form.

    ``{%`` was never valid in the brace form. ``{{`` is a brace there, but a line without any
    placeholder of one brace would be the same for every article.

    Raises:
        ConfigError: it has placeholders of both forms.
    """
    own = _PLACEHOLDER.search(text)
    if not own:
        return "{%" in text or "{{" in text
    if "{%" in text or _EXPRESSION.search(text):
        raise ConfigError(
            f"attribution: {own[0]} is of another form than {{{{ … }}}} and {{% … %}}",
            hint=f"Write {{{own[0]}}}, or no double braces.",
        )
    return False


def shown(value: str, *, is_target: bool) -> str:
    """Return a value as Markdown: the target of a link, or text."""
    if is_target:
        return link_urls.destination(value) if is_web(value) else ""
    text = _EVERYWHERE.sub(_escaped, escape.words(value))
    return _AT_START.sub(_escaped, text, count=1)


def _escaped(found: re.Match[str]) -> str:
    return "".join(_ENTITIES.get(character, f"\\{character}") for character in found[0])
