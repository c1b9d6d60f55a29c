"""Texts: entities, markup and broken characters in titles and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Level
from crosspost.targets.mojibake import MOJIBAKE, redecoded
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post, texts
from crosspost.validate.quoting import quote
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Scalar, Sequence

RULES = (
    Rule(
        "CP601", "entity", "warning",
        "An HTML entity in a title, tag or category.",
        "Feeds, search results and escaped templates show it unescaped: Don&rsquo;t.",
        "Jekyll prints the title as it is; xml_escape and jekyll-feed escape the &.",
        "title: Don&rsquo;t", "title: Don’t",
        "safe", "Writes the characters for quotes, dashes and letters; never for &lt; &gt; &amp;"
        " of a title.",
        generators=ALL,
        elsewhere="An HTML entity is in {key}: feeds and search results may show it "
        "unescaped. Write the character.",
    ),
    Rule(
        "CP602", "markup", "warning",
        "HTML tags in a title.",
        "The browser's tab, feeds and search results show them.",
        "Jekyll prints the title as it is.",
        "title: The <em>best</em> post", "title: The best post",
        "unsafe", "Removes the tags.",
        generators=ALL,
        elsewhere="HTML tags are in the title: the browser's tab, feeds and search "
        "results may show them.",
    ),
    Rule(
        "CP603", "mojibake", "warning",
        "UTF-8 that was once read as Windows-1252, or the replacement character for a lost letter.",
        "Readers see â€œ for a quote.",
        "Jekyll prints it.",
        "title: CafÃ©", "title: Café",
        "unsafe", "Decodes that text again.",
        generators=ALL,
        elsewhere="{key} was read in a wrong encoding once, or has lost a letter.",
    ),
    Rule(
        "CP604", "padding", "info",
        "A space at the beginning or end of a quoted text, or an invisible character in a tag.",
        "'Mentoring ' is a different tag from 'Mentoring'.",
        "Jekyll keeps it.",
        'tags: ["Mentoring "]', 'tags: ["Mentoring"]',
        "safe", "Removes the spaces. A warning if the tag exists without them.",
        generators=ALL,
        elsewhere="{key} begins or ends with spaces, or has a character that cannot be "
        "seen.",
    ),
)  # fmt: skip

_ENTITY = lazy_compile(r"&(?:[A-Za-z]{2,10}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,6});")
_MARKUP = lazy_compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong"
    r"|sub|sup|tt|u)(?:\s[^<>]{0,300})?/?>",
    re.I,
)
# At the edges spaces that are not ASCII, too. Joiners (U+200C, U+200D) are letters' own.
_UNSEEN = lazy_compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff]+|^[\u00a0\u3000]+|[\u00a0\u3000]+\\Z"
)
_FIELDS = ("title", "subtitle", "description", "excerpt", "author", "tags", "categories")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report what is wrong with the letters of titles, descriptions and tags."""
    if not post.fields:
        return ()
    found: list[Problem] = []
    title = post.scalar("title") or post.scalar("Title")
    if title is not None:
        if "&" in title.value and ";" in title.value:
            found += _entities(post, title)
        if "<" in title.value:
            found += _markup(post, title)
    found += _entities_in_items(post) if "&" in post.block else ()
    return found + _of_fields(post, context)


def _entities_in_items(post: Post) -> list[Problem]:
    found: list[Problem] = []
    for key in ("tags", "categories"):
        entry = post.by_key.get(key)
        for scalar in texts(entry.value) if entry else ():
            found += _entity_in_item(post, key, scalar)
    return found


def _of_fields(post: Post, context: Context) -> list[Problem]:
    found: list[Problem] = []
    ascii_only = post.block.isascii()
    for key in _FIELDS:
        entry = post.by_key.get(key)
        if entry is None:
            continue
        for scalar in texts(entry.value):
            text = scalar.value
            if not ascii_only and not text.isascii():
                if key == "author" or (
                    key in ("tags", "categories") and isinstance(entry.value, Sequence)
                ):
                    found += _invisible(post, context, key, scalar)
                found += _mojibake(post, key, scalar)
                found += _lost(post, key, scalar)
            if text and scalar.style in ("'", '"') and text != text.strip() and text.strip():
                found += _padding(post, context, key, scalar, isinstance(entry.value, Sequence))
    return found


def _entities(post: Post, title: Scalar) -> list[Problem]:
    import html

    edits = []
    shown = ""
    quoted = False
    raw = post.text[title.start : title.end]
    for found in _ENTITY.finditer(raw):
        letters = html.unescape(found[0])
        if letters == found[0]:
            continue
        shown = shown or found[0]
        if letters in "<>&":
            continue
        start = title.start + found.start()
        safe = _letters_in(title.style, letters, start == title.start)
        quoted = quoted or (not title.style and (safe is None or safe in "\"'"))
        edits.append((start, title.start + found.end(), safe or ""))
    if not shown:
        return []
    clean = html.unescape(shown)
    message = f"{shown} is in the title: feeds and search results show it unescaped."
    message += (
        " Write the character, or keep it if the theme prints titles unescaped."
        if clean in "<>"
        else f" Write {clean!r}."
    )
    at = title.start + raw.index(shown)
    fix = Repair(True, "write the characters", tuple(edits)) if edits else None
    if quoted:
        fix = Repair(True, "write the characters",
                     ((title.start, title.end, quote(_unescaped(title.value))),))  # fmt: skip
        if "\n" in raw:
            fix = None
    advice = None
    if fix is None and clean not in "<>":
        advice = Repair(False, f"write {clean}", ((at, at + len(shown), clean),))
    return [Problem("CP601", at, at + len(shown), message, fix, "title", advice=advice)]


