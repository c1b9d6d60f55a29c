"""Values that Jekyll reads as something else than they look like."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.recovery import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Scalar
from crosspost.validate.vocabulary import PROSE, TEXTS

RULES = (
    Rule(
        "CP206", "cut-by-comment", "warning",
        "A plain value in which ' #' begins a comment that was meant as text.",
        "Half the title is missing.",
        "Jekyll reads up to the blank before #; a value that begins with # is empty.",
        "title: RAA.succ!.version #=> 2.1.0", 'title: "RAA.succ!.version #=> 2.1.0"',
        "both", "Puts the whole rest of the line in quotes: safe in titles and descriptions.",
    ),
    Rule(
        "CP207", "prose-as-key", "error",
        "A sentence whose colon made a key of it, or a quoted value that has swallowed the next"
        " keys.",
        "The text is not where it should be, and the swallowed keys are missing.",
        "Jekyll reads everything before the colon as the name of a field.",
        "excerpt: We asked\nwhat people think of it: nothing", 'excerpt: "We asked … nothing"',
        "none", "Quote the whole text, or indent its further lines.",
    ),
    Rule(
        "CP209", "coerced-text", "warning",
        "A title, tag or other text that YAML reads as a number, a time, a truth value or nothing.",
        "1.10 is printed as 1.1, 12:30 as 45000, and a title No is the slug instead.",
        "Jekyll prints what YAML made of it.",
        "title: 12:30", 'title: "12:30"',
        "safe", "Puts the value in quotes.",
    ),
    Rule(
        "CP210", "stray-delimiter", "warning",
        "Curly quotes in the place of YAML's, or a backslash that YAML does not read.",
        "The quotes or the backslash stand in the title on every page.",
        "Jekyll prints them: in a plain value a backslash is only a backslash.",
        "title: “My post”", 'title: "My post"',
        "safe", "Writes straight double quotes around the text.",
    ),
    Rule(
        "CP211", "boolean", "warning",
        "published: or draft: with yes, no, on, off, a quoted word, a slip of the pen, or nothing.",
        "A post that was to be hidden is public, or the reverse.",
        "published: 'false' in quotes publishes; published: with nothing hides the post; yes and"
        " no count as true and false in Jekyll, as text in tools that read YAML 1.2.",
        'published: "false"', "published: false",
        "both", "Writes true or false; safe where the word can only mean one of them.",
    ),
)  # fmt: skip

_COMMENT = re.compile(r"[ \t]+#(?=\S)(?P<rest>[^\r\n]*)")
_SWALLOWED = re.compile(r"\n(?:title|date|layout|tags|categories|author|image|excerpt|description"
                        r"|permalink|published)[ \t]*:[ \t\r\n]")  # fmt: skip
_TRUE_WORDS = frozenset({"true", "yes", "on", "y", "1"})
_FALSE_WORDS = frozenset({"false", "no", "off", "n", "0"})
_SLIPS = {"ture": "true", "tru": "true", "treu": "true", "flase": "false", "fales": "false",
          "fasle": "false", "falase": "false", "fale": "false"}  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report values of the top level and of tag lists that are not what they look like."""
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
            elif value.style in ("'", '"') and value.end - value.start > 40:
                found += _swallowed(post, entry, value)
        elif key in ("tags", "categories", "authors"):
            found += _items(post, entry)
    if "published" in post.by_key or "draft" in post.by_key:
        for key in ("published", "draft"):
            found += _boolean(post, context, key)
    return found


def _prose(post: Post, entry: Field) -> list[Problem]:
    key = entry.key
    if not (len(key) > 40 or "<" in key or '"' in key or key.count(" ") >= 3):
        return []
    shown = key if len(key) <= 50 else key[:47] + "…"
    message = (
        f"Jekyll reads {shown!r} as the name of a field: a sentence with a colon in it stands where"
        " a key should. Quote the text it belongs to, or indent this line under its key."
    )
    return [Problem("CP207", entry.start, entry.end, message, key=key)]


