"""The language as a tag."""

from __future__ import annotations

import pytest

from crosspost.metadata.fields.language import normal


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en_us", "en-US"),
        ("DE", "de"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sr-latn", "sr-Latn"),
        ("en-US-x-private", "en-US"),
        ("english", None),
        ("und", None),
        ("", None),
        ("%lang%", None),
    ],
)
def test_a_tag_is_put_into_its_usual_form(text: str, tag: str | None) -> None:
    assert normal(text) == tag
