"""What a fix may change: the post is read before and after it, as Jekyll reads it.

A fix is applied, and advised, only if the body stays, every field but the named one keeps its
value, and the named one becomes what the finding says. ``_PROMISES`` states that for each rule,
from the two values alone: not from what the rule computed. A fix that also moves the page, the
time or the visibility of the post is never safe.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.discover import place
from crosspost.validate.meaning import Meaning, NoMeaning, Value, meaning_of
from crosspost.validate.piece import apply_text
from crosspost.validate.post import Post
from crosspost.validate.reader import read
from crosspost.validate.recovery import keeps_every_piece
from crosspost.validate.rule import TextEdit
from crosspost.validate.scalars import resolve_plain

OTHER_FIELDS = "it would change other fields too"
_NOT_AS_SAID = "it would not do what is meant"
_NOT_READ = "the post could not be read afterwards"
_HOME_PAGE = "the post would take the URL of the home page"
_SEPARATORS = lazy_compile(
    r"&(?:\w{1,10}|#\w{1,7});|[,;，、|\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
_DELIMITERS = lazy_compile(r"[\\'\"“”„‘’‚]")
_BREAKS = lazy_compile(r"(?:^|\s+)-\s*|\s+")
# Fields whose value is a word, a path or a time: behind it a comment is likely.
_READ_BY_JEKYLL = frozenset({"layout", "permalink", "published", "date", "draft", "slug"})
_TAG = lazy_compile(r"</?[^<>]{1,400}>")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fix would do.

    Attributes:
        fault: why it must not be applied; empty if it may be.
        effects: what else changes for readers: each the end of "this changes …".
    """

    fault: str = ""
    effects: tuple[str, ...] = ()


def outcome(
    post: Post, edits: Iterable[TextEdit], code: str, key: str, context: Context
) -> Outcome:
    """Return what the edits of a finding do to its post.

    Args:
        post: as it is; its text is there.
        edits: in code points of the text.
        code: the rule.
        key: the field that the finding is about; empty for the whole post.
    """
    edits = tuple(edits)
    if not context.is_jekyll:
        from crosspost.validate.others.promises import outcome_elsewhere

        return Outcome("" if outcome_elsewhere(post, edits, context) else OTHER_FIELDS)
    if code == "CP209" and any(not _keeps_words(post.text[s:e], text) for s, e, text in edits):
        return Outcome(_NOT_AS_SAID)
    fixed, same_body = _edited(post, edits, context)
    if code == "CP104":
        return Outcome(_NOT_READ if fixed.trouble else "")
    if code == "CP310":
        return _separator(post, fixed, edits)
    if not same_body and not (code == "CP103" and post.fence == "cr-only"):
        return Outcome("it would change the text of the post")
    if fixed.fence:
        return Outcome(_NOT_READ)
    try:
        after = meaning_of(fixed, context)
        if post.yaml_error is not None or post.fence == "cr-only":
            kept = code in ("CP201", "CP103") and keeps_every_piece(post.block, fixed.block)
            return Outcome("" if kept else OTHER_FIELDS)
        before = meaning_of(post, context)
    except NoMeaning:
        return Outcome(_NOT_READ)
    return _compared(before, after, code, key, post)


def _edited(post: Post, edits: tuple[TextEdit, ...], context: Context) -> tuple[Post, bool]:
    """Return the post after edits, and whether its body stays; most edits need no body."""
    head_only = not post.fence and all(end <= post.block_end for _, end, _ in edits)
    text = apply_text(post.text[: post.body_start] if head_only else post.text, edits)
    fixed = read(post.path, text.encode("utf-8", "surrogateescape"), post.shown)
    place(fixed, context)
    if head_only:
        return fixed, fixed.body_start == len(text)
    bodies = (p.text[p.body_start :].lstrip("\r\n") for p in (post, fixed))
    return fixed, len(set(bodies)) == 1


def _separator(post: Post, fixed: Post, edits: tuple[TextEdit, ...]) -> Outcome:
    """A separator in the body takes the right form; the front matter stays as it is."""
    ((start, _, text),) = edits
    stays = start >= post.body_start and post.block == fixed.block
    if not stays or text not in fixed.text[fixed.body_start :]:
        return Outcome("it would change the text of the post")
    return Outcome()


