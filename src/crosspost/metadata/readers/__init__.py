"""One file a syntax: ``read(view)`` yields what the page says in it."""
