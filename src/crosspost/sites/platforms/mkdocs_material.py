"""Material for MkDocs."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Material for MkDocs",
    marks=("mkdocs-material",),
    keys={
        "body": ["article.md-content__inner"],
        "remove": [".md-content__button, .md-tags, .md-feedback, .md-source-file, .headerlink"],
        "date": [".md-source-file .git-revision-date-localized-plugin"],
        "tags": [".md-tag"],
    },
)
