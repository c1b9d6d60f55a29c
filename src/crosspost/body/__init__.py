"""Which part of the page is the article.

The steps: group the page's flow into blocks (``blocks``), measure them (``page``, ``features``),
score them (``classifier``), select some (``select``), repair the selection (``repair``), and return
it as text (``text``) and as a tree (``copy``). ``explain`` gives the reason for each block.
"""

from __future__ import annotations

from crosspost.body.choose import Body, find

__all__ = ["Body", "find"]
