"""Tags and categories: lists that became texts, texts that Jekyll splits, items that are none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from crosspost.validate.context import Context
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.recovery import quote
from crosspost.validate.rule import Problem, Repair, Rule, TextEdit
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Scalar, Sequence
from crosspost.validate.vocabulary import LISTS, PROSE

RULES = (
    Rule(
        "CP205", "folded-list", "error",
        "A list whose first item stands on the key's line, so that all of it is one text.",
        "The post stands under tags like '-' and half words, and under none of its own.",
        "YAML folds the lines into one text, Jekyll splits it at blanks: 'Bishkek - Central Asia'"
        " gives the tags Bishkek, -, Central, Asia.",
        "tags: Bishkek\n  - Central Asia", "tags:\n  - Bishkek\n  - Central Asia",
        "both", "Moves the first item to a line of its own; safe for tags, unsafe for categories"
        " that stand in the URL.",
    ),
    Rule(
        "CP501", "comma-string", "warning",
        "Tags or categories as one text with commas.",
        "Jekyll makes the tags 'piano,' and 'music'.",
        "Jekyll splits a text at blanks and leaves the commas where they are.",
        "tags: piano, music", "tags: [piano, music]",
        "both", "Writes a list; unsafe for categories that stand in the URL.",
    ),
    Rule(
        "CP502", "split-string", "warning",
        "A text of several words that is one tag or category elsewhere, or looks like a name.",
        "Peace Corps becomes the two categories Peace and Corps.",
        "Jekyll splits a text at blanks.",
        "categories: Peace Corps", "categories: [Peace Corps]",
        "both", "Writes a list of one; unsafe where the URL moves by it.",
    ),
    Rule(
        "CP503", "null-item", "warning",
        "A dash with nothing behind it.",
        "Templates that print the list print an empty item, or fail.",
        "Jekyll drops it from tags, makes an empty category of it, and hands any other list on"
        " with a nil in it.",
        "tags:\n  - data\n  -", "tags:\n  - data",
        "safe", "Removes the line.",
    ),
    Rule(
        "CP504", "duplicate-item", "warning",
        "The same tag or category twice.",
        "The post stands twice on the page of the tag.",
        "Jekyll keeps double tags and drops double categories.",
        "tags: [code, review, code]", "tags: [code, review]",
        "safe", "Removes the later one.",
    ),
    Rule(
        "CP505", "comma-item", "warning",
        "A list with a single item that is several, with commas.",
        "The post has one tag 'a, b, c'.",
        "Jekyll takes an item as it is.",
        "tags: ['jazz, soul, funk']", "tags: [jazz, soul, funk]",
        "unsafe", "Writes one item for each.",
    ),
    Rule(
        "CP506", "hash-tag", "info",
        "A tag with # before it or a comma behind it.",
        "It is another tag than the one without.",
        "Jekyll takes an item as it is.",
        "tags: ['#jazz', 'soul,']", "tags: [jazz, soul]",
        "safe", "Removes the sign.",
    ),
    Rule(
        "CP507", "tag-variants", "info",
        "Tags, categories or authors of the site that differ only in capitals, blanks, - or _.",
        "Posts on one subject stand on two pages.",
        "Jekyll takes them for two tags.",
        "tags: [Noticed] … tags: [NOTICED]", "tags: [Noticed]",
        "none", "Settle on the spelling that most posts have.",
    ),
    Rule(
        "CP508", "unknown-tag", "warning",
        "A tag that is not in tags of the settings.",
        "Only for sites that keep a list.",
        "Jekyll takes any tag.",
        "tags: [pyhton]", "tags: [python]",
        "none", "Correct the tag, or add it to the settings.",
    ),
)  # fmt: skip

_NEXT_ITEM = re.compile(r"\r?\n(?P<indent>[ \t]*)-(?P<gap>[ \t]+)(?=\S)")
_SEPARATORS = re.compile(r"[ \t]*[,;，、][ \t]*")
_EMPTY_ITEM = re.compile(r"^[ \t]*-[ \t]*(?:#.*)?\r?$")
_ITEM_LISTS = frozenset({"tags", "categories", "category", "tag", "authors", "keywords", "topics",
                         "Tags", "Categories", "Topics", "Keywords"})  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report lists and texts of one post."""
    if post.root is None:
        return ()
    found: list[Problem] = []
    for entry in post.fields:
        value = entry.value
        if isinstance(value, Scalar):
            if post.format != "yaml":
                continue
            if not value.style and entry.key not in PROSE and _folds(post, entry, value):
                found.append(_folded(post, context, entry, value))
                continue
            if entry.key in ("tags", "categories", "tag", "category") and context.in_jekyll(post):
                found += _comma_string(post, context, entry, value)
        elif isinstance(value, Sequence) and entry.key in _ITEM_LISTS:
            found += _list_items(post, context, entry, value)
    return found


