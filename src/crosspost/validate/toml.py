"""TOML front matter (``+++``): the same tree, with the places of its keys."""

from __future__ import annotations

import re
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.toml import parse_toml
from crosspost.validate.parse import MAX_CHARACTERS
from crosspost.validate.post import Post
from crosspost.validate.tree import Mapping, Node, Scalar, Sequence

_KEY = lazy_compile(r"^[ \t]*(?P<key>[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=[ \t]*", re.M)


def read_toml(post: Post) -> None:
    """Read a TOML block; every value stands at the place of its key's line."""
    if len(post.block) > MAX_CHARACTERS:
        post.too_much = f"more than {MAX_CHARACTERS // 1024} KB of front matter"
        return
    try:
        table = parse_toml(post.block)
    except ValueError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        at = post.block_start
        if found:
            lines = post.block.split("\n")
            at += sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
        post.toml_error = (str(error).split(" (at")[0], min(at, post.block_end))
        return
    places = {m["key"].strip("\"'"): m for m in reversed(list(_KEY.finditer(post.block)))}
    root = Mapping(post.block_start, post.block_end, False)
    for key, value in table.items():
        found = places.get(key)
        start = post.block_start + (found.start("key") if found else 0)
        at = post.block_start + (found.end() if found else 0)
        end = post.text.find("\n", at)
        end = len(post.text) if end < 0 else end
        root.pairs.append((Scalar(key, start, start + len(key), ""), _node(value, at, end)))
    post.root = root
    post.index(root)


def _node(value: Any, start: int, end: int) -> Node:
    """Return a value as a node; what is nested is not looked into by any rule."""
    if isinstance(value, list):
        items: list[Node] = [Scalar(_text(item), start, end, '"') for item in value]
        return Sequence(start, end, True, "", items)
    if isinstance(value, dict):
        return Mapping(start, end, True)
    return Scalar(_text(value), start, end, '"' if isinstance(value, str) else "")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
