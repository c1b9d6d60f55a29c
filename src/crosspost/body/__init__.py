"""Which part of the page is the article.

A page's flow is grouped into blocks (``blocks``), these are measured (``page``, ``features``) and
scored (``classifier``), some are chosen (``select``), the choice is made whole (``repair``) and
handed on as text (``text``) and as a tree (``copy``). ``explain`` tells why.
"""

from __future__ import annotations

from crosspost.body.choose import Body, find

__all__ = ["Body", "find"]
