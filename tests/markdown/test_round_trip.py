"""The promise, tried on any tree of supported elements with any text.

What the source shows, real Liquid and kramdown show again.
"""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosspost.markdown import to_markdown
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.jekyll.liquid import guard
from kramdown import to_html
from shown import shown

# What Markdown, kramdown, HTML and Liquid might take for their own.
HAZARDS = [
    *"\\`*_{}[]()#+-.!|~<>&$:^=\"'%@/;,?",
    *("**", "__", "~~", "$$", "``", "```", "---", "--", "...", "<<", ">>", "===", "1. ", "2013. "),
    *("- ", "+ ", "* ", "# ", "> ", "| ", ": ", "[^1]", "[^1]: ", "[x]: ", "*[x]: ", "{:.c}"),
    *("{::c}", "{:/}", "{#i}", "<b>", "</b>", "<div>", "<!--", "-->", "&amp;", "&lt;", "&#33;"),
    *("http://x.y/a_b", "a@b.c", "{{", "}}", "{%", "%}", "{% raw %}", "{{ x }}", "a_b", "![a](b)"),
    *("[a](b)", "\\*", "\\\\", "\u00a0", "é", "日本", "א", "“", "😀"),
]
words = st.lists(
    st.one_of(
        st.sampled_from(HAZARDS),
        st.sampled_from(["a", "word", " ", " ", " "]),
        st.text(st.characters(exclude_categories=["C", "Z"]), max_size=3),
    ),
    min_size=1,
    max_size=7,
).map("".join)
# Text that is seen and does not fall to the white space around it.
texts = words.filter(lambda text: text.strip() and not text.isspace()).map(escape)
addresses = st.sampled_from(
    ["https://example.org/", "/a_b*c", "https://example.org/Foo_(bar)", "/x?a=1&amp;b=2", "/é~$$"]
)


def mark(name: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda html: f"<{name}>{html}</{name}>")


def links(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(addresses, inner).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>')


images = st.tuples(addresses, texts).map(lambda pair: f'<img src="{pair[0]}" alt="{pair[1]}">')
leaves = st.one_of(
    texts,
    texts,
    mark("code", texts),
    mark("kbd", texts),
    mark("sup", texts),
    images,
    st.just("<br>"),
)
simple = st.lists(st.one_of(texts, leaves), min_size=1, max_size=4).map("".join)
marked = st.one_of(
    *(mark(name, simple) for name in ("strong", "em", "del", "ins", "sub", "mark", "b", "span"))
)
twice = st.lists(st.one_of(leaves, marked), min_size=1, max_size=4).map("".join)
linking = st.lists(st.one_of(leaves, marked, links(simple)), min_size=1, max_size=4).map("".join)
pieces = st.one_of(leaves, marked, mark("strong", linking), mark("em", linking), links(twice))


@st.composite
def inline(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(pieces, min_size=1, max_size=5)))


cells = st.lists(st.one_of(texts, marked, mark("code", texts)), min_size=1, max_size=3).map("".join)


def paragraphs() -> st.SearchStrategy[str]:
    return st.one_of(
        mark("p", inline()),
        mark("p", inline()),
        st.tuples(st.sampled_from(["h1", "h2", "h3", "h6"]), inline()).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        words.map(lambda text: f"<pre><code>{escape(text)}</code></pre>"),
        st.just("<hr>"),
        st.lists(st.tuples(cells, cells), min_size=1, max_size=3).map(table),
        st.lists(st.tuples(inline(), inline()), min_size=1, max_size=2).map(definitions),
    )


def table(rows: list[tuple[str, str]]) -> str:
    body = "".join(f"<tr><td>x{a}</td><td>{b}x</td></tr>" for a, b in rows)
    return f"<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody>{body}</tbody></table>"


def definitions(pairs: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>x{a}</dt><dd>x{b}</dd>" for a, b in pairs) + "</dl>"


def containers(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(children, min_size=1, max_size=3).map("".join)
    items = st.lists(st.one_of(mark("li", inline()), mark("li", several)), min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda html: f"<blockquote>{html}</blockquote>"),
        items.map(lambda html: f"<ul>{''.join(html)}</ul>"),
        items.map(lambda html: f"<ol>{''.join(html)}</ol>"),
        items.map(lambda html: f'<ol start="7">{"".join(html)}</ol>'),
        several.map(lambda html: f"<div>{html}</div>"),
    )


@st.composite
def articles(draw: st.DrawFn) -> str:
    blocks = st.recursive(paragraphs(), containers, max_leaves=6)
    return "".join(draw(st.lists(blocks, min_size=1, max_size=4)))


# Hypothesis warns that the strategies below are long when written out; nobody writes them out.
pytestmark = [
    pytest.mark.jekyll,
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),
]
thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def markdown_of(html: str) -> str:
    return guard(to_markdown(to_soup(parse_fragment(html, None))))


@given(articles())
@thorough
def test_the_built_page_shows_what_the_source_showed_and_is_converted_to_itself(html: str) -> None:
    built = to_html(markdown_of(html))
    assert shown(built) == shown(html)
    once = markdown_of(built)
    assert markdown_of(to_html(once)) == once


@given(inline())
@thorough
def test_a_paragraph_stays_one(html: str) -> None:
    """The commonest block, in greater depth."""
    assert shown(to_html(markdown_of(f"<p>x{html}x</p>"))) == shown(f"<p>x{html}x</p>")
