"""MediaWiki: Wikipedia and other wikis."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "MediaWiki",
    marks=('content="MediaWiki', 'id="mw-content-text"'),
    keys={
        "body": ["#mw-content-text .mw-parser-output", "#mw-content-text"],
        # What is about the page and its editing, or leads to other pages.
        "remove": [
            ".mw-editsection, .mw-cite-edit, .mw-empty-elt, .mw-jump-link, .printfooter",
            ".ambox, .tmbox, .cmbox, .hatnote, .dablink, .shortdescription, .Z3988, .noprint",
            ".navbox, .navbox-styles, .vertical-navbox, .NavFrame, .catlinks, #toc, .toc",
            ".sistersitebox, .portalbox, .portal-bar, .authority-control, #normdaten",
            ".archwiki-template-meta-related-articles, .archwiki-template-message",
            ".bandeau-container, .homonymie, .magnify, .mw-indicators, #coordinates",
        ],
        "tags": ["#mw-normal-catlinks ul a"],
    },
)
