"""What is read in an Eleventy configuration, which is never executed."""

from __future__ import annotations

import pytest

from crosspost.targets.eleventy_config import (
    copied_folders,
    dialect,
    input_folder,
    picture_folder,
    template_engine,
)
from crosspost.targets.javascript import literals


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("", "."),
        ('dir: { input: "src", output: "_site" }', "src"),
        ('c.setInputDirectory("./content/")', "content"),
        ("dir: { input: where }", None),
        ('dir: { input: "../x" }', None),
        ('input: "a", input: "b"', None),
        ('// input: "a"', "."),
    ],
)
def test_the_input_folder(text: str, folder: str | None) -> None:
    assert input_folder(literals(text)) == folder


@pytest.mark.parametrize(
    ("text", "engine"),
    [
        ("", "liquid"),
        ('markdownTemplateEngine: "njk"', "njk"),
        ("markdownTemplateEngine: false", "none"),
        ("/* markdownTemplateEngine: false */", "liquid"),
        ('markdownTemplateEngine: "hbs"', "unknown"),
        ("markdownTemplateEngine: engine", "unknown"),
        ("markdownTemplateEngine: false, markdownTemplateEngine: x", "unknown"),
    ],
)
def test_the_template_engine(text: str, engine: str) -> None:
    assert template_engine(literals(text)) == engine


def test_copied_folders_and_that_of_pictures() -> None:
    config = literals(
        'dir: { input: "src" }\n'
        'c.addPassthroughCopy("src/css"); c.addPassthroughCopy({ "./public/": "/" });\n'
        'c.addPassthroughCopy("src/img"); c.addPassthroughCopy("CNAME.txt");\n'
        'c.addPassthroughCopy("../out"); c.addPassthroughCopy("src/**/*.pdf");\n'
    )
    copied = copied_folders(config)
    assert copied == {"src/css": "/css", "public": "", "src/img": "/img"}
    assert picture_folder(copied) == ("src/img", "/img")
    assert picture_folder({"public": ""}) == ("public/img", "/img")
    assert picture_folder({"css": "/css"}) == ("", "")


def test_the_options_of_markdown_it() -> None:
    default = dialect({})
    assert default.raw_html and not (default.footnotes or default.autolinks)
    own = dialect(
        literals(
            'import md from "markdown-it"; import note from "markdown-it-footnote";\n'
            'import math from "markdown-it-katex";\n'
            'c.setLibrary("md", md({ linkify: true, typographer: true }).use(note).use(math));'
        )
    )
    assert own.footnotes and own.autolinks and own.smart_quotes and own.math == "$"
    assert not own.raw_html
    assert dialect(literals('c.setLibrary("md", md({ html: true }))')).raw_html
    assert dialect(literals("minify({ html: false })")).raw_html
