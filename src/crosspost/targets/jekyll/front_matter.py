"""Front matter: written so that every YAML parser reads it alike, and read as by Jekyll.

Errors are silent: if the YAML is broken, Jekyll publishes the post without any front
matter, under today's date, and exits 0. So every text is a double-quoted scalar, the only form that
Psych, SafeYAML (Jekyll 3, GitHub Pages) and PyYAML always read alike, and the result
is read back before it is returned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.emitter import Emitter

from crosspost.errors import FrontMatterError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.yaml_text import LOADER, YamlError, read_yaml

# More than in any real front matter.
MAX_BYTES = 64 * 1024
MAX_VALUES = 500
MAX_DEPTH = 20

_PLAIN_KEY = lazy_compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Words that YAML 1.1 reads as booleans or null; as plain keys they would not be text.
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


# Characters that a double-quoted scalar has only as escapes; those beyond U+FFFF are looked at.
_ESCAPED = lazy_compile(
    r"[^\x20!\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]"
)
_LONGEST_KEY = 128  # characters; YAML allows no more than 1,024 before the colon on the same line


class _Handler(YAMLHandler):
    """python-frontmatter's handler of YAML, with YAML that Jekyll reads as intended."""

    def export(self, metadata: dict[str, Any], **_: object) -> str:
        """Return the YAML between the delimiters, empty for no fields."""
        return "\n".join(_block(metadata, "front matter")) if metadata else ""


def compose(fields: Mapping[str, Any], body: str = "") -> str:
    """Return a whole post: front matter, an empty line, the body, one final newline.

    Keys are in the order given. Text is double-quoted on one line; numbers, booleans, None, dates
    and times with an offset are plain; times without one are quoted text, which Jekyll takes as the
    site's own time (plain, it would take them as UTC). Lists are block lists, tables block tables.

    python-frontmatter assembles the post. It is not used to read it back: it accepts ``----`` as a
    delimiter, knows no closing ``...`` and drops spaces before the first line, none of which Jekyll
    does (``split`` does as Jekyll).

    Raises:
        FrontMatterError: a value has a type that YAML has no plain form for, or would not be read
            back unchanged (a lone surrogate, NaN), or the whole is larger than
            ``read`` accepts.
    """
    post = frontmatter.Post(body)
    post.metadata = dict(fields)
    text = f"{frontmatter.dumps(post, handler=_Handler())}\n"
    _verify(fields, body, text)
    if _count(fields) > MAX_VALUES:
        raise FrontMatterError(f"more than {MAX_VALUES} values")
    return text


def data(values: Mapping[str, Any]) -> str:
    """Return a data file: YAML as in front matter, without delimiters and of any size.

    Raises:
        FrontMatterError: as of ``compose``.
    """
    text = "\n".join(_block(values, "data")) + "\n"
    if yaml.load(text, LOADER) != values:
        raise FrontMatterError("data that would not be read back unchanged")
    return text


def _count(value: Any) -> int:
    """Return how many values, lists, tables and keys a value has, itself included."""
    if isinstance(value, Mapping):
        return 1 + sum(1 + _count(item) for item in value.values())
    return 1 + (sum(map(_count, value)) if isinstance(value, (list, tuple)) else 0)


def _block(value: Any, where: str, depth: int = 0) -> list[str]:
    """Return the lines of a value as YAML."""
    is_list = isinstance(value, (list, tuple))
    if not (is_list or isinstance(value, Mapping)):
        plain = _plain(value, where)
        return [_quoted(_text(value, where)) if plain is None else plain]
    if depth >= MAX_DEPTH:
        raise FrontMatterError(f"{where}: nested more than {MAX_DEPTH} deep")
    lines: list[str] = []
    if is_list:
        for item in value:
            first, *more = _block(item, where, depth + 1)
            lines += [f"- {first}", *(f"  {line}" for line in more)]
        return lines or ["[]"]
    for name, item in value.items():
        key, inner = _key(name, where), _block(item, str(name), depth + 1)
        if item and isinstance(item, (Mapping, list, tuple)):
            lines += [key, *(f"  {line}" for line in inner)]
        else:
            lines.append(f"{key} {inner[0]}")
    return lines or ["{}"]


def _key(key: Any, where: str) -> str:
    """Return a key with the colon after it."""
    if not isinstance(key, str):
        raise FrontMatterError(f"{where}: {key!r} cannot be a key in front matter")
    if not (_PLAIN_KEY.fullmatch(key) and key.lower() not in _NOT_TEXT):
        key = _quoted(key)
    return f"{key}:" if len(key) <= _LONGEST_KEY else f"? {key}\n:"


