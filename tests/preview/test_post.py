"""A post as HTML: front matter, and Markdown as far as a preview needs it."""

from __future__ import annotations

from datetime import date

from crosspost.preview.post import body, front_matter


def same(url: str) -> str:
    return url


def test_front_matter_is_a_table_of_texts() -> None:
    html = front_matter({"title": "<b>A</b>", "tags": ["x", "y"], "date": date(2024, 3, 5)})
    assert '<th scope="row">title</th><td>&lt;b&gt;A&lt;/b&gt;</td>' in html
    assert "<td>x, y</td>" in html and "<td>2024-03-05</td>" in html
    assert front_matter({}) == ""


def test_tables_footnotes_and_definitions() -> None:
    table, note = "| a | b |\n|---|---|\n| 1 | 2 |\n", "Text.[^1]\n\n[^1]: Note.\n"
    html = body(f"{table}\n{note}\nterm\n: words\n", same)
    assert "<td>1</td>" in html and "<dd>words</dd>" in html
    assert 'href="about:srcdoc#fn1"' in html and 'id="fn1"' in html and "Note." in html


def test_attribute_lists_are_not_shown() -> None:
    html = body('## A\n{: id="a"}\n\n- {: id="b"} item\n', same)
    assert "{:" not in html and "<h2>A</h2>" in html and "item" in html


def test_players_become_a_line_and_load_nothing() -> None:
    html = body('<iframe src="https://video.example.org/1" loading="lazy"></iframe>\n', same)
    assert "player: https://video.example.org/1" in html and "<iframe" not in html


def test_html_in_a_post_does_nothing() -> None:
    html = body("a <script>x()</script><b onclick=x()>b</b>\n\n<style>p{}</style>\n", same)
    assert "script" not in html and "onclick" not in html and "style" not in html
