"""Squarespace: words for screen readers between the pictures of a gallery."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Squarespace",
    marks=("<!-- This is Squarespace. -->",),
    keys={
        "remove": ".v6-visually-hidden",
    },
)
