"""Templates of attribution and note: what they may say, and values that never turn into markup."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import real_jekyll
from crosspost import convert, import_link
from crosspost.attribution import is_template
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.targets import target_of
from crosspost.text_template import fill
from pages import PARAGRAPH, article
from test_attribution import HOSTILE, shown

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
VALUES: dict[str, Any] = {
    "title": "A bridge",
    "author": "Ann Lee",
    "authors": ["Ann Lee", "B. Ode"],
    "site": "Valley News",
    "date": date(2013, 3, 6),
    "license": "",
    "url": URL,
    "archive_url": "",
    "tags": ["a*b", "c"],
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("See [{{ title }}]({{ url }})", f"See [A bridge]({URL})"),
        ("{% if license %}({{ license }}){% else %}none{% endif %}", "none"),
        ("On {{ date | date('%-d %B %Y') }}, {{ date }}", "On 6 March 2013, 2013-03-06"),
        ("{{ authors | join(' and ') }}", "Ann Lee and B. Ode"),
        ("{{ license | default('no license', true) }}", "no license"),
        (
            "{% for t in tags %}*{{ t }}*{% if not loop.last %}, {% endif %}{% endfor %}",
            "*a\\*b*, *c*",
        ),
        ("{{ title | upper }} {{ tags | first }} {{ tags | length }}", "A BRIDGE a\\*b 2"),
        ("{{ 'by ' ~ author if author else '' }}", "by Ann Lee"),
        ("{% raw %}{{ site.title }}{% endraw %} {{ site }}", "{{ site.title }} Valley News"),
        ("{{ lang }}{{ categories }}", ""),
    ],
)
def test_a_template_says_what_it_says(template: str, text: str) -> None:
    assert fill(template, VALUES, "note") == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ titel }}",
        "{{ title.__class__ }}",
        "{{ title['x'] }}",
        "{{ title | attr('x') }}",
        "{{ title | replace('', 'x') }}",
        "{{ range(9) }}",
        "{{ title() }}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for a in 'xxxx' %}{% endfor %}",
        "{% for a in tags %}" * 3 + "{% endfor %}" * 3,
        "{% for a in tags recursive %}{% endfor %}",
        "{{ loop.last }}",
        "{% for a in tags %}{{ loop.cycle }}{% endfor %}",
        "{% set x = title %}",
        "{% macro x() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% block x %}{% endblock %}",
        "{{ self }}",
        "{{ date | date('%9999999d') }}",
        "{{ date | date(1) }}",
        "{{ title",
        "{% if %}",
        "{% if title %}",
        "{{ license | join(1) | date }}{{ date | join }}",
        "{{ 'x' }}" * 600,
    ],
)
def test_what_is_not_listed_is_one_clear_error(template: str) -> None:
    with pytest.raises(ConfigError, match="attribution") as caught:
        fill(template, VALUES, "attribution")
    assert caught.value.hint


@pytest.mark.jekyll
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "template",
    [
        "By {{ title }}, {{ site }}",
        "**By {{ title }}** ({{ site }}): see",
        "> *By {{ title }}* {{ site | trim }}",
        "x [{{ title }}](https://example.org/) {{ site }}",
        "{% for t in tags %}{{ t }} {% endfor %}",
        "{{ 'By ' ~ title }}",
    ],
)
def test_a_value_is_shown_as_it_is(template: str, value: str) -> None:
    values = {"title": value, "site": value, "tags": [value, value]}
    page = shown(fill(template, values, "note"))
    for fancy, plain in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("…", "...")):
        page = page.replace(fancy, plain)
    assert " ".join(value.split()) in page


@given(st.text(max_size=60), st.sampled_from(["{{ title }}", "*{{ title }}*", "[x]({{ title }})"]))
def test_no_value_is_markup(value: str, template: str) -> None:
    line = fill(f"See {template} there", {"title": value}, "note")
    tokens = MarkdownIt("commonmark").parseInline(line)[0].children or []
    kinds = {token.type for token in tokens} - {"text", "softbreak", "text_special"}
    allowed = {"em_open", "em_close"} if "*" in template else {"link_open", "link_close"}
    assert kinds <= (allowed if template != "{{ title }}" else set())


def test_a_target_of_a_link_is_a_url_or_nothing() -> None:
    assert fill("[x]({{ url }})", {"url": "javascript:alert(1)"}, "note") == "[x]()"
    assert fill("<{{ url }}>", {"url": "https://example.org/a b"}, "note") == (
        "<https://example.org/a%20b>"
    )


def test_no_template_takes_long_or_makes_much() -> None:
    start = time.process_time()
    loops = "{% for a in tags %}{% for b in tags %}{{ title }}{% endfor %}{% endfor %}"
    with pytest.raises(ConfigError, match="longer than"):
        fill(loops, {"tags": ["x"] * 40, "title": "y" * 300}, "note")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("_See {url}_", False),
        ("{{x}} {site}", False),
        ("{{{title}}} {url}", False),
        ("_See {{ url }}_", True),
        ("{% if url %}x{% endif %}", True),
        ("plain", False),
    ],
)
def test_which_form_a_line_has(text: str, expected: bool) -> None:
    assert is_template(text) is expected


@pytest.mark.parametrize("text", ["{{ title }} {url}", "{% if url %}{url}{% endif %}"])
def test_both_forms_in_one_line_are_an_error(text: str) -> None:
    with pytest.raises(ConfigError, match="another form") as caught:
        is_template(text)
    assert "{{url}}" in caught.value.hint


def test_a_post_has_both(tmp_path: Path) -> None:
    config = Config(
        note="By {{ authors | join(', ') }}, {{ date | date('%Y') }}.",
        note_template=True,
        attribution="_{{ site }}: [{{ title }}]({{ url }})_",
    )
    text = convert(article("{{ x }} {% y %}"), URL, config, now=NOW).text
    lines = target_of(tmp_path).body_of(text).split("\n\n")
    assert lines[0] == "By A. Correspondent, 2013."
    assert lines[1].startswith("_Valley News: [\\{\\{ x \\}\\}") and f"]({URL})_" in lines[1]
    own = convert(article(), URL, Config(note="{{ site.title }} {% include x %}"), now=NOW).text
    assert "{{ site.title }} {% include x %}" in own  # of the site's own language, as before


@pytest.mark.jekyll
@pytest.mark.parametrize(
    "template", ["{{ title }}", "x{ {{ title }}", "{%raw%}{{%endraw%}{{title}}%}", "{{title}}% }}"]
)
def test_no_value_in_a_note_is_liquid(tmp_path: Path, template: str) -> None:
    (tmp_path / "_config.yml").touch()
    titles = ["{% include x %} {{ site.x }}", "{% raw", "a {", "% if x %}", "{{", "a {%"]
    config = Config(note=f"Note: {template} end", note_template=True)
    for number, title in enumerate(titles):
        url = f"{URL}/{number}"
        file = tmp_path / "page.html"
        file.write_text(article(title, url=url), "utf-8")
        import_link(str(file), config, site=tmp_path, base_url=url, now=NOW)
    posts = real_jekyll.build(tmp_path)
    assert len(posts) == len(titles)
    assert all("Note: " in post["output"] for post in posts)


def test_jinja_is_loaded_only_for_templates() -> None:
    code = (
        "import sys; from crosspost import convert; from pages import article;"
        f"convert(article(), {URL!r}); print('jinja2' in sys.modules)"
    )
    tests = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {tests!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
    assert PARAGRAPH
