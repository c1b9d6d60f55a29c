"""Licenses in words, without a link: "Content on this site is licensed under CC BY-SA 4.0".

Only a sentence that begins with what it is about is read, and only with the version, without which
it names no license.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.hints import Hint
from crosspost.metadata.license_words import is_of_other_work, is_of_this_text, is_said_of_this
from crosspost.metadata.position import surroundings
from crosspost.metadata.readers.licenses import belongs_elsewhere, is_deed, is_of_site
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold
from crosspost.metadata.view import View

_NAMED = lazy_compile(
    r"\bCC[ _-]BY[\w -]{0,12} \d\.\d|\bCreative Commons[ :-]{1,3}Attribution[\w -]{0,50} \d\.\d",
    re.I,
)
_STOP = lazy_compile(r"[.;|·•!?]\s|。")
_MAX_FOUND = 10
_AROUND = 8  # texts of a line before and after the one with the name


def read(view: View) -> Iterator[Candidate]:
    """Yield the licenses that sentences name."""
    yield from islice(_named(view), _MAX_FOUND)


def _named(view: View) -> Iterator[Candidate]:
    flow = view.document.flow
    likely = [run for run, text in enumerate(flow.texts) if "CC" in text or "Creative" in text]
    for run in likely:
        text = flow.texts[run]
        found = _NAMED.search(text)
        link = flow.links[run]
        if found is None or (link >= 0 and is_deed(flow.nodes[link].get("href") or "")):
            continue
        box = flow.boxes[run]
        line = slice(max(0, run - _AROUND), run)
        before = "".join(
            t for t, b in zip(flow.texts[line], flow.boxes[line], strict=True) if b == box
        )
        start = _STOP.split(fold(f"{before} {text[: found.start()]}") + " ")[-1]
        sentence = fold(f"{start} {found[0]}")
        block = flow.nodes[flow.box_nodes[box]]
        zone = surroundings(block, view)
        hint = belongs_elsewhere(block, zone)
        if hint is None and is_of_other_work(sentence):
            hint = Hint.OTHER_WORK
        is_said = is_said_of_this(sentence) or is_of_site(zone)
        if hint is None and not (is_said and is_of_this_text(sentence, is_line=is_of_site(zone))):
            hint = Hint.UNCLEAR
        source = Source(SourceType.BODY_LINK, "license in words")
        yield Candidate("license", found[0], source, 0.6, frozenset({hint} if hint else ()))
