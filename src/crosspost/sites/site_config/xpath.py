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
# Name → the least and the largest number of arguments (XPath 1.0, section 4).
_FUNCTIONS = {
    **dict.fromkeys(("false", "last", "position", "true"), (0, 0)),
    **dict.fromkeys(("local-name", "name", "namespace-uri"), (0, 1)),
    **dict.fromkeys(("normalize-space", "number", "string", "string-length"), (0, 1)),
    **dict.fromkeys(("boolean", "ceiling", "count", "floor", "id", "lang"), (1, 1)),
    **dict.fromkeys(("not", "round", "sum"), (1, 1)),
    **dict.fromkeys(("contains", "starts-with", "substring-after", "substring-before"), (2, 2)),
    "substring": (2, 3),
    "translate": (3, 3),
    "concat": (2, 1000),
}
_KNOWN = {*_FUNCTIONS, *_NODE_TESTS, *_OPERATORS}
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
    except etree.XPathError as error:
        found = error  # mostly a name that is not known, for which there are better words
    except ValueError:
        return "not an XPath: it has control characters"
    if isinstance(found, bool):
        return "this XPath gives true or false"
    bare = _QUOTED.sub("''", text)
    reason = _fault_of_call(bare)
    if reason:
        return reason
    prefix = _PREFIX.search(bare)
    if prefix:
        return f"the namespace {prefix[1]}: is not known in HTML"
    if isinstance(found, etree.XPathError):
        return f"this XPath cannot be used: {str(found).lower()}"
    if _RELATIVE.match(bare):
        return "a path that does not begin with / finds nothing"
    return ""


def _fault_of_call(bare: str) -> str:
    """Return what is wrong with the calls of functions; libxml2 says it only when they are made.

    Args:
        bare: the XPath, with empty texts.
    """
    for call in _CALL.finditer(bare):
        if call[1] not in _KNOWN:
            return f"XPath 1.0 has no function {call[1]}()"
        least, most = _FUNCTIONS.get(call[1], (0, 1000))
        if not least <= _arguments(bare, call.end()) <= most:
            return f"{call[1]}() has the wrong number of arguments"
    return "there are no variables" if "$" in bare else ""


def _arguments(bare: str, start: int) -> int:
    """Return how many arguments there are up to the bracket that closes a call."""
    depth = commas = 0
    for end in range(start, len(bare)):
        letter = bare[end]
        if letter in ")]" and depth == 0:
            return commas + 1 if bare[start:end].strip() else 0
        depth += (letter in "([") - (letter in ")]")
        commas += letter == "," and depth == 0
    return 0


def gives_texts(text: str) -> bool:
    """Tell whether an XPath gives texts or attributes rather than elements, as far as it shows."""
    bare = _QUOTED.sub("''", text).strip()
    while _PREDICATE.search(bare):  # the inner ones first
        bare = _PREDICATE.sub("", bare)
    return any(_TEXTS.search(path.strip()) for path in bare.split("|"))
