"""What reads a site's Markdown: how it is spelled, and where nothing may be written."""

from __future__ import annotations

from pathlib import Path

import pytest

import real_jekyll
from crosspost import convert
from crosspost.errors import ConfigError
from crosspost.model.dialect import KRAMDOWN
from crosspost.targets.jekyll.target import Jekyll

WORDS = "The station went on air on Monday, and seven villages listened to it for an hour. "
PAGE = f"""<!doctype html><title>Radio</title><body><article><h1>Radio</h1><p>{WORDS * 4}</p>
<p>{WORDS}<br>b <s>c</s> {WORDS * 3}</p></article>"""


def site(folder: Path, config: str) -> Jekyll:
    (folder / "_config.yml").write_text(config, encoding="utf-8")
    return Jekyll.read_site(folder)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("title: A blog", "gfm"),
        ("markdown: Kramdown", "gfm"),
        ("kramdown:", "gfm"),
        ("kramdown: {input: GFM, hard_wrap: false}", "gfm"),
        ("kramdown: {input: GFM, hard_wrap: true}", "hard_wrap"),
        ("kramdown: {input: kramdown}", "kramdown"),
        ("kramdown: {gfm_quirks: no_auto_typographic}", "kramdown"),
        ('kramdown: {gfm_quirks: ":paragraph_end"}', "gfm"),
        ("kramdown: {gfm_quirks: [paragraph_end, no_auto_typographic]}", "gfm"),
        ("markdown_ext: markdown,md", "gfm"),
    ],
)
def test_the_settings_of_kramdown_make_the_flavor(
    tmp_path: Path, config: str, expected: str
) -> None:
    warnings: list[str] = []
    assert site(tmp_path, config).dialect(warnings) == KRAMDOWN[expected]
    assert warnings == []


BOOLEANS = ["true", '"true"', "yes", '"yes"', '"no"', "0", "1", '" "', "[a]"]
BOOLEANS += ["false", '"false"', '" False "', "no", "null", '""']


@pytest.mark.jekyll
def test_a_boolean_is_what_jekyll_takes_it_for(tmp_path: Path) -> None:
    """Also in quotes, which kramdown reads in its own way and Ruby takes for true."""
    roots = [tmp_path / str(number) for number in range(len(BOOLEANS))]
    for root, value in zip(roots, BOOLEANS, strict=True):
        (root / "_posts").mkdir(parents=True)
        (root / "_config.yml").write_text(f"future: {value}\nkramdown: {{hard_wrap: {value}}}\n")
        (root / "_posts/2013-03-06-a.md").write_text("---\ntitle: A\n---\none\ntwo\n")
        (root / "_posts/2999-03-06-b.md").write_text("---\ntitle: B\n---\nThree.\n")
    for root, value, built in zip(
        roots, BOOLEANS, real_jekyll.build_with([(root, {}) for root in roots]), strict=True
    ):
        site = Jekyll.read_site(root)
        is_wrapped = "<br" in built["2013-03-06-a.md"]["html"]
        assert (site.dialect([]) == KRAMDOWN["hard_wrap"], value) == (is_wrapped, value)
        assert (site.site.future, value) == ("2999-03-06-b.md" in built, value)


@pytest.mark.threat("7: text that a site's processor takes for HTML")
@pytest.mark.parametrize(
    "config",
    [
        "markdown: redcarpet",
        "markdown: rdiscount",
        "markdown: Pandoc",
        "markdown: MyOwn",
        "markdown: CommonMarkGhPages",
        "markdown: GFM",
        "markdown: CommonMark\ncommonmark: {options: [SMART, unsafe]}",
        "markdown: 5",
        "kramdown: {input: html}",
        "kramdown: {input: Markdown}",
        "kramdown: {input: 5}",
        "markdown_ext: markdown,mkd",
    ],
)
def test_where_text_may_become_markup_nothing_is_written(tmp_path: Path, config: str) -> None:
    with pytest.raises(ConfigError, match=r"_config\.yml: (?:markdown|kramdown)") as caught:
        convert(PAGE, "https://example.org/a", site=site(tmp_path, config))
    assert caught.value.hint


def test_commonmark_without_html_is_safe_and_shows_less(tmp_path: Path) -> None:
    post = convert(PAGE, "https://example.org/a", site=site(tmp_path, "markdown: CommonMark"))
    assert any("CommonMark leaves out HTML" in warning for warning in post.warnings)


def test_a_post_is_spelled_as_its_site_reads(tmp_path: Path) -> None:
    usual = convert(PAGE, "https://example.org/a").body
    plain = site(tmp_path, "kramdown: {input: kramdown}")
    assert "hour.\\\nb ~~c~~" in usual
    assert 'hour.<br>\nb <del markdown="span">c</del>' in (
        convert(PAGE, "https://example.org/a", site=plain).body
    )
