"""Lists: one that became a text, and items that are empty, duplicate, or several in one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.quoting import list_item
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Scalar, Sequence
from crosspost.validate.vocabulary import LISTS, PROSE

RULES = (
    Rule(
        "CP205", "folded-list", "error",
        "A list whose first item is on the key's line, so that all of it is one text; or one whose"
        " dashes have no space after them.",
        "The post gets tags like '-' and parts of names, and none of the intended ones.",
        "YAML folds the lines into one text, Jekyll splits it at spaces: 'Bishkek - Central Asia'"
        " gives the tags Bishkek, -, Central, Asia.",
        "tags: Bishkek\n  - Central Asia", "tags:\n  - Bishkek\n  - Central Asia",
        "both", "Moves the first item to a line of its own; safe for tags, unsafe for categories"
        " that are in the URL.",
        generators=ALL - {"pelican"},
        elsewhere="{key} is one text, not a list: its first item is on the key's line, or "
        "there is no space after a dash. Write each item on a line of its own.",
    ),
    Rule(
        "CP503", "null-item", "warning",
        "A dash without an item.",
        "Templates that print the list print an empty item, or fail.",
        "Jekyll drops it from tags, makes an empty category of it, and passes any other list on"
        " with a nil in it.",
        "tags:\n  - data\n  -", "tags:\n  - data",
        "safe", "Removes the line.",
        generators=ALL,
        elsewhere="This item of {key} is empty. Fill it in, or remove it.",
    ),
    Rule(
        "CP504", "duplicate-item", "warning",
        "The same tag or category twice; level info if the two differ in capitals.",
        "The post is listed twice on the page of the tag.",
        "Jekyll keeps duplicate tags and drops duplicate categories.",
        "tags: [code, review, code]", "tags: [code, review]",
        "safe", "Removes the later one.",
        generators=ALL,
    ),
    Rule(
        "CP505", "comma-item", "warning",
        "A list with a single item that contains several, separated by commas.",
        "The post has one tag 'a, b, c'.",
        "Jekyll uses an item unchanged.",
        "tags: ['jazz, soul, funk']", "tags: [jazz, soul, funk]",
        "unsafe", "Writes one item for each.",
        generators=ALL - {"pelican", "nikola"},
        elsewhere="This list has one item with commas in it, which is one entry. Write an "
        "item for each.",
    ),
    Rule(
        "CP506", "hash-tag", "info",
        "A tag with # before it or a comma after it.",
        "It is a different tag from the one without.",
        "Jekyll uses an item unchanged.",
        "tags: ['#jazz', 'soul,']", "tags: [jazz, soul]",
        "safe", "Removes the character.",
        generators=ALL - {"obsidian"},
    ),
    Rule(
        "CP508", "unknown-tag", "warning",
        "A tag that is not in tags of the settings.",
        "Only for sites that have a list.",
        "Jekyll accepts any tag.",
        "tags: [pyhton]", "tags: [python]",
        "none", "Correct the tag, or add it to the settings.",
        generators=ALL,
    ),
)  # fmt: skip

_NEXT_ITEM = lazy_compile(r"\r?\n(?P<indent>[ \t]*)-(?P<gap>[ \t]+)(?=\S)")
_DASH = lazy_compile(r" -[ \t]")
# "- #jazz" is not an empty item but one that was cut: CP206.
_EMPTY_ITEM = lazy_compile(r"^[ \t]*+-[ \t]*+(?:~|null|\"\"|''|#++(?:[ \t].*)?)?[ \t]*+\r?$", re.I)
_GLUED = lazy_compile(r"\n[ \t]*-(?=[^\s\d-])")
_GLUED_FIRST = lazy_compile(r"-(?=[^\s\d-])")
_ITEM_LISTS = frozenset({"tags", "categories", "category", "tag", "authors", "keywords", "topics",
                         "Tags", "Categories", "Topics", "Keywords"})  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report lists that are texts, and items of lists."""
    if post.root is None:
        return ()
    found: list[Problem] = []
    for entry in post.fields:
        value = entry.value
        if isinstance(value, Sequence):
            if entry.key in _ITEM_LISTS:
                found += _list_items(post, context, entry, value)
        elif (
            isinstance(value, Scalar)
            and post.format == "yaml"
            and not value.style
            and entry.key not in PROSE
        ):
            if _folds(post, entry, value):
                found.append(_folded(post, context, entry, value))
            elif entry.key in LISTS:
                found += _glued(post, entry, value)
    return found


