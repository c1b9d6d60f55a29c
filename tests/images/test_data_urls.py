"""Pictures that stand in a page itself."""

from __future__ import annotations

from base64 import b64encode

import pytest

from crosspost.images.data_urls import content_of, pictures_in
from pictures import PNG

LONG = PNG + bytes(300)
BASE64 = b64encode(LONG).decode()


@pytest.mark.parametrize(
    "address",
    [
        f"data:image/png;base64,{BASE64}", f"DATA:image/svg+xml;charset=utf-8;base64,{BASE64} ",
        f"data:image/png;base64,{BASE64[:40]}\n{BASE64[40:]}",
    ],
)  # fmt: skip
def test_an_address_is_decoded(address: str) -> None:
    assert content_of(address) == LONG


@pytest.mark.parametrize(
    "address",
    [
        "", "https://example.org/data:image/png;base64,AAAA", "data:text/html;base64,AAAA",
        "data:image/png,AAAA", "data:image/png;base64,", "data:image/png;base64,AAA",
        "data:image/png;base64,AAAA<script>", "data:image/png;base64,ÄÄÄÄ",
    ],
)  # fmt: skip
def test_any_other_address_is_none(address: str) -> None:
    assert content_of(address) is None


def test_all_of_a_page_are_found_but_placeholders() -> None:
    page = f'<img src="data:image/png;base64,{BASE64}"><img src=data:image/gif;base64,R0lGODlhAQ>'
    assert list(pictures_in(page.encode() * 2)) == [LONG, LONG]