def _compared(before: Meaning, after: Meaning, code: str, key: str, post: Post) -> Outcome:
    old, new = before.fields, after.fields
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    if code == "CP302" or code == "CP301" or code == "CP304":
        return _renamed(before, after, code, key, changed)
    if code == "CP801":
        key = "canonical_url"
    if changed - {key}:
        return Outcome(OTHER_FIELDS)
    if code == "CP206" and key in _READ_BY_JEKYLL:
        return Outcome("the # may begin a comment")
    promise = _PROMISES.get(code)
    if changed and (promise is None or not promise(old.get(key), new.get(key))):
        return Outcome(_HOME_PAGE if code == "CP706" else _NOT_AS_SAID)
    if code == "CP402" and not (before.is_clear and before.timestamp == after.timestamp):
        return Outcome("the time that Jekyll reads would be another")
    return _with_effects(before, after, code, key)


def _renamed(
    before: Meaning, after: Meaning, code: str, key: str, changed: set[str]
) -> Outcome:  # fmt: skip
    """Compare a post whose key was renamed: the value is the same under another name."""
    new = changed - {key}
    if key not in changed or len(new) != 1 or key in after.fields:
        return Outcome(OTHER_FIELDS)
    (name,) = new
    value = ("bool", "false") if code == "CP304" else before.fields[key]
    if name in before.fields or after.fields[name] != value:
        return Outcome(OTHER_FIELDS)
    return _with_effects(before, after, code, key)


def _with_effects(before: Meaning, after: Meaning, code: str, key: str) -> Outcome:
    effects = []
    if before.timestamp != after.timestamp or before.is_clear != after.is_clear:
        effects.append("the time of the post")
    if before.url != after.url and before.url and after.url:
        effects.append(f"its URL from {before.url} to {after.url}")
    elif before.url != after.url or (not after.url and before.place_of_page != after.place_of_page):
        effects.append("its URL")
    if before.hidden and not after.hidden:
        return Outcome("a hidden post would become public")
    if after.hidden and not before.hidden:
        effects.append("the post from public to hidden")
    if (
        key == "date"
        and code != "CP402"
        and before.timestamp != after.timestamp
        and not after.is_clear
    ):
        return Outcome("the time that Jekyll reads would be another")
    return Outcome("", tuple(effects))


# -- what each rule may do to the value that it names ----------------------------------------------

_Promise = Callable[[Value | None, Value | None], bool]


def _text_of(value: Value | None) -> str | None:
    return value[1] if value is not None and value[0] == "text" else None


def _per_text(rule: Callable[[str, str], bool]) -> _Promise:
    """Return the promise of a text, and of each item of a list that keeps its items."""

    def promise(old: Value | None, new: Value | None) -> bool:
        if old and new and old[0] == new[0] == "list" and len(old) == len(new):
            return all(a == b or promise(a, b) for a, b in zip(old[1:], new[1:], strict=True))
        a, b = _text_of(old), _text_of(new)
        return a is not None and b is not None and rule(a, b)

    return promise


def _quoted(old: Value | None, new: Value | None) -> bool:
    """A value that is not a text becomes the text that was written, or the whole of it."""
    if old and new and old[0] == new[0] == "list":
        pairs = [(a, b) for a, b in zip(old[1:], new[1:], strict=False) if a != b]
        return len(old) == len(new) and all(_quoted(a, b) for a, b in pairs)
    text = _text_of(new)
    if text is None or not old or not text.strip():
        return False
    if text[0] in "!&" and old[0] in ("null", "text"):  # a tag or an anchor was cut off
        return text.endswith(old[1] if old[0] == "text" else "")
    if old[0] == "bytes":
        return bool(text == old[1])
    if old[0] in ("list", "table"):
        return _letters(text) == _letters(" ".join(_leaves(old)))
    kind, printed = resolve_plain(text)
    return (kind, printed) == old or (kind, old[0]) == ("null", "null")


def _uncut(old: Value | None, new: Value | None) -> bool:
    """A text that a comment cut, with the rest of it; one of another type had a comment."""
    if old and new and old[0] == new[0] == "list" and len(old) == len(new):
        return all(a == b or _uncut(a, b) for a, b in zip(old[1:], new[1:], strict=True))
    text = _text_of(new)
    if text is None or not old:
        return False
    kept = "" if old[0] == "null" else _text_of(old)
    return kept is not None and text.startswith(kept) and text[len(kept) :].lstrip()[:1] == "#"


