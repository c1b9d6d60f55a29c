"""Stack Exchange: a question, with its answers (see ``page/standardize/threads.py``)."""

from crosspost.sites.platform import Platform

PLATFORM = Platform(
    "Stack Exchange",
    marks=(("js-question", "js-post-body"),),
    keys={
        "body": ["#question .js-post-body"],
        "date": [
            "//*[@id='question']//*[contains(@class, 'owner')]"
            "//*[contains(@class, 'relativetime')]/@title"
        ],
    },
)
