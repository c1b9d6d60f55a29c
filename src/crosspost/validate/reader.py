"""Reading a post: bytes to text to front matter, split where Jekyll splits it.

Jekyll's own expression (document.rb)::

    \\A(---\\s*\\n.*?\\n?)^((---|\\.\\.\\.)\\s*$\\n?)

Other text has no front matter for Jekyll. The reader still looks for front matter that was meant,
so that the other rules can run.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.parse import NotYaml, TooMuch, parse
from crosspost.validate.post import Post
from crosspost.validate.tree import Mapping

_OPENING = lazy_compile(r"---[ \t\r\f\v]*\n")
_CLOSING = lazy_compile(r"^(?:---|\.\.\.)[ \t\r\f\v]*$", re.M)
_TOML_CLOSING = lazy_compile(r"^\+\+\+[ \t\r]*$", re.M)
# Opening fences that Jekyll does not recognize: with spaces or blank lines before, other dashes or
# another number of them, a key on the same line.
_MEANT = lazy_compile(
    r"(?P<before>[\s\u00a0\u200b\ufeff]{0,200})"
    r"(?P<dashes>[-\u2010-\u2015\u2212]{2,8}|[\u2013-\u2015])(?P<after>[^\n]{0,300})(?:\n|\Z)"
)
# A closing fence that Jekyll does not recognize.
_MEANT_CLOSING = lazy_compile(r"[ \t\u00a0]*[-\u2010-\u2015\u2212]{2,8}[ \t\r\u00a0]*(?:\n|\Z)")
_FAULTY_CLOSING = lazy_compile(
    r"^[ \t\u00a0]{0,8}[-\u2010-\u2015\u2212]{2,8}[ \t\r\u00a0]{0,8}(?:\n|\Z)", re.M
)
# Text behind the hyphens; with a space between, YAML reads them as the begin of another document.
_CLOSING_WITH_TEXT = lazy_compile(r"^---(?:[ \t]+(?=\S)|(?=[^\s-]))", re.M)
_MARK_BEFORE_KEY = lazy_compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\r?\n)*+\ufeff(?=[^\s#])")
_OTHER_KEY = lazy_compile(r"^\ufeff?[A-Za-z_][\w-]{0,40}[ \t]{0,9}:", re.M)
FIRST_ONLY = "a byte order mark before the first key"
_NOT_TEXT = lazy_compile(r"[\ud800-\udfff]")
_KEY_LINE = lazy_compile(r"[A-Za-z_][\w .-]{0,40}[ \t]*:(?:[ \t\r\n]|$)")


def read(path: str, data: bytes, shown: str = "") -> Post:
    """Read a post; never raises.

    Args:
        path: of the file, which shows whether it is a post or a draft.
        data: its bytes.
        shown: the path that findings name; default ``path``.
    """
    post = Post(path=path, shown=shown or path, data=data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        post.trouble = "utf16"
        return post
    post.bom = data.startswith(b"\xef\xbb\xbf")
    try:
        post.text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        post.trouble = "not-utf8"
        post.bad_byte = error.start
        # A byte becomes one character, so that all other offsets stay right.
        post.text = data.decode("utf-8", "surrogateescape")
    _split(post)
    if post.format == "yaml":
        read_yaml(post)
        if not post.fence and (post.yaml_error is not None or "\n--- " in post.block):
            _close_early(post)
    return post


def _close_early(post: Post) -> None:
    """End front matter at a line that was meant to close it, before a rule in the text."""
    block = post.text, post.block_start, post.block_end
    found = [m for p in (_FAULTY_CLOSING, _CLOSING_WITH_TEXT) if (m := p.search(*block))]
    if not found:
        return
    meant = min(found, key=re.Match.start)
    try:
        root, aliased = parse(post.text[post.block_start : meant.start()], post.block_start)
    except (NotYaml, TooMuch):
        return
    if isinstance(root, Mapping):
        post.fence, post.early, post.yaml_error = "unclosed", True, None
        post.fields, post.by_key = [], {}
        post.block_end, post.body_start = meant.start(), meant.end()
        post.root, post.aliased = root, aliased
        post.index(root)


def _split(post: Post) -> None:
    """Find the front matter; sets the format, the fence and the offsets of the block."""
    text = post.text
    start = 1 if post.bom else 0
    opening = _OPENING.match(text, start)
    if opening:
        closing = _CLOSING.search(text, opening.end())
        post.format = "yaml"
        post.block_start = opening.end()
        if closing:
            post.block_end, post.body_start = closing.start(), closing.end()
        else:
            post.fence = "unclosed"
            end = post.block_end = post.body_start = _guessed_end(text, opening.end())
            skipped = len(text[end:]) - len(text[end:].lstrip("\r\n"))
            at = end + skipped
            meant = _MEANT_CLOSING.match(text, at) or _CLOSING_WITH_TEXT.match(text, at)
            if end == opening.end():
                post.format, post.fence = "none", ""
            elif meant:
                post.body_start = meant.end()
        return
    if text.startswith("+++", start):
        _split_toml(post, start)
        return
    _split_meant(post, start)


def _split_toml(post: Post, start: int) -> None:
    line_end = text_end if (text_end := post.text.find("\n", start)) >= 0 else len(post.text)
    closing = _TOML_CLOSING.search(post.text, line_end)
    if post.text[start:line_end].strip() == "+++" and closing:
        post.format = "toml"
        post.block_start = line_end + 1
        post.block_end, post.body_start = closing.start(), closing.end()


def _split_meant(post: Post, start: int) -> None:
    """Find front matter after an opening line that Jekyll does not recognize."""
    text = post.text
    found = _MEANT.match(text, start)
    if text.startswith("---\r", start):
        post.fence = "cr-only"
        post.fence_start, post.fence_end = start, start + 3
        return
    if not found or (len(found["dashes"]) < 3 and not found["before"] and found["after"].strip()):
        return
    after = found["after"].strip()
    if after and not _KEY_LINE.match(after):
        return
    short = len(found["dashes"]) < 3
    if not after and short and not _KEY_LINE.match(text, found.end()):
        return
    lead = len(found["after"]) - len(found["after"].lstrip())
    block_start = found.start("after") + lead if after else found.end()
    closing = _CLOSING.search(text, found.end()) or re.compile(
        r"^[-\u2010-\u2015\u2212]{2,8}[ \t\r]*$", re.M
    ).search(text, found.end())
    first = text[block_start : block_start + 400].lstrip()
    if not closing or not (_KEY_LINE.match(first) or first.startswith(("#", "---"))):
        return
    post.format, post.fence = "yaml", "bad"
    post.fence_start, post.fence_end = start, found.end("after")
    post.block_start = block_start
    post.block_end, post.body_start = closing.start(), closing.end()


def _guessed_end(text: str, start: int) -> int:
    """Return where an unclosed block was meant to end: after its last line that is YAML."""
    at = end = start
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end + 1
        line = text[at:line_end]
        if _KEY_LINE.match(line):
            end = line_end
        elif _MEANT_CLOSING.fullmatch(line) or not (
            line.startswith((" ", "\t", "- ", "-\t", "#")) or line.strip() == "-"
        ):
            break
        elif line.strip():
            end = line_end
        at = line_end
    return end


def read_yaml(post: Post) -> None:
    """Read the block into the post's tree; sets ``yaml_error`` or ``too_much`` on failure."""
    block = post.text[post.block_start : post.block_end]
    if post.trouble:
        block = _NOT_TEXT.sub("\ufffd", block)
    mark = _MARK_BEFORE_KEY.match(block) if "\ufeff" in block else None
    if mark and _OTHER_KEY.search(block, mark.end()):
        # libyaml counts it as a column, where the line --- is before it, as in Jekyll: the first
        # key is further in than all others, which it does not read.
        post.yaml_error = (FIRST_ONLY, post.block_start + mark.end() - 1)
        return
    try:
        root, post.aliased = parse(block, post.block_start)
    except NotYaml as error:
        post.yaml_error = (error.problem, error.at + post.block_start)
        return
    except TooMuch as error:
        post.too_much = str(error)
        return
    post.root = root
    if isinstance(root, Mapping):
        post.index(root)
