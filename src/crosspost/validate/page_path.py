"""The page of a post on the disk: its path in the built site."""

from __future__ import annotations

from pathlib import Path

from crosspost.validate.check import read_post
from crosspost.validate.context import read_context
from crosspost.validate.files import read_bytes
from crosspost.validate.options import Options
from crosspost.validate.post_urls import url_of


def path_of_page(path: Path) -> str:
    """Return the path of a post's page, without the site's ``baseurl``; empty if it is not known.

    Args:
        path: of the post.

    Raises:
        ConfigError: the site's configuration cannot be read.
        WriteError: the post cannot be read.
    """
    context = read_context(path, Options())
    if not context.is_jekyll:
        return ""
    post = read_post(str(path.absolute()), read_bytes(str(path)), context, path.name)
    return url_of(post, context)
