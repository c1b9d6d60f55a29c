"""GitHub's gists: the files, without the comments."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Gist",
    ("gist.github.com",),
    ('property="og:site_name" content="Gist"',),
    keys={
        "body": [".gist-content article.markdown-body, .gist-content .blob-wrapper"],
        "title": ["//meta[@property='og:title']/@content"],
        "author": [".gisthead .author a"],
    },
)
