"""Medium: tags below the article."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Medium",
    hosts=("medium.com",),
    marks=('property="al:android:app_name" content="Medium"',),
    keys={
        "tags": 'a[href*="/tag/"][href*="source=post_page"]',
    },
)
