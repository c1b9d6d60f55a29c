"""What may pass from a list into the journal, in every format.

A list from the network was made by others. It can set the fields that a page sets, and they are
used if the page has nothing better. It cannot set the fields that decide how the site shows and
files a post (``layout``, ``slug``, ``license``, …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from crosspost.batch.entry import BadLine, Entry, Item, Note
from crosspost.batch.sources.private_marks import count_note
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import SURROGATE
from crosspost.urls import is_web

# The fields that a page sets.
FACTS = frozenset({"title", "date", "author", "tags", "description", "image"})
# If the body came with the list, there is no page that could name categories.
_FACTS_OF_A_BODY = FACTS | {"categories"}
# Characters of one field.
_LONGEST = 20_000
_MOST_LABELS = 1_000
# ``urls.clean`` removes these from a URL, which makes it another URL, except at its ends.
_CONTROL = lazy_compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def judged(items: Iterator[Item], *, remote: bool, is_text: bool) -> Iterator[Item]:
    """Yield the items of one list, and a ``BadLine`` in place of each that must not pass.

    Args:
        items: as the format's reader yields them.
        remote: the list was read from the network.
        is_text: the format's reader does not report bytes that are not valid in the encoding.
    """
    dropped: set[str] = set()
    private = 0
    for item in items:
        if not isinstance(item, Entry):
            yield item
            continue
        wrong = _fault_of_url(item)
        if not wrong and (item.overrides or item.offered):
            wrong = _fault_of_fields(item, is_text)
        if wrong:
            yield BadLine(item.line, wrong)
            continue
        # The texts of exports, which have states of their own, are counted by their readers.
        private += item.draft and item.kind == "web"
        if remote:
            yield _as_remote(item)
            dropped |= item.overrides.keys() - (_FACTS_OF_A_BODY if item.kind == "ready" else FACTS)
        else:
            yield item
    if private:
        yield Note(count_note(private))
    if dropped:
        names = ", ".join(sorted(dropped))
        yield Note(f"a list from the network cannot set {names}; download it to set them")


def _fault_of_url(entry: Entry) -> str:
    url = entry.url
    if "\ufffd" in url:
        return f"bytes that are not UTF-8 in this URL: {url[:80]!r}"
    if url.isprintable():
        return ""
    pattern = SURROGATE if entry.kind == "file" else _CONTROL
    found = pattern.search(url.strip())
    return f"control characters in this URL: {url[:80]!r}" if found else ""


def _fault_of_fields(entry: Entry, is_text: bool) -> str:
    for fields in (entry.overrides, entry.offered):
        for name, value in fields.items():
            if isinstance(value, str):
                wrong = _fault_of_text(value, is_text)
            elif isinstance(value, list):
                wrong = next(filter(None, (_fault_of_text(text, is_text) for text in value)), "")
                if len(value) > _MOST_LABELS:
                    wrong = f"has more than {_MOST_LABELS:,} entries"
            else:
                continue
            if wrong:
                return f"{name} {wrong}"
    return ""


def _fault_of_text(text: str, is_text: bool) -> str:
    if len(text) > _LONGEST:
        return f"is longer than {_LONGEST:,} characters"
    if not text.isprintable() and SURROGATE.search(text):
        return "has a lone surrogate (half a character)"
    return "has bytes that are not UTF-8" if is_text and "\ufffd" in text else ""


def _as_remote(entry: Entry) -> Entry:
    if entry.kind == "ready":
        return replace(entry, overrides=_facts(entry.overrides, _FACTS_OF_A_BODY), remote=True)
    offered = _facts({**entry.overrides, **entry.offered}, FACTS)
    return replace(entry, overrides={}, offered=offered, remote=True)


def _facts(fields: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    facts = {name: value for name, value in fields.items() if name in names}
    if not is_web(str(facts.get("image", "https://x/"))):
        del facts["image"]
    return facts
