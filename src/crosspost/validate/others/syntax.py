"""Front matter of another generator that cannot be read, or that has two values for one key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosspost.validate.context import Context
from crosspost.validate.generators import Reading
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem
from crosspost.validate.rules.syntax import CAUSES, is_bomb, not_a_mapping, too_much
from crosspost.validate.tree import Mapping, Scalar, shape, walk

_FORMATS = {"toml": "TOML", "json": "JSON", "yaml": "YAML"}
_TEXT_TAG = "tag:yaml.org,2002:"


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report errors of syntax, and what the generator refuses though it can be parsed."""
    reading = context.reading
    if post.format == "none":
        return [_none(post, reading)] if _needs(post, reading) else ()
    if post.format == "toml" and post.fence == "unclosed":
        message = (
            "The front matter is never closed: it cannot be read. Write +++ after its last line."
        )
        return [Problem("CP102", post.block_start - 4, post.block_start - 1, message)]
    if post.toml_error is not None:
        problem, at = post.toml_error
        message = (
            f"The front matter is not {_FORMATS[post.format]}: {problem[:120]}."
            f" {reading.title} {reading.at_error}."
        )
        return [Problem("CP201", at, at + 1, message)]
    if post.too_much:
        return [too_much(post)]
    if post.diagnosis is not None:
        return [_broken(post, reading)]
    if post.root is None:
        return ()
    if not isinstance(post.root, Mapping):
        return [not_a_mapping(post.root)]
    return [*_twice(post, reading, post.root), *_refused(post, context)]


def _needs(post: Post, reading: Reading) -> bool:
    is_text = post.name.lower().endswith((".md", ".markdown", ".mdx")) and not post.fence
    return reading.strict and is_text and not post.trouble


def _none(post: Post, reading: Reading) -> Problem:
    end = post.text.find("\n")
    message = (
        f"There is no front matter: {reading.title} stops the build. Begin the file with a block"
        " between two lines of +++."
    )
    return Problem("CP101", 0, min(len(post.text) if end < 0 else end, 80), message)


def _broken(post: Post, reading: Reading) -> Problem:
    found = post.diagnosis
    assert found is not None
    start, end = post.block_start + found.start, post.block_start + found.end
    about = f" in {found.key}" if found.key else ""
    message = f"Invalid YAML{about}: {CAUSES[found.cause]} ({found.cause}). {reading.title} "
    message += f"{reading.at_error}."
    if found.edits:
        message += f" To fix line {post.position(start)[0]}: {found.title}."
    return Problem("CP201", start, max(end, start + 1), message, key=found.key)


def _twice(post: Post, reading: Reading, root: Mapping) -> Iterator[Problem]:
    """Yield keys that are there twice; TOML says so itself."""
    if post.format == "headers":
        return
    seen: dict[str, tuple[Scalar, str]] = {}
    for key, value in root.pairs:
        if not isinstance(key, Scalar):
            continue
        earlier = seen.get(key.value)
        seen[key.value] = (key, shape(value))
        if earlier is None:
            continue
        line = post.position(earlier[0].start)[0]
        does = "the last one counts"
        if post.format == "yaml":
            does = "some readers of YAML take the last one, others stop"
            if reading.one_key:
                does = f"{reading.title} stops the build"
        level = "error" if reading.one_key and post.format == "yaml" else None
        message = f"{key.value} is here and on line {line}: {does}. Keep one of them."
        yield Problem("CP203", key.start, key.end, message, key=key.value, level=level)  # type: ignore[arg-type]


def _refused(post: Post, context: Context) -> Iterator[Problem]:
    """Yield tags that js-yaml does not know, and aliases that expand without end."""
    assert post.root is not None
    if is_bomb(post):
        message = (
            "The aliases in this front matter expand to more than 10,000 values, or a value"
            " contains itself. Write the values out."
        )
        yield Problem("CP213", post.block_start, post.block_start + 1, message)
        return
    if post.scalars not in ("js3", "js4") or "!" not in post.block:
        return
    for node in walk(post.root):
        tag = node.tag
        if tag and tag != "!" and not tag.startswith(_TEXT_TAG):
            title = context.reading.title
            message = (
                f"{tag[:40]} is a tag to YAML: {title} stops the build. Put the text in quotes."
            )
            yield Problem("CP208", node.start, max(node.end, node.start + 1), message)
