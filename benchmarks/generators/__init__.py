"""Real generators, for tests and benchmarks: each builds a site and gives its pages.

A module has ``new_site(root)``, a site whose pages show nothing but the text of a post;
``POSTS``, the folder of its posts; ``build(site)``, which fails with an AssertionError where the
generator fails; and ``page_of(site, name)``, the HTML of the post in the file of that name.
"""
