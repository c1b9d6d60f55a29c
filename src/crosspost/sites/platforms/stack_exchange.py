"""Stack Exchange: a question, with its answers (see ``page/standardize/threads.py``)."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Stack Exchange",
    marks=(("js-question", "js-post-body"),),
    keys={
        "body": ["#question .js-post-body"],
        "author": [
            "//*[@id='question']//*[contains(@class, 'owner')]//*[@itemprop='author']//a",
        ],
        "date": [
            "//*[@id='question']//*[contains(@class, 'owner')]"
            "//*[contains(@class, 'relativetime')]/@title"
        ],
    },
)
