"""Wix: tags below the article."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Wix",
    marks=('content="Wix.com Website Builder"',),
    keys={
        "tags": '[data-hook="tag-cloud"] a',
    },
)
