"""The names of posts: which ones Jekyll reads, and when."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from pathlib import Path

from crosspost.files import exists
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll import extensions
from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Rule

RULES = (
    Rule(
        "CP110", "ignored-file", "error",
        "A file in _posts whose name does not begin with YYYY-MM-DD-, or has no extension: a long"
        " dash or an invisible character in the date, the day first, an underscore before it.",
        "The post is missing from the site, without any message.",
        "Jekyll ignores the file without a message. A warning for an underscore, which may be meant"
        " to hide the post.",
        "_posts/31-10-2016-summary.md", "_posts/2016-10-31-summary.md",
        "none", "The message gives the git mv command if the day can be read.",
    ),
    Rule(
        "CP111", "bad-file-date", "error",
        "A date in the file name that does not exist.",
        "The build stops, or the post is under another day.",
        "Without date: in the front matter a month 13 stops the build, 2016-06-31 becomes"
        " 1 July. With date: the name's date is used only in post_url.",
        "_posts/2016-06-31-brazil.md", "_posts/2016-06-30-brazil.md",
        "none", "Rename the file.",
    ),
    Rule(
        "CP112", "file-name", "warning",
        "' copy', '(1)' or a doubled extension in the name of a post, no slug, or an extension that"
        " Jekyll does not know as Markdown.",
        "It becomes part of the URL: /scoping-db-context-copy/, or the page is called .html. A file"
        " .txt or .bak is published as it is, without Markdown.",
        "Jekyll replaces other characters than letters and digits by a hyphen, a space too (level"
        " info).",
        "_posts/2023-01-09-scoping copy.md", "_posts/2023-01-09-scoping.md",
        "none", "Renaming changes the URL: keep the old one with redirect_from if it was"
        " published.",
    ),
    Rule(
        "CP113", "slug-and-title", "off",
        "A slug with the rest of an entity or of bytes (itrsquos, d0b6d0b0), or with another number"
        " than the title.",
        "The URL cannot be read.",
        "Jekyll uses the slug unchanged.",
        "_posts/2013-01-01-itrsquos-late.md", "_posts/2013-01-01-its-late.md",
        "none", "Leave published URLs alone.",
    ),
)  # fmt: skip

_NOT_POSTS = frozenset({"template", "readme", "index", "license", "contributing", "changelog"})
_YEAR_LAST = lazy_compile(r"(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})(?:[-_. ]++(.*))?", re.ASCII)
_LOOSE = lazy_compile(r"(\d{4})[-_.]?(\d{1,2})[-_.]?(\d{1,2})(?:[-_. ]++(.*)|$)", re.ASCII)
# A long dash for a hyphen, a digit of full width for a digit.
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D, 0x3000, 0xA0], "-")
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], "")
_PLAIN = {**_DASHES, **_INVISIBLE, **{0xFF10 + n: str(n) for n in range(10)}}
# Names that file managers and browsers give to copies; "-(1)" or "-and-Deep-Copy" are posts.
_COPY = lazy_compile(r"[ ](?:-[ ])?copy(?:[ ]\d+)?$|[ ]\(\d+\)$", re.I)
_SPACE = lazy_compile(r"\s")
_NUMBER = lazy_compile(r"(?<!\d)\d{3,6}(?!\d)")
_RESIDUE = lazy_compile(r"[a-z](?:rsquo|lsquo|quot|amp|ldquo|rdquo)s?(?:-|$)|(?:[cd][0-9a-f]){4,}")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report names that Jekyll does not read, or reads differently than meant."""
    if post.kind != "post":
        return ()
    stem, dot, extension = post.name.rpartition(".")
    known = f".{extension.lower()}" in context.extensions
    parts = post.name_parts()
    if not dot or not known:
        return _odd_extension(post, bool(dot))
    if parts is None:
        if not post.in_posts or stem.lower() in _NOT_POSTS or stem[:1] in ".#~":
            return ()
        return [_ignored(post, stem, f".{extension}")]
    found = list(_looks(post, parts[4], extension))
    if post.file_day() is None:
        found.append(_bad_date(post, parts[1], parts[2], parts[3]))
    return found


def _odd_extension(post: Post, dotted: bool) -> list[Problem]:
    """Report a post without an extension, or with one that no converter of Jekyll's takes."""
    if not post.in_posts or post.format != "yaml":
        return []
    if not dotted:
        return [_ignored(post, post.name, "")]
    if post.name_parts() is None:
        return []
    extension = post.name.rpartition(".")[2]
    message = (
        f"Jekyll does not know .{extension} as Markdown: it publishes the file as it is, and the"
        f" page is called .{extension}, too. Rename it to .md, or move it out of _posts."
    )
    return [Problem("CP112", 0, 0, message)]


