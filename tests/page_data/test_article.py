"""Pages whose article is in their data."""

from __future__ import annotations

import json
from typing import Any

import pytest

import crosspost
import pages
from crosspost.errors import NoArticle
from crosspost.model import Article
from page_data import forms

SHELL = "the text is from the data in the page's scripts: the page itself shows none of it"
TEASER = "the text is from the data in the page's scripts: the page itself shows only a part of it"


def found(page: str, url: str = forms.URL) -> Article:
    return crosspost.extract(page, url)


def post(page: str) -> str:
    return crosspost.convert(page, forms.URL).body


@pytest.mark.parametrize("form", forms.FORMS)
def test_an_article_in_each_form_comes_with_its_structure(form: str) -> None:
    text = post(forms.shell(forms.next_data(forms.FORMS[form])))
    picture = "https://miro.medium.com/v2/resize:fit:1400/1*otter.jpeg"
    picture = picture if form == "Medium" else forms.PICTURE
    for piece in (
        f"\n\n{forms.FIRST}\n\n{forms.SECOND}\n",
        "\n## At the mill\n",
        f"\n[Two of them]({forms.LINK}){forms.THIRD[11:]}\n",
        f"![An otter]({picture})",
        "\n- The weir\n- The ford\n",
        forms.LAST,
    ):
        assert piece in text


def test_a_shell_says_where_its_text_is_from() -> None:
    article = found(forms.shell(forms.next_data(forms.HTML)))
    assert article.warnings == (SHELL,)
    assert article.metadata.title == forms.TITLE


def test_a_shell_may_have_a_footer() -> None:
    footer = "<footer><p>The news of the valley, written by those who live there.</p></footer>"
    page = forms.shell(forms.next_data(forms.HTML)).replace("</body>", f"{footer}</body>")
    for times in (1, 5):
        assert found(page.replace(footer, footer * times)).warnings == (SHELL,)


STATE = {"page": {"article": {"headline": forms.TITLE, "body": forms.HTML}}}


def devalue(value: Any) -> list[Any]:
    """Write a value as an array whose values refer to each other by their indexes."""
    written: list[Any] = []

    def add(one: Any) -> int:
        at = len(written)
        written.append(None)
        if isinstance(one, dict):
            written[at] = {name: add(inner) for name, inner in one.items()}
        elif isinstance(one, list):
            written[at] = [add(inner) for inner in one]
        else:
            written[at] = one
        return at

    add(value)
    return written


def stream(value: Any) -> list[Any]:
    """The same as React Router writes it: the names of objects are values, too."""
    written: list[Any] = []

    def add(one: Any) -> int:
        at = len(written)
        written.append(None)
        if isinstance(one, dict):
            written[at] = {f"_{add(name)}": add(inner) for name, inner in one.items()}
        else:
            written[at] = one
        return at

    add(value)
    return written


def nuxt(value: Any) -> list[Any]:
    """The same as Nuxt 3 writes it, in a wrapper."""
    moved = devalue([value])
    moved[0] = ["ShallowReactive", 1]
    return moved


def apollo() -> dict[str, Any]:
    paragraphs = forms.medium_paragraphs()
    known = {f"Paragraph:{number}": one for number, one in enumerate(paragraphs)}
    refs = [{"__ref": name} for name in known]
    return {
        "ROOT_QUERY": {"__typename": "Query", 'post({"id":"1"})': {"__ref": "Post:1"}},
        "Post:1": {
            "title": forms.TITLE,
            "content({})": {"bodyModel": {"paragraphs": refs}},
        },
        **known,
    }


def quoted(value: Any, quote: str = "'") -> str:
    """Write JSON as a string of JavaScript."""
    text = json.dumps(value).replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return quote + text.replace("<", "\\x3c") + quote


def flight() -> str:
    """Write what Next.js writes into many scripts, in pieces that end anywhere."""
    length = len(forms.HTML.encode())
    row = json.dumps(["$", "$L1", None, {"post": {"title": forms.TITLE, "html": "$2a"}}])
    text = f'1:I["app.js"]\n2a:T{length:x},{forms.HTML}3:{row}\n4:"$undefined"\n'
    pushed = [json.dumps([1, text[at : at + 500]]) for at in range(0, len(text), 500)]
    scripts = (f"<script>self.__next_f.push({one})</script>" for one in pushed)
    return "".join(scripts).replace("</p", "<\\/p").replace("</f", "<\\/f")


