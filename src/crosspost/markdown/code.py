"""Code blocks: exact text, the language, line numbers taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from crosspost.markdown import escape
from crosspost.markdown.context import Block, Context

# Class names that say a language: Prism, highlight.js, GitHub, Rouge, Pygments, Chroma, Hugo
# (language-x, lang-x, highlight-source-x, highlight-x), WordPress plugins (brush: x).
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|brush:\s*|prettyprint\s+lang-)"
    r"([\w+#.-]+)",
    re.I,
)
_BARE = re.compile(
    r"(?:^|\s)(?:hljs|highlight|sourceCode|code|syntax|chroma|CodeMirror)\s+([\w+#-]+)"
)
_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "lang-name")
_NO_LANGUAGE = frozenset(
    [
        "none",
        "plain",
        "plaintext",
        "text",
        "txt",
        "nohighlight",
        "undefined",
        "default",
        "no-highlight",
        "wrap",
        "linenums",
        "line",
        "lines",
        "numbers",
        "block",
        "blocks",
        "wrapper",
        "container",
        "inline",
        "copy",
        "header",
        "hljs",
        "snippet",
        "shadow",
    ]
)
_LANGUAGE_WORD = re.compile(r"[A-Za-z0-9][\w+#.-]{0,30}\Z")
_BLOCKS = frozenset(["div", "p", "li", "tr", "section"])
_DROPPED = frozenset(["script", "style", "button", "textarea", "select", "template", "svg"])
_FENCE = re.compile(r"^ {0,3}(`{3,})", re.M)


def code_block(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``pre`` as a fenced code block."""
    return fenced(text_of(tag), language(tag))


def fenced(text: str, name: str = "") -> list[Block]:
    """Return a fence around the code, longer than any within; nothing for empty code."""
    text = escape.visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = unicodedata.normalize("NFC", text).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return []
    code = "\n".join(lines)
    inner = max((len(found[1]) for found in _FENCE.finditer(code)), default=2)
    fence = "`" * max(3, inner + 1)
    return [Block(f"{fence}{name}\n{code}\n{fence}", "code")]


def text_of(tag: Tag) -> str:
    """Return the code's text; ``<br>`` and the end of a block within it are line ends."""
    return "".join(_pieces(tag))


def _pieces(tag: Tag) -> Iterator[str]:
    ended = True
    stack: list[tuple[Iterator[object], Tag | None]] = [(iter(tag.contents), None)]
    while stack:
        children, block = stack[-1]
        for node in children:
            if type(node) is NavigableString:
                if node:
                    yield str(node)
                    ended = node[-1] == "\n"
            elif isinstance(node, Tag):
                if node.name == "br":
                    yield "\n"
                    ended = True
                elif node.name not in _DROPPED:
                    inner = node if node.name in _BLOCKS else None
                    if inner is not None and not ended:
                        yield "\n"
                        ended = True
                    stack.append((iter(node.contents), inner))
                    break
        else:
            stack.pop()
            if block is not None and not ended:
                yield "\n"
                ended = True


def language(tag: Tag) -> str:
    """Return the language that the class names say, of the block, its code or what is around."""
    inner = tag.find("code")
    around = [tag, inner if isinstance(inner, Tag) else None, *_wrappers(tag)]
    for element in around:
        if element is None:
            continue
        for attribute in _ATTRIBUTES:
            found = _word(str(element.attrs.get(attribute) or ""))
            if found:
                return found
        words = " ".join(element.get_attribute_list("class", []))
        if words:
            for match in _LANGUAGE.finditer(words):
                found = _word(match[1])
                if found:
                    return found
    for element in around:
        words = " ".join(element.get_attribute_list("class", [])) if element is not None else ""
        match = _BARE.search(words)
        if match and _word(match[1]) and element in around[:2]:
            return _word(match[1])
    return ""


def _wrappers(tag: Tag) -> list[Tag]:
    """Return up to three elements around a block that hold nothing else."""
    found = []
    parent = tag.parent
    while parent is not None and len(found) < 3 and parent.name in ("div", "figure", "span"):
        if sum(isinstance(node, Tag) for node in parent.contents) > 2:
            break
        found.append(parent)
        parent = parent.parent
    return found


def _word(name: str) -> str:
    name = name.strip().lower().rstrip(".;,")
    return name if _LANGUAGE_WORD.match(name) and name not in _NO_LANGUAGE else ""
