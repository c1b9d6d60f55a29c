"""Licenses in words, without a link."""

from __future__ import annotations

import pytest

from article_page import found, read
from crosspost.metadata.hints import Hint

BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    "body",
    [
        "<p>This article is licensed under CC BY-SA 4.0.</p>",
        "<p>It rained. This <b>work</b> is available under a Creative Commons "
        "Attribution-ShareAlike 4.0 International License.</p>",
        "<p>Dieser Text steht unter der Lizenz CC BY-SA 4.0.</p>",
        "<p>Cet article est publié sous licence CC-BY-SA 4.0</p>",
        "<p>本站文章采用 CC BY-SA 4.0 许可协议</p>",
        "<footer>Content on this site is licensed under CC BY-SA 4.0 unless noted.</footer>",
        "<footer>Sauf mention contraire, les textes de ce site sont publiés sous licence"
        " CC BY-SA 4.0.</footer>",
        "<footer>© 2024 River Post. <a href='/license'>All texts: CC BY-SA 4.0</a></footer>",
    ],
)
def test_what_a_sentence_says_of_the_text_or_the_site_is_the_license(body: str) -> None:
    article = read("", f"<h1>Otters</h1>{body}")
    assert (article.license, article.sources["license"]) == (BY_SA, "license in words")


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("<p>Photo: Karl Kamera, CC BY-SA 4.0</p>", Hint.OTHER_WORK),
        ("<p>We discussed this with the council, which likes CC BY-SA 4.0</p>", Hint.UNCLEAR),
        ("<p>The text of this law is published under CC BY-SA 4.0</p>", Hint.UNCLEAR),
        ("<figure><figcaption>This work: CC BY-SA 4.0</figcaption></figure>", Hint.PICTURE),
        ("<div class='comments'><p>This text: CC BY-SA 4.0</p></div>", Hint.COMMENT),
        ("<pre>This work is licensed under CC BY-SA 4.0</pre>", Hint.CODE),
        ("<footer>Icons: CC BY-SA 4.0</footer>", Hint.OTHER_WORK),
        ("<footer>Theme licensed under CC BY-SA 4.0</footer>", Hint.OTHER_WORK),
    ],
)
def test_of_a_picture_of_code_or_in_passing_it_is_not(body: str, hint: Hint) -> None:
    assert read("", f"<h1>Otters</h1>{body}").license is None
    assert [c.hints for c in found("license", "", f"<h1>Otters</h1>{body}")] == [{hint}]


def test_without_its_version_it_names_no_license() -> None:
    assert found("license", "", "<footer>Content: CC BY-SA</footer>") == []


def test_a_link_to_the_deed_is_left_to_the_reader_of_links() -> None:
    link = f'<a href="{BY_SA}">CC BY-SA 4.0</a>'
    page = f"<footer>All content of this site is under {link}</footer>"
    assert [str(c.source) for c in found("license", "", page)] == ["Creative Commons link"]
