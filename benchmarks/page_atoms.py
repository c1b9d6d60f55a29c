"""What a reader of a page sees, as countable parts; and how much two pages have in common.

Headings, paragraphs, links, pictures, code, items, quotations, rows of tables, emphasis, raised
text, players and words, each kind with a score of its own: F1 of the two multisets. What no reader
would miss is evened out: typographic signs, how a URL is encoded, another size of a picture, a
caption set as a paragraph or in italics, numbers and form of footnotes, the signs around a formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable
from functools import cache
from statistics import mean
from string import punctuation
from typing import Any
from urllib.parse import quote

import lxml.html

Atoms = dict[str, Counter[Any]]

KINDS = ("word", "paragraph", "heading", "link", "image", "codeblock", "codelang", "inlinecode",
         "strong", "em", "listitem", "quote", "tablerow", "supsub", "embed")  # fmt: skip
_SIGNS = str.maketrans({
    **{"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."},
    **{"«": '"', "»": '"', "\u00a0": " ", "\u200b": "", "\u00ad": "", "\ufeff": ""},
    **{"☐": "", "☑": "", "↩": ""},  # of tasks and ways back
})  # fmt: skip
_BLOCKS = frozenset(
    [
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "pre"),
        *("dt", "dd", "figcaption", "caption", "div", "section", "article", "ul", "ol"),
        *("table", "tr", "tbody", "thead", "tfoot", "figure", "dl", "hr", "details"),
        *("summary", "header", "footer", "aside", "main", "nav", "center", "address", "body"),
        *("html", "form", "fieldset"),
    ]
)
_SKIPPED = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "head", "title", "button"),
        *("input", "select", "textarea"),
    ]
)
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    ]
)
_HOLDERS = frozenset(["p", "div", "section", "article", "main", "center", "figure"])
_APART = frozenset(["li", "td", "th", "blockquote", "dd", "dt", "figcaption", "pre", "details"])
_PLAYERS = frozenset(["iframe", "video", "audio", "source", "embed"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")
_FORMULA = re.compile(r"\s*(?:\\[()\[\]]|\${1,2})\s*")
_NOT_IN_URLS = str.maketrans("", "", '"<>`{}|\\^')
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#-]+)")


def atoms(html: str) -> Atoms:
    """Return the parts of a fragment of HTML, by kind."""
    found: Atoms = defaultdict(Counter)
    root = lxml.html.fromstring(f"<div>{html}</div>")
    _prepare(root)
    for element in root.iter():
        if isinstance(element.tag, str):
            for kind, value in _parts(element):
                found[kind][value] += 1
    found["word"] = Counter(re.findall(r"\w+", _text(root).lower()))
    return found


def score(source: Atoms, built: Atoms) -> dict[str, float]:
    """Return F1 by kind, of the kinds that the source has."""
    scores = {}
    for kind in KINDS:
        one, other = compared(kind, source, built)
        if one:
            number = one.total() + other.total()
            scores[kind] = 2 * (one & other).total() / number
    return scores


def total(pages: list[dict[str, float]]) -> float:
    """Return the mean over kinds of the mean over pages."""
    kinds = {kind for page in pages for kind in page}
    return mean(mean(page[kind] for page in pages if kind in page) for kind in kinds)


def compared(kind: str, source: Atoms, built: Atoms) -> tuple[Counter[Any], Counter[Any]]:
    """Return the parts of a kind on both sides, evened out."""
    if kind == "image":
        same = dict(source["_same"])
        pictures: Counter[Any] = Counter()
        for url, number in built[kind].items():
            pictures[same.get(url, url)] += number
        return source[kind], pictures
    if kind in ("paragraph", "em", "strong"):
        captions = source["_captions"]
        one, other = (
            Counter({key: number for key, number in side[kind].items() if key not in captions})
            for side in (source, built)
        )
        return one, other
    return source[kind], built[kind]


def _prepare(root: Any) -> None:
    for bad in list(root.iter(*_SKIPPED)):
        if bad.getparent() is not None:
            bad.drop_tree()
    for line_end in root.xpath("//pre//br"):
        line_end.tail = "\n" + (line_end.tail or "")
    for raised in list(root.iter("sup")):
        if raised.xpath('.//a[starts-with(@href,"#")]'):
            raised.drop_tree()
    for heading in root.xpath('//h2[contains(@class,"sr-only")]'):  # above the notes, not shown
        heading.drop_tree()
    for note in root.xpath('//*[contains(@class,"footnote-definition") and p]'):  # Zola's
        for label in note.findall("sup"):
            label.drop_tree()
        note.tag = "ol"
        item = note.makeelement("li")
        item.extend(list(note))
        note.append(item)
    for back in root.xpath('//a[contains(@class,"backref") or contains(@class,"reversefootnote")]'):
        back.drop_tree()


def _parts(element: Any) -> list[tuple[str, Hashable]]:
    name, out = element.tag, []
    text = cache(lambda: _text(element))
    around = [parent.tag for parent in element.iterancestors()]
    if name in _HEADINGS and text():
        out.append(("heading", (name, text())))
    elif name == "a" and text() and _leads_away(element.get("href") or ""):
        out.append(("link", (_url(element.get("href")), text())))
    elif name == "img" and (urls := _addresses(element)):
        out.append(("image", urls[0]))
        out += [("_same", (url, urls[0])) for url in urls]
    elif name == "pre":
        out += _code(element)
    elif name in ("code", "tt", "kbd", "samp") and "pre" not in around and text():
        out.append(("inlinecode", text()))
    elif name in ("strong", "b", "em", "i") and text():
        kind = ("strong", "b") if name in ("strong", "b") else ("em", "i")
        outside = {*_HEADINGS, "pre", *kind, *(("th",) if "b" in kind else ())}
        if not outside & set(around):
            out.append((kind[0], text()))
    elif name == "li" and text():
        depth = sum(tag in ("ul", "ol") for tag in around)
        out.append(("listitem", (around[0], depth, text()[:60])))
    elif name == "blockquote" and text():
        out.append(("quote", text()))
    elif name == "table" and "table" not in around:
        rows = (tuple(_text(cell) for cell in row if cell.tag in ("td", "th"))
                for row in element.iter("tr"))  # fmt: skip
        out += [("tablerow", row) for row in rows if any(row)]
    elif name in _PLAYERS and (element.get("src") or "").strip():
        out.append(("embed", element.get("src").strip()))
    if name in ("sup", "sub") and text():
        out.append(("supsub", (name, text())))
    if name in ("figcaption", "caption") and text():
        out.append(("_captions", text()))
    if name in _HOLDERS and not _APART & set(around):
        out += [("paragraph", run) for run in _runs(element)]
    return out


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith(("javascript:", "#"))


def _url(url: str) -> str:
    """Return a URL as a browser sends it."""
    return quote(url.strip(), safe=punctuation.translate(_NOT_IN_URLS))


def _code(pre: Any) -> list[tuple[str, Hashable]]:
    code = pre.text_content()
    if not code.strip():
        return []
    out: list[tuple[str, Hashable]] = [
        ("codeblock", re.sub(r"[ \t]+\n", "\n", code.replace("\u00a0", " ")).strip("\n"))
    ]
    classes = " ".join(tag.get("class") or "" for tag in (pre, *pre.iter("code")))
    if language := _LANGUAGE.search(classes):
        out.append(("codelang", (language[1].lower(), " ".join(code.split())[:40])))
    return out


def _addresses(picture: Any) -> list[str]:
    """Return every URL that a picture could be shown from, the one a reader would see first."""
    urls = [picture.get(name, "").strip() for name in _SOURCES]
    parent = picture.getparent()
    sets = [picture.get("srcset"), picture.get("data-srcset")]
    if parent is not None and parent.tag == "picture":
        sets += [source.get("srcset") for source in parent.iter("source")]
    for candidates in filter(None, sets):
        parts = re.split(r",\s+|(?<=[wx]),", candidates)
        urls += [part.strip().split()[0] for part in parts if part.strip()]
    return [_url(url) for url in urls if url and not url.startswith("data:")]


def _runs(element: Any) -> list[str]:
    """Return the texts of the paragraphs of a container: text and inline elements of its own."""
    runs, run = [], [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in _INLINE:
                run.append(_raw(child))
            elif child.tag == "br":
                run.append(" ")
            else:
                runs.append(run)
                run = []
        run.append(child.tail or "")
    texts = (_normal("".join(run)) for run in [*runs, run])
    return [text for text in texts if re.search(r"\w", text)]


def _text(element: Any) -> str:
    return _normal(_raw(element))


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    text = re.sub(r"-{2,}", "-", text).replace("<<", '"').replace(">>", '"')
    text = _FORMULA.sub("$", text)
    return " ".join(text.split())


def _raw(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return ""
    edge = " " if element.tag in _BLOCKS or element.tag == "br" else ""
    inner = "".join(_raw(child) + (child.tail or "") for child in element)
    return f"{edge}{element.text or ''}{inner}{edge}"
