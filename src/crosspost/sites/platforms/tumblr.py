"""Tumblr: the blog is the author and the site, in JSON-LD alone."""

from crosspost.sites.platform import Platform

_BLOG = (
    "substring-before("
    "substring-after(//script[@type='application/ld+json'], '\"author\":\"'), '\"')"
)

PLATFORM = Platform(
    "Tumblr",
    marks=('content="tumblr-feed:entry"',),
    keys={"author": _BLOG, "site": _BLOG},
)
