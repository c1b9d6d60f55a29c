"""Notion's export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from batch.sources.exports.exports import folder_of, png, read_path, zip_of

ONE, TWO = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
MARKDOWN = f"""# The bridge

Tags: Bridges, Rivers
Date: March 6, 2013
Author: Ann Reed

It *opened*: see [the river](The%20bridge%20{ONE}/River%20{TWO}.md) and [a site](https://example.org/x).

![The bridge %20](The%20bridge%20{ONE}/photo.png)

[paper](The%20bridge%20{ONE}/paper.pdf)
"""
FILES = {
    f"The bridge {ONE}.md": MARKDOWN,
    f"The bridge {ONE}/River {TWO}.md": "# River\n\nNote: this is text\nand goes on.\n",
    f"The bridge {ONE}/photo.png": png(),
    f"The bridge {ONE}/paper.pdf": b"%PDF-1.4",
    f"The bridge {ONE}/table {TWO}.csv": "Name\nRiver\n",
}


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_pages_are_drafts_with_their_pictures(how: str, tmp_path: Path) -> None:
    make = folder_of if how == "folder" else zip_of
    found = read_path(make(tmp_path / ("export" if how == "folder" else "e.zip"), FILES))
    assert found.faults == []
    bridge, river = found.by_title["The bridge"], found.by_title["River"]
    assert bridge.draft and river.draft
    assert bridge.overrides["tags"] == ["Bridges", "Rivers"]
    assert bridge.overrides["date"] == date(2013, 3, 6)
    assert bridge.overrides["author"] == "Ann Reed"
    assert "<em>opened</em>" in bridge.body
    assert 'src="data:image/png;base64,' in bridge.body
    assert "<span>the river</span>" in bridge.body and 'href="https://example.org/x"' in bridge.body
    assert "Note: this is text" in river.body
    assert any("links to other pages" in one for one in bridge.warnings)
    assert any("not pictures" in one for one in bridge.warnings)
    assert found.parts[("post", "page", "drafts")] == 2
    assert found.parts[("table", "", "left out: its rows are pages")] == 1


def test_pages_in_html(tmp_path: Path) -> None:
    page = f"""<html><head><title>The bridge</title><style>p {{}}</style></head><body>
<article id="{ONE}" class="page sans"><header><h1 class="page-title">The bridge</h1>
<table class="properties"><tbody><tr><th>Tags</th><td><span class="selected-value">Bridges</span>
<span class="selected-value">Rivers</span></td></tr></tbody></table></header>
<div class="page-body"><p>It opened.</p><img src="photo.png"></div></article></body></html>"""
    found = read_path(
        zip_of(tmp_path / "e.zip", {f"The bridge {ONE}.html": page, "photo.png": png()})
    )
    assert found.only.overrides == {"title": "The bridge", "tags": ["Bridges", "Rivers"]}
    assert found.only.body.startswith("<p>It opened.</p>")
    assert "data:image/png" in found.only.body


@pytest.mark.threat("10: paths out of an archive")
def test_a_picture_outside_of_the_export_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    text = "# A\n\n![x](../secret.png) ![y](/etc/passwd) ![z](file:///etc/passwd)\n"
    found = read_path(folder_of(tmp_path / "export", {f"A {ONE}.md": text}))
    assert "data:" not in found.only.body
