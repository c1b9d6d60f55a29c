"""Hostile HTML shows its text, and does nothing."""

from __future__ import annotations

import pytest

from crosspost.preview.clean import clean


def test_text_tables_links_and_pictures_stay() -> None:
    html = clean(
        '<h2 class="x" style="color: red">A</h2><table><tr><td colspan="2">1</td></tr></table>'
        '<a href="https://e.org/?a=1&amp;b=2" onclick="x()">l</a>'
        '<img src="https://e.org/p.png" alt="p">'
    )
    assert "<h2>A</h2>" in html and '<td colspan="2">1</td>' in html
    assert 'href="https://e.org/?a=1&amp;b=2"' in html and 'target="_blank"' in html
    assert 'rel="noopener noreferrer"' in html and "onclick" not in html
    assert 'src="https://e.org/p.png"' in html and 'loading="lazy"' in html


def test_links_within_a_document_name_it() -> None:
    html = clean('<sup id="r"><a href="#fn1">1</a></sup><p>as in &lt;a href="#x"</p>')
    assert 'href="about:srcdoc#fn1"' in html and "_self" in html
    assert '&lt;a href="#x"' in html  # a text


def test_a_picture_is_shown_from_where_the_function_says() -> None:
    html = clean(
        '<img src="/a.png"><img src="/b.png">',
        {"/a.png": "data:image/png;base64,AA==", "/b.png": None}.get,
    )
    assert "data:image/png;base64,AA==" in html and "/b.png" not in html


@pytest.mark.parametrize(
    "url", ["javascript:x()", "data:text/html,<script>", "file:///etc/passwd", "/etc/passwd"]
)
def test_other_urls_are_not_pictures_and_data_is_no_link(url: str) -> None:
    assert url not in clean(f'<img src="{url}">')
    if not url.startswith("/"):
        assert "href" not in clean(f'<a href="{url}">x</a>')
