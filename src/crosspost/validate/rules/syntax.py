"""YAML that cannot be read, or that differs from what it looks like."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL, JEKYLL
from crosspost.validate.post import Post
from crosspost.validate.reader import FIRST_ONLY
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Mapping, Scalar, Sequence, expanded_size, shape, walk

if TYPE_CHECKING:
    from crosspost.validate.recovery import Diagnosis

RULES = (
    Rule(
        "CP201", "yaml-syntax", "error",
        "Front matter that is not YAML: an unquoted colon, quotes within quotes, a list partly"
        " on the key's line, a value that begins with a character YAML reserves.",
        "The post loses its title, tags and date.",
        "Jekyll logs 'YAML Exception', publishes the post without any front matter of its own"
        " under today's date (/2026/11/22/2013-03-06-my-post.html), and exits 0.",
        "title: Apple: the story", 'title: "Apple: the story"',
        "safe", "Quotes the value, adds the missing space or comma, or makes one list of two"
        " parts; only if the whole block can be read afterwards and no other key changes.",
        generators=ALL - {"pelican"},
    ),
    Rule(
        "CP202", "not-a-mapping", "error",
        "Front matter that is a list or a text, not keys with values.",
        "All front matter is lost.",
        "Jekyll logs an error and publishes the post without layout, under today's date.",
        "---\n- title\n- tags\n---", "---\ntitle: My post\ntags: [a, b]\n---",
        "none", "Write key: value on each line.",
        generators=ALL - {"pelican"},
    ),
    Rule(
        "CP203", "duplicate-key", "warning",
        "A key that is there twice.",
        "One of the two values is lost; other tools reject the file.",
        "Jekyll uses the last one, without a message. js-yaml and Hugo report an error.",
        "title: One\ntitle: Two", "title: Two",
        "safe", "Removes the earlier line if both have the same value; else choose yourself.",
        generators=ALL - {"pelican"},
    ),
    Rule(
        "CP204", "tab-separator", "info",
        "Tabs between a key and its value, after a dash, or at the end of a line.",
        "PyYAML and ruamel reject the file, and the reason is invisible.",
        "Jekyll reads it as spaces.",
        "tags:\\t\\tBishkek", "tags:  Bishkek",
        "safe", "Writes spaces up to the same column; nothing visible moves.",
    ),
    Rule(
        "CP208", "object-tag", "warning",
        "A tag that asks for an object of a programming language (!ruby/…, !!python/…).",
        "Some tools then run code that the file names.",
        "Jekyll with Psych rejects !ruby/… and loses the front matter; with"
        " SafeYAML (GitHub Pages) it reads plain data.",
        "meta: !ruby/object:Set {}", "meta: {}",
        "unsafe", "Removes the tag.",
        generators=JEKYLL | {"eleventy", "astro", "hexo"},
    ),
    Rule(
        "CP212", "anchor", "info",
        "An anchor, an alias or a merge key (<<).",
        "Most tools that are not YAML libraries do not expand them.",
        "Jekyll expands them; a value written in the table itself overrides a merged one.",
        "base: &b {a: 1}\nmore:\n  <<: *b", "more:\n  a: 1",
        "none", "Write the values out.",
    ),
    Rule(
        "CP213", "alias-bomb", "error",
        "Aliases that expand to more than 10,000 values, or a value that contains itself.",
        "Tools that expand them never finish.",
        "In tags or categories the build never ends (with a list that contains itself the post is"
        " dropped, 'tried to flatten recursive array', exit 0); elsewhere nothing happens until a"
        " template uses it.",
        "a: &a [x, x]\nb: &b [*a, *a]\n…", "tags: [x]",
        "none", "Write the values out.",
        generators=ALL - {"pelican"},
    ),
)  # fmt: skip

CAUSES = {
    "unquoted-colon": "a colon and a space within a value must be in quotes",
    "nested-quote": "a quote within the same quotes ends the value",
    "unclosed-quote": "the quote is never closed",
    "reserved-start": "a value must be quoted if it begins with this character",
    "liquid": "{{ and {% begin a table to YAML; a value that begins with them must be quoted",
    "missing-space": "a space is missing after it",
    "missing-colon": "this line has no colon and is not indented below a key",
    "other-colon": "after a key there must be a plain colon and a space",
    "invisible-character": "there is an invisible character before the key",
    "bad-escape": "in double quotes a backslash begins an escape, and YAML does not know this one",
    "alias": "* begins the name of another value, and no value has this name",
    "missing-dash": "each item of a list needs a dash before it",
    "flow-comma": "the items of a list in brackets need commas, and the bracket must be closed",
    "half-list": "the list begins on the key's line and continues below it",
    "indent": "the lines are not aligned",
    "tab-indent": "YAML forbids tabs as indentation",
    "merge-conflict": "this is a conflict marker of an unresolved merge",
    "control-character": "control characters are forbidden",
    "other": "YAML cannot read it",
}
_LEAD = lazy_compile(r"[ ]*+(?P<dashes>(?:-[ \t]++)*+)(?P<key>[\w-]++:)?+")
_GAP = lazy_compile(r"[ \t]*+")
_ANCHOR = lazy_compile(r"(?:^|[:\[,-])[ \t]+(?P<mark>[&*][\w-]+|<<:)|^(?P<merge><<):", re.M)
_BOMB = 10_000  # values


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report syntax errors, and syntax with an unintended meaning."""
    if post.toml_error is not None:
        problem, at = post.toml_error
        message = f"The front matter is not TOML: {problem}. The generator stops here."
        return [Problem("CP201", at, at + 1, message)]
    if post.too_much:
        return [too_much(post)]
    if post.format != "yaml":
        return ()
    if post.root is None:
        if post.diagnosis is not None:
            return [_syntax(post, post.diagnosis)]
        return ()
    if not isinstance(post.root, Mapping):
        return [not_a_mapping(post.root, "Jekyll ignores all of it. ")]
    found: list[Problem] = []
    if len(post.by_key) != len(post.fields):
        found += _duplicates(post)
    block = post.block
    if "\t" in block:
        found += _tabs(post, block)
    if "!" in block:
        found += _tags(post)
    if post.aliased or "&" in block or "<<" in block:
        found += _anchors(post, block)
    return found


