"""Values that Jekyll reads as something else than they look like."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Level
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.parse import BINARY
from crosspost.validate.post import Field, Post
from crosspost.validate.quoting import between_curly, quote, unquoted
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Mapping, Scalar, Sequence
from crosspost.validate.vocabulary import BOOLEANS, IMAGES, LISTS, NAMES, PROSE, TEXTS

RULES = (
    Rule(
        "CP206", "cut-by-comment", "warning",
        "A plain value in which ' #' begins a comment that was meant as text.",
        "A part of the title is missing. Level info in fields that are not texts, lists or images;"
        " behind true, false, a number or a date it is a comment.",
        "Jekyll reads up to the space before #; a value that begins with # is empty.",
        "title: RAA.succ!.version #=> 2.1.0", 'title: "RAA.succ!.version #=> 2.1.0"',
        "both", "Puts the whole rest of the line in quotes: safe in titles and descriptions, unsafe"
        " elsewhere.",
        generators=ALL - {"pelican"},
        elsewhere="{key} is cut at the #: a space and # begin a comment. Put the whole "
        "value in quotes.",
    ),
    Rule(
        "CP207", "prose-as-key", "error",
        "A sentence whose colon made a key of it, or a quoted value that includes the next"
        " keys.",
        "The text is not in its field, and the included keys are missing.",
        "Jekyll reads everything before the colon as the name of a field.",
        "excerpt: We asked\nwhat people think of it: nothing", 'excerpt: "We asked … nothing"',
        "none", "Quote the whole text, or indent its further lines.",
        generators=ALL - {"pelican"},
        elsewhere="A sentence is where a key should be. Quote the text it belongs to, or "
        "indent this line under its key.",
    ),
    Rule(
        "CP209", "coerced-text", "warning",
        "A title, tag or other text that YAML reads as a number, a time, a boolean, a table or"
        " nothing.",
        "1.10 is printed as 1.1, 12:30 as 45000, and a title No is replaced by the slug; a tag"
        " 'Star Wars: A New Hope' is no longer text.",
        "Jekyll prints the value that YAML reads.",
        "title: 12:30", 'title: "12:30"',
        "safe", "Puts the value in quotes.",
        generators=ALL - {"pelican"},
    ),
    Rule(
        "CP210", "stray-delimiter", "warning",
        "Curly quotes instead of YAML's, quotes within quotes around a whole title, or a"
        " backslash that YAML does not read.",
        "The title has the quotes or the backslash on every page.",
        "Jekyll prints them: in a plain value a backslash is only a backslash.",
        "title: “My post”", 'title: "My post"',
        "both", "Writes straight double quotes around the text; unsafe where a title may be a"
        " quotation.",
        generators=ALL - {"pelican"},
        elsewhere="{key} has curly quotes, quotes within quotes, or a backslash that is "
        "text to YAML: they are printed.",
    ),
)  # fmt: skip

_COMMENT = lazy_compile(r"[ \t]+#(?=\S)(?P<rest>[^\r\n]*)")
_SWALLOWED = lazy_compile(r"\n(?P<key>[a-z][a-z_-]{2,24})[ \t]*:(?=[ \t\r\n])")
_HASH_ITEM = lazy_compile(r"[ \t]*-[ \t]+(?P<item>#[^\s#][^\r\n]*)")
_TAXONOMY = frozenset({"tags", "categories", "keywords", "topics"})
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report values of the top level and of tag lists that YAML reads differently than meant."""
    if post.format != "yaml":
        return ()
    found: list[Problem] = []
    block = post.block
    hash_in_block = "#" in block
    for entry in post.fields:
        key, value = entry.key, entry.value
        if len(key) > 40 or " " in key or "<" in key or '"' in key:
            found += _prose(post, entry)
        if isinstance(value, Scalar):
            if hash_in_block and not value.style:
                found += _cut(post, entry, value)
            if key in TEXTS:
                found += _text(post, entry, value)
            if value.style in ("'", '"') and value.end - value.start > 20:
                found += _swallowed(post, context, entry, value)
        elif key in ("title", "description", "subtitle") and value.flow:
            found.append(_no_text(post, entry, value))
        elif (key in _TAXONOMY or key == "authors") and isinstance(value, Sequence):
            found += _items(post, entry, value, hash_in_block)
    return found


def _prose(post: Post, entry: Field) -> list[Problem]:
    key = entry.key
    if not (len(key) > 40 or "<" in key or '"' in key or key.count(" ") >= 3):
        return []
    shown = key if len(key) <= 50 else key[:47] + "…"
    message = (
        f"Jekyll reads {shown!r} as the name of a field: a sentence with a colon in it is where"
        " a key should. Quote the text it belongs to, or indent this line under its key."
    )
    return [Problem("CP207", entry.start, entry.end, message, key=key)]