def _folds(post: Post, entry: Field, value: Scalar) -> bool:
    """Tell whether the second line of a plain text begins like an item."""
    if " - " not in value.value and not value.value.endswith(" -"):
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
    return bool(below) and (entry.key in LISTS or value.value.count(" - ") > 1)


def _folded(post: Post, context: Context, entry: Field, value: Scalar) -> Problem:
    text = post.text
    line_end = text.find("\n", value.start)
    line_end -= text[line_end - 1] == "\r"
    below = _NEXT_ITEM.match(text, line_end)
    assert below is not None
    first = text[value.start : line_end].rstrip()
    newline = "\r\n" if text[line_end] == "\r" else "\n"
    lead = f"{newline}{below['indent']}-{below['gap']}"
    items = 1 + len(_NEXT_ITEM.findall(text[line_end : value.end]))
    words = value.value.split()
    key = entry.key
    safe = "categor" not in key.lower() or not context.url_has_categories
    fix = Repair(
        safe,
        f"put the first of {items} items on a line of its own",
        ((entry.end + 1, value.start + len(first), f"{lead}{first}"),),
    )
    if key in ("tags", "categories"):
        dashes = words.count("-")
        shown = ", ".join(words[:4])
        message = (
            f"{key} is one text, not a list: its first item stands on the key's line. Jekyll makes"
            f" {len(words)} {key} of it, {dashes} of them '-': {shown}, … Write the first item on"
            f" a line of its own: then there are {items}."
        )
    else:
        message = (
            f"{key} is one text, not a list: its first item stands on the key's line. Jekyll reads"
            f" {value.value[:50]!r}. Write the first item on a line of its own."
        )
    return Problem("CP205", value.start, value.end, message, fix, key)


def _comma_string(post: Post, context: Context, entry: Field, value: Scalar) -> list[Problem]:
    text = value.value
    if not _SEPARATORS.search(text) or value.style in ("|", ">") or len(text) > 2000:
        return []
    parts = [part for part in _SEPARATORS.split(text.strip(" ,;")) if part.strip()]
    if len(parts) < 2 and "," not in text:
        return []
    key = entry.key
    if key in ("tag", "category"):
        does = f"Jekyll makes one {key} of it, commas included"
    else:
        words = ", ".join(repr(word) for word in text.split()[:3])
        does = f"Jekyll splits it at blanks and keeps the commas: {words}, …"
        if len(text.split()) == 1:
            does = f"Jekyll makes one item of it, commas included: {text[:40]!r}"
    items = ", ".join(_item(part) for part in parts)
    safe = key == "tags" or (key == "categories" and not context.url_has_categories)
    edits: tuple[TextEdit, ...] = ((value.start, value.end, f"[{items}]"),)
    fix = Repair(safe, f"make a list of {len(parts)}", edits)
    shown = items if len(items) <= 60 else items[:60] + "…"
    message = f"{key} is one text with commas. {does}. Write [{shown}]."
    return [Problem("CP501", value.start, value.end, message, fix, key)]


def _item(text: str) -> str:
    """Return an item as it stands in a list in brackets."""
    text = text.strip()
    plain = (
        re.fullmatch(r"[^\W\d_][\w .+/-]*", text) and resolve(Scalar(text, 0, 0, ""))[0] == "text"
    )
    return text if plain else quote(text)


def _list_items(post: Post, context: Context, entry: Field, value: Sequence) -> list[Problem]:
    found: list[Problem] = []
    seen: dict[str, Scalar] = {}
    items = value.items
    for position, item in enumerate(items):
        if not isinstance(item, Scalar):
            continue
        text = item.value
        if not text and not item.style:
            found += _null(post, entry, value, item, position)
            continue
        if text in seen and seen[text] is not item:
            found.append(_duplicate(post, entry, value, item, position))
        else:
            seen[text] = item
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
        return []
    start, end = post.line_at(item.start)
    if not _EMPTY_ITEM.match(post.text[start:end]):
        # libyaml places an empty item behind the dash, or at the next token.
        start, end = post.line_at(max(item.start - 1, 0))
        if not _EMPTY_ITEM.match(post.text[start:end]):
            return []
    does = {
        "tags": "Jekyll drops it, other tools read an empty tag",
        "tag": "Jekyll drops it",
        "categories": "Jekyll makes an empty category of it",
    }.get(entry.key, "templates meet a nil there")
    message = f"This dash has nothing behind it: {does}. Remove the line."
    fix = None
    if len(value.items) > 1:
        fix = Repair(True, "remove the line", ((*post.whole_lines(start, start), ""),))
    return [Problem("CP503", start, max(end, start + 1), message, fix, entry.key)]


