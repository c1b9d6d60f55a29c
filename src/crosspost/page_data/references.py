"""Resolve JSON whose values refer to each other.

- devalue (https://github.com/sveltejs/devalue), as Nuxt and SvelteKit write it: an array whose
  first value is the whole; the numbers in its lists and objects are indexes of the array.
- The stream of React Router and Remix: the same, with names of objects as ``"_5"``.
- The cache of Apollo: objects by id; ``{"__ref": "Post:1"}`` or ``{"type": "id", "id": "Post:1"}``
  refers to one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crosspost.lazy_regex import lazy_compile

# Characters of all values, each counted at every reference to it; other values count as _LEAST.
_MOST = 16_000_000
_LEAST = 16
_MAX_DEPTH = 60
_FEWEST = 4  # values of such an array
_NAME = lazy_compile(r"_(\d{1,7})\Z")
# Types that devalue writes as ["Date", "2024-03-05"], ["Reactive", 5].
_MOST_PARTS = 2


def resolve(value: Any) -> Any:
    """Return a value without references to an array; any other value as it is."""
    if isinstance(value, list) and len(value) >= _FEWEST and _is_indexed(value):
        return _Indexed(value).value(0, 0)
    return value


def _is_indexed(values: list[Any]) -> bool:
    """Tell whether the first value has only indexes of the list, where there are texts as well."""
    first = values[0]
    if not any(isinstance(value, str) for value in values):
        return False
    if isinstance(first, list) and len(first) == _MOST_PARTS and isinstance(first[0], str):
        return _is_index(first[1], values)
    if isinstance(first, dict):
        return bool(first) and all(_is_index(inner, values) for inner in first.values())
    return False


def _is_index(value: Any, values: list[Any]) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -10 < value < len(values)


class _Indexed:
    """An array whose values refer to each other."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._known: dict[int, Any] = {}
        self._sizes: dict[int, int] = {}
        self._open: set[int] = set()
        self._size = 0

    def value(self, index: Any, depth: int) -> Any:
        """Return the value at an index; None where it contains itself, or is too deep."""
        if not _is_index(index, self._values) or index < 0:
            return None
        if index in self._known:
            if self._size + self._sizes[index] > _MOST:
                return None
            self._size += self._sizes[index]
            return self._known[index]
        value = self._values[index]
        if index in self._open or depth > _MAX_DEPTH or self._size > _MOST:
            return None
        before = self._size
        self._size += _LEAST + (len(value) if isinstance(value, str) else 0)
        self._open.add(index)
        made = self._made(value, depth + 1)
        self._open.discard(index)
        self._known[index], self._sizes[index] = made, self._size - before
        return made

    def _made(self, value: Any, depth: int) -> Any:
        if isinstance(value, dict):
            return {self._name(name): self.value(at, depth) for name, at in value.items()}
        if not isinstance(value, list):
            return value
        if value and isinstance(value[0], str):  # a type and its value
            if len(value) != _MOST_PARTS:
                return None
            return self.value(value[1], depth) if isinstance(value[1], int) else value[1]
        return [self.value(at, depth) for at in value]

    def _name(self, name: str) -> str:
        found = _NAME.match(name)
        known = self.value(int(found[1]), 0) if found else None
        return known if isinstance(known, str) else name


def reference_id(value: Mapping[str, Any]) -> str:
    """Return the id of the object of a cache that a value refers to; empty if it is not one."""
    if len(value) == 1:
        ref = value.get("__ref")
        return ref if isinstance(ref, str) else ""
    if value.get("type") == "id" and isinstance(value.get("id"), str):
        return str(value["id"])
    return ""
