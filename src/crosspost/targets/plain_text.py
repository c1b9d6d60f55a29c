"""Texts of a page as values of front matter fields: plain text that no theme turns into markup.

They become one line, limited in length. Themes print fields as they are, in text, attributes,
scripts and CDATA, or through filters such as ``escape``, ``markdownify``, ``strip_html``. No form
of escaping is right in all of them, so characters with a meaning there are replaced by
characters that look like them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.mojibake import repaired
from crosspost.urls import clean, is_web

# Longest texts, in characters. A headline is at most a sentence; 10,000 letters are a broken page.
MAX_TITLE, MAX_NAME, MAX_DESCRIPTION = 300, 200, 1000
# A category is a folder of the built site: 255 bytes at most.
MAX_LABEL = 60
MAX_LABELS = 40

#: The sign for a letter that another program could not read; it is dropped.
LOST = "\ufffd"
_INVISIBLE = lazy_compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffd]")
# Formatting in a headline: removed. The length between < and > is limited, so the search is linear.
_FORMATTING = lazy_compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|p|q|s|samp|small"
    r"|span|strike|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]{0,500})?/?>",
    re.I,
)
# Characters that end a text or begin markup in HTML, JavaScript, JSON or TeX → lookalikes.
_LOOKALIKES = str.maketrans({"\\": "∖", "`": "‘", "'": "’", '"': "”"})
_ANGLES = str.maketrans({"<": "‹", ">": "›"})
_TAG = lazy_compile(r"<[A-Za-z/!?]")
# A text without any of these is not changed.
_SPECIAL = lazy_compile(r"[\"'`<\\\]{$&:]")
# Without spaces around them, as in Chinese, quotes open and close in turn; 15" and 17" are inches.
_QUOTED = lazy_compile(r'(?<!\d)"(?=[^\s)\].,;:!?])([^"]*)(?<=\S)"')
_CODE = lazy_compile(r"`([^`]*)`")
_OPENING_DOUBLE = lazy_compile(r"""(?<![^\s(\[{‹<'‘“–—/-])"(?=\S)""")
_OPENING = lazy_compile(r"(?<![\w\])}”’.,;:!?])'(?=\w)")
# Pairs with a meaning: a link and an attribute list of Markdown, a placeholder in a script,
# an entity, the end of CDATA. A space separates them.
_PAIRS = lazy_compile(r"\](?=[(\[\]>])|\{(?=:)|\$(?=\{)|&(?=#?\w{1,40};)")
# Would run as the target of a link; the colon becomes the ratio sign.
_RUNS = lazy_compile(r"(?:java|vb)script:", re.I)
_SCHEME_OF_URL = lazy_compile(r"[a-z][a-z0-9+.-]*:(?=\S)", re.I)
# References that HTML decodes in an attribute, except ``&amp;``, which becomes ``&``.
_ENTITY_IN_URL = lazy_compile(r"&(?=#|(?!amp;)[a-z]\w*;|(?:quot|lt|gt)(?![\w=]))", re.I)
_UNSAFE_IN_URL = lazy_compile(r"""[\x00-\x20"'<>\\^`{|}\x7f-\xa0\u2028\u2029\ud800-\udfff]""")


def plain(text: str, limit: int) -> str:
    """Return a page's text as one line of plain text, without markup in any theme.

    Formatting tags are removed. Straight quotes become curly ones; a tag's ``<`` and ``>``,
    backslashes and backticks become lookalikes; a space separates ``](``, ``{:``, ``${``, ``&amp;``
    and ``]]>``. So a title reads the same whether a theme escapes it or not.

    Args:
        text: of the page.
        limit: longest result, in characters.
    """
    line = one_line(text, limit * 20)
    if not _SPECIAL.search(line):
        return _cut(line, limit)
    line = _QUOTED.sub(r"“\1”", line)
    line = _OPENING_DOUBLE.sub("“", _CODE.sub(r"‘\1’", line))
    if _holds_tag(line):
        line = line.translate(_ANGLES)
    line = _OPENING.sub("‘", line).translate(_LOOKALIKES)
    line = _PAIRS.sub(r"\g<0> ", line)
    if _RUNS.match(line):
        line = line.replace(":", "∶", 1)
    return _cut(line, limit)


def _holds_tag(line: str) -> bool:
    """Tell whether a browser or ``strip_html`` finds a tag; not in ``<3`` or ``A > B``."""
    return _TAG.search(line) is not None or ">" in line.partition("<")[2]


def one_line(text: str, limit: int) -> str:
    """Return text as one line in NFC, without formatting tags and mojibake, cut at a word.

    Args:
        text: of the page or the settings.
        limit: longest result, in characters.
    """
    text = repaired(text[: limit * 20])
    if not text.isprintable() or LOST in text:
        text = _INVISIBLE.sub("", text)
    if "<" in text:
        text = _FORMATTING.sub("", text)
    return _cut(" ".join(unicodedata.normalize("NFC", text).split()), limit)


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    end = line.rfind(" ", 0, limit)
    return line[: end if end > limit // 2 else limit - 1].rstrip(" ,;:.-–—") + "…"


def labels(own: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Return tags or categories, each once (case does not count).

    Args:
        own: the settings', first and as they are spelled there.
        theirs: the page's.
    """
    found: dict[str, str] = {}
    texts = [one_line(text, MAX_LABEL) for text in own]
    texts += [plain(text, MAX_LABEL) for text in theirs]
    for label in texts:
        if any(map(str.isalnum, label)):
            found.setdefault(plain(label, MAX_LABEL).casefold(), label)
    return list(found.values())[:MAX_LABELS]


def names(authors: Iterable[str]) -> str:
    """Return all authors as one text.

    Feeds and themes print a list in ``author`` as ``["A", "B"]``, and of ``authors`` only the
    first; one text shows all of them everywhere.
    """
    text = ", ".join(filter(None, (plain(name, MAX_NAME) for name in authors)))
    return _cut(text, MAX_NAME * 5)


def encoded_url(url: str) -> str:
    """Return an http(s) URL with characters that end an attribute or a script percent-encoded.

    jekyll-seo-tag and many themes print ``canonical_url`` and ``image`` as they are. The scheme is
    checked in the result, as it is written; empty for any other scheme.
    """
    if not unicodedata.is_normalized("NFC", url):
        url = "".join(c if c.isascii() else quote(c, errors="replace") for c in url)
    url = _UNSAFE_IN_URL.sub(lambda found: quote(found[0], safe="", errors="replace"), url)
    url = _ENTITY_IN_URL.sub("%26", url)
    return url if is_web(url) else ""


def picture(url: str) -> str:
    """Return the URL of a picture; themes also put it between the parentheses of CSS ``url()``."""
    return encoded_url(url).replace("(", "%28").replace(")", "%29")


def license_of(text: str) -> str:
    """Return the http(s) URL of a license, or its name; empty for a URL of another scheme."""
    url = clean(text)
    if is_web(url) and not any(map(str.isspace, url)):
        return encoded_url(url)
    return "" if _SCHEME_OF_URL.match(url) else plain(text, MAX_NAME)