def _syntax(post: Post, diagnosis: Diagnosis) -> Problem:
    start = post.block_start + diagnosis.start
    end = post.block_start + diagnosis.end
    line = post.position(start)[0]
    about = f" in {diagnosis.key}" if diagnosis.key else ""
    said = f"; Psych says {diagnosis.said!r}" if diagnosis.said else ""
    does = (
        "ignores all front matter of this post and publishes it under today's date, without its"
        " title and tags"
    )
    if post.yaml_error is not None and post.yaml_error[0] == FIRST_ONLY:
        does, said = "reads the first field and none of the others", ""
    message = (
        f"Invalid YAML{about}: {CAUSES[diagnosis.cause]} ({diagnosis.cause}){said}. Jekyll {does}."
    )
    fix = None
    if diagnosis.edits:
        shifted = tuple((s + post.block_start, e + post.block_start, t)
                        for s, e, t in diagnosis.edits)  # fmt: skip
        fix = Repair(True, diagnosis.title, shifted)
        message += f" To fix line {line}: {diagnosis.title}."
    return Problem("CP201", start, max(end, start + 1), message, fix, diagnosis.key)


def not_a_mapping(root: Scalar | Sequence, does: str = "") -> Problem:
    """Return the problem of front matter that is a text or a list.

    Args:
        does: what the generator does with it, a sentence and a space.
    """
    kind = "a text" if isinstance(root, Scalar) else "a list"
    message = f"The front matter is {kind}, not keys with values. {does}Write key: value on each"
    return Problem("CP202", root.start, min(root.end, root.start + 80), f"{message} line.")


def too_much(post: Post) -> Problem:
    """Return the problem of front matter that was not read since it is too large."""
    message = f"The front matter has {post.too_much}; it was not checked."
    return Problem("CP003", post.block_start, post.block_start, message)


def is_bomb(post: Post) -> bool:
    """Tell whether the aliases of a post expand to too many values, or without end."""
    return post.aliased and post.root is not None and expanded_size(post.root, _BOMB + 1) > _BOMB


def _duplicates(post: Post) -> list[Problem]:
    found = []
    for entry in post.fields:
        last = post.by_key[entry.key]
        if last is entry:
            continue
        line = post.position(entry.start)[0]
        same = shape(entry.value) == shape(last.value)
        fix = None
        if same:
            lines = post.whole_lines(entry.start, max(entry.value.end - 1, entry.start))
            fix = Repair(True, f"remove the earlier {entry.key}", ((*lines, ""),))
            counts = "Both have the same value."
        else:
            counts = "Jekyll uses this one and drops the other; other tools report an error."
        message = f"{entry.key} is here and on line {line}. {counts} Keep one of them."
        found.append(Problem("CP203", last.start, last.end, message, fix, entry.key))
    return found