def _quoted(text: str) -> str:
    """Return a text as a double-quoted scalar on one line."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character, code = found[0], ord(found[0])
    if code > 0xFFFF and character.isprintable():
        return character  # an emoji, a rare ideograph
    short = Emitter.ESCAPE_REPLACEMENTS.get(character)
    if short:
        return f"\\{short}"
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\u{code:04X}" if code > 0xFF else f"\\x{code:02X}"


def _plain(value: Any, where: str) -> str | None:
    """Return the plain form of a value; None for text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise FrontMatterError(f"{where}: {value} is not a finite number")
        # YAML 1.1 needs the point: 1e+20 is text, 1.0e+20 a number.
        mantissa, e, exponent = repr(value).partition("e")
        return mantissa + ("" if "." in mantissa else ".0") + e + exponent
    if isinstance(value, datetime):
        # Text for PyYAML, which does not know offsets without a colon; a time for Psych.
        return None if value.tzinfo is None else with_offset(value)
    if isinstance(value, date):
        return value.isoformat()
    return None


def _text(value: Any, where: str) -> str:
    """Return the text of a double-quoted scalar."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, time):
        return value.isoformat()
    raise FrontMatterError(f"{where}: a {type(value).__name__} cannot be a value in front matter")


def with_offset(timestamp: datetime) -> str:
    """Return a timestamp as Jekyll's documentation writes it: ``2013-03-06 04:44:27 +0000``.

    Args:
        timestamp: a time with a zone; offsets that are not whole minutes are written in UTC.
    """
    offset = timestamp.utcoffset() or timedelta(0)
    if offset % timedelta(minutes=1):
        timestamp, offset = timestamp.astimezone(UTC), timedelta(0)
    sign, minutes = ("-" if offset < timedelta(0) else "+"), abs(offset) // timedelta(minutes=1)
    clock = timestamp.replace(microsecond=0, tzinfo=None).isoformat(" ")
    return f"{clock} {sign}{minutes // 60:02}{minutes % 60:02}"


def _verify(fields: Mapping[str, Any], body: str, text: str) -> None:
    """Read the post as Jekyll does and compare it with the input."""
    inner, rest = split(text)
    _check_size(inner)
    try:
        found = yaml.load(inner, Loader=LOADER) or {}
    except (yaml.YAMLError, ValueError) as error:
        reason = str(getattr(error, "problem", "") or error)
        raise FrontMatterError(f"cannot be read back: {reason}") from error
    if found != _as_read(fields) or rest.rstrip() != _without_blank_lines(body).rstrip():
        wrong = [k for k, v in fields.items() if found.get(k) != _as_read(v)]
        raise FrontMatterError(f"would be read back differently: {', '.join(wrong) or 'the body'}")


def _as_read(value: Any) -> Any:
    """Return a value as PyYAML reads it back."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_read(item) for item in value]
    if isinstance(value, datetime):
        return with_offset(value) if value.tzinfo else _text(value, "")
    if isinstance(value, time):
        return _text(value, "")
    return value


def split(text: str) -> tuple[str, str]:
    """Split a post into front matter and body, as Jekyll does.

    The first line is ``---`` and at most spaces; the block ends at the first line of ``---`` or
    ``...`` and at most spaces; blank lines after it belong to neither. The same text is split by
    Jekyll's ``YAML_FRONT_MATTER_REGEXP`` (document.rb), here in linear time.

    Returns:
        The YAML between the delimiters and the body; ``("", text)`` where there is no front matter.
    """
    text = text.removeprefix("\ufeff")
    start = _after_delimiter(text, 0, ("---",))
    if start is None or start > len(text) or not text[:start].endswith("\n"):
        return "", text
    at = start
    while at < len(text):
        end = _after_delimiter(text, at, ("---", "..."))
        if end is not None:
            return text[start:at], _without_blank_lines(text[end:])
        newline = text.find("\n", at)
        if newline < 0:
            break
        at = newline + 1
    return "", text


def _after_delimiter(text: str, at: int, marks: tuple[str, ...]) -> int | None:
    """Return where the line after a delimiter begins; None if there is no delimiter at ``at``."""
    if not text.startswith(marks, at):
        return None
    newline = text.find("\n", at)
    end = len(text) if newline < 0 else newline + 1
    # Ruby's \s: space, tab, CR, LF, FF, VT, and no other Unicode space.
    return end if not text[at + 3 : end].strip(" \t\r\n\f\v") else None


def _without_blank_lines(text: str) -> str:
    """Drop blank lines at the start, which Jekyll's expression includes."""
    leading = len(text) - len(text.lstrip(" \t\r\n\f\v"))
    if leading == len(text):
        return ""
    return text[text.rfind("\n", 0, leading) + 1 :]


def _check_size(block: str) -> None:
    if len(block) > MAX_BYTES or len(block.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise FrontMatterError(f"front matter of more than {MAX_BYTES // 1024} KB")


def read(text: str) -> dict[str, Any]:
    """Read the front matter of a post.

    Returns:
        The fields, empty if there is no front matter; dates are text.

    Raises:
        FrontMatterError: the YAML is broken, is not a mapping, or is over the limits
            (64 KB, 500 values, 20 levels, aliases).
    """
    block, _ = split(text)
    _check_size(block)
    try:
        fields = read_yaml(block, nodes=MAX_VALUES, depth=MAX_DEPTH)
    except YamlError as error:
        line = error.line + 1 if error.line else None  # the opening --- is line 1
        raise FrontMatterError(error.reason, line=line) from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise FrontMatterError("the front matter is not a table of fields", line=2)
    return fields
