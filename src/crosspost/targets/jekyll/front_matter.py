"""Front matter: written so that every reader of YAML gets back what was meant, and read as Jekyll.

A wrong title is silent: where the YAML is broken, Jekyll publishes the post without any front
matter, under today's date, and exits 0. So every text is a double-quoted scalar, the only form that
Psych, SafeYAML (Jekyll 3, GitHub Pages) and PyYAML were never seen to read differently, and what
has been written is read back before anybody gets it.
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
from yaml.emitter import ScalarAnalysis

from crosspost.errors import FrontMatterError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.yaml_text import LOADER, YamlError, read_yaml

# More than anybody writes by hand.
MAX_BYTES = 64 * 1024
MAX_VALUES = 500
MAX_DEPTH = 20

_MAP, _SEQ, _STR = (f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str"))
# An escape in a double-quoted scalar; backslashes stand nowhere else in what the emitter writes.
_ESCAPE = lazy_compile(r"\\(?:U([0-9A-F]{8})|.)")
_PLAIN_KEY = lazy_compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Words that YAML 1.1 reads as booleans or null; as plain keys they would not be text.
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


# What a double-quoted scalar says as it is, to PyYAML's emitter.
_ORDINARY = lazy_compile(
    r"[\x20!\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*"
)


class _Dumper(yaml.SafeDumper):
    """Lists stand two blanks in, as people write them.

    PyYAML looks at every character three times, in Python. Most of our scalars are double-quoted
    texts that need no escaping, or keys, of which one look of a regular expression makes sure.
    """

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def analyze_scalar(self, scalar: str) -> Any:
        """Tell which styles a scalar can have: a bare key all, of one with quotes nobody asks."""
        style = getattr(self.event, "style", None)
        if style == '"' and scalar and _ORDINARY.fullmatch(scalar):
            return ScalarAnalysis(scalar, False, False, False, False, False, True, False)
        if not style and _PLAIN_KEY.fullmatch(scalar):
            return ScalarAnalysis(scalar, False, False, True, True, True, True, True)
        return super().analyze_scalar(scalar)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        """Write a text between quotes, all of it on one line: the width is without end."""
        if not _ORDINARY.fullmatch(text):
            super().write_double_quoted(text, split)
            return
        self.write_indicator(f'"{text}"', True)


class _Handler(YAMLHandler):
    """python-frontmatter's handler of YAML, with YAML that Jekyll reads back as it was meant."""

    def export(self, metadata: dict[str, Any], **_: object) -> str:
        """Return the YAML between the delimiters, empty for no fields."""
        if not metadata:
            return ""
        node = _node(metadata, "front matter")
        text = yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=math.inf)
        return _ESCAPE.sub(_unescaped, text).rstrip("\n")


def compose(fields: Mapping[str, Any], body: str = "") -> str:
    """Return a whole post: front matter, an empty line, the body, one final newline.

    Keys stand in the order given. Text is double-quoted on one line; numbers, booleans, None, dates
    and times with an offset are plain; times without one are quoted text, which Jekyll takes as the
    site's own time (plain, it would take them as UTC). Lists are block lists, tables block tables.

    python-frontmatter puts it together. It does not read it back: it takes ``----`` for a
    delimiter, knows no closing ``...`` and drops spaces before the first line, none of which Jekyll
    does (``split`` does as Jekyll).

    Raises:
        FrontMatterError: a value is of a kind that YAML has no plain form for, or would not be read
            back as it is (a lone surrogate, a number that is none), or it is all together more than
            ``read`` takes.
    """
    post = frontmatter.Post(body)
    post.metadata = dict(fields)
    text = f"{frontmatter.dumps(post, handler=_Handler())}\n"
    _verify(fields, body, text)
    read(text)
    return text


def _unescaped(escape: re.Match[str]) -> str:
    """Return an emoji or rare ideograph as itself: the emitter escapes all beyond U+FFFF."""
    character = chr(int(escape[1], 16)) if escape[1] else ""
    return character if character.isprintable() and character else escape[0]


def _node(value: Any, where: str, depth: int = 0) -> yaml.Node:
    """Return the node of YAML for a value, its style chosen."""
    if depth > MAX_DEPTH:
        raise FrontMatterError(f"{where}: nested more than {MAX_DEPTH} deep")
    if isinstance(value, Mapping):
        pairs = [(_key(k, where), _node(v, str(k), depth + 1)) for k, v in value.items()]
        return yaml.MappingNode(_MAP, pairs, flow_style=not pairs)
    if isinstance(value, (list, tuple)):
        items = [_node(item, where, depth + 1) for item in value]
        return yaml.SequenceNode(_SEQ, items, flow_style=not items)
    plain = _plain(value, where)
    if plain is not None:
        kind, text = plain
        # The tag that the resolver gives to this text: so none is written.
        return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text)
    return yaml.ScalarNode(_STR, _text(value, where), style='"')


