"""Lists of articles: where they come from, and the lists that lists name.

``resolve`` is the entry; ``reading`` has the readers, one for each format. Lists that may take long
are read in a separate process (``worker``), with limits; lists that other lists name are fetched as
politely as pages (``named``).
"""
