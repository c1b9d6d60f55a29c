"""YAML between lines of ``---``: written and read by ``jekyll.front_matter``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from crosspost.targets.front_matter.base import Parts, Timestamp
from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.yaml_text import LOADER


@dataclass(frozen=True)
class Yaml:
    """YAML; see ``base.Format``."""

    name: str = "yaml"

    def split(self, text: str) -> Parts:
        """Take a post apart; a closing ``...`` is accepted, too."""
        block, body = front_matter.split(text)
        end = len(text) - len(body)
        at = text.index("\n") + 1 if end > len("\ufeff") else end
        return Parts(text[:at], block, text[at + len(block) : end], body)

    def read(self, text: str) -> dict[str, Any]:
        """Read the front matter as libyaml does."""
        return front_matter.read(text)

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return front matter and body; texts are in double quotes, a ``Timestamp`` is not."""
        text = front_matter.compose(fields, body)
        for name, value in fields.items():
            if isinstance(value, Timestamp):
                text = text.replace(f'\n{name}: "{value}"\n', f"\n{name}: {value}\n", 1)
        return text

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return front matter with lines of the article, in their place or after those before."""
        lines = block.split("\n")
        places, new = _places(block), _lines_of(article)
        edits: list[tuple[int, int, int, str]] = []
        for number, name in enumerate(names):
            if name in places:
                edits.append((*places[name], number, new.get(name, "")))
            else:
                at = [places[other][1] for other in order[: order.index(name)] if other in places]
                here = at[-1] if at else 0
                edits.append((here, here, number, new[name]))
        # From the end, so that the numbers of lines stay right; at one place the later one first.
        for low, high, _, text in sorted(edits, reverse=True):
            lines[low:high] = text.split("\n") if text else []
        return "\n".join(lines)

    def comments(self, block: str, name: str) -> int:
        """Return how many ``#`` the lines of a field have: each may be a comment."""
        return _lines_of(block).get(name, "").count("#")


def _lines_of(block: str) -> dict[str, str]:
    """Return the lines of each field."""
    lines = block.split("\n")
    return {name: "\n".join(lines[low:high]) for name, (low, high) in _places(block).items()}


def _places(block: str) -> dict[str, tuple[int, int]]:
    """Return the first line of each field and the line after its last, in the order of the text.

    Nothing where several fields share a line: ``{a: 1, b: 2}``.
    """
    root = yaml.compose(block, Loader=LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return {}
    lines = block.split("\n")
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value]
    found = {}
    for number, (name, low) in enumerate(starts):
        high = starts[number + 1][1] if number + 1 < len(starts) else len(lines)
        # Comments and blank lines before the next field belong to that.
        while high > low + 1 and lines[high - 1].strip()[:1] in ("", "#"):
            high -= 1
        found[name] = (low, high)
    return found