SCRIPTS = {
    "Next.js, in a stream": flight(),
    "Next.js": forms.next_data(forms.HTML),
    "Nuxt 3": forms.script(nuxt(STATE)),
    "Nuxt 2": forms.script({"data": [STATE]}, "", "window.__NUXT__=", ";"),
    "React Router": "<script>window.__reactRouterContext.streamController.enqueue("
    + json.dumps(json.dumps(stream(STATE))).replace("</", "<\\/")
    + ");</script>",
    "Remix": forms.script({"state": {"loaderData": STATE}}, "", "window.__remixContext = ", ";"),
    "Apollo": forms.script(apollo(), "", "window.__APOLLO_STATE__ = ", ""),
    "Apollo in Next.js": forms.script({"props": {"apolloState": apollo()}}),
    "a variable": forms.script(STATE, "text/javascript", "window.__INITIAL_STATE__ = ", ";f()"),
    "a variable with undefined": "<script>window.__PRELOADED_STATE__ = "
    + json.dumps(STATE).replace("</", "<\\/").replace('"page":', '"user":undefined,"page":')
    + "</script>",
    "a string": f"<script>window.__INITIAL_STATE__ = JSON.parse({quoted(STATE)});</script>",
    "a string in double quotes": f"<script>var s=JSON.parse({quoted(STATE, chr(34))})</script>",
    "Gatsby": forms.script(
        {"result": {"data": {"markdownRemark": {
            "html": forms.HTML, "frontmatter": {"title": forms.TITLE}}}}},
        "", "/*<![CDATA[*/window.pageData=", ";/*]]>*/",
    ),
    "AMP": f"<amp-state id=a>{forms.script(STATE)}</amp-state>",
    "SvelteKit": forms.script({"status": 200, "body": json.dumps(STATE)}),
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_data_of_each_framework_is_read(name: str) -> None:
    article = found(forms.shell(SCRIPTS[name]))
    assert forms.FIRST in article.text
    assert article.text.endswith(forms.LAST)


def json_ld(text: str, **more: Any) -> str:
    facts = {"@type": "NewsArticle", "headline": forms.TITLE, "articleBody": text, **more}
    return forms.script(facts, "application/ld+json")


def test_plain_text_is_taken_in_paragraphs_and_said_to_be_plain() -> None:
    article = found(forms.shell(json_ld(forms.PLAIN)))
    assert [p.get_text() for p in article.body.find_all("p")] == forms.PLAIN.split("\n\n")
    assert "without pictures, links and headings" in article.warnings[0]


def test_rich_text_is_preferred_to_plain_text() -> None:
    page = forms.shell(json_ld(forms.PLAIN) + forms.next_data(forms.HTML))
    assert found(page).warnings == (SHELL,)


def teaser(scripts: str, shown: str = f"<p>{forms.FIRST}</p><p>{forms.SECOND}</p>") -> str:
    return pages.article(forms.TITLE, shown, url=forms.URL, head=scripts)


@pytest.mark.parametrize("form", forms.FORMS)
def test_a_teaser_is_continued(form: str) -> None:
    article = found(teaser(forms.next_data(forms.FORMS[form])))
    assert article.text.startswith(forms.FIRST)
    assert article.text.endswith(forms.LAST)
    assert TEASER in article.warnings
    assert article.metadata.authors == ("A. Correspondent",)


def test_what_the_page_shows_itself_is_left_to_it() -> None:
    whole = teaser(forms.next_data(forms.HTML), forms.HTML)
    assert found(whole).warnings == ()


MORE = f"<p>{pages.PARAGRAPH}</p>" * 3 + f"<p>{forms.THIRD}</p>"

OTHERS = {
    "related articles": {"related": [{"title": "Other news", "content": MORE}]},
    "other articles": {"posts": [{"title": f"Other news {n}", "content": MORE} for n in range(3)]},
    "comments": {"title": forms.TITLE, "comments": [{"body": MORE}]},
    "comments in a list": {"title": forms.TITLE, "items": [{"body": MORE}, {"body": MORE}]},
    "a text about cookies": {"title": forms.TITLE, "cookieConsent": {"text": MORE}},
    "a privacy notice": {"title": forms.TITLE, "privacyNotice": MORE},
    "the author": {"title": forms.TITLE, "author": {"bio": MORE}},
    "words of the interface": {"title": forms.TITLE, "i18n": {"en": {"about": MORE}}},
    "a text without a name": {"about": MORE},
    "the site": {"site": {"title": "Valley News", "about": MORE}},
}


@pytest.mark.parametrize("name", OTHERS)
def test_texts_that_are_not_the_article_are_not_taken(name: str) -> None:
    data = forms.script({"props": OTHERS[name]})
    with pytest.raises(NoArticle) as error:
        found(forms.shell(data, f"{forms.TITLE} | Valley News"))
    assert error.value.needs_browser
    shown = found(teaser(data))
    assert shown.warnings == ()
    assert shown.text.endswith(forms.SECOND)


def test_another_version_of_the_article_is_not_taken_for_its_end() -> None:
    other = f"<p>{forms.FIRST}</p>" + "<p>The weir is still closed, and no one knows.</p>" * 20
    assert found(teaser(forms.next_data(other))).warnings == ()


def test_text_that_the_page_shows_elsewhere_is_not_added() -> None:
    more = f"{MORE}<p>{forms.LAST}</p>"
    box = f'<aside class="related">{more}</aside>'
    page = teaser(forms.next_data(f"<p>{forms.FIRST}</p><p>{forms.SECOND}</p>{more}"))
    assert found(page).warnings == (TEASER,)
    assert found(page.replace("</main>", f"</main>{box}")).warnings == ()


def test_the_front_page_of_a_site_is_not_an_article() -> None:
    data = forms.next_data(forms.HTML, title="Valley News")
    with pytest.raises(NoArticle):
        found(forms.shell(data, "Home"), "https://news.example.org/")


def test_the_url_tells_which_article_is_the_page_s() -> None:
    other = {"title": "Something else", "slug": "something-else", "content": MORE * 3}
    own = {"title": "Otters", "slug": "otters-come-back", "content": forms.HTML}
    page = forms.shell(forms.script({"posts": [other, own]}), "Valley News")
    assert found(page).text.startswith(forms.FIRST)


def test_title_and_day_of_the_data_are_used_where_the_page_has_none() -> None:
    page = forms.shell(
        forms.next_data(forms.HTML, slug="otters-come-back", publishedAt="2024-03-05T10:00:00Z"),
        "",
    )
    facts = found(page).metadata
    assert facts.title == forms.TITLE
    assert facts.published is not None
    assert facts.published.isoformat()[:10] == "2024-03-05"


def test_html_of_the_data_is_cleaned() -> None:
    bad = (
        forms.HTML + '<script>alert(1)</script><p onclick="x()">{{ site }} <a '
        'href="javascript:x">end of it</a></p><img src=x onerror=alert(1)>'
    )
    text = post(forms.shell(forms.next_data(bad)))
    assert "end of it" in text
    for piece in ("alert", "onclick", "javascript:", "onerror"):
        assert piece not in text
