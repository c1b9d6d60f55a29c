"""Page → Document: characters, tree, base URL.

The tree is libxml2's, by way of lxml: 2 ms for a page of 240 KB where BeautifulSoup needs 30. What
libxml2 would lose silently is noticed and repaired first: elements deeper than 256, content
after ``</html>``, texts over 10 MB, tags with thousands of attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from crosspost import file_types, urls
from crosspost.errors import CrosspostError, NoArticle
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document, Page, Selected, SiteRule
from crosspost.page import limits
from crosspost.page.absolute_urls import make_absolute
from crosspost.page.encoding import decode, undo_latin1
from crosspost.page.figures import to_figures
from crosspost.page.flow import walk
from crosspost.page.standardize import standardize

if TYPE_CHECKING:
    from lxml.etree import _Element

# Twenty times as many as the largest of 1,497 pages of all kinds has. A page of so many takes 10 s
# and 500 MB to become a post.
MAX_ELEMENTS = 200_000

# C0 controls except tab, line feed and carriage return, and DEL: no text has them, and neither XML
# trees nor YAML may contain them. The form feed is a space in HTML.
_FORM_FEED = bytes.maketrans(b"\x0c", b" ")
_C0 = bytes(set(range(0x20)) - set(b"\t\n\x0c\r")) + b"\x7f"
# C1 controls in UTF-8 come from windows-1252 that was read as Latin-1; as character references the
# HTML standard reads them so.
_C1 = lazy_compile(rb"\xc2([\x80-\x9f])")
_WINDOWS = {
    bytes([code]): bytes([code]).decode("cp1252", "ignore").encode() for code in range(0x80, 0xA0)
}
# In UTF-8 and as character references: the two noncharacters, controls.
_NONCHARACTER = lazy_compile(rb"\xef\xbf[\xbe\xbf]")
_REFERENCE = lazy_compile(
    rb"&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF])(?![0-9a-fA-F])"
    rb"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|127|6553[45])(?![0-9]));?"
)
# Void elements that libxml2 does not know: they would contain everything that follows, and a
# hundred line-break opportunities would be a hundred levels.
_VOID = lazy_compile(
    rb"<(embed|source|track|wbr|EMBED|SOURCE|TRACK|WBR)(?=[\s/>])"
    rb"[^=>]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+[^=>]*+)*+(?:>|\Z)"  # as ``limits`` reads a tag
)
# By the HTML standard ("after body"), these end tags close nothing if content follows.
_END = lazy_compile(rb"</(?:html|body)\s*+>", re.I)
# With a beginning in one case, for which Python searches faster.
_END_OF_HTML = lazy_compile(rb"</[hH][tT][mM][lL]\s*+>")
_ONLY_COMMENTS = lazy_compile(rb"(?:\s++|</(?:html|body)\s*+>|<!--(?:[^-]++|-(?!->))*+-->)*+", re.I)


RuleOf = Callable[[str, str], SiteRule | None]


def no_rule(url: str, html: str) -> None:
    """Return no rule."""


def parse(page: Page, rule_of: RuleOf = no_rule) -> Document:
    """Read a page as a tree.

    Args:
        page: the bytes, as fetched or as saved.
        rule_of: returns the rule for the URL and the source of a page, which is applied to it.

    Raises:
        NoArticle: the page is empty, or not text (an image, an archive), or has more elements than
            any article.
        ConfigError: a selector of the rule cannot be used.
        CrosspostError: a selector of the rule finds too much in this page.
    """
    kind = file_types.kind(page.content)
    if kind is None and _is_binary(page.content):
        kind = "binary file"
    if kind is not None:
        raise NoArticle(page.url, f"this is not a text page ({kind})")
    decoded = decode(page.content, page.charset)
    url = page.final_url or page.url
    return _document(decoded.text, url, page.warnings + decoded.warnings, rule_of)


def parse_source(page: Page) -> tuple[_Element, str]:
    """Read a page as the tree that rules are applied to, which no step has changed.

    Returns:
        The root, and the URL of the page; empty if it is not known.

    Raises:
        NoArticle: as of ``parse``.
    """
    url = page.final_url or page.url
    tree, _ = _tree_of(decode(page.content, page.charset).text, url, None)
    return tree, url or _own_url(tree)


def parse_text(html: str, url: str | None, rule_of: RuleOf = no_rule) -> Document:
    """Read a page that has been decoded already.

    Args:
        html: the page.
        url: its URL, after redirects; if it is not known, the page's canonical link is
            used.
        rule_of: as of ``parse``.

    Raises:
        NoArticle: it has no element and no word.
        ConfigError, CrosspostError: as of ``parse``.
    """
    return _document(undo_latin1(html), url or "", (), rule_of)


def parse_fragment(
    html: str, base_url: str | None, select: Callable[[_Element], None] | None = None
) -> _Element:
    """Read a piece of a page, such as the clean body of an article.

    Args:
        html: the piece.
        base_url: what relative links are relative to.
        select: takes out of its ``body`` what is not wanted, before any other step changes it.

    Returns:
        A ``div`` without a parent that holds the fragment's nodes, links made absolute.

    Raises:
        NoArticle: it has too many elements (``MAX_ELEMENTS``).
    """
    tree, _ = _bounded_tree(_clean(f"<html><body>{undo_latin1(html)}"), base_url or "")
    body = None if tree is None else tree.find("body")
    if tree is None or body is None:
        return etree.Element("div")
    if select:
        select(body)
    make_absolute(tree, base_url or "")
    standardize(tree, base_url or "", (base_url or "",), is_clean=True)
    to_figures(tree)
    body.tag = "div"
    tree.remove(body)
    return body


def _document(html: str, url: str, warnings: tuple[str, ...], rule_of: RuleOf) -> Document:
    rule = rule_of(url, html)
    tree, losses = _tree_of(html, url, rule)
    canonical = _own_url(tree)
    if not url and canonical and (rule := rule_of(canonical, html)) and rule.replace:
        tree, losses = _tree_of(html, url, rule)
    url = url or canonical
    base = _base(tree, url)
    selected = _apply(tree, rule) if rule else None
    standardize(tree, base, (url, canonical))
    to_figures(tree)
    if selected and selected.body:
        selected = _settled(tree, selected)
    said = selected.warnings if selected else ()
    return Document(url, base, tree, walk(tree), warnings + losses + said, selected)


_MOST_REPLACED = 50_000_000  # characters that a replacement adds


def _tree_of(html: str, url: str, rule: SiteRule | None) -> tuple[_Element, tuple[str, ...]]:
    """Parse a page, after the replacements of its rule."""
    for old, new in rule.replace if rule else ():
        if old and html.count(old) * len(new) > _MOST_REPLACED:
            hint = f"See the key replace of the rule for {rule.name}." if rule else ""
            raise CrosspostError(f"{url}: {old!r} is replaced too often", hint=hint)
        html = html.replace(old, new) if old else html
    tree, losses = _bounded_tree(_clean(html), url)
    if tree is None:
        raise NoArticle(url, "the page is empty")
    return tree, losses


def _apply(tree: _Element, rule: SiteRule) -> Selected:
    from crosspost.page.selected import apply_rule  # few pages have a rule

    return apply_rule(tree, rule)


def _settled(tree: _Element, selected: Selected) -> Selected:
    """Return what was selected, with the elements that are in the tree as it is now."""
    from crosspost.page.selected import settle

    return settle(tree, selected)


def _bounded_tree(content: bytes, url: str) -> tuple[_Element | None, tuple[str, ...]]:
    """Parse a page, unless it has too many elements.

    Args:
        content: as ``_clean`` returns it.
        url: for the error.

    Raises:
        NoArticle: it has more than ``MAX_ELEMENTS`` elements.
    """
    # A tree takes ten times the memory of such a page, so that the tags are counted first; the tree
    # may still have more, since "</p>" alone is an element.
    if content.count(b"<") > MAX_ELEMENTS:
        _refuse_many(url, limits.count_tags(content))
    tree, losses = _tree(content)
    if tree is not None and len(content) > 3 * MAX_ELEMENTS:  # it may have as many
        _refuse_many(url, int(tree.xpath("count(//*)")))
    return tree, losses


def _refuse_many(url: str, elements: int) -> None:
    if elements > MAX_ELEMENTS:
        raise NoArticle(
            url, f"the page has too many elements: {elements:,} (the limit is {MAX_ELEMENTS:,})"
        )


# Bytes that no encoding of text uses: C0 except spaces, SO, SI and ESC (ISO 2022).
_NO_TEXT = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x0e\x0f\x1b")) + b"\x7f"


def _is_binary(content: bytes) -> bool:
    """Tell whether the first kilobyte has controls that no text has, but in UTF-16 and UTF-32."""
    head = content[:1024]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:8:2] == b"\0\0\0\0":
        return False
    controls = len(head) - len(head.translate(None, _NO_TEXT))
    return head[0:8:2] != b"\0\0\0\0" and controls > len(head) // 20


def _tree(content: bytes) -> tuple[_Element | None, tuple[str, ...]]:
    """Parse, and parse again with other options if libxml2 stopped early.

    Args:
        content: as ``_clean`` returns it.

    Returns:
        The root (None for a page without content) and warnings for the user.
    """
    warnings: list[str] = []
    content, cut = limits.limit_attributes(content)
    if cut:
        tags = f"{cut} tags have" if cut > 1 else "a tag has"
        warnings.append(f"{tags} more than {limits.MAX_ATTRIBUTES} attributes: the rest is ignored")
    content = _open_ended(content)
    tree, whole = _libxml2(content, huge=False)
    if not whole:
        # Either a text of more than 10 MB, which huge_tree allows, or nesting.
        tree, whole = _libxml2(content, huge=True)
        flat, dropped = limits.limit_depth(content.decode("utf-8"))
        if dropped:
            warnings.append(f"nested deeper than {limits.MAX_DEPTH} levels: flattened")
            tree, whole = _libxml2(flat.encode("utf-8"), huge=True)
        if not whole:
            warnings.append("the end of the page is missing: its tags are nested too deeply")
    return tree, tuple(warnings)


def _clean(html: str) -> bytes:
    """Return the page in UTF-8, without control and noncharacters, void elements closed."""
    html = limits.limit_marks(html)
    content = html.encode("utf-8", "replace").translate(_FORM_FEED, _C0)
    # Checking whether there is one takes a tenth of the time of the regular expression.
    if b"\xc2" in content:
        content = _C1.sub(lambda found: _WINDOWS[found[1]], content)
    if "\ufffe" in html or "\uffff" in html:
        content = _NONCHARACTER.sub(b"", content)
    if b"&#" in content:
        content = _REFERENCE.sub(b"", content)
    content = _VOID.sub(rb"\g<0></\1>", content)
    return content.removeprefix(b"\xef\xbb\xbf")


def _open_ended(content: bytes) -> bytes:
    """Remove ``</body>`` and ``</html>`` if content follows, which libxml2 would drop."""
    end = _END_OF_HTML.search(content)
    if end is None or _ONLY_COMMENTS.fullmatch(content, end.end()):
        return content
    return _END.sub(b"", content)


def _libxml2(content: bytes, *, huge: bool) -> tuple[_Element | None, bool]:
    """Return the root, and whether the page was read to its end."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
        collect_ids=False,  # a table for XPath's ``id()``, which is not used
    )
    tree = etree.fromstring(content, parser)
    # libxml2 stops at a limit, so that this error is the last one.
    last = parser.error_log.last_error
    return tree, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


# Characters; longer URLs do not work in all browsers and servers.
_LONGEST_BASE = 2000


def _own_url(tree: _Element) -> str:
    """Return the URL that a page gives for itself: canonical link, else ``og:url``."""
    for link in tree.iter("link"):
        href = link.get("href") or ""
        if (link.get("rel") or "").strip().lower() == "canonical" and _is_base(href):
            return urls.clean(href)
    for meta in tree.iter("meta"):
        content = meta.get("content") or ""
        if meta.get("property") == "og:url" and _is_base(content):
            return urls.clean(content)
    return ""


def _is_base(url: str) -> bool:
    return len(url) <= _LONGEST_BASE and urls.is_web(url)


def _base(tree: _Element, url: str) -> str:
    """Return what relative URLs are relative to: the first ``<base href>``, else the page.

    A very long one is ignored, since it would be repeated in every relative URL of the page.
    """
    for element in tree.iter("base"):
        href = element.get("href")
        if href is not None:
            base = urls.absolute(url, href) if len(href) <= _LONGEST_BASE else None
            return base if base and urls.is_web(base) else url
    return url
