"""mdBook: each chapter has the title of the book, too."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "mdBook",
    marks=("Book generated using mdBook",),
    keys={
        "body": ["#content main", "#mdbook-content main"],
        "title": ["main > h1"],
    },
)
