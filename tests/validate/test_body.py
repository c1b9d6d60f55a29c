"""``--body``: links, images and attribution; Liquid is asked of the real one in test_jekyll."""

from __future__ import annotations

import pytest

from crosspost.attribution import attribution
from crosspost.attribution_lines import LINES, line_for
from validate.blog import Blog


@pytest.fixture
def site(blog: Blog) -> Blog:
    blog.file("_config.yml", "url: https://blog.example.org\n")
    blog.file("assets/cat.jpg")
    blog.file("files/talk.pdf")
    return blog


def test_the_body_is_not_looked_at_unless_asked(site: Blog) -> None:
    site.post("title: Radio\n", body="{{ x and [a](/files/none.pdf)\n")
    assert site.codes() == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("![A cat](/assets/cat.jpg)", ""),
        ("![A cat](/assets/Cat.jpg)", "CP854"),
        ("![A dog](/assets/dog.jpg)", "CP854"),
        ('![A dog]({{ "/assets/dog.jpg" | relative_url }})', "CP854"),
        ("![A dog]({{ site.baseurl }}/assets/dog.jpg)", "CP854"),
        ('<img alt="" src="/assets/dog.jpg">', "CP854"),
        ("[slides](/files/none.pdf)", "CP853"),
        ("[slides](/files/talk.pdf)", ""),
        ("[slides](/files/talk%2Epdf?x#page=2)", ""),
        ("[post](/2013/03/06/other/)", ""),
        ("[page](/about.html)", ""),
        ("[elsewhere](/uploads/none.pdf)", ""),
        ("[abroad](https://example.org/none.pdf)", ""),
        ("[relative](none.pdf)", ""),
        ("```\n[slides](/files/none.pdf)\n```", ""),
    ],
)
def test_links_and_images_to_files_of_the_site(site: Blog, body: str, code: str) -> None:
    site.post("title: Radio\n", body=f"{body}\n")
    assert site.codes(body=True) == ([code] if code else [])


def test_a_link_that_is_not_there_is_shown_where_it_stands(site: Blog) -> None:
    site.post("title: Radio\n", body="One.\n\nTwo [slides](/files/none.pdf).\n")
    found = site.said("CP853", body=True)
    assert (found.line, found.column, found.end_column) == (7, 14, 29)


def test_post_url_and_link_name_what_is_there(site: Blog) -> None:
    site.post("title: Radio\n", "2013-03-05-other.md")
    site.post(
        "title: Radio\n",
        body="{% post_url 2013-03-05-other %} {% post_url 2013-03-05-none %}\n"
        "{% link assets/cat.jpg %} {% link assets/none.jpg %}\n",
    )
    found = [f for f in site.findings(body=True) if f.code == "CP851"]
    assert [(f.line, f.column) for f in found] == [(5, 33), (6, 27)]


# Asked of Jekyll 4.3 one by one: whether the build stops.
@pytest.mark.parametrize(
    "body",
    [
        "{% for x in %}{% endfor %}", "{% assign = 1 %}", "{% include %}",
        "{% case %}{% endcase %}", "{% unless %}{% endunless %}", "{% cycle %}",
        "{% capture %}x{% endcapture %}",
        "{% else %}", "{% when 1 %}", "{% if x %}{% endfor %}{% endif %}", "{%%}", "{{ x } }",
        "{% comment %}{% raw %}{% endcomment %}", "{% include_relative none.md %}",
        "{% tablerow x %}{% endtablerow %}", "{% include ../x.html %}", "{% include 'a.html' %}",
        "{% doc %}", "{% if x %}{% if y %}{% endif %}",
    ],
)  # fmt: skip
def test_liquid_that_stops_the_build(site: Blog, body: str) -> None:
    site.post("title: Radio\n", body=f"{body}\n")
    assert site.codes(body=True) == ["CP851"]


@pytest.mark.parametrize(
    "body",
    [
        "{{ page.title | nofilter }}", "{{ page.title | }}", "{{ 'a }}", "{{}}", "{{{ page.x }}}",
        "{% if page.x == %}a{% endif %}", "{% raw %}{{ x {% endraw %}", "{% break %}",
        "{% comment %}{{ x }} {% nonsense %} {% else %}{% endcomment %}", "{% # x %}",
        "{% include a.html x=1 y='b c' z=\"d\" %}", "{% include /a.html %}", "{% echo page.x %}",
        "{% highlight ruby linenos %}x{% endhighlight %}", "{% assign x = page.y | %}",
        "{% if a and b or c contains 'd' %}a{% elsif e %}{% endif %}", "{% cycle 'a', 'b' %}",
    ],
)  # fmt: skip
def test_liquid_that_does_not(site: Blog, body: str) -> None:
    site.file("_includes/a.html")
    site.post("title: Radio\n", body=f"{body}\n")
    assert "CP851" not in site.codes(body=True)


