"""GitHub: the text of a repository, an issue or a discussion."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "GitHub",
    ("github.com",),
    ('property="og:site_name" content="GitHub"',),
    keys={
        "body": [".js-discussion .js-comment-body", "article.markdown-body"],
        # The days of files and releases are not that of the text.
        "remove": [
            "table[aria-labelledby=folders-and-files], .BorderGrid-cell relative-time",
            # Badges.
            "a > img[data-canonical-src$='.svg'], a > img[data-canonical-src*='shields.io']",
        ],
        "title": [".js-issue-title", "(//article[contains(@class, 'markdown-body')]//h1)[1]"],
        "description": [".BorderGrid-cell .f4"],
        "date": ["(//*[contains(@class, 'js-discussion')]//relative-time/@datetime)[1]"],
        "tags": [".topic-tag", ".js-issue-labels .IssueLabel"],
    },
)
