"""What the rules say of Jekyll, asked of the real one."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

import real_jekyll
import ruby
from crosspost.targets.jekyll.permalinks import prettified, slugified
from crosspost.validate.dates import instant, read_date
from crosspost.validate.reader import read
from crosspost.validate.scalars import resolve
from crosspost.validate.tree import Scalar
from validate.blog import Blog

pytestmark = pytest.mark.jekyll

# One a line: plain values, and what people write behind ``date:``.
VALUES = (Path(__file__).parent / "values.txt").read_text("utf-8").splitlines()
DATES = (Path(__file__).parent / "dates.txt").read_text("utf-8").splitlines()

_DUMP = """---
---
[{% for p in site.posts %}{ "name": {{ p.path | split: "/" | last | jsonify }},
"url": {{ p.url | jsonify }}, "title": {{ p.title | jsonify }}, "tags": {{ p.tags | jsonify }},
"categories": {{ p.categories | jsonify }}, "layout": {{ p.layout | jsonify }},
"authors": {{ p.authors | jsonify }}, "x": {{ p.x | jsonify }} },
{% endfor %}{ "name": "", "twice": {{ site.tags.twice | size }} }]
"""


def build(blog: Blog) -> tuple[dict[str, Any], str]:
    """Build a site as people do; returns its posts by name, and what Jekyll printed."""
    blog.file("dump.json", _DUMP)
    done = ruby.jekyll("build", "--disable-disk-cache", folder=blog.root, TZ="UTC")
    printed = done.stdout + done.stderr
    if done.returncode:
        return {}, printed
    rows = json.loads((blog.root / "_site/dump.json").read_text("utf-8"))
    return {row["name"]: row for row in rows}, printed


def test_what_becomes_of_faulty_posts(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    post = blog.post
    post("title: a: b\ntags: [x]\n", "2013-01-01-broken.md")
    post("- a\n", "2013-01-02-a-list.md")
    post("title: Radio\nx: !ruby/object:Set {}\n", "2013-01-03-ruby.md")
    post("title: Radio\nx: !!python/object/apply:os.system [ls]\n", "2013-01-04-python.md")
    post("title: :x\n", "2013-01-05-symbol.md")
    post("title: one\ntitle: two\n", "2013-01-06-twice.md")
    post("title: 12:30\n", "2013-01-07-time.md")
    post("title: No\n", "2013-01-08-no.md")
    post("title:\n", "2013-01-09-empty-title.md")
    post("tag: music x\ntags: [piano]\n", "2013-01-10-tag.md")
    post("tags:\n - a\n -\ncategories:\n - c\n -\nauthors:\n - b\n -\n", "2013-01-11-null.md")
    post("tags: [twice, twice]\n", "2013-01-12-double.md")
    post("published:\n", "2013-01-13-hidden.md")
    post("published: no\n", "2013-01-14-hidden-too.md")
    post('published: "false"\n', "2013-01-15-public.md")
    post("draft: true\n", "2013-01-16-draft.md")
    post("title: Radio\n", "2016-06-31-no-such-day.md")
    post("title: Radio\n", "31-10-2016-ignored.md")
    post("tags: piano, music\ncategories: Peace Boat\n", "2013-01-17-strings.md")
    post("tag: a, b\n", "2013-01-18-one-tag.md")
    post("title: Radio\nlayout: nope\n", "2013-01-19-layout.md")
    post("date: 2013-01-20\npermalink: my//post/\n", "2013-01-20-slashes.md")
    post("base: &b {x: 1, title: merged}\n<<: *b\nx: 2\n", "2013-01-21-merge.md")
    post("title: Radio\n", "2013-01-22-a copy.md")
    post("title:\t\tRadio\t\n", "2013-01-23-tabs.md")
    post("title: RAA.succ #=> 2\n", "2013-01-24-cut.md")
    blog.file("_posts/2013-02-01-none.md", "# Text")
    blog.file("_posts/2013-02-02-unclosed.md", "---\ntitle: Radio\n\nText")
    blog.file("_posts/2013-02-03-four.md", "----\ntitle: Radio\n----\nText")
    blog.file("_posts/2013-02-04-bom.md", "\ufeff---\ntitle: Bommed\n---\nText")
    blog.file("_posts/2013-02-05-latin.md", "---\ntitle: Café\n---\nText".encode("latin-1"))
    blog.file("_posts/2013-02-06-utf16.md", "---\ntitle: Radio\n---\nText".encode("utf-16"))
    blog.file("_posts/2013-02-07-same.md", "---\ntitle: a\n---\n")
    blog.file("_posts/2013-02-07-same.markdown", "---\ntitle: b\n---\n")
    posts, printed = build(blog)
    # CP201, CP202, CP208, CP209: all front matter is lost, and the post is published today.
    for name in ("2013-01-01-broken", "2013-01-02-a-list", "2013-01-03-ruby", "2013-01-05-symbol"):
        assert posts[f"{name}.md"]["title"] is None
        assert not posts[f"{name}.md"]["url"].startswith("/2013/")
    assert posts["2013-01-04-python.md"]["x"] == ["ls"]
    assert "YAML Exception" in printed
    # CP203, CP209, CP306
    assert posts["2013-01-06-twice.md"]["title"] == "two"
    assert posts["2013-01-07-time.md"]["title"] == 45000
    assert posts["2013-01-08-no.md"]["title"] == "No"  # the slug, not the word
    assert posts["2013-01-09-empty-title.md"]["title"] == "Empty Title"
    # CP303, CP503, CP504
    assert posts["2013-01-10-tag.md"]["tags"] == ["music x"]
    assert posts["2013-01-11-null.md"]["tags"] == ["a"]
    assert "" in posts["2013-01-11-null.md"]["categories"]
    assert posts["2013-01-11-null.md"]["authors"] == ["b", None]
    assert posts[""]["twice"] == 2
    # CP211, CP304
    assert "2013-01-13-hidden.md" not in posts
    assert "2013-01-14-hidden-too.md" not in posts
    assert "2013-01-15-public.md" in posts
    assert "2013-01-16-draft.md" in posts
    # CP110, CP111, CP112
    assert posts["2016-06-31-no-such-day.md"]["url"] == "/2016/07/01/no-such-day.html"
    assert "31-10-2016-ignored.md" not in posts
    assert posts["2013-01-22-a copy.md"]["url"].endswith("/a-copy.html")
    # CP501, CP502, CP701, CP706, CP707
    assert posts["2013-01-17-strings.md"]["tags"] == ["piano,", "music"]
    assert posts["2013-01-17-strings.md"]["categories"] == ["Peace", "Boat"]
    assert posts["2013-01-18-one-tag.md"]["tags"] == ["a, b"]
    assert "Layout 'nope' requested" in printed
    assert posts["2013-01-20-slashes.md"]["url"] == "/my/post/"
    assert "Conflict" in printed
    # CP204, CP206, CP212
    assert posts["2013-01-23-tabs.md"]["title"] == "Radio"
    assert posts["2013-01-24-cut.md"]["title"] == "RAA.succ"
    assert (posts["2013-01-21-merge.md"]["title"], posts["2013-01-21-merge.md"]["x"]) == (
        "merged",
        2,
    )
    # CP101, CP102, CP103, CP104, CP105
    for name in ("none", "unclosed", "four"):
        assert (
            posts[f"2013-02-0{('none', 'unclosed', 'four').index(name) + 1}-{name}.md"]["title"]
            == name.capitalize()
        )
    assert posts["2013-02-04-bom.md"]["title"] == "Bommed"
    assert "2013-02-05-latin.md" not in posts
    assert "2013-02-06-utf16.md" not in posts


def test_what_becomes_of_values_that_are_no_text(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    post = blog.post
    post('title: Null\ntags:\n - ""\n - ~\n - Star Wars: A New Hope\n', "2013-01-01-null.md")
    post("title: !Important news\n", "2013-01-02-mark.md")
    post("title: [Draft, two]\n", "2013-01-03-list.md")
    post("published: ~\n", "2013-01-04-hidden.md")
    post("title: Radio\npermalink: pretty\n", "2013-01-05-style.md")
    post("title: Radio\npermalink: https://example.org/a/\n", "2013-01-06-address.md")
    post("tags: a\n  -\tb\n", "2013-01-07-tab.md")
    post("title: C\ntags:\n  - C #sharp\n  - #jazz\n", "2013-01-08-hash.md")
    blog.file("_posts/2013-02-01-four.md", "---\ntitle: Radio\n----\n\nText\n")
    blog.file("_posts/2013-02-02-indent.md", "---\ntitle: Radio\n ---\n\nText\n")
    posts, _ = build(blog)
    assert posts["2013-01-01-null.md"]["title"] == "Null"  # the slug
    assert posts["2013-01-01-null.md"]["tags"] == ["", {"Star Wars": "A New Hope"}]
    assert posts["2013-01-02-mark.md"]["title"] == "news"
    assert posts["2013-01-03-list.md"]["title"] == ["Draft", "two"]
    assert "2013-01-04-hidden.md" not in posts
    assert posts["2013-01-05-style.md"]["url"] == "/pretty"
    assert posts["2013-01-06-address.md"]["url"] == "/https:/example.org/a/"
    assert posts["2013-01-07-tab.md"]["tags"] == ["a", "-", "b"]
    assert posts["2013-01-08-hash.md"]["tags"] == ["C"]
    assert posts["2013-02-01-four.md"]["title"] == "Four"  # no front matter was seen
    assert posts["2013-02-02-indent.md"]["title"] == "Indent"


@pytest.mark.parametrize(
    "front_matter",
    ["date:\n", "date: 2013-13-45\n", "date: yesterday\n", "date: 12:30\n",
     "permalink: /a/:nope/\n"],
)  # fmt: skip
def test_one_post_stops_the_whole_build(blog: Blog, front_matter: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post(front_matter)
    posts, _ = build(blog)
    assert posts == {}
    assert [f.level for f in blog.findings()] == ["error"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{{ x", "was not properly terminated"),
        ("{{ x }", "was not properly terminated"),
        ("{% if x %}", "'if' tag was never closed"),
        ("{% endif %}", "Unknown tag 'endif'"),
        ("{% foo %}", "Unknown tag 'foo'"),
        ("{% raw %}", "'raw' tag was never closed"),
        ("{% if x", "was not properly terminated"),
        ("{% for x %}{% endfor %}", "Valid syntax: for [item] in [collection]"),
        ("{% assign x %}", "Valid syntax: assign [var] = [source]"),
        ("{% highlight %}x{% endhighlight %}", "Valid syntax: highlight <lang>"),
        ("{% if x = 1 %}{% endif %}", "Unknown operator ="),
        ("{% comment %}{% if %}{% endcomment %}", "Valid syntax: if [expression]"),
        ("{% include none.html %}", "Could not locate the included file 'none.html'"),
        ("{% include a.html x= %}", "Invalid syntax for include tag"),
    ],
)
def test_liquid_says_what_we_say(blog: Blog, body: str, words: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post("title: Radio\n", body=f"{body}\n")
    posts, printed = build(blog)
    assert posts == {}
    assert words in printed
    assert words in blog.said("CP851", body=True).message


def test_liquid_that_parses_is_not_reported(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post(
        "title: Radio\n",
        body="{% raw %}{{ x }{% endraw %} {{ '{{' }} {% if x %}a{% elsif y %}b{% else %}{% endif %}"
        " {% highlight ruby %}x{% endhighlight %} {%- comment -%} {{ x }} {%- endcomment -%}"
        " {% for a in b %}{{ a }}{% else %}{% endfor %} {% case a %}{% when 1 %}{% endcase %}\n",
    )
    posts, _ = build(blog)
    assert posts
    assert "CP851" not in blog.codes(body=True)


def test_the_repaired_tags_are_nine_and_the_address_stays(blog: Blog) -> None:
    tags = ["Harbour", "North Coast", "Radioland", "Peace Boat", "Projects"]
    (case,) = (Path(__file__).parent / "cases/CP205--first-item-on-the-key-line/_posts").iterdir()
    blog.file("_config.yml", "title: A blog\n")
    blog.file(f"_posts/{case.name}", case.read_bytes())
    before, _ = build(blog)
    blog.run(fix=True, show_info=False)
    after, _ = build(blog)
    assert "-" in before[case.name]["tags"]
    assert after[case.name]["tags"] == tags
    assert after[case.name]["url"] == before[case.name]["url"]


def test_plain_values_are_resolved_as_psych_does() -> None:
    asked = real_jekyll.read_yaml([f"- {value}" for value in VALUES])
    for value, answer in zip(VALUES, asked, strict=True):
        kind, printed = resolve(Scalar(value, 0, 0, ""))
        if isinstance(answer, dict) and "error" in answer:
            assert kind == "symbol", value
            continue
        (read_value,) = answer
        if isinstance(read_value, dict):
            assert kind in ("date", "time"), value
        elif read_value is None:
            assert kind == "null", value
        elif isinstance(read_value, bool):
            assert (kind, printed) == ("bool", str(read_value).lower()), value
        elif isinstance(read_value, str):
            assert kind == "text", value
        else:
            assert kind in ("integer", "float", "sexagesimal"), value
            assert float(printed) == pytest.approx(float(read_value)), value


_RUBY = r"""
require "json"; require "psych"; require "date"; require "time"
puts JSON.generate(JSON.parse(STDIN.read).map { |text|
  begin
    value = Psych.safe_load("d: #{text}", permitted_classes: [Date, Time])["d"]
    Time.parse(value.to_s).to_i
  rescue ArgumentError
    nil
  end
})
"""


def test_dates_are_read_as_ruby_does() -> None:
    asked = ruby.run(_RUBY, json.dumps(DATES), TZ="UTC")
    assert asked.returncode == 0, asked.stderr
    for text, seconds in zip(DATES, json.loads(asked.stdout), strict=True):
        reading = read_date(Scalar(text, 0, 0, ""))
        if seconds is None:
            assert reading.verdict == "invalid", text
        else:
            assert reading.verdict != "invalid", text
            timestamp = instant(reading, UTC)
            assert timestamp is not None, text
            assert int(timestamp.timestamp()) == seconds, text


def test_slugs_are_jekylls() -> None:
    words = ["a b copy", "x_y__z", "Übung Ä", "C++ & co.", "a--b", "(1)-x", "naïve e\u0301",
             "日本語 x", "a.b.c", "it's", "50%"]  # fmt: skip
    assert [slugified(word).lower() for word in words] == real_jekyll.slugify(words)
    assert prettified("C++ & co.") == "C++-&-co."


def test_front_matter_is_split_where_jekyll_splits_it() -> None:
    texts = ["---\na: 1\n---\nb", "---\n---\n", "--- \t\na: 1\n---  \nb", "---\na: 1\n...\nb",
             "---\na: 1\n", "----\na: 1\n----\n", " ---\na: 1\n---\n", "---\r\na: 1\r\n---\r\nb",
             "---\n\n\na: 1\n---\n", "---\na: |\n  ---\n---\nb", "---\na: 1\n  ---x\n---\nb", "",
             "---", "---\n", "---\na: 1\n---", "text\n---\na: 1\n---\n"]  # fmt: skip
    for text, answer in zip(texts, real_jekyll.split(texts), strict=True):
        post = read("x.md", text.encode())
        seen = post.format == "yaml" and not post.fence
        assert seen == (answer is not None), repr(text)
        if answer is not None:
            assert post.block.strip() == answer[0][3:].strip(), repr(text)
            assert post.text[post.body_start :].strip() == answer[1].strip(), repr(text)


def test_bytes_for_a_text_stop_the_build_until_they_are_mended(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("index.html", "---\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}\n")
    blog.post("title: !binary |-\n  S8O2bG4=\n", "2013-01-01-a.md")
    blog.post("title: Zürich\n", "2013-01-02-b.md")
    posts, printed = build(blog)
    assert not posts and "incompatible character encodings" in printed
    blog.run(fix=True)
    assert build(blog)[0]["2013-01-01-a.md"]["title"] == "Köln"


@pytest.mark.parametrize(
    ("block", "fields"),
    [("\ufefftitle: A\ntags: [x]\n", 1), ("# A\n\ufefftitle: A\ntags: [x]\n", 1),
     ("\ufeff# A\ntitle: A\ntags: [x]\n", 2), ("\ufefftitle: A\n", 1)],
)  # fmt: skip
def test_a_mark_before_the_first_key(blog: Blog, block: str, fields: int) -> None:
    script = "require 'psych'; puts Psych.safe_load(STDIN.read).length"
    assert int(ruby.run(script, f"---\n{block}").stdout) == fields
    blog.post(block)
    lost = "tags" in block and fields == 1
    assert ("none of the others" in str([f.message for f in blog.findings()])) == lost
