"""The data of the pipeline, all frozen, one file each.

``Link`` → ``Page`` → ``Document`` → ``Article`` → ``Post`` → ``Outcome``
"""

from __future__ import annotations

from crosspost.model.article import Article
from crosspost.model.document import Document
from crosspost.model.finding import Edit, Finding, Fix, Level
from crosspost.model.flow import Flow
from crosspost.model.link import Link
from crosspost.model.loss import Loss, Part
from crosspost.model.metadata import FIELDS, Metadata
from crosspost.model.outcome import Outcome, Status
from crosspost.model.page import (
    AMP,
    EMBED,
    ON_ONE_PAGE,
    OTHER_FORMS,
    PRINT,
    FetchedPictures,
    FollowingPage,
    GivenPicture,
    Page,
    Pages,
    Picture,
    Saved,
    WebPicture,
)
from crosspost.model.post import Post
from crosspost.model.selected import Selected, Tried
from crosspost.model.site_rule import Action, Selector, SiteRule
from crosspost.model.step import Observer, Step
from crosspost.model.update import Conflict, Update

__all__ = [
    "AMP",
    "EMBED",
    "FIELDS",
    "ON_ONE_PAGE",
    "OTHER_FORMS",
    "PRINT",
    "Action",
    "Article",
    "Conflict",
    "Document",
    "Edit",
    "FetchedPictures",
    "Finding",
    "Fix",
    "Flow",
    "FollowingPage",
    "GivenPicture",
    "Level",
    "Link",
    "Loss",
    "Metadata",
    "Observer",
    "Outcome",
    "Page",
    "Pages",
    "Part",
    "Picture",
    "Post",
    "Saved",
    "Selected",
    "Selector",
    "SiteRule",
    "Status",
    "Step",
    "Tried",
    "Update",
    "WebPicture",
]