def _duplicate(post: Post, entry: Field, value: Sequence, item: Scalar, position: int) -> Problem:
    does = "the post stands twice on its page" if entry.key == "tags" else "one is enough"
    message = f"{item.value!r} stands twice in {entry.key}: {does}. Remove one."
    before = value.items[position - 1]
    fix = None
    if value.flow:
        # From the end of the item before, so that one comma goes with it.
        fix = Repair(True, "remove the second", ((before.end, item.end, ""),))
    else:
        start, end = post.line_at(item.start)
        if re.fullmatch(r"[ \t]*-[ \t]+.*", post.text[start : item.start] + "x") and not (
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
    fix = Repair(True, f"write {better}", ((item.start, item.end, _item(better)),))
    return [Problem("CP506", item.start, item.end, message, fix, entry.key)]


def _comma_item(post: Post, entry: Field, item: Scalar) -> list[Problem]:
    parts = [part.strip() for part in item.value.split(",") if part.strip()]
    if len(parts) < 3 or any(len(part.split()) > 4 for part in parts) or entry.key == "authors":
        return []
    flow = post.text[: item.start].rstrip(" \t").endswith("[")
    joined = ", ".join(_item(part) for part in parts)
    fix = Repair(False, f"make {len(parts)} items of it", ((item.start, item.end, joined),))
    message = (
        f"This list has one item with commas, and that is one entry to Jekyll. Write {len(parts)}."
    )
    return [Problem("CP505", item.start, item.end, message, fix if flow else None, entry.key)]


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report texts that the site's other posts show to be one name, and variants of one tag."""
    facts = context.facts
    for post in posts:
        if post.root is None or not context.in_jekyll(post) or post.format != "yaml":
            continue
        for key in ("categories", "tags"):
            value = post.scalar(key)
            if value is not None and " " in value.value and value.style not in ("|", ">"):
                yield from _split(post, context, key, value)
    if context.options.show_info:
        yield from _variants(posts, facts.taxonomy)


def _split(post: Post, context: Context, key: str, value: Scalar) -> Iterator[tuple[Post, Problem]]:
    text = value.value.strip()
    words = text.split()
    if (
        len(words) < 2
        or _SEPARATORS.search(text)
        or " - " in text
        or "\n" in post.text[value.start : value.end]
    ):
        return
    taxonomy = context.facts.taxonomy
    listed = taxonomy[text] > 0 or text in _own_items(post)
    named = all(word[0].isupper() for word in words) and not any(taxonomy[word] for word in words)
    if not (listed or named):
        return
    in_url = key == "categories" and context.url_has_categories
    safe = listed and not in_url
    item = _item(text)
    fix = Repair(safe, f"write [{item}]", ((value.start, value.end, f"[{item}]"),))
    split = ", ".join(words)
    moved = " (the URL moves by it)" if in_url else ""
    message = (
        f"Jekyll splits this text at blanks into {len(words)} {key}: {split}. If it is one, write"
        f" [{item}]{moved}."
    )
    yield post, Problem("CP502", value.start, value.end, message, fix, key)


def _own_items(post: Post) -> set[str]:
    """Return the post's own items, those of a folded list included."""
    found: set[str] = set()
    for key in ("tags", "categories"):
        entry = post.by_key.get(key)
        if entry is None:
            continue
        if isinstance(entry.value, Sequence):
            found.update(item.value for item in texts(entry.value))
        elif isinstance(entry.value, Scalar) and " - " in entry.value.value:
            found.update(entry.value.value.split(" - "))
    return found


def _variants(posts: list[Post], taxonomy: Counter[str]) -> Iterator[tuple[Post, Problem]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for tag in taxonomy:
        groups[re.sub(r"[\s_-]+", "", tag.casefold())].append(tag)
    odd: dict[str, str] = {}
    for spellings in groups.values():
        best = max(spellings, key=lambda tag: (taxonomy[tag], tag))
        odd.update({tag: best for tag in spellings if tag != best})
    if not odd:
        return
    done: set[str] = set()
    for post in posts:
        for key in ("tags", "categories"):
            entry = post.by_key.get(key)
            for item in texts(entry.value) if entry and isinstance(entry.value, Sequence) else ():
                best = odd.get(item.value, "")
                if best and item.value not in done:
                    done.add(item.value)
                    yield post, Problem(
                        "CP507", item.start, item.end,
                        f"{item.value!r} ({taxonomy[item.value]} posts) and {best!r}"
                        f" ({taxonomy[best]}) are two tags to Jekyll.", key=key,
                    )  # fmt: skip
