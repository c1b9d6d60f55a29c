"""Bytes: encoding, byte order mark, line ends, and files that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.generators import ALL
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Repair, Rule

RULES = (
    Rule(
        "CP002", "unreadable-file", "warning",
        "A file or a folder that cannot be opened: no permission, a broken link, a folder or a"
        " pipe in place of a file, a symbolic link out of the site.",
        "The build of the site may have the same error. A link may lead to a file that"
        " does not belong to the site.",
        "Jekyll logs an error and continues without the post. It follows links, but not with safe:"
        " true (GitHub Pages).",
        "(a post that only root may read)", "(a post that everybody may read)",
        "none", "Correct the permissions, or the link. To check the target of a link out of the"
        " site, name its own path.",
        generators=ALL,
    ),
    Rule(
        "CP003", "too-large", "warning",
        "A file above 5 MB, or front matter above 64 KB, 20,000 values or 60 levels.",
        "It is data, not a post; other tools that read the folder may take very long.",
        "Jekyll reads it, slowly.",
        "title: A post\ndata: [ … 100,000 items … ]", "title: A post",
        "none", "Keep data in _data/, and point to it.",
        generators=ALL,
    ),
    Rule(
        "CP004", "checker-failed", "error",
        "A post on which crosspost itself failed.",
        "Other problems of the post may be missing from the report.",
        "Jekyll is not affected.",
        "(a post that no test covers)", "(any other post)",
        "none", "This is a bug of crosspost; please report it, with the post. The exit code is 1;"
        " --select does not hide it, --ignore CP004 does.",
        generators=ALL,
    ),
    Rule(
        "CP104", "not-utf8", "error",
        "A byte that is not UTF-8, or a file in UTF-16.",
        "The post is missing from the site, and the build succeeds.",
        "Jekyll drops the post: 'could not read file … invalid byte sequence in UTF-8', exit 0.",
        "title: Caf\\xe9", "title: Café",
        "unsafe", "Reads the file as Windows-1252, if that gives text, and writes UTF-8.",
        generators=ALL,
        elsewhere="The file is not UTF-8 from here on. Save it as UTF-8.",
    ),
    Rule(
        "CP105", "byte-order-mark", "warning",
        "A byte order mark (U+FEFF) before the front matter.",
        "Many tools beside Jekyll then see no front matter at all.",
        "Jekyll strips the mark since 3.1.1; older ones and many scripts do not.",
        "<U+FEFF>---\ntitle: A post\n---", "---\ntitle: A post\n---",
        "safe", "Removes the three bytes.",
        generators=ALL,
        elsewhere="The file begins with a byte order mark: some tools see no front matter "
        "after it. Save it as UTF-8 without a mark.",
    ),
    Rule(
        "CP106", "mixed-line-ends", "info",
        "Both LF and CRLF within the front matter.",
        "Diffs and simple scripts may not handle the difference.",
        "Jekyll reads both.",
        "---\\r\\ntitle: A post\\n---", "---\\ntitle: A post\\n---",
        "safe", "Makes all line ends of the block the same as most of them.",
        generators=ALL,
        elsewhere="Some lines of the front matter end in LF, others in CRLF. Use one of "
        "them.",
    ),
    Rule(
        "CP107", "crlf", "off",
        "CRLF line ends throughout the front matter.",
        "A matter of style: Jekyll reads them.",
        "Jekyll reads both.",
        "---\\r\\ntitle: A post\\r\\n---\\r\\n", "---\\ntitle: A post\\n---\\n",
        "none", "Use git's core.autocrlf or .gitattributes.",
        generators=ALL,
    ),
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report what is wrong with the bytes of a file."""
    if post.trouble:
        return [_not_utf8(post)]
    if not post.bom and "\r" not in post.text[: post.body_start]:
        return ()
    found = []
    if post.bom:
        found.append(
            Problem(
                "CP105", 0, 1,
                "The file begins with a byte order mark. Jekyll strips it, other tools see no"
                " front matter after it. Save the file as UTF-8 without a mark.",
                Repair(True, "remove the byte order mark", ((0, 1, ""),)),
            )
        )  # fmt: skip
    found += _line_ends(post)
    return found


def _line_ends(post: Post) -> list[Problem]:
    head = post.text[: post.body_start]
    crlf = head.count("\r\n")
    lf = head.count("\n") - crlf
    if crlf and not lf:
        return [Problem("CP107", 0, 3, "The front matter has CRLF line ends.")]
    if not crlf:
        return []
    pattern, right = (r"(?<!\r)\n", "\r\n") if crlf > lf else (r"\r\n", "\n")
    odd = [(m.start(), m.end(), right) for m in re.finditer(pattern, head)]
    message = (
        f"{len(odd)} of {crlf + lf} lines of the front matter end in "
        f"{'LF' if right == chr(13) + chr(10) else 'CRLF'}, the others do not. Jekyll reads both;"
        " use one of them."
    )
    fix = Repair(True, "make all line ends the same", tuple(odd))
    return [Problem("CP106", odd[0][0], odd[0][1], message, fix)]


def _not_utf8(post: Post) -> Problem:
    if post.trouble == "utf16":
        return Problem(
            "CP104", 0, 0,
            "This file is UTF-16. Jekyll drops it (GitHub Pages' Jekyll stops the build)."
            " Save it as UTF-8.",
        )  # fmt: skip
    at = post.bad_byte
    offset = len(post.data[:at].decode("utf-8"))
    byte = post.data[at]
    message = (
        f"Byte 0x{byte:02x} is not UTF-8. Jekyll drops the whole post, and the build still"
        " succeeds. Save the file as UTF-8."
    )
    return Problem("CP104", offset, offset + 1, message, _as_windows(post))


def _as_windows(post: Post) -> Repair | None:
    """Read the invalid bytes as Windows-1252, if all of them are letters or symbols there."""
    edits = []
    for found in re.finditer(r"[\udc80-\udcff]+", post.text):
        raw = found[0].encode("utf-8", "surrogateescape")
        try:
            letters = raw.decode("cp1252")
        except UnicodeDecodeError:
            return None
        edits.append((found.start(), found.end(), letters))
    return Repair(False, "read these bytes as Windows-1252", tuple(edits)) if edits else None
