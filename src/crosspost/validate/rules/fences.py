"""The lines ``---`` that enclose front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll import extensions
from crosspost.validate.context import Context
from crosspost.validate.generators import ALL, JEKYLL
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair, Rule

RULES = (
    Rule(
        "CP101", "no-front-matter", "error",
        "A post that has no front matter.",
        "It is published without layout, title and tags.",
        "Jekyll publishes the whole file as the body, with the slug as title and the date of"
        " the file name.",
        "# My post\n\nText", "---\nlayout: post\ntitle: My post\n---\n\nText",
        "none", "Write a block between two lines of --- at the top of the file.",
        generators=JEKYLL | {"zola"},
    ),
    Rule(
        "CP102", "unclosed-fence", "error",
        "Front matter that begins with --- and never ends.",
        "The front matter is published as text.",
        "Jekyll finds no front matter; where a rule (---) follows in the text, everything up to"
        " it is lost.",
        "---\ntitle: My post\n\nText", "---\ntitle: My post\n---\n\nText",
        "unsafe", "Writes --- after the last line that is a key or belongs to one.",
        generators=ALL - {"pelican"},
        elsewhere="The front matter is never closed by a line that is exactly ---: it "
        "cannot be read. Write it after the last key.",
    ),
    Rule(
        "CP103", "bad-fence", "error",
        "A first line that was meant to be --- and is not: a space or an empty line"
        " before it, four dashes, a long dash, a key on the same line, TOML's +++.",
        "The front matter is published as text.",
        "Jekyll reads front matter only if the first line is three hyphens.",
        "\n---\ntitle: My post\n---", "---\ntitle: My post\n---",
        "safe", "Replaces the first line by ---.",
        generators=ALL - {"pelican", "nikola"},
        elsewhere="The first line was meant to begin the front matter and is not exactly "
        "---: it is not read as such.",
    ),
    Rule(
        "CP108", "empty-block", "warning",
        "Front matter with nothing in it.",
        "The post has no title, no layout and no tags.",
        "Jekyll takes the title from the file name and publishes without a layout, unless the"
        " site's defaults give one.",
        "---\n---\n\nText", "---\nlayout: post\ntitle: My post\n---\n\nText",
        "none", "Add a title.",
    ),
    Rule(
        "CP109", "other-metadata", "info",
        "reStructuredText or another format whose metadata is not front matter.",
        "These rules do not check it.",
        "Jekyll copies the file or reads it as a post without front matter.",
        "My post\n#######\n:date: 2013-03-06", "---\ntitle: My post\n---",
        "none", "",
        generators=ALL,
    ),
)  # fmt: skip

_DASHES = lazy_compile(r"[-\u2010-\u2015\u2212]+")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report front matter that Jekyll does not see."""
    if post.format == "yaml" and not post.fence and post.root is not None:
        return ()
    if post.name.endswith((".rst", ".textile", ".adoc")):
        return [
            Problem("CP109", 0, 0, "This file's metadata is not front matter; it was not checked.")
        ]
    if post.fence == "unclosed":
        return [_unclosed(post)]
    if post.fence == "cr-only":
        return [_cr_only(post)]
    if post.fence == "bad":
        return [_bad(post)]
    if post.format == "toml" or post.text.startswith("+++"):
        return [_toml(post)] if context.profile == "jekyll" else ()
    if post.trouble == "utf16":
        return ()  # CP104 says so
    if post.format == "none":
        return [_none(post)] if _needs_front_matter(post) else ()
    if post.format == "yaml" and not post.block.strip() and post.kind != "page":
        return [
            Problem(
                "CP108", 0, 3,
                "The front matter is empty. Jekyll takes the title from the file name and knows"
                " no layout or tags. Write at least title: between the two lines.",
            )
        ]  # fmt: skip
    return ()


def _needs_front_matter(post: Post) -> bool:
    extension = "." + post.name.rpartition(".")[2].lower()
    return post.kind == "post" and extension in extensions.POSTS and post.name_parts() is not None


