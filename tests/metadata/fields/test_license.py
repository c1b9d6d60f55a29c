"""The license."""

from __future__ import annotations

import pytest

from crosspost.metadata.fields.license import tidy


@pytest.mark.parametrize(
    ("text", "license"),
    [
        (
            "http://creativecommons.org/licenses/by-sa/3.0/igo/",
            "https://creativecommons.org/licenses/by-sa/3.0/igo/",
        ),
        (
            "https://creativecommons.org/licenses/by/4.0/deed.de",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("/terms/license", "https://example.org/terms/license"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0"),
        ("All rights reserved", None),
        ("© 2024 River Post", None),
        ("javascript:alert(1)//x", None),
        ("", None),
    ],
)
def test_a_license_is_an_address_or_words_and_no_reservation(
    text: str, license: str | None
) -> None:
    assert tidy(text, "https://example.org/a") == license
