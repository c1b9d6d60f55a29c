"""Forem (dev.to): tags under the title."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Forem",
    hosts=("dev.to",),
    marks=("crayons-article__header",),
    keys={
        "tags": '//div[contains(@class, "spec__tags")]/a/text()',
    },
)
