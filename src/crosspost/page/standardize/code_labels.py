"""The name of a code block's language and its buttons, which the article does without."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, ancestors, language_of, remove, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 40  # characters
_MOST_AROUND = 4
_LABELLED = lazy_compile(
    r"lang|header|toolbar|title|label|copy|button|btn|tools|clipboard|code|caption|expand", re.I
)
_ACTIONS = lazy_compile(
    r"\W*(?:copy(?: (?:code|to clipboard|text|snippet))?|copied!?|view (?:raw|source)|raw"
    r"|toggle (?:line )?(?:numbers|wrap)|wrap|expand|collapse|print|download|run|explain"
    r"|复制(?:代码)?|代码语言[:：]?|kopieren|copier(?: le code)?|copiar(?: código)?|コピー|복사"
    r"|скопировать|plain text|open in new window|edit|show more|text)\W*\Z",
    re.I,
)
# The languages that a label may name, as it is written for people → the class.
_LANGUAGES = {
    **{
        name: name
        for name in " ".join(
            (
                "bash shell sh zsh powershell console python ruby javascript jsx typescript tsx",
                "json yaml toml html xml css scss sass less php perl java kotlin scala swift go",
                "rust haskell elixir erlang clojure lisp lua r julia matlab sql mysql graphql",
                "dockerfile makefile nginx apache ini diff markdown latex vim dart zig nim groovy",
                "hcl terraform protobuf solidity http svelte vue c cpp csharp fsharp js ts py rb",
                "md yml text plaintext",
            )
        ).split()
    },
    **{"c++": "cpp", "c#": "csharp", "f#": "fsharp", "objective-c": "objc", "golang": "go"},
    **{"windows powershell": "powershell", "node.js": "js", "plain text": "", "terminal": ""},
    **{"shell session": "console", "command line": "", "html/xml": "html"},
}


def remove_inside(page: IndexedTree) -> None:
    """Remove the labels and buttons within the code blocks of a page, in place."""
    for pre in list(page.tree.iter("pre")):
        _keep_code(pre)


def remove_beside(page: IndexedTree) -> None:
    """Remove the labels and buttons beside the code blocks of a page, in place."""
    for pre in list(page.tree.iter("pre")):
        _remove_beside(pre)


def _remove_beside(pre: _Element) -> None:
    """Remove the label and the buttons before and beside a code block, in place.

    The language that a label names becomes the class of the code if it has none.
    """
    code = next(pre.iterchildren("code"), pre)
    language = language_of(code, pre)
    for label in list(_labels(pre)):
        text = " ".join(text_of(label).split())
        name_in_label = text.lower().strip(" :")
        if label.tag == "p" and text.endswith(":"):
            continue  # a sentence: "Run:"
        if name_in_label in _LANGUAGES or (language and name_in_label == language):
            name = _LANGUAGES.get(name_in_label, name_in_label)
            if not language and name:
                code.set("class", f"{code.get('class') or ''} language-{name}".strip())
                language = name
            remove(label)
        elif not text or (label.tag != "p" and _ACTIONS.match(text)):
            remove(label)


def _keep_code(pre: _Element) -> None:
    """Reduce a ``pre`` to the one ``code`` in it if all else is a label or buttons, in place."""
    codes = list(islice(pre.iter("code"), 2))
    if len(codes) != 1:
        return
    labels: list[_Element] = []
    inner = codes[0]
    while inner is not pre:
        around = inner.getparent()
        if around is None or (around.text or "").strip():
            return
        for sibling in around:
            if (sibling.tail or "").strip():
                return
            if sibling is not inner:
                labels += _innermost(sibling)
        inner = around
    texts = [" ".join(text_of(label).split()).lower() for label in labels]
    if all(text in _LANGUAGES or _ACTIONS.match(text) for text in texts):
        named = next((_LANGUAGES[text] for text in texts if _LANGUAGES.get(text)), "")
        if named and not language_of(codes[0], pre):
            codes[0].set("class", f"{codes[0].get('class') or ''} language-{named}".strip())
        pre[:] = codes


def _labels(pre: _Element) -> list[_Element]:
    """Return the elements beside a code block that may be labels or buttons, the innermost ones."""
    found: list[_Element] = []
    block = pre
    for around in ancestors(pre, _MOST_AROUND):
        for sibling in (
            *islice(block.itersiblings(preceding=True), 2),
            *islice(block.itersiblings(), 2),
        ):
            if _may_be_label(sibling):
                found += _innermost(sibling)
            elif _is_picture_button(sibling):
                found.append(sibling)
        if around.tag not in ("div", "figure", "section", "span") or not _is_code_box(around):
            break
        block = around
    return found


def _is_code_box(element: _Element) -> bool:
    """Tell whether an element holds one code block and hardly more."""
    return sum(1 for _ in islice(element.iter("pre", "p", "table", "ul", "ol"), 2)) == 1


def _may_be_label(element: _Element) -> bool:
    if not isinstance(element.tag, str) or element.tag == "figcaption":
        return False
    if next(element.iter("pre", "code", "table", "img", "iframe"), None) is not None:
        return False
    text = text_of(element, _LONGEST)
    if not text or len(text) > _LONGEST:
        return False
    if element.tag in ("div", "span", "button", "a", "ul"):
        named = [element, *islice(element.iterdescendants(), 4)]
        return any(
            tag.tag == "button" or _LABELLED.search(str(tag.get("class") or "")) for tag in named
        )
    return element.tag == "p"


def _is_picture_button(element: _Element) -> bool:
    """Tell whether all that an element has is a picture that starts a script."""
    if not isinstance(element.tag, str) or text_of(element):
        return False
    pictures = list(islice(element.iter("img"), 2))
    link = pictures[0].getparent() if len(pictures) == 1 else None
    return link is not None and (link.get("href") or "").startswith("javascript:")


def _innermost(element: _Element) -> list[_Element]:
    """Return the parts of a label that have text of their own: a name, a button."""
    parts = [
        part for part in element.iter() if isinstance(part.tag, str) and (part.text or "").strip()
    ]
    whole = " ".join(text_of(element).split())
    return parts if len(parts) > 1 and element.tag != "p" else [element] if whole else []
