"""Discourse: a topic, as search engines or browsers see it."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Discourse",
    marks=('content="Discourse ',),
    keys={
        "body": ["#post_1 .post", "#post_1 .cooked", ".crawler-post .post"],
        "remove": [".lightbox .meta, .quote-controls, .quote .avatar"],
        "next": ["[role=navigation] a[rel=next]"],
    },
)
