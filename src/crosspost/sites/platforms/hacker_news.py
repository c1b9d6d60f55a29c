"""Hacker News: what somebody asks or shows, or the comments on a link."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Hacker News",
    marks=(('id="hnmain"', "fatitem"),),
    keys={
        "body": [".fatitem .toptext", ".commtext"],
        "author": [".fatitem .hnuser"],
        "date": [
            "concat(substring-before(//*[contains(@class, 'fatitem')]"
            "//*[@class='age']/@title, ' '), 'Z')"
        ],
    },
)
