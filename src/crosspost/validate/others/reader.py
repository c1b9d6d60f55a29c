"""Reading a post of a generator other than Jekyll: its fences, and its format of front matter."""

from __future__ import annotations

import json
import re

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.generators import Reading
from crosspost.validate.others.toml_tree import read_toml
from crosspost.validate.parse import MAX_CHARACTERS, NotYaml, TooMuch, parse
from crosspost.validate.post import Field, Post
from crosspost.validate.reader import read, read_yaml
from crosspost.validate.tree import Mapping, Scalar

_OPENING = lazy_compile(r"\ufeff?\s{0,200}(?P<mark>---|\+\+\+)[ \t]*\r?\n")
_CLOSING = {
    ("---", False): lazy_compile(r"^---[ \t\r]*$", re.M),
    ("+++", False): lazy_compile(r"^\+\+\+[ \t\r]*$", re.M),
    ("---", True): lazy_compile(r"^---", re.M),
    ("+++", True): lazy_compile(r"^\+\+\+", re.M),
}
_HEADER = lazy_compile(
    r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]{0,9}:[ \t]*+(?P<value>[^\r\n]*+)\r?(?:\n|\Z)"
)
_COMMENTED = lazy_compile(
    r"^\.\.[ \t]{1,9}(?P<key>[A-Za-z_][\w-]{0,40}):[ \t]*+(?P<value>[^\r\n]*+)", re.M
)
_TABLES = frozenset({"extra", "params", "taxonomies"})
_MORE = lazy_compile(r"[ ]{4}[^\r\n]*\r?(?:\n|\Z)")


def read_for(path: str, data: bytes, shown: str, reading: Reading) -> Post:
    """Read a post; never raises.

    Args:
        path: of the file.
        data: its bytes.
        shown: the path that findings name.
        reading: how its generator reads front matter.
    """
    post = read(path, data, shown)
    if post.trouble == "utf16" or post.fence == "cr-only":
        return post
    if post.format == "toml":
        _empty(post)
        post.format = "none"
    opening = _OPENING.match(post.text)
    start = 1 if post.bom else 0
    if opening and reading.formats == ("headers",):
        _empty(post)
        _read_headers(post, opening.end())
    elif opening and (reading.keeps_lead or opening.start("mark") == start):
        _read_fenced(post, reading, opening["mark"], opening.end())
    elif post.format == "none" and post.text[start:].lstrip()[:1] == "{" and (
        "json" in reading.formats
    ):  # fmt: skip
        _read_json(post)
    elif post.format == "none" and "headers" in reading.formats:
        _read_headers(post, start)
    elif post.format == "none" and "comment" in reading.formats:
        _read_comment(post)
    post.scalars = reading.scalars if post.format == "yaml" else post.format
    if isinstance(post.root, Mapping):
        _add_inner(post, post.root)
    if reading.any_case:
        for name, entry in list(post.by_key.items()):
            post.by_key.setdefault(name.lower(), entry)
    return post


def _add_inner(post: Post, root: Mapping) -> None:
    """Add the fields of tables that hold what other generators have at the top level."""
    for key, table in root.pairs:
        name = key.value if isinstance(key, Scalar) else ""
        if name not in _TABLES or not isinstance(table, Mapping):
            continue
        for inner, value in table.pairs:
            if isinstance(inner, Scalar) and inner.value not in post.by_key:
                entry = Field(inner.value, inner.start, inner.end, value, bool(inner.style))
                post.by_key[inner.value] = entry
                if name == "taxonomies":
                    post.fields.append(entry)


def _read_fenced(post: Post, reading: Reading, mark: str, start: int) -> None:
    """Read what is between two lines of the same mark."""
    kind = "toml" if mark == "+++" else "yaml"
    if kind not in reading.formats:
        post.format = "none"
        _empty(post)
        return
    closing = _CLOSING[mark, reading.loose_close].search(post.text, start)
    as_read = post.format == kind == "yaml" and post.block_start == start and not post.early
    if closing is None:
        if kind == "toml":
            _empty(post)
            post.format, post.fence = "toml", "unclosed"
            post.block_start = post.block_end = post.body_start = start
        elif not (reading.dots_close and as_read):
            post.fence = "unclosed"
        return
    if as_read and post.fence == "" and post.block_end == closing.start():
        return
    if as_read and reading.dots_close and post.block_end < closing.start():
        return
    _empty(post)
    post.format, post.block_start = kind, start  # type: ignore[assignment]
    post.block_end, post.body_start = closing.start(), closing.end()
    if kind == "toml":
        read_toml(post)
    else:
        read_yaml(post)


def _empty(post: Post) -> None:
    """Forget what was read as Jekyll does."""
    post.fence, post.early, post.root, post.aliased = "", False, None, False
    post.yaml_error = post.toml_error = None
    post.too_much = ""
    post.fields, post.by_key = [], {}


def _read_json(post: Post) -> None:
    """Read an object of JSON; it ends at its last brace."""
    start = post.text.index("{")
    post.format, post.block_start = "json", start
    twice: list[str] = []

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in found]
        twice.extend(name for name in names if names.count(name) > 1)
        return dict(found)

    try:
        _, end = json.JSONDecoder(object_pairs_hook=pairs).raw_decode(
            post.text[start : start + MAX_CHARACTERS]
        )
    except (ValueError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        post.toml_error = (getattr(error, "msg", "nested too deeply"), start + at)
        post.block_end = post.body_start = max(start + at, start)
        return
    post.block_end = post.body_start = start + end
    try:  # JSON is YAML, whose reader knows where each value is
        root, _ = parse(post.block.replace("\t", " "), start)
    except (NotYaml, TooMuch) as error:
        post.too_much = str(error)
        return
    post.root = root
    if isinstance(root, Mapping):
        post.index(root)


def _read_headers(post: Post, at: int) -> None:
    """Read ``Title: value`` lines, up to the first line that is none."""
    root = Mapping(0, 0, False)
    while line := _HEADER.match(post.text, at):
        key = Scalar(line["key"].lower(), line.start("key"), line.end("key"), "")
        value = Scalar(line["value"].strip(), line.start("value"), line.end("value"), '"')
        root.pairs.append((key, value))
        at = line.end()
        while more := _MORE.match(post.text, at):
            value.value = f"{value.value} {more[0].strip()}".strip()
            at = more.end()
    if root.pairs:
        _finish(post, root, root.pairs[0][0].start, at)


def _read_comment(post: Post) -> None:
    """Read the lines ``.. title: value`` at the top."""
    head = post.text[:MAX_CHARACTERS].partition("-->" if "<!--" in post.text[:200] else "\n\n")[0]
    root = Mapping(0, 0, False)
    for line in _COMMENTED.finditer(head):
        key = Scalar(line["key"], line.start("key"), line.end("key"), "")
        root.pairs.append((key, Scalar(line["value"].strip(), *line.span("value"), '"')))
    if root.pairs:
        _finish(post, root, root.pairs[0][0].start, len(head))


def _finish(post: Post, root: Mapping, start: int, end: int) -> None:
    post.format, post.root = "headers", root
    post.block_start, post.block_end, post.body_start = start, end, end
    root.start, root.end = start, end
    post.index(root)
