"""Hover: the explanation of a rule, or of a field. And links to the pages of rules.

Nothing of the post or of its site is in the Markdown: the texts are those of the rules and fields,
and of the site there are numbers alone. So no text of a stranger becomes a link or a command.
"""

from __future__ import annotations

from lsprotocol import types

from crosspost.lazy_regex import lazy_compile
from crosspost.lsp.documents import Document, Documents
from crosspost.validate.explain import explain, page_of
from crosspost.validate.field_docs import FIELD_DOCS
from crosspost.validate.rules import RULES

_KEY = lazy_compile(r"(?P<key>[A-Za-z_][\w-]{0,60})[ \t]*+:")
_COMMENT = lazy_compile(r"#[ \t]*+crosspost:[ \t]*+ignore(?:-file)?\[(?P<codes>[^\]\n]{1,200})\]")
_CODE = lazy_compile(r"\bCP\d{3}\b")


def hover(documents: Documents, document: Document, position: types.Position) -> types.Hover | None:
    """Return what the place under the pointer means: findings, then the field.

    Raises:
        ConfigError: as of ``Documents.check``.
    """
    parts: list[str] = []
    shown: types.Range | None = None
    at = document.lines.offset(position)
    checked = documents.check(document)
    codes: list[str] = []
    for finding in checked.findings if checked else ():
        start, end = document.span(finding)
        if start <= at < max(end, start + 1) and finding.code not in codes:
            codes.append(finding.code)
            shown = shown or document.lines.range(start, end)
    parts += [f"{explain(RULES[code])}\n[{code}]({page_of(RULES[code])})" for code in codes]
    key = _field(documents, document, position)
    if key is not None:
        text, place = key
        parts.append(text)
        shown = shown or place
    if not parts:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
    return types.Hover(content, shown)


def _field(
    documents: Documents, document: Document, position: types.Position
) -> tuple[str, types.Range] | None:
    """Return the meaning of the field whose name is under the pointer, and where it is."""
    first, last = document.front_matter
    found = _KEY.match(document.lines.line(position.line))
    if not first <= position.line < last or not found:
        return None
    start = document.lines.start(position.line)
    end = start + found.end("key")
    if document.lines.offset(position) > end:
        return None
    site = documents.site(document)
    number = sum(found["key"] in post.by_key for post in site.posts.values())
    uses = f"*In {number} of {len(site.posts)} posts of this site.*" if site.posts else ""
    what = FIELD_DOCS.get(found["key"], "")
    name = f"**{found['key']}**: " if what else ""
    text = f"{name}{what}\n\n{uses}".strip()
    return (text, document.lines.range(start, end)) if text else None


def links(document: Document) -> list[types.DocumentLink]:
    """Return a link to the page of each rule that a comment suppresses."""
    found = []
    first, last = document.front_matter
    for number in range(first, last):
        line, start = document.lines.line(number), document.lines.start(number)
        for comment in _COMMENT.finditer(line):
            for code in _CODE.finditer(line, comment.start("codes"), comment.end("codes")):
                if code[0] in RULES:
                    place = document.lines.range(start + code.start(), start + code.end())
                    found.append(types.DocumentLink(place, target=page_of(RULES[code[0]])))
    return found
