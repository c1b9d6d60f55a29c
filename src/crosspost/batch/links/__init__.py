"""Lists of articles: where they come from, and the lists that lists name.

``sources`` begins; ``reading`` has the readers, one a kind. What may take long is read in a process
of its own (``worker``), with limits; lists that lists name are fetched as politely as pages
(``named``).
"""
