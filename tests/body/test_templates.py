"""``template_blocks``: placeholders that no script has filled in."""

from __future__ import annotations

import pytest

from block_page import document
from crosspost.body.blocks import group
from crosspost.body.templates import template_blocks


def placeholders(html: str) -> list[str]:
    found = group(document(html).flow)
    return [found.texts[block] for block in sorted(template_blocks(found))]


@pytest.mark.parametrize(
    "text",
    [
        "{{ title }}",
        "By {{ author.name | upper }}",
        "{{ day }} {{ month }}",
        "{% include body.html %}",
        "${article.body}",
        "&lt;%= name %&gt;",
        "[[ item.title ]]",
    ],
)
def test_a_block_that_is_only_a_placeholder(text: str) -> None:
    assert len(placeholders(f"<p>{text}</p><p>The ferry</p>")) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<pre>{{ title }}</pre>",
        "<p><code>{{ title }}</code></p>",
        "<table><tr><td><code>{% if x %}</code></td></tr></table>",
        "<p>In a template, {{ title }} is replaced by the title of the page.</p>",
        "<p>Ferries [[26]]</p>",
        "<p>{1, 2}</p>",
    ],
)
def test_an_article_about_templates(html: str) -> None:
    assert placeholders(html) == []
