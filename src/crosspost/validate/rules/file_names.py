"""The names of posts: which ones Jekyll reads, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll import extensions
from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Rule

RULES = (
    Rule(
        "CP110", "ignored-file", "error",
        "A file in _posts whose name does not begin with YYYY-MM-DD-.",
        "The post is missing from the site and nothing says so.",
        "Jekyll passes the file over without a word.",
        "_posts/31-10-2016-summary.md", "_posts/2016-10-31-summary.md",
        "none", "The message gives the git mv where the day can be read.",
    ),
    Rule(
        "CP111", "bad-file-date", "error",
        "A date in the file name that no calendar has.",
        "The build stops, or the post stands under another day.",
        "Without date: in the front matter a month 13 stops the build, 2016-06-31 becomes"
        " 1 July. With date: the name's date counts nowhere but in post_url.",
        "_posts/2016-06-31-brazil.md", "_posts/2016-06-30-brazil.md",
        "none", "Rename the file.",
    ),
    Rule(
        "CP112", "file-name", "warning",
        "A blank, ' copy', '(1)' or a doubled extension in the name of a post.",
        "It becomes part of the URL: /scoping-db-context-copy/.",
        "Jekyll makes a hyphen of what is no letter or digit.",
        "_posts/2023-01-09-scoping copy.md", "_posts/2023-01-09-scoping.md",
        "none", "Renaming moves the URL: keep the old one with redirect_from if it was published.",
    ),
    Rule(
        "CP113", "slug-and-title", "off",
        "A slug that is made of entity or byte residue (itrsquos, d0b6d0b0), or has another number"
        " than the title.",
        "The URL cannot be read.",
        "Jekyll takes the slug as it stands.",
        "_posts/2013-01-01-itrsquos-late.md", "_posts/2013-01-01-its-late.md",
        "none", "Leave published URLs alone.",
    ),
)  # fmt: skip

_NOT_POSTS = frozenset({"template", "readme", "index", "license", "contributing", "changelog"})
_DAY_FIRST = lazy_compile(r"(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})[-_. ]?(.*)")
_LOOSE = lazy_compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})[-_. ]*+(.*)")
# What file managers and browsers call a copy; "-(1)" or "-and-Deep-Copy" are names of posts.
_COPY = lazy_compile(r"[ ](?:-[ ])?copy(?:[ ]\d+)?$|[ ]\(\d+\)$", re.I)
_BLANK = lazy_compile(r"\s")
_NUMBER = lazy_compile(r"(?<!\d)\d{3,6}(?!\d)")
_RESIDUE = lazy_compile(r"[a-z](?:rsquo|lsquo|quot|amp|ldquo|rdquo)s?(?:-|$)|(?:[cd][0-9a-f]){4,}")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report names that Jekyll does not read, or not as they were meant."""
    stem, dot, extension = post.name.rpartition(".")
    if not dot or "." + extension.lower() not in extensions.POSTS or post.kind == "page":
        return ()
    if post.kind == "draft":
        return _looks(post, stem, extension)
    parts = post.name_parts()
    if parts is None:
        if not post.in_posts or stem.lower() in _NOT_POSTS or stem[:1] in "._#~":
            return ()
        return [_ignored(post, stem, extension)]
    found = list(_looks(post, parts[4], extension))
    if post.file_day() is None:
        found.append(_bad_date(post, parts[1], parts[2], parts[3]))
    return found


def _ignored(post: Post, stem: str, extension: str) -> Problem:
    better = ""
    day_first = _DAY_FIRST.fullmatch(stem)
    loose = _LOOSE.fullmatch(stem)
    if day_first:
        day, month, year, slug = day_first.groups()
        if int(month) <= 12:
            better = f"{year}-{int(month):02}-{int(day):02}-{slug}.{extension}"
    elif loose and 1 <= int(loose[2]) <= 12 and 1 <= int(loose[3]) <= 31:
        better = f"{loose[1]}-{loose[2]}-{loose[3]}-{loose[4] or 'slug'}.{extension}"
    hint = f" Rename it: git mv {post.name!r} {better!r}" if better else (
        " Rename it to YYYY-MM-DD-slug." + extension + ", or move it out of _posts."
    )  # fmt: skip
    return Problem(
        "CP110", 0, 0,
        f"Jekyll ignores this file without a word: a post's name begins with YYYY-MM-DD-.{hint}",
    )  # fmt: skip


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
        what = "the look of a copy"
    elif _BLANK.search(slug):
        what = "a blank in it"
    else:
        numbers = set(_NUMBER.findall(slug))
        title = post.scalar("title")
        named = set(_NUMBER.findall(title.value)) if title is not None else set()
        if numbers and named and not numbers & named:
            shown = ", ".join(sorted(named))
            message = f"The file name says {', '.join(sorted(numbers))}, the title {shown}."
            return [Problem("CP113", 0, 0, message)]
        if _RESIDUE.search(slug):
            return [Problem("CP113", 0, 0, f"The slug {slug!r} holds the rest of an entity.")]
        return ()
    return [
        Problem(
            "CP112", 0, 0,
            f"The file name has {what}, and that becomes part of the URL. Rename the file; if the"
            " post is out already, keep the old address with redirect_from.",
        )
    ]  # fmt: skip
