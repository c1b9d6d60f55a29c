"""What a sentence gives a license for."""

from __future__ import annotations

import pytest

from crosspost.metadata.license_words import is_of_other_work, is_of_this_text


@pytest.mark.parametrize(
    ("sentence", "other", "this"),
    [
        ("This work is licensed under CC BY", False, True),
        ("Except where otherwise noted, content is available under CC BY", False, True),
        ("Dieser Beitrag steht unter der Lizenz CC BY", False, True),
        ("Este artículo se publica bajo licencia CC BY", False, True),
        ("Эта статья доступна по лицензии CC BY", False, True),
        ("この記事は CC BY ライセンス", False, True),
        ("Licensed under CC BY", False, True),
        ("Texts: CC BY", False, True),
        ("Photo: Otto Otter, CC BY", True, False),
        ("Bild von Otto, CC BY", True, False),
        ("Code samples are licensed under CC BY", True, True),
        ("Ann Otter likes CC BY", False, False),
        ("The text from a book is licensed under CC BY", True, False),
    ],
)
def test_what_a_sentence_gives_a_license_for(sentence: str, other: bool, this: bool) -> None:
    assert is_of_other_work(sentence) is other
    if not other:
        assert is_of_this_text(sentence, is_line=True) is this


def test_in_a_long_paragraph_it_has_to_say_that_it_is_this_text() -> None:
    assert is_of_this_text("Licensed under CC BY", is_line=True)
    assert not is_of_this_text("Licensed under CC BY", is_line=False)
    assert is_of_this_text("This text is licensed under CC BY", is_line=False)