def test_a_plugin_may_bring_tags_of_its_own(site: Blog) -> None:
    site.file("_plugins/quiz.rb", "")
    site.post("title: Radio\n", body="{% quiz x %}\n")
    assert site.codes(body=True) == []


def test_liquid_can_be_off_for_a_post(site: Blog) -> None:
    site.post("title: Radio\nrender_with_liquid: false\n", body="{{ x\n")
    assert site.codes(body=True) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("_Originally posted here: [a](https://example.org/a)_", ""),
        ("_Originally posted here: [a](http://www.example.org/a/?utm_source=x)_", ""),
        ("_Originally posted here: [a](https://example.org/b)_", "links to https://example.org/b"),
        ("Text and [a link](https://example.org/b).", "does not link to its original"),
    ],
)
def test_the_attribution_links_to_the_original(site: Blog, body: str, words: str) -> None:
    site.post("title: Radio\ncanonical_url: https://example.org/a\n", body=f"{body}\n")
    found = [f for f in site.findings(body=True) if f.code == "CP855"]
    assert [words in f.message for f in found] == ([True] if words else [])


@pytest.mark.parametrize("linked", ["https://example.org/a", "https://example.org/a/amp"])
def test_an_attribution_to_one_of_the_two_urls_of_a_post_is_enough(site: Blog, linked: str) -> None:
    fields = "canonical_url: https://example.org/a\noriginal_url: https://example.org/a/amp\n"
    site.post(f"title: Radio\n{fields}", body=f"_Originally posted here: [a]({linked})_\n")
    assert site.codes(body=True) == []
    site.post(f"title: Radio\n{fields}", body="_Originally posted: [b](https://example.org/b)_\n")
    assert site.codes(body=True) == ["CP855"]


def test_a_post_that_is_its_own_original_needs_no_attribution(site: Blog) -> None:
    site.post("title: Radio\ncanonical_url: https://blog.example.org/a\n")
    assert site.codes(body=True) == []


@pytest.mark.parametrize("folder", ["plugins", "_plugins", "src/_plugins"])
def test_a_site_with_plugins_of_its_own_may_have_any_tag(blog: Blog, folder: str) -> None:
    blog.file("_config.yml", "source: src\nplugins_dir: plugins\n" if folder == "plugins"
              else "source: src\n")  # fmt: skip
    blog.file(f"{folder}/img.rb", "")
    blog.file("src/_posts/2013-03-06-a.md", "---\ntitle: Radio\n---\n{% img /a.png %}\n")
    assert blog.codes(body=True) == []


def test_a_post_named_by_its_date_is_found_and_that_is_deprecated(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post("title: Radio\ndate: 2014-07-10 01:15:00\n", "2014-07-11-ferry.md")
    blog.post("title: Radio\n", "2014-08-22-a.md", body="{% post_url 2014-07-10-ferry %}\n")
    blog.post("title: Radio\n", "2014-08-23-b.md", body="{% post_url 2014-7-11-ferry %}\n")
    blog.post("title: Radio\n", "2014-08-24-c.md", body="{% post_url 2014-07-09-ferry %}\n")
    found = {f.path[-4]: f.level for f in blog.findings(body=True) if f.code == "CP851"}
    assert found == {"a": "info", "b": "error", "c": "error"}


@pytest.mark.parametrize("language", LINES)
def test_the_attribution_is_known_in_each_language(site: Blog, language: str) -> None:
    line = attribution(line_for(language), {"url": "https://example.org/a"})
    site.post("title: Radio\n", body=f"{line}\n\nText.\n")
    assert "https://example.org/a" in site.said("CP801").message
    other = "canonical_url: https://example.org/b\n"
    site.post(f"title: Radio\n{other}", body=f"{line}\n\nText.\n")
    assert "The attribution links to" in site.said("CP855", body=True).message
    site.post("title: Radio\ncanonical_url: https://example.org/a\n", body=f"{line}\n\nText.\n")
    assert site.codes(body=True) == []


def test_a_renamed_field_names_the_original(site: Blog) -> None:
    renamed = {"canonical_url": "cannonical"}
    line = attribution(line_for("en"), {"url": "https://example.org/a"})
    site.post("title: Radio\n", body=f"{line}\n\nText.\n")
    found = site.said("CP801", renamed=renamed)
    assert "Add cannonical: https://example.org/a" in found.message and found.fix is None
    site.post("title: Radio\ncannonical: https://example.org/a\n", body=f"{line}\n\nText.\n")
    assert site.codes(body=True, renamed=renamed) == []
    site.post("title: Radio\ncannonical: https://example.org/b\n", body=f"{line}\n\nText.\n")
    assert "but cannonical says" in site.said("CP855", body=True, renamed=renamed).message
