"""Mastodon: a post, and what follows it."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Mastodon",
    marks=(('id="mastodon"', "detailed-status"),),
    keys={
        "body": [".detailed-status .status__content__text"],
        "author": [".detailed-status .display-name__html"],
        "tags": ["//*[contains(@class, 'detailed-status')]//a[contains(@class, 'hashtag')]/span"],
    },
)
