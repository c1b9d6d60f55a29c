"""Obsidian's notes, by the rules of its documentation: there is no Obsidian without a screen."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import pictures
from crosspost import convert, import_link
from crosspost.config import Config
from crosspost.model.dialect import Dialect
from crosspost.targets import recognized, target_of
from crosspost.targets.obsidian import DIALECT, Obsidian, guard, tag, unguard
from pages import PARAGRAPH, article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def vault(root: Path, settings: str = "{}") -> Obsidian:
    (root / ".obsidian").mkdir(parents=True, exist_ok=True)
    (root / ".obsidian/app.json").write_text(settings)
    site = target_of(root)
    assert isinstance(site, Obsidian)
    return site


def note(site: Obsidian, body: str, title: str = "A bridge", **config: Any) -> str:
    html = article(title, f"<p>{PARAGRAPH}</p>{body}<p>{PARAGRAPH}</p>")
    return convert(html, URL, Config(**config), site=site, now=NOW).text


def test_a_vault_is_recognized_by_its_folder_and_after_generators(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    assert recognized(tmp_path) == ("obsidian",)
    assert target_of(tmp_path).posts_folder() == tmp_path / "Clippings"
    (tmp_path / "_config.yml").touch()
    assert recognized(tmp_path) == ("jekyll", "obsidian")


def test_properties_have_the_types_that_obsidian_reads(tmp_path: Path) -> None:
    text = note(vault(tmp_path), "", 'What? "A" #b: c', tags=("web dev", "#go", "1984", "a/b", "x"))
    found = yaml.safe_load(text.split("---\n")[1])
    assert found["date"] == datetime(2013, 3, 6, 10, 44, 27)  # as the page shows it, no offset
    assert found["tags"] == ["web-dev", "go", "_1984", "a/b", "x"]
    assert found["aliases"] == [found["title"]]
    assert "aliases" not in yaml.safe_load(note(vault(tmp_path), "").split("---\n")[1])


@pytest.mark.parametrize("text", ["a b", "#x", "1984", "日本 語", "--", "", "a,b!c", "y/1/"])
def test_a_tag_is_one_for_obsidian(text: str) -> None:
    made = tag(text)
    assert made == "" or (re.fullmatch(r"[\w/-]+", made) and not made.isdigit())


# What Obsidian reads in text besides CommonMark.
READ = re.compile(
    r"\[\[|%%|==|(?:^|[\s(])#[^\s#]|\^\[|\s\^\w+$|(?<!\\)\$|::|<%|^> ?\[!|\[!\w", re.M
)
HOSTILE = [
    "[[Note]] and ![[picture.png]] [[[x]]] ]] [[",
    "%%a comment%% and 100%% more",
    "==marked== and a===b",
    "#tag (#tag) C# a#b #1 ##x",
    "the end ^block1",
    "text^[a note] x",
    "key:: value [key:: value]",
    "$x$ and $5 $$y$$",
    "<% tp.file.title %> <%* code %>",
    "[!note] text",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</ul>",
                                   "<blockquote><p>{}</p></blockquote>",
                                   "<table><tr><th>a<tr><td>{}</table>",
                                   '<p><a href="https://example.org/">{}</a></p>'])  # fmt: skip
def test_no_text_has_a_meaning_for_obsidian(tmp_path: Path, place: str, text: str) -> None:
    site = vault(tmp_path)
    escaped = text.replace("<", "&lt;").replace(">", "&gt;")
    body = site.body_of(note(site, place.format(escaped)))
    middle = body.split(PARAGRAPH.strip())[1]
    middle = re.sub(r"^#+ |\\.", " ", middle, flags=re.M)
    assert not READ.search(middle), middle
    page = MarkdownIt("commonmark").enable("table").render(body)
    words = unescape(re.sub(r"<[^>]*>", "", page)).replace("\u200b", "")
    assert " ".join(text.split()) in " ".join(words.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_has_a_meaning_in_the_attribution(tmp_path: Path, text: str) -> None:
    body = vault(tmp_path).body_of(
        note(vault(tmp_path), "", text.replace("<", "&lt;"), attribution="See {title} [x]({url})")
    )
    line = re.sub(r"\\.", " ", body.split("\n")[0].removesuffix(f"[x]({URL})"))
    assert not READ.search(line), line


def test_code_that_plugins_execute_is_only_shown(tmp_path: Path) -> None:
    site = vault(tmp_path)
    code = (
        "<pre><code class=language-dataviewjs>dv.pages() &lt;% x %></code></pre>"
        "<pre><code class=language-python>x = 1</code></pre>"
        "<p>Run <code>= this.file</code>, <code>$= dv.x</code> or <code>a = b</code>.</p>"
    )
    text = note(site, code)
    assert not re.search(r"^~~~dataviewjs|<%|`\$?=", text, re.M)
    assert "~~~python" in text and "`a = b`" in text
    shown = site.shown_text(text)
    assert "~~~dataviewjs\ndv.pages() <% x %>" in shown and "`= this.file`" in shown


@given(st.text(alphabet="`~<%=$ \nab[]x", max_size=60))
def test_the_guard_can_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text
    assert "<%" not in guard(text)


def test_callouts_and_line_breaks_are_obsidian_s(tmp_path: Path) -> None:
    box = (
        '<div class="admonition warning"><p class="admonition-title">Care</p><p>Do it.</p></div>'
        '<div class="alert alert-danger"><p>No title.</p></div><p>one<br>two</p>'
    )
    text = note(vault(tmp_path), box)
    assert "> [!warning] Care\n>\n> Do it." in text
    assert "> [!danger]\n>\n> No title." in text
    assert "one\ntwo" in text
    strict = vault(tmp_path, '{"strictLineBreaks": true}')
    assert "one  \ntwo" in note(strict, box) and strict.dialect([]).hard_break == "  "
    assert isinstance(DIALECT, Dialect) and Obsidian().dialect([]).hard_break == ""


@pytest.mark.parametrize(
    ("settings", "folder", "link"),
    [
        ("{}", "attachments", "![[attachments/{}|A bridge over it]]"),
        ('{"attachmentFolderPath": "/"}', "attachments", "![[attachments/{}|A bridge over it]]"),
        (
            '{"attachmentFolderPath": "my media/x"}',
            "my media/x",
            "![[my media/x/{}|A bridge over it]]",
        ),
        (
            '{"attachmentFolderPath": "media", "useMarkdownLinks": true}',
            "media",
            "![A bridge over it](media/{})",
        ),
        (
            '{"attachmentFolderPath": "media", "useMarkdownLinks": true,'
            ' "newLinkFormat": "relative"}',
            "media",
            "![A bridge over it](../media/{})",
        ),
        ('{"attachmentFolderPath": "./img"}', "Clippings/img", "![A bridge over it](./img/{})"),
        ('{"attachmentFolderPath": "../../out"}', "attachments", "![[attachments/{}|A bridge"),
    ],
)
def test_pictures_are_where_the_vault_says(
    tmp_path: Path, settings: str, folder: str, link: str
) -> None:
    site = vault(tmp_path / "vault", settings)
    picture = '<p><img src="A bridge_files/over it.png" alt="A bridge over it"></p>'
    page = pictures.save_page(
        tmp_path / "saved", "A bridge", picture, {"over it.png": pictures.PNG}
    )
    outcome = import_link(str(page), Config(), site=site.root, now=NOW)
    assert outcome.path == site.root / "Clippings/A bridge.md"
    (copy,) = (site.root / folder).glob("*.png")
    text = outcome.path.read_text("utf-8")
    assert link.format(copy.name) in text
    assert f"![A bridge over it]({site.pictures_url('assets/pictures')}" in site.shown_text(text)
    again = import_link(str(page), Config(), site=site.root, now=NOW)
    assert again.status == "exists" and again.path == outcome.path
    update = import_link(str(page), Config(), site=site.root, now=NOW, update=True)
    assert update.status == "unchanged" and outcome.path.read_text("utf-8") == text


def test_an_alternative_text_that_a_wikilink_cannot_hold_is_in_a_link(tmp_path: Path) -> None:
    site = vault(tmp_path)
    path = site.posts_folder() / "a.md"
    for alt in ("a|b", r"a \[b\]", "100", "100x200"):
        text = f"![{alt}](/attachments/x.png)"
        assert site.guard_text(text, {}, path) == f"![{alt}](attachments/x.png)"
    assert site.guard_text("![](/attachments/x%20y.png)", {}, path) == "![[attachments/x y.png]]"
    assert site.guard_text("![a](//example.org/x.png)", {}, path) == "![a](//example.org/x.png)"
    assert 'image: "[[attachments/x y.png]]"' in site.compose(
        {"image": "/attachments/x%20y.png"}, "x"
    )
