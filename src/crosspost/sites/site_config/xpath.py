"""XPath of site config: whether it can be used."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

# Characters; the longest in FiveFilters' files has 300.
_LONGEST = 2000
_QUOTED = lazy_compile(r'"[^"]*+"|\'[^\']*+\'')
_CALL = lazy_compile(r"(?<![\w.-])((?:[A-Za-z_][\w.-]*+:(?!:))?[A-Za-z_][\w.-]*+)\s*+\(")
_PREFIX = lazy_compile(r"(?<![\w.-])([A-Za-z_][\w.-]*+):(?!:)")
_NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})
_OPERATORS = frozenset({"and", "or", "div", "mod"})
_FUNCTIONS = frozenset(
    {"boolean", "ceiling", "concat", "contains", "count", "false", "floor", "id", "lang", "last"}
    | {"local-name", "name", "namespace-uri", "normalize-space", "not", "number", "position"}
    | {"round", "starts-with", "string", "string-length", "substring", "substring-after"}
    | {"substring-before", "sum", "translate", "true"}
)
_KNOWN = _FUNCTIONS | _NODE_TESTS | _OPERATORS
# A path from where one is, of which there is nothing above the page's root.
_RELATIVE = lazy_compile(r"(?:[A-Za-z_*@][^(/\[]*+)(?:[/\[]|\Z)")
_PREDICATE = lazy_compile(r"\[[^\[\]]*+\]")
# A text, a call, or a path whose last step is an attribute or a text.
_TEXTS = lazy_compile(
    r"\A''|\A(?!id\()[a-z]++(?:-[a-z]++)*+\(.*\)\Z"
    r"|(?:@|\battribute::)[^/@]*+\Z|\btext\(\)\)?\Z",
    re.DOTALL,
)


def fault(text: str) -> str:
    """Return why an XPath cannot be used, in a few words; empty if it can."""
    from lxml import etree

    if not text:
        return "no XPath"
    if len(text) > _LONGEST:
        return f"an XPath of more than {_LONGEST:,} characters"
    try:
        found = etree.XPath(text, regexp=False)(etree.Element("html"))  # of the type that it has
    except etree.XPathSyntaxError as error:
        return f"not an XPath: {str(error).lower()}"
    except etree.XPathError:
        found = ""  # a name that is not known: below
    except ValueError:
        return "not an XPath: it has control characters"
    if isinstance(found, bool):
        return "this XPath gives true or false"
    bare = _QUOTED.sub("''", text)
    for call in _CALL.finditer(bare):
        if call[1] not in _KNOWN:
            return f"XPath 1.0 has no function {call[1]}()"
    prefix = _PREFIX.search(bare)
    if prefix:
        return f"the namespace {prefix[1]}: is not known in HTML"
    if _RELATIVE.match(bare):
        return "a path that does not begin with / finds nothing"
    return ""


def gives_texts(text: str) -> bool:
    """Tell whether an XPath gives texts or attributes rather than elements, as far as it shows."""
    bare = _QUOTED.sub("''", text).strip()
    while _PREDICATE.search(bare):  # the inner ones first
        bare = _PREDICATE.sub("", bare)
    return any(_TEXTS.search(path.strip()) for path in bare.split("|"))
