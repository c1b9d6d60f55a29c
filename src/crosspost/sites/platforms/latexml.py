"""LaTeXML: papers as arXiv shows them (see ``page/standardize/latexml.py``)."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "LaTeXML",
    marks=("ltx_page_main", "ltx_document"),
    keys={
        "body": ["article.ltx_document"],
        "remove": [".ltx_authors, .ltx_dates, .ltx_pagination, .ltx_page_logo"],
        "author": ["//*[contains(@class, 'ltx_personname')]/text()[1]"],
    },
)
