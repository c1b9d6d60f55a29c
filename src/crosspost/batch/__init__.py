"""Many links: polite, resumable, nothing lost.

``sources`` reads lists, feeds, sitemaps, exports; ``journal`` remembers what became of every link;
``run`` fetches from several hosts at once and has pages converted by ``worker`` in other processes;
``place`` writes the posts in the order of the list; ``report`` writes what happened to a file.
"""
