"""Published documents of Google Docs: banners around the document."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Google Docs",
    marks=(('id="publish-banner"', "doc-content"),),
    keys={
        "remove": ["#banners", "#header", "#footer"],
    },
)
