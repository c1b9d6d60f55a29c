"""Labels for the software of a site, and labels that only look like them."""

from __future__ import annotations

import pytest

from crosspost.metadata.fields.label_flags import label_of


@pytest.mark.parametrize(
    "flag",
    [
        "show-published-date",
        "front-page",
        "Featured",
        "featured-on-home",
        "Featured-auf-Startseite",
        "hasProduct: true",
        "Category: News",
        "NLP Entity Tokens: India",
        "contentId: 15cd344d-456b",
        "Elevated:false",
        "LockedPostSource:LOCKED_POST_SOURCE_NONE",
        "_commerce",
        "paywall exclude",
        "comments-enabled",
        "textaboveleftsmall",
        "stream-23490979",
        "wfid24920828",
        "18153161",
        "8f507083-bac4-423a-9015-2eb31e1bce50",
        "DE0001234567",
        "sections/inland",
        "author-ann-otter",
        "Not Set",
        "editor's picks",
        "Uncategorized",
    ],
)
def test_flags_are_no_labels(flag: str) -> None:
    assert label_of(flag) == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tag:otters", "otters"),
        ("topic/otters", "otters"),
        ("Rivers: a history", "Rivers: a history"),
        ("AI/ML", "AI/ML"),
        ("tcp/ip", "tcp/ip"),
        ("2024", "2024"),
        ("iPhone", "iPhone"),
        ("show jumping", "show jumping"),
        ("5G", "5G"),
        ("C++", "C++"),
        ("python-3.x", "python-3.x"),
        ("section 28", "section 28"),
    ],
)
def test_other_labels_stay_without_what_they_are_said_to_be(text: str, label: str) -> None:
    assert label_of(text) == label
