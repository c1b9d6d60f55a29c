"""What a fix may change in a post of another generator: bytes that no reader makes anything of."""

from __future__ import annotations

from crosspost.validate.context import Context
from crosspost.validate.others.reader import read_for
from crosspost.validate.piece import apply_text
from crosspost.validate.post import Post
from crosspost.validate.rule import TextEdit
from crosspost.validate.tree import shape


def outcome_elsewhere(post: Post, edits: tuple[TextEdit, ...], context: Context) -> bool:
    """Tell whether edits leave every field and the body as they are.

    Args:
        post: as it is; its text is there.
        edits: in code points of the text.
    """
    before = post.text.removeprefix("\ufeff")
    data = apply_text(post.text, edits).encode("utf-8", "surrogateescape")
    fixed = read_for(post.path, data, post.shown, context.reading)
    same_text = _plain(before) == _plain(fixed.text.removeprefix("\ufeff"))
    if post.root is None or fixed.root is None:
        return same_text and post.root is fixed.root
    same_body = before[post.body_start - post.bom :] == fixed.text[fixed.body_start :]
    return same_text and same_body and shape(post.root) == shape(fixed.root)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
