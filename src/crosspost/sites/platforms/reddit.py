"""Reddit: the old pages and the new ones."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Reddit",
    marks=("<shreddit-post", 'data-fullname="t3_'),
    keys={
        "body": [
            "shreddit-post [slot=text-body] .md",
            "#siteTable .link .usertext-body .md",
            "shreddit-comment .md, .commentarea .usertext-body .md",
        ],
        # That of the head begins with the number of votes.
        "description": [
            "shreddit-post [slot=text-body] .md > p:first-of-type",
            "#siteTable .link .md > p:first-of-type",
        ],
        "title": ["shreddit-post h1", "#siteTable a.title"],
    },
)
