"""The templates of Jekyll's built-in permalink styles (url.rb, documents.md)."""

from __future__ import annotations

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def template_of(permalink: str) -> str:
    """Return the template of a built-in style; any other permalink unchanged."""
    return STYLES.get(permalink, permalink)
