"""mdBook: each chapter has the title of the book, too; some lines of code are hidden."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "mdBook",
    marks=("Book generated using mdBook",),
    keys={
        "body": ["#content main", "#mdbook-content main"],
        "remove": ["code .boring"],
        "title": ["main > h1"],
    },
)
