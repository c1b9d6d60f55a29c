"""The extensions of posts: the one list of them."""

from __future__ import annotations

#: What Jekyll renders as Markdown (``markdown_ext`` in configuration.rb).
MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
#: Posts of all markup languages that people write posts in.
POSTS = (*MARKDOWN, ".html", ".htm", ".textile")
