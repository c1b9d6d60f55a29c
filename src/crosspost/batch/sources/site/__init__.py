"""A site's folder of Markdown files as a source: of any generator of static sites.

``layout`` tells which generator the folder was written for and which files are posts, ``page_urls``
what their URLs were, ``templates`` and ``markdown_html`` make HTML of a text, ``links`` finds the
pictures and posts that it leads to, ``reader`` puts these together.
"""
