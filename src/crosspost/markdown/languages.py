"""Which language a code block is in, as its class names say."""

from __future__ import annotations

import re
from itertools import islice

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import search

# Prism, highlight.js, kramdown (language-x, lang-x), GitHub (highlight-source-x), Sphinx
# (highlight-x), the SyntaxHighlighter plugin (brush: x), Crayon (lang:x).
_PREFIXED = lazy_compile(
    r"(?:^|\s)(?:(?P<sure>language-|lang-|brush:\s*|lang:)|highlight-(?:source-|text-)?)([\w+#.-]+)",
    re.I,
)
_ATTRIBUTES = ("data-lang", "data-language", "data-code-language", "data-enlighter-language")
# Elements with one of these classes carry the bare name of the language beside it.
_HIGHLIGHTERS = frozenset(["hljs", "highlight", "sourceCode", "code", "codehilite", "chroma"])
# Bare class names that are taken for a language anywhere: names that mean nothing else on a page.
_KNOWN = frozenset(
    [
        *("bash", "shell", "sh", "zsh", "powershell", "console", "python", "python3", "py", "ruby"),
        *(
            "rb",
            "javascript",
            "js",
            "jsx",
            "typescript",
            "ts",
            "tsx",
            "json",
            "yaml",
            "yml",
            "toml",
        ),
        *("html", "xml", "css", "scss", "sass", "less", "php", "perl", "java", "kotlin", "scala"),
        *("swift", "objective-c", "objc", "c", "cpp", "c++", "csharp", "cs", "c#", "go", "golang"),
        *("rust", "haskell", "ocaml", "elixir", "erlang", "clojure", "lisp", "scheme", "lua", "r"),
        *("julia", "matlab", "sql", "mysql", "graphql", "dockerfile", "docker", "makefile", "make"),
        *("cmake", "nginx", "apache", "ini", "diff", "patch", "markdown", "md", "latex", "tex"),
        *("vim", "dart", "zig", "nim", "groovy", "gradle", "hcl", "terraform", "proto", "protobuf"),
        *("fsharp", "vb", "vbnet", "asm", "wasm", "solidity", "http", "liquid", "svelte", "vue"),
    ]
)
_NONE = frozenset(["none", "undefined", "nohighlight", "no-highlight", "null", "auto"])
_CODE = frozenset(["pre", "code"])
_WORD = lazy_compile(r"[a-z0-9][\w+#.-]{0,30}\Z")
_CODE_AROUND = frozenset(["div", "figure", "span", "td", "tr", "tbody", "table", "pre"])


def language(tag: Tag) -> str:
    """Return the language of a code block in lower case; empty where nothing says it.

    Looked at, in this order: the block, the ``code`` in it, up to four elements around that hold
    nothing else; first their attributes and prefixed names, then bare names.
    """
    elements = [tag, *islice(search.every(tag, _CODE), 3), *_around(tag)]
    for element in elements:
        found = _said(element)
        if found:
            return found
    for element in elements:
        names = [str(name) for name in element.get_attribute_list("class") if name]
        marked = not _HIGHLIGHTERS.isdisjoint(names)
        for name in names:
            word = name.lower()
            if word in _KNOWN and (marked or element.name in ("pre", "code")):
                return word
    return ""


def _said(element: Tag) -> str:
    """Return the language that an attribute or a prefixed class name says."""
    attrs = element.attrs
    if not attrs:
        return ""
    for attribute in _ATTRIBUTES:
        if attribute in attrs:
            found = _word(str(attrs[attribute]), _NONE)
            if found:
                return found
    names = attrs.get("class")
    if names:
        text = names if isinstance(names, str) else " ".join(names)
        for match in _PREFIXED.finditer(text):
            found = _word(match[2], _NONE)
            if found and (match["sure"] or found in _KNOWN):
                return found
    return ""


def _around(tag: Tag) -> list[Tag]:
    """Return up to six elements around a block that hold little else."""
    found: list[Tag] = []
    parent = tag.parent
    while parent is not None and len(found) < 6 and parent.name in _CODE_AROUND:
        tags = (node for node in parent.contents if isinstance(node, Tag))
        if next(islice(tags, 2, None), None) is not None:
            break
        found.append(parent)
        parent = parent.parent
    return found


def _word(name: str, refused: frozenset[str]) -> str:
    word = name.strip().lower().rstrip(".;,")
    return word if _WORD.match(word) and word not in refused else ""
