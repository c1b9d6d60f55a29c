"""Fandom: a MediaWiki with its own frame; the rule for MediaWiki is for its pages, too."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Fandom",
    marks=("skin-fandomdesktop",),
    keys={
        "remove": [".info-icon"],
        "tags": [".page-footer__categories .category.normal .name"],
    },
)