def rename_command(post: Post, *names: str) -> str:
    """Return the command that gives a post another name, or one of several, in its folder."""
    folder = post.shown[: len(post.shown) - len(post.name)]
    old, *new = (shlex.quote(folder + name) for name in (post.name, *names))
    return f"git mv {old} {' or '.join(new)}"


def _ignored(post: Post, stem: str, extension: str) -> Problem:
    hidden = stem.startswith("_")
    names = [f"{name}{extension or '.md'}" for name in _dated(stem.lstrip("_"))]
    if any(exists(Path(post.folder, name)) for name in names):
        names = []  # another post has that name
    if hidden:
        why = "a name that begins with _ is not a post's"
        hint = "Remove the underscore, or write published: false if the post is to be hidden."
    else:
        why = "a post's name begins with YYYY-MM-DD-"
        if not extension:
            why += " and has an extension"
        hint = f"Rename it to YYYY-MM-DD-slug{extension or '.md'}, or move it out of _posts."
        if names:
            hint = f"Rename it: {rename_command(post, *names)}"
    invisible = next((c for c in stem if not c.isprintable()), "")
    if invisible:
        why += f", and this one has a {invisible!r} in it"
    message = f"Jekyll ignores this file without a message: {why}. {hint}"
    return Problem("CP110", 0, 0, message, level="warning" if hidden else None)


def _dated(stem: str) -> list[str]:
    """Return the names that may be meant, without extension; two if day and month are unclear."""
    plain = stem.translate(_PLAIN).strip()
    year_last, loose = _YEAR_LAST.fullmatch(plain), _LOOSE.fullmatch(plain)
    if year_last:
        first, second, year, slug = year_last.groups()
        days = [(year, second, first), (year, first, second)]
    elif loose:
        slug = loose[4]
        days = [(loose[1], loose[2], loose[3])]
    else:
        return []
    slug = (slug or "").strip("-_. ") or "slug"
    dated = [
        f"{year}-{int(month):02}-{int(day):02}-{slug}"
        for year, month, day in days
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    ]
    return list(dict.fromkeys(dated))


def _bad_date(post: Post, year: str, month: str, day: str) -> Problem:
    shown = f"{year}-{month}-{day}"
    impossible = not (1 <= int(month) <= 12 and 1 <= int(day) <= 31)
    if "date" in post.by_key:
        does = "Jekyll uses date: from the front matter, but post_url cannot name this post"
    elif impossible:
        does = "the build stops with 'Invalid date'"
    else:
        does = "Jekyll moves the post into the next month"
    return Problem("CP111", 0, 0, f"There is no {shown}: {does}. Rename the file.")


def _looks(post: Post, slug: str, extension: str) -> Iterable[Problem]:
    inner = slug.rpartition(".")[2].lower()
    if f".{inner}" in extensions.POSTS:
        what = f"a doubled extension (.{inner}.{extension})"
    elif _COPY.search(slug.removesuffix(f".{extension}")):
        what = "the name of a copy"
    elif _SPACE.search(slug):
        message = "The file name has a space in it; Jekyll writes a hyphen in the URL."
        return [Problem("CP112", 0, 0, message, level="info")]
    elif not slug and not {"slug", "permalink"} & post.by_key.keys():
        message = (
            f"The file name has no slug: the page is called .html. Rename it to"
            f" {post.name.removesuffix('.' + extension)}slug.{extension}."
        )
        return [Problem("CP112", 0, 0, message)]
    else:
        numbers = set(_NUMBER.findall(slug))
        title = post.scalar("title")
        named = set(_NUMBER.findall(title.value)) if title is not None else set()
        if numbers and named and not numbers & named:
            shown = ", ".join(sorted(named))
            message = f"The file name says {', '.join(sorted(numbers))}, the title {shown}."
            return [Problem("CP113", 0, 0, message)]
        if _RESIDUE.search(slug):
            return [Problem("CP113", 0, 0, f"The slug {slug!r} contains the rest of an entity.")]
        return ()
    return [
        Problem(
            "CP112", 0, 0,
            f"The file name has {what}, and that becomes part of the URL. Rename the file; if the"
            " post is published already, keep the old URL with redirect_from.",
        )
    ]  # fmt: skip
