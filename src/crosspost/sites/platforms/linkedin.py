"""Articles on LinkedIn: what the author does, as a heading under the title."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "LinkedIn",
    marks=(("pulse_read", "publisher-author-card"),),
    keys={
        "remove": ".publisher-author-card",
    },
)
