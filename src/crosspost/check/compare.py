"""Has an original changed since it was imported?

Nothing is kept in the post for it: a hash in the front matter would be published, and a new version
of crosspost, which reads a page a little differently, would make all of them wrong. The first check
compares the words of the original with those of the post itself, so that it needs nothing from the
time of the import; from then on the hash of what was seen is kept beside the batch's journal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crosspost import __version__
from crosspost.lazy_regex import lazy_compile

# What is not a word of the text: URLs, names of entities and attributes, template code.
_MARKUP = lazy_compile(r"\]\([^()\s]*\)|<[^<>]{0,2000}>|https?://\S+|\{[:%#{][^{}]*\}")
# Scripts without spaces count by the character.
_WORD = lazy_compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]{3,}")
# An original with more words that the post does not have has changed.
_MOST_SHARE, _MOST_WORDS = 0.02, 10


@dataclass(frozen=True)
class Seen:
    """What a check has seen.

    Attributes:
        post: the hash of the post.
        original: that of the original's title and text.
        version: of crosspost, which made the text.
    """

    post: str
    original: str
    version: str = __version__


def changes(before: Seen | None, now: Seen, post: str, original: str) -> tuple[str, Seen]:
    """Tell what has changed, empty for nothing, and what is to be kept for the next check.

    An original that has changed counts as such until the post is changed, too.

    Args:
        before: what the last check kept.
        now: what this one sees.
        post: the text of the post, without its front matter.
        original: that of a post that would be made of the original now.
    """
    if before is not None and (before.post, before.version) == (now.post, now.version):
        return ("" if before.original == now.original else "its text has changed"), before
    wanted, there = _words(original), _words(post)
    missing, count = sum((wanted - there).values()), sum(wanted.values())
    if missing < _MOST_WORDS or missing < _MOST_SHARE * count:
        return "", now
    return f"{missing:,} of its {count:,} words are not in the post", now


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_MARKUP.sub(" ", text).casefold()))