def _tab_spans(block: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield whitespace with a tab: where its line begins, start, end, and whether a value follows.

    It comes after a key, after a dash (with its first space or tab), before a value on a line of
    its own, or at the end of a line.
    """
    line_start = 0
    for line in block.split("\n"):
        if "\t" in line:
            whole = line.removesuffix("\r")
            text = whole.rstrip(" \t")
            lead = _LEAD.match(text)
            assert lead is not None  # every part is optional
            start, end = lead.end(), _GAP.match(text, lead.end()).end()  # type: ignore[union-attr]
            if "\t" not in text[start:end] and lead["dashes"]:
                start = text.rfind("\t", 0, lead.end("dashes"))
                while start > 0 and text[start - 1] == "-":
                    start = text.rfind("\t", 0, start)
                end = _GAP.match(text, max(start, 0)).end()  # type: ignore[union-attr]
            if start >= 0 and "\t" in text[start:end]:
                yield line_start, line_start + start, line_start + end, True
            if "\t" in whole[len(text) :]:
                yield line_start, line_start + len(text), line_start + len(whole), False
        line_start += len(line) + 1


def _tabs(post: Post, block: str) -> list[Problem]:
    """Report the first such tab; one finding for each file."""
    closed = sorted(
        (node.start - post.block_start, node.end - post.block_start)
        for node in walk(post.root)  # type: ignore[arg-type]
        if isinstance(node, Scalar) and (node.style or "\n" in block[node.start - post.block_start
                                                                     : node.end - post.block_start])
    )  # fmt: skip
    edits = []
    for line_start, start, end, is_gap in _tab_spans(block):
        near = bisect_right(closed, (start, len(block))) - 1
        if near >= 0:
            first, last = closed[near]
            if end <= last or (start < last and "\n" in block[first:last]):
                continue
        before = block[line_start:start].expandtabs(8)
        width = len(block[line_start:end].expandtabs(8)) - len(before)
        edits.append((start + post.block_start, end + post.block_start,
                      " " * width if is_gap else ""))  # fmt: skip
    if not edits:
        return []
    lines = len({post.position(start)[0] for start, _, _ in edits})
    places = "one line" if lines == 1 else f"{lines} lines"
    message = (
        f"There are tabs between key and value or at the end of {places}. Jekyll reads them,"
        " PyYAML and other tools reject the file. Use spaces."
    )
    fix = Repair(True, "replace the tabs by spaces", tuple(edits))
    return [Problem("CP204", edits[0][0], edits[0][1], message, fix)]


def _tags(post: Post) -> list[Problem]:
    found = []
    for node in walk(post.root):  # type: ignore[arg-type]
        tag = node.tag
        if not tag or not ("ruby/" in tag or "python/" in tag or "java" in tag or "perl/" in tag):
            continue
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        start = post.text.rfind("!", 0, node.start + 1)
        if post.text[node.start : node.start + 1] == "!":
            start = node.start
        if start > 0 and post.text[start - 1] == "!":
            start -= 1
        tag_end = re.compile(r"![^\s,\]}]*[ \t]*").match(post.text, start)
        end = tag_end.end() if tag_end else start + 1
        ruby = "ruby/" in tag
        does = (
            "Jekyll with Psych rejects it and loses all front matter of the post"
            if ruby
            else "Jekyll reads plain data, an unsafe tool would run it"
        )
        message = f"{shown} asks for an object of a program: {does}. Remove the tag."
        fix = Repair(False, "remove the tag", ((start, end, ""),))
        found.append(Problem("CP208", start, end, message, fix))
    return found


def _anchors(post: Post, block: str) -> list[Problem]:
    found = _ANCHOR.search(block)
    start = post.block_start + (found.start("mark" if found["mark"] else "merge") if found else 0)
    if is_bomb(post):
        return [
            Problem(
                "CP213", start, start + 2,
                "The aliases in this front matter expand to more than 10,000 values, or a value"
                " contains itself. In tags or categories the build of Jekyll never ends, or drops"
                " the post. Write the values out.",
            )
        ]  # fmt: skip
    if not found:
        return []
    if "<<" in found[0]:
        message = (
            "<< merges another table in. Jekyll does so (a key written here overrides a merged"
            " one), many other tools do not. Write the values out."
        )
    elif post.aliased:
        message = "An alias repeats another value. Jekyll does so, other tools may not."
    else:
        return []
    return [Problem("CP212", start, start + len(found["mark"] or found["merge"] or "<<"), message)]
