"""YAML as Jekyll's libyaml reads it, without ever building more than plain data.

Existing posts and ``_config.yml`` are other people's files: tabs after a colon are fine (PyYAML's
own parser and ruamel refuse them, libyaml does not), Ruby and Python tags are plain text, a date
that does not exist is text, and what would take for ever (alias bombs, deep nesting) is refused
before it is expanded.
"""

from __future__ import annotations

from typing import Any

import yaml

from crosspost.lazy_regex import lazy_compile

# libyaml, the parser that Ruby's Psych uses too; PyYAML's own is only for platforms without it.
LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BOOL = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"
_STR = "tag:yaml.org,2002:str"
_TRUE = frozenset({"true", "yes", "on"})
_INTEGER = lazy_compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = lazy_compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


class YamlError(Exception):
    """Text that is not YAML, or more of it than anybody writes by hand.

    Attributes:
        reason: what is wrong, in a few words.
        line: where, counted from 1; None where no line can be named.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def read_yaml(
    text: str, *, nodes: int = 500, depth: int = 20, aliases: bool = False
) -> dict[str, Any] | list[Any] | str | int | float | bool | None:
    """Read YAML into plain data.

    Booleans, ``null`` and decimal numbers are read as such; every other scalar, dates included,
    is the text as it stands. Of a key that stands twice the last value counts, as in Jekyll.

    Args:
        text: the YAML, without front matter delimiters.
        nodes: how many scalars, lists and tables there may be, aliases counted each time.
        depth: how deep they may nest.
        aliases: whether ``*alias`` is allowed.

    Raises:
        YamlError: not YAML, or over one of the limits.
    """
    try:
        _refuse_bombs(text, nodes, depth, aliases)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise YamlError(str(problem), mark.line + 1 if mark else None) from error
    except (ValueError, UnicodeError) as error:
        raise YamlError(f"not text: {error}") from error
    return None if root is None else _value(root, [nodes], depth)


def _refuse_bombs(text: str, nodes: int, depth: int, aliases: bool) -> None:
    """Count the events of the parser, which works in a stream and expands nothing."""
    level = count = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent) and not aliases:
            raise YamlError(f"an alias (*{event.anchor})", line)
        if isinstance(event, (yaml.CollectionStartEvent, yaml.ScalarEvent)):
            count += 1
        level += isinstance(event, yaml.CollectionStartEvent)
        level -= isinstance(event, yaml.CollectionEndEvent)
        if level > depth:
            raise YamlError(f"nested more than {depth} deep", line)
        if count > nodes:
            raise YamlError(f"more than {nodes} values", line)


def _value(node: yaml.Node, budget: list[int], depth: int) -> Any:
    """Return a node as plain data; the depth was bounded before, aliases are bounded here."""
    budget[0] -= 1
    if budget[0] < 0 or depth < 0:
        raise YamlError("aliases that expand beyond all measure", node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return {_key(k): _value(v, budget, depth - 1) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, budget, depth - 1) for item in node.value]
    return _scalar(node)


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise YamlError("a key that is a list or a table", node.start_mark.line + 1)
    return str(node.value)


def _scalar(node: yaml.Node) -> Any:
    """Read a scalar; quoted ones carry the tag of text."""
    text = str(node.value)
    if node.tag == _NULL:
        return None
    if node.tag == _BOOL:
        return text.lower() in _TRUE
    if node.tag == _STR:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
