"""The language of code, from the classes and attributes of an element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crosspost.lazy_regex import lazy_compile

# Prism, highlight.js, kramdown (language-x, lang-x), SyntaxHighlighter (brush: x), Crayon (lang:x);
# GitHub (highlight-source-x, type-x), Sphinx (highlight-x) and SyntaxHighlighter 1 (dp-x) use their
# prefix for other names, too.
_PREFIXED = lazy_compile(
    r"(?:^|\s)(?:(?P<sure>language-|lang-|brush:\s*|lang:)|highlight-(?:source-|text-)?|type-|dp-)"
    r"([\w+#.-]+)",
    re.I,
)
_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-enlighter-language")
_WITH_PREFIX = ("class", "data-syntaxhighlighter-params")
# Elements with one of these classes also have the name of the language as a class.
_HIGHLIGHTERS = frozenset(
    ["hljs", "highlight", "sourceCode", "code", "codehilite", "chroma", "geshi"]
)
#: Class names that are languages by themselves: names without other meaning on a page.
_KNOWN = frozenset(
    " ".join(
        (
            "bash shell sh zsh powershell console python python3 py ruby rb javascript js jsx",
            "typescript ts tsx json yaml yml toml html xml css scss sass less php perl java kotlin",
            "scala swift objective-c objc c cpp c++ csharp cs c# go golang rust haskell ocaml",
            "elixir erlang clojure lisp scheme lua r julia matlab sql mysql graphql dockerfile",
            "docker makefile make cmake nginx apache ini diff patch markdown md latex tex vim dart",
            "zig nim groovy gradle hcl terraform proto protobuf fsharp vb vbnet asm wasm solidity",
            "http liquid svelte vue",
        )
    ).split()
)
# SyntaxHighlighter's names → those of Rouge.
_OTHER_NAMES = {"jscript": "javascript"}
_NONE = frozenset(
    ["none", "undefined", "nohighlight", "no-highlight", "null", "auto", "plain", "default"]
)
_WORD = lazy_compile(r"[a-z0-9][\w+#.-]{0,30}\Z")


def language_from_attributes(attributes: Mapping[str, object]) -> str:
    """Return the language that an attribute or a class with a prefix names; empty if none does.

    Args:
        attributes: of an element; classes may be one text or several.
    """
    for name in _ATTRIBUTES:
        if name in attributes and (found := _word(str(attributes[name]))):
            return found
    for name in _WITH_PREFIX:
        value = attributes.get(name)
        if value:
            text = value if isinstance(value, str) else " ".join(map(str, _listed(value)))
            for match in _PREFIXED.finditer(text):
                found = _word(match[2])
                if found and (match["sure"] or found in _KNOWN):
                    return found
    return ""


def language_from_classes(classes: Iterable[str], *, is_code: bool) -> str:
    """Return the language that a class is the name of; empty if there is none.

    Args:
        classes: of an element.
        is_code: it is a ``pre`` or ``code``; others need the class of a highlighter, too.
    """
    names = list(classes)
    if not is_code and _HIGHLIGHTERS.isdisjoint(names):
        return ""
    return next((word for name in names if (word := name.lower()) in _KNOWN), "")


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _word(name: str) -> str:
    word = name.strip().lower().rstrip(".;,")
    word = _OTHER_NAMES.get(word, word)
    return word if _WORD.match(word) and word not in _NONE else ""