def _folds(post: Post, entry: Field, value: Scalar) -> bool:
    """Tell whether the second line of a plain text begins like an item."""
    if not _DASH.search(value.value) and not value.value.endswith(" -"):
        return False
    line_end = post.text.find("\n", value.start)
    if line_end < 0 or line_end >= value.end:
        return False
    if line_end and post.text[line_end - 1] == "\r":
        line_end -= 1
    below = _NEXT_ITEM.match(post.text, line_end)
    if not (entry.key in LISTS or entry.key.endswith("s")):
        return False
    # Several items, or a key that is only ever a list.
    return bool(below) and (entry.key in LISTS or len(_DASH.findall(value.value)) > 1)


def _folded(post: Post, context: Context, entry: Field, value: Scalar) -> Problem:
    text = post.text
    line_end = text.find("\n", value.start)
    line_end -= text[line_end - 1] == "\r"
    below = _NEXT_ITEM.match(text, line_end)
    assert below is not None
    first = text[value.start : line_end].rstrip()
    newline = "\r\n" if text[line_end] == "\r" else "\n"
    below_it = list(_NEXT_ITEM.finditer(text, line_end, value.end))
    items = 1 + len(below_it)
    # A tab after a dash was text in the folded lines; before an item YAML does not allow it.
    gaps = [(m.start("gap"), m.end("gap"), " ") for m in below_it if "\t" in m["gap"]]
    lead = f"{newline}{below['indent']}-{' ' if gaps else below['gap']}"
    words = value.value.split()
    key = entry.key
    safe = "categor" not in key.lower() or not context.url_has_categories
    fix = Repair(
        safe,
        f"put the first of {items} items on a line of its own",
        ((entry.end + 1, value.start + len(first), f"{lead}{first}"), *gaps),
    )
    if key in ("tags", "categories"):
        dashes = words.count("-")
        shown = ", ".join(words[:4])
        message = (
            f"{key} is one text, not a list: its first item is on the key's line. Jekyll makes"
            f" {len(words)} {key} of it, {dashes} of them '-': {shown}, … Write the first item on"
            f" a line of its own: then there are {items}."
        )
    else:
        message = (
            f"{key} is one text, not a list: its first item is on the key's line. Jekyll reads"
            f" {value.value[:50]!r}. Write the first item on a line of its own."
        )
    return Problem("CP205", value.start, value.end, message, fix, key)


def _glued(post: Post, entry: Field, value: Scalar) -> list[Problem]:
    """``-travel`` below a key or an item: without a space the dash is text."""
    raw = post.text[value.start : value.end]
    below = list(_GLUED.finditer(raw))
    first = _GLUED_FIRST.match(raw) if "\n" in post.text[entry.end : value.start] else None
    if not below and not first:
        return []
    dashes = [m.end() for m in ([first] if first else []) + below]
    edits = tuple((value.start + at, value.start + at, " ") for at in dashes)
    fix = Repair("categor" not in entry.key, "write a space after the dash", edits)
    message = (
        f"A dash without a space is text: Jekyll reads {value.value[:50]!r}. Write a space after"
        " it."
    )
    return [Problem("CP205", value.start, value.end, message, fix, entry.key)]


def _list_items(post: Post, context: Context, entry: Field, value: Sequence) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, Scalar] = {}
    folded: dict[str, str] = {}
    items = value.items
    for position, item in enumerate(items):
        if not isinstance(item, Scalar):
            continue
        text = item.value
        if not text or (not item.style and text in ("~", "null")):
            found += _null(post, entry, value, item, position)
            continue
        if text in seen and seen[text] is not item:
            found.append(_duplicate(post, entry, value, item, position))
        else:
            other = folded.setdefault(text.casefold(), text)
            if other != text:
                message = f"{text!r} and {other!r} differ only in capitals. Is one enough?"
                found.append(
                    Problem("CP504", item.start, item.end, message, key=entry.key, level="info")
                )
            seen[text] = item
        if not item.style and "\n" in post.text[item.start : item.end]:
            found += _glued(post, entry, item)
        if (text[:1] == "#" or text[-1:] == ",") and len(text) > 1:
            found += _hash(post, entry, item)
    if len(items) == 1 and isinstance(items[0], Scalar) and items[0].value.count(",") >= 2:
        found += _comma_item(post, entry, items[0])
    if context.options.tags and entry.key in ("tags", "tag"):
        found += [
            Problem(
                "CP508", i.start, i.end, f"{i.value!r} is not among the site's tags.", key="tags"
            )
            for i in texts(value)
            if i.value and i.value not in context.options.tags
        ]
    return found


