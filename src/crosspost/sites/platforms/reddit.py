"""Reddit: the old pages and the new ones."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Reddit",
    marks=("<shreddit-post", 'data-fullname="t3_'),
    keys={
        "body": [
            "shreddit-post [property='schema:articleBody']",
            "#siteTable .link .usertext-body .md",
            "shreddit-comment [slot=comment], .commentarea .usertext-body .md",
        ],
        # That of the head begins with the number of votes.
        "description": [
            "(//shreddit-post//*[@property='schema:articleBody']//p)[1]",
            "#siteTable .link .md > p:first-of-type",
        ],
        "date": ["//shreddit-post/@created-timestamp"],
        "title": ["shreddit-post h1", "#siteTable a.title"],
    },
)
