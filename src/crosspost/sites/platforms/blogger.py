"""Blogger: the blog's name in the header, which no metadata has."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Blogger",
    marks=("content='blogger' name='generator'",),
    keys={
        "site": "#header-inner h1.title",
    },
)