def _null(post: Post, entry: Field, value: Sequence, item: Scalar, position: int) -> list[Problem]:
    if value.flow:
        if item.style or len(value.items) < 2:
            return []  # templates of posts have [""] for an empty list
        message = f"This item is empty. Fill it in, or remove it from {entry.key}."
        end = max(item.end, item.start + 1)
        return [Problem("CP503", item.start, end, message, key=entry.key)]
    start, end = post.line_at(item.start)
    if not _EMPTY_ITEM.match(post.text[start:end]):
        # libyaml puts an empty item after the dash, or at the next token.
        start, end = post.line_at(max(item.start - 1, 0))
        if not _EMPTY_ITEM.match(post.text[start:end]):
            return []
    does = {
        "tags": "Jekyll drops it, other tools read an empty tag",
        "tag": "Jekyll drops it",
        "categories": "Jekyll makes an empty category of it",
    }.get(entry.key, "templates get nil for it")
    if item.style:
        does = "Jekyll makes an empty item of it"
    message = f"This item is empty: {does}. Remove the line."
    fix = None
    if len(value.items) > 1:
        fix = Repair(True, "remove the line", ((*post.whole_lines(start, start), ""),))
    return [Problem("CP503", start, max(end, start + 1), message, fix, entry.key)]


def _duplicate(post: Post, entry: Field, value: Sequence, item: Scalar, position: int) -> Problem:
    does = (
        "the post is listed twice on its page"
        if entry.key == "tags" and post.jekyll
        else "one is enough"
    )
    message = f"{item.value!r} is twice in {entry.key}: {does}. Remove one."
    before = value.items[position - 1]
    fix = None
    if value.flow:
        # From the end of the item before, so that one comma is removed too.
        fix = Repair(True, "remove the second", ((before.end, item.end, ""),))
    else:
        start, end = post.line_at(item.start)
        if re.fullmatch(r"[ \t]*+-[ \t]++.*", post.text[start : item.start] + "x") and not (
            post.text[item.end : end].strip()
        ):
            fix = Repair(
                True, "remove the second", ((*post.whole_lines(item.start, item.end), ""),)
            )
    return Problem("CP504", item.start, item.end, message, fix, entry.key)


def _hash(post: Post, entry: Field, item: Scalar) -> list[Problem]:
    better = item.value.strip("#,").strip()
    if not better or re.fullmatch(r"#[\d-]+", item.value):
        return []
    message = f"{item.value!r} and {better!r} are two different items. Write {better!r}."
    fix = Repair(True, f"write {better}", ((item.start, item.end, list_item(better)),))
    return [Problem("CP506", item.start, item.end, message, fix, entry.key)]


def _comma_item(post: Post, entry: Field, item: Scalar) -> list[Problem]:
    parts = [part.strip() for part in item.value.split(",") if part.strip()]
    if len(parts) < 3 or any(len(part.split()) > 4 for part in parts) or entry.key == "authors":
        return []
    line, _ = post.line_at(item.start)
    lead = post.text[line : item.start]
    newline = "\r\n" if "\r\n" in post.block else "\n"
    flow = lead.rstrip().endswith("[")
    joined = (", " if flow else newline + lead).join(list_item(part) for part in parts)
    fix = Repair(False, f"make {len(parts)} items of it", ((item.start, item.end, joined),))
    message = (
        "This list has one item with commas, and that is one entry to Jekyll. Write"
        f" {len(parts)} items."
    )
    return [
        Problem(
            "CP505",
            item.start,
            item.end,
            message,
            fix if flow or lead.strip() == "-" else None,
            entry.key,
        )
    ]
