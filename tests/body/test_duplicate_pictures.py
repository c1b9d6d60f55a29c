"""Of two sizes of one picture side by side, the larger is kept."""

from __future__ import annotations

import pytest

from media_reasons import reasons

COPY = "a copy of a kept picture"


@pytest.mark.parametrize(
    ("markup", "copies"),
    [
        (
            "<img src='quay-150x150.jpg'><img src='quay.jpg'>",
            [COPY, ""],
        ),
        ("<img src='old-quay-1200x600.jpg'><img src='old-quay-600x800.jpg'>", ["", COPY]),
        ("<img src='/w_400/old-quay.jpg' width='400'><img src='/w_9/old-quay.jpg' width='900'>",
         [COPY, ""]),
        ("<img src='/_next/image?url=%2Fquay-north.jpg&w=64'><img src='/quay-north.jpg'>",
         ["", COPY]),
        ("<img src='quay.jpg'><noscript><img src='quay.jpg'></noscript>", ["", ""]),
        ("<img src='/a/1.jpg'><img src='/b/1.jpg'>", ["", ""]),
        ("<img src='quay-1.jpg'><img src='quay-2.jpg'>", ["", ""]),
        ("<p>Good: <img src='star-full.png' alt='*'> <img src='star-full.png' alt='*'></p>",
         ["", ""]),
    ],
)  # fmt: skip
def test_a_smaller_copy_beside_a_picture_is_left_out(markup: str, copies: list[str]) -> None:
    assert reasons(markup) == copies


def test_a_picture_that_comes_again_after_some_text_is_kept() -> None:
    picture = "<img src='old-quay.jpg'>"
    assert reasons(f"{picture}<p>And once more, by night:</p>{picture}") == ["", ""]
