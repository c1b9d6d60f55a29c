"""Which part of the page is the article.

The steps: group the page's flow into blocks (``blocks``), measure them (``page``, ``features``),
score them (``classifier``), select some (``select``, with ``scores`` and ``viterbi``), and return
them as text (``text``) and as a tree (``copy``). ``explain`` gives the reason for each block. The
entry point is ``extract``.
"""

from __future__ import annotations

from crosspost.body.extract import Body, find

__all__ = ["Body", "find"]
