"""The targets of links in Markdown that crosspost has written."""

from __future__ import annotations

import pytest

from cpu import check_growth
from crosspost import to_markdown
from crosspost.markdown.link_targets import replaced, targets

OLD = "https://old.example.org/a/"


def moved(url: str) -> str | None:
    return "/new/" if url == OLD or url == f"{OLD}?b=1&c=2" else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f'<p><a href="{OLD}">a</a> and <a href="{OLD}#part">b</a></p>',
         "[a](/new/) and [b](/new/#part)"),
        (f'<p><a href="{OLD}" title="A word of it">a</a></p>', '[a](/new/ "A word of it")'),
        (f'<p><a href="{OLD}">{OLD}</a></p>', f"[{OLD}](/new/)"),
        (f'<p><a href="{OLD}?b=1&amp;c=2">a</a></p>', "[a](/new/)"),
        (f'<p><a href="{OLD}x_(y)">a</a></p>', f"[a]({OLD}x_(y))"),
        (f'<p><a href="{OLD}"><img src="https://old.example.org/a.png" alt="p"></a></p>',
         "[![p](https://old.example.org/a.png)](/new/)"),
        (f'<p><code>[a]({OLD})</code> <a href="{OLD}">b</a></p>', f"`[a]({OLD})` [b](/new/)"),
        (f"<pre><code>[a]({OLD})\n~~~\n</code></pre><p><a href='{OLD}'>b</a></p>",
         f"~~~~\n[a]({OLD})\n~~~\n~~~~\n\n[b](/new/)"),
        (f"<ul><li><p>x</p><pre>&lt;a href=\"{OLD}\"></pre></li></ul><p><a href='{OLD}'>b</a></p>",
         f"- x\n\n  ~~~\n  <a href=\"{OLD}\">\n  ~~~\n\n[b](/new/)"),
        ("<p>[a](https://old.example.org/a/)</p>", r"\[a\](https://old.example.org/a/)"),
        (f'<p>{{{{ x }}}} <a href="{OLD}">b</a></p>', "{{ '{{' }} x }} [b](/new/)"),
    ],
)  # fmt: skip
def test_targets_are_replaced_and_nothing_else(html: str, expected: str) -> None:
    assert replaced(to_markdown(html), moved).strip() == expected


def test_links_in_html_are_found() -> None:
    cell = f'<td rowspan="2"><ul><li><a href="{OLD}#x">a</a></li></ul></td><td>b</td>'
    text = to_markdown(f"<table><tr>{cell}</tr><tr><td>c</td></tr></table>")
    assert targets(text) == [f"{OLD}#x"]
    assert replaced(text, moved) == text.replace(OLD, "/new/")


def test_all_targets_are_listed_in_order() -> None:
    text = f"[a]({OLD}) `[b]({OLD}b)` <{OLD}c> [d](/relative)\n"
    assert targets(text) == [OLD, f"{OLD}c"]


@pytest.mark.parametrize("piece", ["`", "` `` ", "](https://a", "<a href ", "~~~\n", '<a "'])
def test_the_time_grows_with_the_length(piece: str) -> None:
    check_growth(lambda size: piece * size, targets, size=20_000, times=4)