def _key(key: Any, where: str) -> yaml.Node:
    if not isinstance(key, str):
        raise FrontMatterError(f"{where}: {key!r} cannot be a key of front matter")
    bare = _PLAIN_KEY.fullmatch(key) and key.lower() not in _NOT_TEXT
    return yaml.ScalarNode(_STR, key, style=None if bare else '"')


def _plain(value: Any, where: str) -> tuple[str, str] | None:
    """Return the type and the plain form of a value that has one, None for text."""
    if value is None:
        return "null", "null"
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise FrontMatterError(f"{where}: {value} is not a number that a site can use")
        # YAML 1.1 wants the point: 1e+20 is text, 1.0e+20 a number.
        mantissa, e, exponent = repr(value).partition("e")
        return "float", mantissa + ("" if "." in mantissa else ".0") + e + exponent
    if isinstance(value, datetime):
        # Text to PyYAML, which does not know the offset without a colon; a time to Psych.
        return None if value.tzinfo is None else ("str", with_offset(value))
    if isinstance(value, date):
        return "timestamp", value.isoformat()
    return None


def _text(value: Any, where: str) -> str:
    """Return what a double-quoted scalar says."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, time):
        return value.isoformat()
    raise FrontMatterError(f"{where}: a {type(value).__name__} has no place in front matter")


def with_offset(moment: datetime) -> str:
    """Return a moment as Jekyll's documentation writes it: ``2013-03-06 04:44:27 +0000``.

    Args:
        moment: a time with a zone; offsets that are not whole minutes are written in UTC.
    """
    offset = moment.utcoffset() or timedelta(0)
    if offset % timedelta(minutes=1):
        moment, offset = moment.astimezone(UTC), timedelta(0)
    sign, minutes = ("-" if offset < timedelta(0) else "+"), abs(offset) // timedelta(minutes=1)
    clock = moment.replace(microsecond=0, tzinfo=None).isoformat(" ")
    return f"{clock} {sign}{minutes // 60:02}{minutes % 60:02}"


def _verify(fields: Mapping[str, Any], body: str, text: str) -> None:
    """Read the post as Jekyll would and compare it with what was meant."""
    inner, rest = split(text)
    try:
        found = yaml.load(inner, Loader=LOADER) or {}
    except (yaml.YAMLError, ValueError) as error:
        reason = str(getattr(error, "problem", "") or error)
        raise FrontMatterError(f"would not be read back: {reason}") from error
    if found != _as_read(fields) or rest.rstrip() != _without_blank_lines(body).rstrip():
        wrong = [k for k, v in fields.items() if found.get(k) != _as_read(v)]
        raise FrontMatterError(f"would be read back differently: {', '.join(wrong) or 'the body'}")


def _as_read(value: Any) -> Any:
    """Return a value as PyYAML gives it back."""
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

    The first line is ``---`` and at most blanks; the block ends at the first line of ``---`` or
    ``...`` and at most blanks; blank lines after it belong to neither. The same text is split by
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
    """Return where the line after a delimiter begins, None where ``at`` begins none."""
    if not text.startswith(marks, at):
        return None
    newline = text.find("\n", at)
    end = len(text) if newline < 0 else newline + 1
    # Ruby's \s: blank, tab, CR, LF, FF, VT, and no other blank of Unicode.
    return end if not text[at + 3 : end].strip(" \t\r\n\f\v") else None


def _without_blank_lines(text: str) -> str:
    """Drop blank lines at the start, which Jekyll's expression swallows."""
    blank = len(text) - len(text.lstrip(" \t\r\n\f\v"))
    if blank == len(text):
        return ""
    return text[text.rfind("\n", 0, blank) + 1 :]


def read(text: str) -> dict[str, Any]:
    """Read the front matter of a post.

    Returns:
        The fields, empty where there is no front matter; dates are text as it stands.

    Raises:
        FrontMatterError: the YAML is broken, is not a table, or is larger than anybody writes
            (64 KB, 500 values, 20 levels, aliases).
    """
    block, _ = split(text)
    if len(block) > MAX_BYTES or len(block.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise FrontMatterError(f"front matter of more than {MAX_BYTES // 1024} KB")
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