def _swallowed(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    found = _SWALLOWED.search(post.text, value.start, value.end)
    if not found:
        return []
    line = post.position(found.start() + 1)[0]
    message = (
        f"The quoted value of {entry.key} goes on to line {line} and beyond, and has swallowed the"
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
    kept = repr(value.value) if value.value else "nothing"
    message = (
        f"{entry.key} is cut at the #: a blank and # begin a comment. Jekyll reads {kept}. Put the"
        " whole value in quotes."
    )
    fix = Repair(entry.key in PROSE, "quote the whole value", ((start, line_end, quote(whole)),))
    return [Problem("CP206", found.start(), line_end, message, fix, entry.key)]


def _text(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    found = _coerced(post, entry.key, value)
    text = value.value
    if value.style in ("'", '"') and value.end - value.start > 40:
        found += _swallowed(post, entry, value)
    if not value.style and len(text) > 1:
        found += _stray(entry.key, value)
    return found


def _coerced(post: Post, key: str, value: Scalar) -> list[Problem]:
    kind, printed = resolve(value)
    if kind == "text" or not value.value or value.tag or (kind == "date" and key != "slug"):
        return []
    if kind == "null" and (value.value != "~" or key != "title"):
        return []
    if printed == value.value and kind in ("integer", "float"):
        return []
    if kind == "bool" and value.value.lower() in ("true", "false") and key != "title":
        return []
    raw = post.text[value.start : value.end]
    if kind == "symbol":
        does = "a symbol of it: Jekyll 4 with Psych loses all front matter"
    elif key == "title" and (kind == "null" or printed == "false"):
        does = "nothing of it: the title is the slug"
    elif kind == "time":
        does = "a time of it and prints it in its own way"
    else:
        does = f"{printed} of it"
    message = f"YAML makes {does}. Put {raw} in quotes if it is text."
    fix = Repair(True, "quote it", ((value.start, value.end, quote(value.value)),))
    return [Problem("CP209", value.start, value.end, message, fix, key)]


def _items(post: Post, entry: Field) -> list[Problem]:
    found: list[Problem] = []
    for item in texts(entry.value):
        text = item.value
        # A plain item of letters is text unless it is a word such as yes or null.
        if text and not item.style and (len(text) <= 5 or text[0] not in _LETTERS):
            found += _coerced(post, entry.key, item)
    return found


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _stray(key: str, value: Scalar) -> list[Problem]:
    text = value.value
    inner = text[1:-1]
    if text[0] in "“”„" and text[-1] in "”“" and not any(c in inner for c in "“”„"):
        message = (
            f"YAML does not know curly quotes as its own: they are part of the {key}, and Jekyll"
            " prints them. Use straight ones."
        )
    elif re.search(r"\\['\"]", text):
        inner = text.replace("\\'", "'").replace('\\"', '"')
        message = (
            "In a value without quotes a backslash is only a backslash: Jekyll prints it. Leave it"
            " out, or put the value in double quotes."
        )
    else:
        return []
    fix = Repair(True, "put it in straight quotes", ((value.start, value.end, quote(inner)),))
    return [Problem("CP210", value.start, value.end, message, fix, key)]


def _boolean(post: Post, context: Context, key: str) -> list[Problem]:
    value = post.scalar(key)
    if value is None or value.tag:
        return []
    raw, word = value.value, value.value.strip().lower()
    if not value.style and raw in ("true", "false", "True", "False", "TRUE", "FALSE"):
        return []
    if not word:
        if key != "published" or value.style:
            return []
        does = "Jekyll hides the post: published: without a value counts as false"
        entry = post.by_key[key]
        fix = Repair(False, "write false", ((entry.end + 1, entry.end + 1, " false"),))
        return [Problem("CP211", entry.start, entry.end, f"{does}. Write true or false.", fix, key)]
    meant = _SLIPS.get(word) or (
        "true" if word in _TRUE_WORDS else "false" if word in _FALSE_WORDS else ""
    )
    if not meant:
        return []
    safe = word not in _SLIPS
    if value.style or word in _SLIPS or word in ("y", "n", "0", "1"):
        reads = f"the text {raw!r}"
        if key == "published":
            does = f"Jekyll reads {reads} and publishes the post"
            safe = safe and meant == "true"
        else:
            does = f"this is {reads}, not a truth value"
    elif context.is_jekyll:
        does = f"Jekyll reads {meant}, tools that follow YAML 1.2 read the text {raw!r}"
    else:
        does = f"YAML 1.1 reads {meant}, tools that follow YAML 1.2 read the text {raw!r}"
    fix = Repair(safe, f"write {meant}", ((value.start, value.end, meant),))
    return [Problem("CP211", value.start, value.end, f"{does}. Write {meant}.", fix, key)]
