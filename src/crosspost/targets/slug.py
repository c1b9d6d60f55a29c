"""The slug of a post: the part of its file name and URL that is made of its title."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from anyascii import anyascii

from crosspost import urls
from crosspost.lazy_regex import lazy_compile

# Long enough for any headline, short enough for 255 bytes with the date, ".md", a "-2" and the name
# of the temporary file.
MAX_SLUG = 120

# Names of devices on Windows, with any extension (Microsoft, "Naming Files, Paths, and
# Namespaces"), and "index", which takes the place of the folder's own page under some permalinks.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
_NOT_ASCII_SLUG = lazy_compile(r"[^a-z0-9]+")
_ORDINARY_SEGMENT = lazy_compile(r"\.(?:html?|php|aspx?|jsp)$", re.I)


def slug(title: str, url: str = "") -> str:
    """Return the slug of a title: ``[a-z0-9]`` and single hyphens, 1 to 120 bytes.

    As ``Jekyll::Utils.slugify`` (default mode): every run of what is neither letter, mark nor digit
    becomes one hyphen, none at the ends, lower case. Letters beyond ASCII are transliterated, since
    percent-encoded names are hard to read and Jekyll 3 and 4 treat accents differently; each
    Han character is a word of its own. It is cut between words.

    Args:
        title: plain text.
        url: the article's URL; its last path segment, or else its hash, makes the slug where
            the title has no letter.
    """
    made = _ascii_slug(title) or _ascii_slug(_last_segment(url))
    if not made:
        import hashlib  # loads OpenSSL, and few titles need it

        made = hashlib.sha256((url or title).encode("utf-8", "replace")).hexdigest()[:12]
    return f"{made}-post" if made in RESERVED else made


def _ascii_slug(text: str) -> str:
    # Much more than is kept, so that a title of megabytes takes no time.
    text = unicodedata.normalize("NFC", text[: MAX_SLUG * 10])
    words = anyascii("".join(map(_letter, text))).lower()
    return _cut(_NOT_ASCII_SLUG.sub("-", words).strip("-"))


def _letter(character: str) -> str:
    """Return a letter, mark or decimal digit; Han with spaces around it; a space for the rest."""
    category = unicodedata.category(character)
    if category[0] not in "LM" and category != "Nd":
        return " "
    if category == "Lo" and unicodedata.name(character, "").startswith("CJK "):
        return f" {character} "
    return character


def _cut(text: str) -> str:
    """Cut between words, or within a word that takes more than half of the length."""
    if len(text) <= MAX_SLUG:
        return text
    end = text.rfind("-", 0, MAX_SLUG + 1)
    return text[: end if end > MAX_SLUG // 2 else MAX_SLUG].strip("-")


def _last_segment(url: str) -> str:
    """Return the last part of a URL's path, without an extension."""
    segments = [part for part in unquote(urls.path(url)).split("/") if part]
    return _ORDINARY_SEGMENT.sub("", segments[-1]) if segments else ""
