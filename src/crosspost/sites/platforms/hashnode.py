"""Hashnode: tags below the article, the blog's name in its logo."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Hashnode",
    hosts=("hashnode.dev",),
    marks=(("cdn.hashnode.com", "post-content-wrapper"),),
    keys={
        "tags": 'a[href*="hashnode.com/n/"]',
        "site": ".blog-main-logo a",
    },
)
