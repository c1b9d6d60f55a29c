"""Thousands of links, politely, resumable, with nothing lost.

``links`` reads lists, feeds, sitemaps, exports; ``journal`` remembers what became of every link;
``run`` fetches from several hosts at once and writes the posts in the order of the list; ``report``
tells what happened. The batch knows neither the network nor Jekyll: what it needs of them it is
given, as a ``Road``.
"""
