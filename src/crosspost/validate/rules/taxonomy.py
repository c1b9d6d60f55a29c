"""Tags and categories: texts that Jekyll splits, and names with two spellings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL, JEKYLL
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.quoting import list_item
from crosspost.validate.rule import Problem, Repair, Rule, TextEdit
from crosspost.validate.tree import Scalar, Sequence

RULES = (
    Rule(
        "CP501", "comma-string", "warning",
        "Tags or categories as one text with commas, semicolons, vertical bars or spaces that are"
        " not ASCII (U+3000, U+00A0).",
        "Jekyll makes the tags 'piano,' and 'music'.",
        "Jekyll splits a text at ASCII spaces only, and keeps the commas.",
        "tags: piano, music", "tags: [piano, music]",
        "both", "Writes a list; unsafe for categories that are in the URL.",
        generators=JEKYLL | {"hugo", "eleventy", "astro", "hexo"},
    ),
    Rule(
        "CP502", "split-string", "warning",
        "A text of several words that is one tag or category elsewhere, or looks like a name.",
        "Peace Corps becomes the two categories Peace and Corps.",
        "Jekyll splits a text at spaces.",
        "categories: Peace Corps", "categories: [Peace Corps]",
        "both", "Writes a list of one; unsafe if that changes the URL.",
    ),
    Rule(
        "CP507", "tag-variants", "info",
        "Tags, categories or authors of the site that differ only in capitals, spaces, - or _.",
        "Posts on one subject are listed on two pages.",
        "For Jekyll they are two tags.",
        "tags: [Noticed] … tags: [NOTICED]", "tags: [Noticed]",
        "none", "Use the spelling that most posts have.",
        generators=ALL,
    ),
)  # fmt: skip

# Ruby splits at ASCII spaces only.
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SEPARATORS = lazy_compile(f"[,;，、|{_WIDE}]")
_LONE = lazy_compile(r"(?:^|[ ])(?:&|[+/]|-{1,2}|[–—·•])(?:[ ]|$)")
_ASCII_SPACES = lazy_compile(r"[ \t\r\n\f\v]+")
# The ; of an entity separates nothing.
_ENTITY = lazy_compile(r"&(?:[A-Za-z]\w{1,9}|#\w{1,7});")


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
            if entry.key in ("tags", "categories", "tag", "category") and context.in_jekyll(post):
                found += _comma_string(post, context, entry, value)
    return found


def _comma_string(post: Post, context: Context, entry: Field, value: Scalar) -> list[Problem]:
    text = value.value
    if ";" in text and _ENTITY.search(text):
        return []  # CP601 says so
    if not _SEPARATORS.search(text) or value.style in ("|", ">") or len(text) > 2000:
        return []
    parts = [part.strip() for part in _SEPARATORS.split(text.strip(" ,;")) if part.strip()]
    shown_sign = _sign_of(text)
    if len(parts) < 2 and "," not in text:
        return []
    key = entry.key
    if key in ("tag", "category"):
        does = f"Jekyll makes one {key} of it, {shown_sign} included"
    else:
        words = [word for word in _ASCII_SPACES.split(text) if word]
        some = ", ".join(repr(word) for word in words[:3])
        spaces = "ASCII spaces" if "U+" in shown_sign else "spaces"
        does = f"Jekyll splits it at {spaces} and keeps the {shown_sign}: {some}, …"
        if len(words) == 1:
            does = f"Jekyll makes one item of it, {shown_sign} included: {text[:40]!r}"
    items = ", ".join(list_item(part) for part in parts)
    safe = key == "tags" or (key == "categories" and not context.url_has_categories)
    edits: tuple[TextEdit, ...] = ((value.start, value.end, f"[{items}]"),)
    fix = Repair(safe, f"make a list of {len(parts)}", edits)
    shown = items if len(items) <= 60 else items[:60] + "…"
    message = f"{key} is one text with {shown_sign}. {does}. Write [{shown}]."
    return [Problem("CP501", value.start, value.end, message, fix, key)]


def _sign_of(text: str) -> str:
    """Return the name of the character that separates the items."""
    sign = "," if "," in text else next(iter(_SEPARATORS.findall(text)), ",")
    named = {",": "commas", "，": "commas", "、": "commas", ";": "semicolons", "|": "vertical bars"}
    return named.get(sign) or f"spaces U+{ord(sign):04X}"


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report texts that the site's other posts show to be one name, and variants of one tag."""
    facts = context.facts
    habits = {key: _splits_on_purpose(posts, key) for key in ("categories", "tags")}
    for post in posts:
        if post.root is None or not context.in_jekyll(post) or post.format != "yaml":
            continue
        for key in ("categories", "tags"):
            value = post.scalar(key)
            if value is not None and " " in value.value and value.style not in ("|", ">"):
                yield from _split(post, context, key, value, habits[key])
    if context.options.show_info:
        yield from variants(posts, facts.taxonomy)


def _splits_on_purpose(posts: list[Post], key: str) -> bool:
    """Tell whether a blog writes its tags with spaces between them.

    It does if the words come again in other texts: "Java Android", "Android Linux"; or if most
    texts are not names: "linux networks".
    """
    found = {value.value.strip() for p in posts if (value := p.scalar(key)) and " " in value.value}
    found = {text for text in found if not _SEPARATORS.search(text)}
    words = Counter(word for text in found for word in set(text.split()))
    again = {text for text in found if any(words[word] > 1 for word in text.split())}
    plain = {text for text in found if text.islower()}
    return any(len(some) >= 3 and len(some) * 2 > len(found) for some in (again, plain))


def _split(
    post: Post, context: Context, key: str, value: Scalar, on_purpose: bool
) -> Iterator[tuple[Post, Problem]]:
    text = value.value.strip()
    words = [word for word in _ASCII_SPACES.split(text) if word]
    if len(words) < 2 or _SEPARATORS.search(text) or "\n" in post.text[value.start : value.end]:
        return
    taxonomy = context.facts.taxonomy
    listed = taxonomy[text] > 0 or text in _own_items(post)
    named = all(word[0].isupper() for word in words) and not any(taxonomy[word] for word in words)
    if text.casefold() == "jekyll update":
        return  # the post that "jekyll new" makes
    if not (listed or (named and not on_purpose) or _LONE.search(text)):
        return
    in_url = key == "categories" and context.url_has_categories
    safe = listed and not in_url
    item = list_item(text)
    fix = Repair(safe, f"write [{item}]", ((value.start, value.end, f"[{item}]"),))
    split = ", ".join(words)
    message = (
        f"Jekyll splits this text at spaces into {len(words)} {key}: {split}. If it is one, write"
        f" [{item}]."
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


def variants(posts: list[Post], taxonomy: Counter[str]) -> Iterator[tuple[Post, Problem]]:
    """Report tags that differ only in capitals, spaces, hyphens and underscores."""
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
                        f" ({taxonomy[best]}) are two tags{' to Jekyll' * post.jekyll}.", key=key,
                    )  # fmt: skip
