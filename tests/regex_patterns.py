"""Every regular expression of crosspost, with its name and how it is called.

Those of modules are taken from the imported modules, also out of tuples and tables; those that are
written in functions are read from the source.
"""

from __future__ import annotations

import ast
import builtins
import dataclasses
import functools
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import crosspost
from crosspost.lazy_regex import LazyPattern

# From the most to the least that an expression may have to do with one text.
CALLS = ("finditer", "findall", "sub", "subn", "split", "search", "match", "fullmatch")
ALL_MATCHES = frozenset({"finditer", "findall", "sub", "subn", "split"})


@dataclasses.dataclass(frozen=True)
class Expression:
    """A regular expression.

    Attributes:
        name: module and name, ``metadata.text:_ENTITY``; in a container with its place there, in
            a function with the line.
        pattern: as compiled.
        calls: the methods that it is called by, as far as the source shows; ``search`` where it
            shows none.
    """

    name: str
    pattern: re.Pattern[Any]
    calls: frozenset[str]

    @property
    def call(self) -> str:
        """The call that takes the longest on a text: all matches, search, a match at the start."""
        first = next((call for call in CALLS if call in self.calls), "search")
        return "finditer" if first in ALL_MATCHES else first


@functools.cache
def expressions() -> tuple[list[Expression], list[str]]:
    """Return all expressions, by name, and the places whose expression only a run can tell."""
    modules = list(_modules())
    nodes = {module: _nodes(module) for module in modules}
    own = {module: _assigned(nodes[module]) for module in modules}
    asked = {module: _calls(nodes[module]) for module in modules}
    found: dict[str, Expression] = {}
    unknown: list[str] = []
    for module in modules:
        room = module.__name__.removeprefix("crosspost.")
        for name in sorted(own[module]):
            patterns = list(_patterns(vars(module).get(name), name))
            # A module that has no such name of its own means this one by it.
            users = [u for u in modules if u is module or name not in own[u]] if patterns else []
            calls = frozenset(call for user in users for call in asked[user].get(name, ()))
            for path, pattern in patterns:
                key = f"{room}:{path}"
                found[key] = Expression(key, pattern, calls)
        for line, call, pattern in _in_functions(module, nodes[module]):
            if pattern is None:
                unknown.append(f"{room}:{line}")
                continue
            key = f"{room}:{line}"
            # What a function compiles, it may use or hand on.
            used = frozenset() if call == "compile" else frozenset({call})
            found[key] = Expression(key, pattern, used)
    return [found[name] for name in sorted(found)], unknown


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(crosspost.__path__, "crosspost."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def _nodes(module: ModuleType) -> list[ast.AST]:
    return list(ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))))


def _assigned(nodes: list[ast.AST]) -> set[str]:
    targets: list[ast.expr] = []
    for node in nodes:
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign):
            targets.append(node.target)
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _patterns(value: Any, path: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the expressions in a value: itself, or what stands in its containers."""
    if isinstance(value, re.Pattern | LazyPattern):
        yield path, _compiled(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _patterns(inner, f"{path}[{key!r}]")
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _patterns(inner, f"{path}[{index}]")
    elif isinstance(value, set | frozenset):
        for inner in value:
            if isinstance(inner, re.Pattern | LazyPattern):
                yield f"{path}[{inner.pattern!r}]", _compiled(inner)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _patterns(getattr(value, field.name, None), f"{path}.{field.name}")


def _compiled(value: re.Pattern[Any] | LazyPattern) -> re.Pattern[Any]:
    return value.compiled() if isinstance(value, LazyPattern) else value


def _calls(nodes: list[ast.AST]) -> dict[str, set[str]]:
    """Return the methods that a module asks of each name."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in CALLS:
            of = node.value
            name = of.id if isinstance(of, ast.Name) else getattr(of, "attr", None)
            if name:
                found.setdefault(name, set()).add(node.attr)
    return found


def _in_functions(
    module: ModuleType, nodes: list[ast.AST]
) -> Iterator[tuple[int, str, re.Pattern[Any] | None]]:
    functions = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    places = [(node.lineno, node.end_lineno or 0) for node in nodes if isinstance(node, functions)]
    for node in nodes:
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*CALLS, "compile")
            and any(start <= node.lineno <= end for start, end in places)
        ):
            yield node.lineno, node.func.attr, _evaluated(node, vars(module))


class _Names(dict[str, Any]):
    """The names of a module; any other is that of a variable, and has two letters for its value."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(known)

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, "xx")


def _evaluated(call: ast.Call, names: Mapping[str, Any]) -> re.Pattern[Any] | None:
    """Return the expression that a call compiles, two letters for each of its variables."""
    pattern = call.args[0]
    if isinstance(pattern, ast.Name) and pattern.id not in names:
        return None
    at = {"match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2, "compile": 1}
    place = at.get(str(getattr(call.func, "attr", "")))
    flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    flags += [call.args[place]] if place and len(call.args) > place else []
    known = _Names(names)
    try:
        values = [
            eval(compile(ast.Expression(node), "<call>", "eval"), {}, known)
            for node in (pattern, *flags)
        ]
    except (TypeError, AttributeError, LookupError):
        return None
    value = values[0]
    if isinstance(value, re.Pattern | LazyPattern):
        return _compiled(value)
    return re.compile(value, *values[1:]) if isinstance(value, str | bytes) else None
