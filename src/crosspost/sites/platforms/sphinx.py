"""Sphinx: the themes of Read the Docs, Furo, PyData and those that come with it."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Sphinx",
    marks=("sphinx-doc.org", "documentation_options.js"),
    keys={
        "body": [
            "[itemprop=articleBody]",
            "article#furo-main-content",
            "article.bd-article",
            "div.body[role=main]",
        ],
        "remove": [
            ".headerlink, .viewcode-link, .language-selection",
            "nav.contents.local, div.contents.topic",
        ],
    },
)
