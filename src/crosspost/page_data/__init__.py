"""Find an article in the data that a page has for its own scripts, if it shows less of it.

``scripts`` reads the data, ``candidates`` finds texts in it, whichever form of rich text they have
(``rich_tree``, ``rich_blocks``), ``choose`` selects the one that is the page's article, and
``article`` returns it. ``prefilter`` tells beforehand whether reading the data is worth the time.
Data are recognized by their shape, never by the site.
"""
