"""The article in the data that a page gives to its own scripts, where the page shows less of it.

``scripts`` reads the data, ``candidates`` finds texts in it, whichever form of rich text they have
(``rich_tree``, ``rich_blocks``), ``choose`` tells which one is the page's article, and ``article``
makes it one. Nothing is recognized by the site: only by its shape.
"""