def _entity_in_item(post: Post, key: str, item: Scalar) -> list[Problem]:
    """``R&amp;D`` as a tag: Jekyll prints it so, and in a link it is percent-encoded."""
    import html

    entity = _ENTITY.search(item.value)
    clean = html.unescape(item.value)
    raw = post.text[item.start : item.end]
    if not entity or clean == item.value or "\n" in raw or entity[0] not in raw:
        return []
    plain = not item.style and not re.search(r"[^\w&/.+ -]", clean) and clean[0].isalnum()
    message = f"{entity[0]} is in {item.value!r}: it is a different item from {clean!r}."
    message += f" Write {clean}."
    edit = (item.start, item.end, clean if plain else quote(clean))
    fix = Repair(True, f"write {clean}", (edit,))
    return [Problem("CP601", item.start, item.end, message, fix, key)]


def _unescaped(text: str) -> str:
    import html

    return _ENTITY.sub(
        lambda m: m[0] if html.unescape(m[0]) in "<>&" else html.unescape(m[0]), text
    )


def _letters_in(style: str, letters: str, first: bool) -> str | None:
    """Return text in the form for a scalar of this style; None if that is not possible."""
    if any(ord(c) < 32 or c in "\\" for c in letters):
        return None
    if style == '"':
        return letters.replace('"', '\\"')
    if style == "'":
        return letters.replace("'", "''")
    if style in ("|", ">"):
        return letters
    return (
        None
        if letters in "#:" or (first and not letters.isalpha() and letters not in "'\"")
        else letters
    )


def _markup(post: Post, title: Scalar) -> list[Problem]:
    raw = post.text[title.start : title.end]
    found = list(_MARKUP.finditer(raw))
    if not found:
        return []
    edits = tuple((title.start + m.start(), title.start + m.end(), "") for m in found)
    at = title.start + found[0].start()
    message = (
        f"{found[0][0]} is in the title: the browser's tab, feeds and search results"
        " show it. Remove the tags."
    )
    fix = Repair(False, "remove the tags", edits)
    return [Problem("CP602", at, at + len(found[0][0]), message, fix, "title")]


def _mojibake(post: Post, key: str, scalar: Scalar) -> list[Problem]:
    raw = post.text[scalar.start : scalar.end]
    edits = []
    for found in MOJIBAKE.finditer(raw):
        right = redecoded(found[0])
        if right is not None:
            edits.append((scalar.start + found.start(), scalar.start + found.end(), right))
    if not edits:
        return []
    start, end, right = edits[0]
    message = f"{post.text[start:end]!r} is {right!r} read in the wrong encoding. Write {right!r}."
    fix = Repair(False, "decode it again", tuple(edits))
    return [Problem("CP603", start, end, message, fix, key)]


def _lost(post: Post, key: str, scalar: Scalar) -> list[Problem]:
    at = post.text.find("\ufffd", scalar.start, scalar.end)
    if at < 0 or post.trouble:
        return []
    message = (
        "A letter was lost here when the text was converted, and replaced by this character."
        " Write the letter."
    )
    return [Problem("CP603", at, at + 1, message, key=key)]


def _invisible(post: Post, context: Context, key: str, scalar: Scalar) -> list[Problem]:
    """Report a character that nobody sees, and that makes another tag."""
    found = _UNSEEN.search(scalar.value)
    if not found:
        return []
    clean = _UNSEEN.sub("", scalar.value)
    taken = context.facts.taxonomy[clean] > 0
    message = f"U+{ord(found[0][0]):04X} is in this text and cannot be seen. Remove it."
    if taken:
        message += f" {clean!r} is another item."
    level: Level | None = "warning" if taken else None
    at = post.text.find(found[0], scalar.start, scalar.end)
    edits = ((at, at + len(found[0]), ""),) if at >= 0 else ()
    advice = Repair(False, "remove it", edits) if edits else None
    return [Problem("CP604", scalar.start, scalar.end, message, None, key, level, advice)]


def _padding(
    post: Post, context: Context, key: str, scalar: Scalar, in_list: bool
) -> list[Problem]:
    inner = post.text[scalar.start + 1 : scalar.end - 1]
    if "\n" in inner or not inner.strip():
        return []
    left = len(inner) - len(inner.lstrip())
    right = len(inner) - len(inner.rstrip())
    edits = []
    if left:
        edits.append((scalar.start + 1, scalar.start + 1 + left, ""))
    if right:
        edits.append((scalar.end - 1 - right, scalar.end - 1, ""))
    if not edits:
        return []
    taken = key in ("tags", "categories") and context.facts.taxonomy[scalar.value.strip()] > 0
    message = f"{scalar.value!r} begins or ends with spaces, and Jekyll keeps them."
    if taken:
        message += f" {scalar.value.strip()!r} is another item."
    fix = Repair(True, "remove the spaces", tuple(edits))
    return [
        Problem("CP604", scalar.start, scalar.end, message, fix, key, "warning" if taken else None)
    ]
