"""Links to licenses: which are the article's, and what the others are the license of."""

from __future__ import annotations

import pytest

from article_page import found, read
from crosspost.metadata.hints import Hint

HEAD = "<title>Otters return</title>"
BY, BY_SA, BY_NC = (
    f"https://creativecommons.org/licenses/{name}/4.0/" for name in ("by", "by-sa", "by-nc")
)


SHORT = {
    "@license": f'rel="license" href="{BY}"',
    "@item": f'itemprop="license" href="{BY}"',
    "@link": f'href="{BY}"',
}


def page(lines: str) -> str:
    """Return an article with these lines; what SHORT has is written out."""
    for short, attributes in SHORT.items():
        lines = lines.replace(short, attributes)
    return f"<article><h1>Otters return</h1>{lines}</article>"


@pytest.mark.parametrize(
    "line",
    [
        "<p>This work is licensed under a <a @link>Creative Commons license</a>.</p>",
        "<p>Dieser Text steht unter der Lizenz <a @link>CC BY</a>.</p>",
        "<p>Cet article est publié sous licence <a @link>CC BY</a>.</p>",
        "<p>本文采用 <a @link>知识共享</a> 许可协议</p>",
        "<p>All text and photos on this site are licensed under <a @link>CC BY</a>.</p>",
        "<p>Except for the photos, the text of this page is under <a @license>it</a>.</p>",
        "<p>License: <a @link>CC BY 4.0</a></p>",
        '<p><a @license><img src="/by/88x31.png" alt="Creative Commons"></a></p>',
        f"<div>{'The river is long. ' * 20}<a @link><svg><desc>An image</desc></svg></a></div>",
        '<p class="post-license">Ann Otter <a @link>CC BY</a></p>',
        '<div itemscope itemtype="https://schema.org/Article"><link @item></div>',
        '<footer><figure><a @link><img src="/88.png"></a></figure></footer>',
        '<div id="site-footer"><ul><li><a @link>Creative Commons</a></li></ul></div>',
    ],
)
def test_what_is_said_of_the_text_or_of_the_site_is_the_license(line: str) -> None:
    assert read(HEAD, page(line)).license == BY


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (
            '<figure><img src="/a"><figcaption>Otto, <a @license>CC</a></figcaption></figure>',
            Hint.PICTURE,
        ),
        ('<div><img src="/a.jpg"><p>Otto <a @link>CC BY</a></p></div>', Hint.PICTURE),
        ('<p class="photo-credit">Otto / <a @license>CC BY</a></p>', Hint.PICTURE),
        ('<p itemscope itemtype="https://schema.org/ImageObject"><a @item>x</a></p>', Hint.PICTURE),
        ('<p itemscope itemtype="https://schema.org/Dataset"><a @item>x</a></p>', Hint.OTHER_WORK),
        ("<p>Foto: Otto, <a @license>CC BY</a>, via Wikimedia Commons</p>", Hint.OTHER_WORK),
        ("<p>Photos in this article are licensed under <a @link>CC BY</a>.</p>", Hint.OTHER_WORK),
        ("<footer>Icons by Otto, <a @link>CC BY</a></footer>", Hint.OTHER_WORK),
        (
            "<p>This article uses material from another, licensed under <a @link>CC BY</a>.</p>",
            Hint.OTHER_WORK,
        ),
        ("<p>The code samples are licensed under <a @license>CC BY</a>.</p>", Hint.OTHER_WORK),
        (
            "<blockquote>This work is licensed under <a @license>CC BY</a>.</blockquote>",
            Hint.QUOTED,
        ),
        ("<pre>Write: <a @license>CC BY</a></pre>", Hint.CODE),
        ('<ol class="comment-list"><li>This text is <a @license>CC BY</a></li></ol>', Hint.COMMENT),
        (
            "<p>The council of the town has published its map under <a @link>CC BY</a>.</p>",
            Hint.OTHER_WORK,
        ),
        ("<p>Otto chose <a @link>CC BY</a> for the river songs.</p>", Hint.UNCLEAR),
    ],
)
def test_that_of_a_picture_of_code_of_a_comment_or_of_a_quoted_work_is_not(
    line: str, hint: Hint
) -> None:
    assert read(HEAD, page(line)).license is None
    assert [c.hints for c in found("license", HEAD, page(line))] == [{hint}]


def test_each_of_two_licenses_in_a_line_is_that_of_the_words_before_it() -> None:
    line = (
        f'<footer>The content of this page is licensed under <a href="{BY_SA}">CC BY-SA</a>, and'
        f' code samples under <a rel="license" href="{BY}">CC BY</a>.</footer>'
    )
    assert read(HEAD, page(line)).license == BY_SA


def test_a_photo_beside_the_license_of_the_site_changes_nothing() -> None:
    credit = f'<figure><img src="/a.jpg"><figcaption><a href="{BY_SA}">CC</a></figcaption></figure>'
    body = f'{page(credit)}<footer>All texts: <a href="{BY_NC}">CC BY-NC</a></footer>'
    article = read(HEAD, body)
    assert (article.license, article.warnings) == (BY_NC, ())


def test_the_head_says_it_of_the_page() -> None:
    assert read(f'<link rel="license" href="{BY}">').license == BY
    assert read(f'<link rel="copyright" href="{BY}">').license == BY
    assert read('<link rel="copyright" href="/imprint">').license is None
    assert read('<link rel="license" href="#license">').license is None
    assert read(f'<link rel="canonical" href="{BY}">', url=BY).license is None


def test_the_license_file_of_a_repository_is_that_of_a_program() -> None:
    for path in ("/otter/river/blob/main/LICENSE", "/otter/river/src/branch/main/COPYING"):
        link = f'<a rel="license" href="{path}">MIT license</a>'
        assert read(HEAD, page(f"<div>{link}</div>")).license is None
