"""Which part of the page is the article.

A page is cut into blocks (``blocks``), the blocks are measured (``page``), some are chosen
(``rules``), the choice is made whole (``repair``) and handed on as text (``text``) and as a tree
(``prune``).
"""

from __future__ import annotations

from crosspost.body.choose import Body, find

__all__ = ["Body", "find"]