def _none(post: Post) -> Problem:
    line_end = max(post.text.find("\n"), 0) or len(post.text)
    if not post.text.strip():
        message = "The file is empty. Jekyll publishes an empty page under the file name's date."
    else:
        message = (
            "There is no front matter. Jekyll publishes the whole file as text, with its slug as"
            " the title. Begin the file with a block between two lines of ---."
        )
    return Problem("CP101", 0, min(line_end, 80), message)


def _unclosed(post: Post) -> Problem:
    start = post.text.find("---")
    newline = "\r\n" if post.text[start : start + 5] == "---\r\n" else "\n"
    end = post.block_end
    message = (
        "The front matter is never closed: Jekyll sees none and publishes these lines as text."
    )
    if post.early:
        # To YAML "--- text" is the begin of another document: the first is read.
        is_read = post.text.startswith("--- ", end) and post.body_start - end > 3
        loses = "loses" if is_read else "cannot read it, and loses it and"
        message = (
            "The front matter is closed by a rule in the text only: Jekyll"
            f" {loses} the text up to there."
        )
    if post.body_start > end:  # a line that was meant to close it
        line = post.text[end : post.body_start]
        dashes = line.strip()
        start_of = end + line.index(dashes[0])
        line_start, line_end = post.line_at(start_of)
        shown = post.text[line_start:line_end].strip()[:40]
        behind = post.text[start_of + len(dashes) : line_end].strip()
        fix = Repair(False, "close the front matter",
                     ((line_start, post.body_start if behind else start_of + len(dashes),
                       f"---{newline}" if behind else "---"),))  # fmt: skip
        message += (
            f" Line {post.position(start_of)[0]} ({shown!r}) was meant to close it: it must be"
            f" exactly ---, without {'text behind' if behind else 'spaces before'} it."
        )
        return Problem("CP102", start, start + 3, message, fix)
    lead = "" if post.text[end - 1 : end] == "\n" else newline
    fix = Repair(False, "close the front matter", ((end, end, f"{lead}---{newline}"),))
    message += f" Write --- on a line of its own after line {post.position(max(end - 1, 0))[0]}."
    return Problem("CP102", start, start + 3, message, fix)


def _cr_only(post: Post) -> Problem:
    edits = tuple((m.start(), m.end(), "\n") for m in re.finditer("\r", post.text))
    message = (
        "The lines end in CR only, as on old Macs: to Jekyll the file is one line without front"
        " matter. Save it with LF or CRLF line ends."
    )
    return Problem("CP103", post.fence_start, post.fence_end, message,
                   Repair(False, "replace every CR by a line feed", edits))  # fmt: skip


def _bad(post: Post) -> Problem:
    start, end = post.fence_start, post.fence_end
    line = post.text[start:end]
    dashes = _DASHES.search(line)
    shown = line.strip()[:40]
    if not shown or line[:1].isspace():
        why = "is after spaces or an empty line"
    elif dashes and set(dashes[0]) != {"-"}:
        why = "has a long dash in it"
    elif dashes and len(dashes[0]) != 3:
        why = f"has {len(dashes[0])} hyphens"
    else:
        why = "has other text on its line"
    newline = "\r\n" if post.text[end - 1 : end + 1] == "\r\n" else "\n"
    replacement = "---"
    if post.block_start < end:  # a key on the same line
        end, replacement = post.block_start, f"---{newline}"
    elif post.text[end - 1 : end] == "\r":
        end -= 1
    message = (
        f"The opening --- {why} ({shown!r}). Jekyll sees no front matter and publishes these lines"
        " as text. The first line must be exactly ---."
    )
    if post.bom:
        start = max(start, 1)
    edits = [(start, end, replacement)]
    closing = post.text[post.block_end : post.body_start].rstrip()
    if closing not in ("---", "..."):
        edits.append((post.block_end, post.block_end + len(closing), "---"))
    fix = Repair(True, "write --- on the first line", tuple(edits))
    lead = len(line) - len(line.lstrip())
    at = post.fence_start + lead if shown else post.fence_start
    return Problem("CP103", at, max(post.fence_end, at + 1), message, fix)


def _toml(post: Post) -> Problem:
    return Problem(
        "CP103", 0, 3,
        "The front matter is TOML (+++). Jekyll sees none and publishes these lines as text."
        " Write it as YAML between two lines of ---.",
    )  # fmt: skip
