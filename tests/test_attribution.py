"""The attribution line: the template's own words, and values that never turn into markup."""

from __future__ import annotations

from urllib.parse import unquote

import lxml.html
import pytest

import kramdown
from crosspost.attribution import attribution
from crosspost.config import ATTRIBUTION
from crosspost.errors import ConfigError

URL = "http://www.example.org/new/en/news/2725/"
FULL = (
    "_First published[[ by {author}]][[ on {site}]][[, {date}]]: [{title}]({url})[[ ({license})]]_"
)
HOSTILE = [
    "A](http://evil.example/) [b",
    "*bold* _it_ __x__ `code` **",
    "<script>alert(1)</script> <b>",
    "a | b || c",
    "{{ site.title }} {% raw %}",
    "{: onclick='x'} {::nomarkdown}",
    "$$x$$ ~~gone~~ &copy; &#33; a & b",
    "[^1] [x]: y ![a](b)",
    "^1 first",
    "# heading",
    "- item",
    "+ item",
    ": term",
    "1. first",
    "2013. It was",
    "> quote",
    "=== ---",
    "back\\slash \\* end\\",
    "_",
    "*",
    "snake_case and _edge_",
    "C# and C++",
    "wow! (really)",
]


def shown(markdown: str) -> str:
    """Return what a reader sees of Markdown that real kramdown has rendered."""
    page = lxml.html.fragment_fromstring(kramdown.to_html(markdown, liquid=False), "div")
    return " ".join(page.text_content().split())


def test_the_default_line_names_the_address_as_text_and_target() -> None:
    assert attribution(ATTRIBUTION, {"url": URL}) == (
        f"_The text below was originally posted here: [{URL}]({URL})_"
    )


def test_every_placeholder_is_filled_in() -> None:
    values = {
        "title": "Radio",
        "author": "Ann Lee",
        "site": "Example",
        "date": "2013-03-06",
        "license": "CC BY 4.0",
        "url": URL,
    }
    assert attribution(FULL, values) == (
        f"_First published by Ann Lee on Example, 2013-03-06: [Radio]({URL}) (CC BY 4.0)_"
    )


def test_a_part_in_double_brackets_is_left_out_without_its_value() -> None:
    assert attribution(FULL, {"title": "Radio", "url": URL}) == f"_First published: [Radio]({URL})_"


def test_a_link_may_stand_in_double_brackets() -> None:
    template = "By {author}[[[ ({license})]({url})]]."
    values = {"author": "Ann", "license": "CC0", "url": URL}
    assert attribution(template, values) == f"By Ann[ (CC0)]({URL})."
    assert attribution(template, {"author": "Ann"}) == "By Ann."


def test_double_braces_are_braces() -> None:
    assert attribution("{{x}} {site}", {"site": "Example"}) == "{x} Example"


@pytest.mark.parametrize("template", ["{athor}", "{url!r}", "{url:>9}", "{}", "{0}", "{url.x}"])
def test_an_unknown_placeholder_is_an_error_that_names_the_known_ones(template: str) -> None:
    with pytest.raises(ConfigError) as caught:
        attribution(template, {"url": URL})
    assert "{author}" in caught.value.hint


@pytest.mark.parametrize("template", ["{url", "url}", "[[{url]]}"])
def test_a_stray_brace_is_an_error(template: str) -> None:
    with pytest.raises(ConfigError):
        attribution(template, {"url": URL})


def test_what_is_no_web_address_is_never_a_target() -> None:
    template = "See [[[it]({url})]]"
    for url in ("javascript:alert(1)", "saved.html", ""):
        assert attribution(template, {"url": url}) == "See"


@pytest.mark.jekyll
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{title}", "{title}"),
        ("_By {title} on {site}_", "By {title} on {site}"),
        ("**By {title}** ({site}): see", "By {title} ({site}): see"),
        ("x [{title}](http://example.org/) {site}", "x {title} {site}"),
        ("> *By {title}* {site}", "By {title} {site}"),
    ],
)
def test_a_value_is_shown_as_it_is(template: str, words: str, value: str) -> None:
    line = attribution(template, {"title": value, "site": value})
    assert _plainly(shown(line)) == _plainly(words.format(title=value, site=value))


def _plainly(text: str) -> str:
    """Forgive typographic quotes and dots, which Jekyll sets in all text."""
    for fancy, plain in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("…", "...")):
        text = text.replace(fancy, plain)
    return text


@pytest.mark.jekyll
@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a_b_c",
        "http://example.org/_x_",
        "http://example.org/a(b",
        "http://example.org/a)b(c",
        "http://example.org/a b|c",
        "http://example.org/a*b*c~~d~~",
        "http://example.org/?a=1&copy=2&b=[x]",
        "http://example.org/--x--/'q'",
        "http://example.org/{{x}}",
        'http://example.org/"x"<y>',
        "http://example.org/`x`\\y^z",
        "http://example.org/日本/é",
    ],
)
def test_a_strange_address_stays_one_link(url: str) -> None:
    page = lxml.html.fragment_fromstring(
        kramdown.to_html(attribution(ATTRIBUTION, {"url": url}), liquid=False), "div"
    )
    [paragraph] = page
    [emphasis] = paragraph
    [link] = emphasis
    assert (paragraph.tag, emphasis.tag, link.tag) == ("p", "em", "a")
    assert _plainly(link.text_content()) == url
    assert unquote(link.get("href")) == unquote(url)