def _leaves(value: Value) -> Iterable[str]:
    for part in value[1:] if value[0] in ("list", "table") else ():
        if isinstance(part, tuple) and part and isinstance(part[0], tuple):
            for half in part:
                yield from _leaves(half)
        else:
            yield from _leaves(part)
    if value[0] not in ("list", "table"):
        yield str(value[-1]) if len(value) > 1 else ""


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _keeps_words(old: str, new: str) -> bool:
    """Tell whether the words are the same; those of bytes are compared once they are decoded."""
    return old.startswith(("!binary", "!!binary")) or _words(old) == _words(new)


def _letters(text: str) -> str:
    return "".join(sorted(_words(text)))


def _items(old: Value | None, new: Value | None, split: Callable[[str], list[str]]) -> bool:
    text = _text_of(old)
    if text is None and old and old[0] == "list" and len(old) == 2:
        text = _text_of(old[1])
    if text is None or not new or new[0] != "list":
        return False
    return [_text_of(item) for item in new[1:]] == split(text)


def _at_commas(text: str) -> list[str]:
    parts, at = [], 0
    for found in _SEPARATORS.finditer(text):
        if len(found[0]) == 1:  # not an entity
            parts.append(text[at : found.start()])
            at = found.end()
    return [part.strip(" \t") for part in (*parts, text[at:]) if part.strip()]


def _fewer(old: Value | None, new: Value | None, goes: Callable[[Value, Value], bool]) -> bool:
    """Tell whether a list lost only items that may go; the others keep their order."""
    if not old or not new or old[0] != "list" or new[0] != "list":
        return False
    left = list(new[1:])
    for at, item in enumerate(old[1:], 1):
        if left and left[0] == item:
            left.pop(0)
        elif not goes(item, old[:at]):
            return False
    return not left


def _boolean(old: Value | None, new: Value | None) -> bool:
    """A word for true or false becomes that one."""
    if not new or new[0] != "bool" or not old:
        return False
    word = str(old[-1]).strip().lower() if len(old) > 1 else ""
    return word[:1] in (("t", "y", "o", "1") if new[1] == "true" else ("f", "n", "o", "0", ""))


def _page(old: str, new: str) -> bool:
    """A permalink keeps its words; it does not become the page at the root."""
    path = old.partition("://")[2] if "://" in old else ""
    kept = path.endswith(new) if path else _letters(old) == _letters(new)
    return kept and new.strip("/") != ""


def _visible(text: str) -> str:
    """Return a text without spaces at its edges and characters that are not seen."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf").strip()


def _in_items(text: str) -> str:
    """Return the words of a text without the dashes that begin items."""
    return _BREAKS.sub(" ", text).strip()


_PROMISES: dict[str, _Promise] = {
    "CP205": lambda old, new: bool(
        new
        and new[0] == "list"
        and all(_text_of(i) for i in new[1:])
        and _in_items(_text_of(old) or "")
        == _in_items(" ".join(_text_of(i) or "" for i in new[1:]))
    ),
    "CP206": _uncut,
    "CP209": _quoted,
    "CP214": _quoted,
    "CP210": _per_text(lambda a, b: _DELIMITERS.sub("", a) == _DELIMITERS.sub("", b)),
    "CP211": _boolean,
    "CP309": lambda old, new: new is None,
    "CP402": lambda old, new: True,  # the timestamp is compared
    "CP403": lambda old, new: True,
    "CP405": lambda old, new: True,
    "CP501": lambda old, new: _items(old, new, _at_commas),
    "CP502": lambda old, new: _items(old, new, lambda text: [text.strip()]),
    "CP503": lambda old, new: _fewer(old, new, lambda i, _: i in (("null",), ("text", ""))),
    "CP504": lambda old, new: _fewer(old, new, lambda item, before: item in before),
    "CP505": lambda old, new: _items(old, new, _at_commas),
    "CP506": _per_text(lambda a, b: a.strip("#,").strip() == b),
    "CP601": _per_text(lambda a, b: html.unescape(a) == html.unescape(b)),
    "CP602": _per_text(lambda a, b: _TAG.sub("", a) == b and b.strip() != ""),
    "CP603": _per_text(lambda a, b: len(b) < len(a)),
    "CP604": _per_text(lambda a, b: _visible(a) == _visible(b) and len(b) < len(a)),
    "CP706": _per_text(_page),
    "CP901": lambda old, new: new == ("list", old) or (not old or old[0] == "text") == bool(new),
    "CP801": lambda old, new: old is None and _text_of(new) is not None,
}  # fmt: skip