def _swallowed(post: Post, context: Context, entry: Field, value: Scalar) -> list[Problem]:
    found = _SWALLOWED.search(post.text, value.start, value.end)
    if not found or (found["key"] not in NAMES and context.facts.keys[found["key"]] < 3):
        return []
    line = post.position(found.start() + 1)[0]
    message = (
        f"The quoted value of {entry.key} continues to line {line} or later, and includes the"
        " keys there. Close the quote on its own line."
    )
    return [Problem("CP207", value.start, value.start + 1, message, key=entry.key)]


def _cut(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    end = value.end if value.value else entry.end + 1
    found = _COMMENT.match(post.text, end)
    if not found or found["rest"].startswith("#"):
        return []
    line_end = found.end()
    whole = post.text[value.start if value.value else found.start() : line_end].strip()
    start = value.start if value.value else found.end() - len(found[0].lstrip())
    if value.value and "\n" in value.value:
        return []
    if entry.key == "layout":
        return []
    text = entry.key in TEXTS or entry.key in LISTS or entry.key in IMAGES
    if not text and value.value and resolve(value)[0] != "text":
        return []  # a comment on false, 5 or a day
    if not text and not value.value and (" " in found["rest"] or entry.key in BOOLEANS):
        return []  # not a colour or a tag
    kept = repr(value.value) if value.value else "nothing"
    message = (
        f"{entry.key} is cut at the #: a space and # begin a comment. Jekyll reads {kept}. Put the"
        " whole value in quotes."
    )
    fix = Repair(entry.key in PROSE, "quote the whole value", ((start, line_end, quote(whole)),))
    level: Level | None = None if text else "info"
    return [Problem("CP206", found.start(), line_end, message, fix, entry.key, level)]


def _text(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    found = _coerced(post, entry.key, value) or _tagged(post, entry, value)
    if not value.style and len(value.value) > 1:
        found += _stray(entry.key, value)
    elif entry.key == "title" and len(value.value) > 2:
        found += _quotes_in_quotes(value)
    return found


def _no_text(post: Post, entry: Field, value: Sequence | Mapping) -> Problem:
    """``title: [Draft]`` is a list to YAML."""
    raw = post.text[value.start : value.end]
    kind = "list" if isinstance(value, Sequence) else "table"
    message = f"The brackets make a {kind} of it, not a text. Put {raw[:40]} in quotes."
    fix = None
    if "\n" not in raw:
        fix = Repair(True, "quote it", ((value.start, value.end, quote(raw)),))
    return Problem("CP209", value.start, value.end, message, fix, entry.key)


def _tagged(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    """A text that begins with ! is a tag to YAML, up to the first space."""
    if not value.tag and post.text[value.start : value.start + 1] == "&":
        return _anchored(post, entry, value)
    if value.tag == BINARY:
        return [_bytes(entry.key, value)]
    if not value.tag.startswith("!") or "/" in value.tag or (value.tag == "!" and value.style):
        return []  # older Ruby programs wrote ! before quotes: it is text
    start = post.text.find("!", entry.end, value.end)
    line_end = post.line_at(max(start, 0))[1]
    if start < 0 or value.end > line_end:
        return []
    raw = post.text[start : max(value.end, start + len(value.tag))]
    message = (
        f"YAML reads {value.tag!r} as a tag and not as text: Jekyll prints {value.value!r}. Put the"
        " whole value in quotes."
    )
    fix = Repair(True, "quote it", ((start, start + len(raw), quote(raw)),))
    return [Problem("CP209", start, start + len(raw), message, fix, entry.key)]


def _bytes(key: str, value: Scalar) -> Problem:
    message = (
        f"{key} is bytes to YAML, not text: where a template prints them beside a text that is not"
        " ASCII, Jekyll stops the whole build ('incompatible character encodings'). Write"
        f" {value.value[:60]!r}."
    )
    fix = Repair(True, "write the text", ((value.start, value.end, quote(value.value)),))
    return Problem("CP209", value.start, value.end, message, fix, key)


def _anchored(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    """A text that begins with & is a name for the rest to YAML, up to the first space."""
    line_end = post.line_at(value.start)[1]
    raw = post.text[value.start : line_end].rstrip()
    if post.aliased or value.style or value.end > line_end or " #" in raw:
        return []
    kept = repr(value.value) if value.value else "nothing"
    message = (
        f"YAML reads {raw.split()[0]!r} as the name of an anchor and not as text: Jekyll prints"
        f" {kept}. Put the whole value in quotes."
    )
    fix = Repair(True, "quote it", ((value.start, value.start + len(raw), quote(raw)),))
    return [Problem("CP209", value.start, value.start + len(raw), message, fix, entry.key)]


def _coerced(post: Post, key: str, value: Scalar) -> list[Problem]:
    kind, printed = resolve(value)
    if kind == "text" or not value.value or value.tag or (kind == "date" and key != "slug"):
        return []
    if kind == "null" and key != "title":
        return []
    if printed == value.value and kind in ("integer", "float"):
        return []
    if kind == "bool" and value.value.lower() in ("true", "false") and key != "title":
        return []
    raw = post.text[value.start : value.end]
    if kind == "symbol":
        does = "a symbol of it: Jekyll 4 with Psych loses all front matter"
    elif key == "title" and (kind == "null" or printed == "false"):
        does = "null of it: the title is the slug"
    elif kind == "time":
        does = "a time of it and prints it in another form"
    else:
        does = f"{printed} of it"
    message = f"YAML makes {does}. Put {raw} in quotes if it is text."
    fix = Repair(True, "quote it", ((value.start, value.end, quote(value.value)),))
    return [Problem("CP209", value.start, value.end, message, fix, key)]


def _items(post: Post, entry: Field, value: Sequence, hash_in_block: bool) -> list[Problem]:
    found: list[Problem] = []
    for item in value.items:
        if isinstance(item, Scalar):
            text = item.value
            # A plain item of letters is text unless it is a word such as yes or null.
            if text and not item.style and (len(text) <= 5 or text[0] not in _LETTERS):
                found += _coerced(post, entry.key, item) or _stray(entry.key, item)
            if hash_in_block and not item.style and not value.flow:
                found += _cut_item(post, entry, item)
            if item.tag == BINARY:
                found.append(_bytes(entry.key, item))
            if not item.style and post.text.startswith("&", item.start):
                found += _anchored(post, entry, item)
        elif isinstance(item, Mapping) and entry.key in _TAXONOMY:
            found += _table(post, entry, item)
    return found


def _cut_item(post: Post, entry: Field, item: Scalar) -> list[Problem]:
    if item.value:
        found = _COMMENT.match(post.text, item.end)
        if not found or found["rest"].startswith("#"):
            return []
        start, end = item.start, found.end()
    else:
        # libyaml puts an empty item after the dash, or at the next token.
        for at in (item.start, max(item.start - 1, 0)):
            line, _ = post.line_at(at)
            hashed = _HASH_ITEM.match(post.text, line)
            if hashed:
                break
        else:
            return []
        start, end = hashed.start("item"), hashed.end("item")
    whole = post.text[start:end].rstrip()
    kept = repr(item.value) if item.value else "nothing"
    message = (
        f"This item is cut at the #: a space and # begin a comment. Jekyll reads {kept}. Put the"
        " whole item in quotes."
    )
    fix = Repair(False, "quote the whole item", ((start, start + len(whole), quote(whole)),))
    return [Problem("CP206", start, end, message, fix, entry.key)]


def _table(post: Post, entry: Field, item: Mapping) -> list[Problem]:
    """``- Star Wars: A New Hope`` is a table of one pair."""
    raw = post.text[item.start : item.end]
    if item.flow or len(item.pairs) != 1 or "\n" in raw or not isinstance(item.pairs[0][1], Scalar):
        return []
    key, value = item.pairs[0]
    shown = f'{{"{key.value}"=>"{value.value}"}}' if isinstance(key, Scalar) else raw  # type: ignore[union-attr]
    message = f"The colon makes a table of this item: Jekyll prints {shown[:80]}. Put it in quotes."
    fix = Repair(True, "quote it", ((item.start, item.end, quote(unquoted(raw))),))
    return [Problem("CP209", item.start, item.end, message, fix, entry.key)]


def _stray(key: str, value: Scalar) -> list[Problem]:
    text = value.value
    if len(text) < 2:
        return []
    inner = between_curly(text)
    if inner is not None:
        message = (
            f"Curly quotes are not quotes in YAML: they are part of the {key}, and Jekyll"
            " prints them. Use straight ones."
        )
    elif re.search(r"\\['\"]", text):
        inner = text.replace("\\'", "'").replace('\\"', '"')
        message = (
            "In a value without quotes a backslash is only a backslash: Jekyll prints it. Remove"
            " it, or put the value in double quotes."
        )
    else:
        return []
    fix = Repair(True, "put it in straight quotes", ((value.start, value.end, quote(inner)),))
    return [Problem("CP210", value.start, value.end, message, fix, key)]


def _quotes_in_quotes(value: Scalar) -> list[Problem]:
    """``'"A title"'``: quotes that were put around quotes."""
    text = value.value
    inner = text[1:-1]
    if value.style not in ("'", '"') or text[0] not in "'\"" or text[-1] != text[0]:
        return []
    if text[0] in inner or not inner.strip():
        return []
    message = (
        "The title is in quotes within quotes: Jekyll prints the inner ones. Remove them,"
        " unless the title is a quotation."
    )
    fix = Repair(False, "remove the inner quotes", ((value.start, value.end, quote(inner)),))
    return [Problem("CP210", value.start, value.end, message, fix, "title")]
