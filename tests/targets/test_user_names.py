"""The user's names of fields, files and folders, for every generator."""

from __future__ import annotations

import pickle
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost import convert, import_link
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.targets import TARGETS, target_of
from crosspost.targets.user_names import NameParts, UserNames
from pages import article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
RENAMED = {"original_author": "byline", "canonical_url": "origin", "source": ""}


def page(folder: Path, title: str = "A bridge", **more: Any) -> str:
    file = folder / "page.html"
    file.write_text(article(title, **more), "utf-8")
    return str(file)


@pytest.mark.parametrize("name", TARGETS)
def test_a_renamed_field_is_found_again_and_updated(tmp_path: Path, name: str) -> None:
    root = tmp_path / "site"
    root.mkdir()
    config = Config(target=name, author="Me", fields=RENAMED, front_matter={"series": "Guests"})
    done = import_link(page(tmp_path), config, site=root, base_url=URL, now=NOW)
    assert done.path
    text = done.path.read_text("utf-8")
    target = target_of(root, name, config)
    block = text.split("\n\n")[0]
    assert re.search(r'^byline: "A. Correspondent"$', block, re.M)
    assert re.search(rf'^origin: "{URL}"$', block, re.M) and 'series: "Guests"' in block
    assert not re.search(r"^(source|canonical|original_author)", block, re.M | re.I)
    assert target.fields_of(text)["canonical_url"] == URL
    assert target.original_of(block + "\n\nno attribution").urls == (URL,)
    done.path.write_text(re.sub(r"\n_The text.*_\n", "\nMine.\n", text), "utf-8")
    again = import_link(page(tmp_path), config, site=root, base_url=URL, now=NOW)
    assert again.status == "exists" and again.path == done.path
    done.path.write_text(text, "utf-8")
    newer = page(tmp_path, author="B. Another")
    update = import_link(newer, config, site=root, base_url=URL, now=NOW, update=True)
    assert update.status == "updated"
    assert 'byline: "B. Another"' in done.path.read_text("utf-8")
    moved = target.with_url(text, URL, "https://new.example.org/a")
    assert moved and target.original_of(moved).urls == ("https://new.example.org/a",)
    if name != "jekyll":  # whose site has read-only tables
        assert pickle.loads(pickle.dumps(target)).fields_of(text) == target.fields_of(text)


@pytest.mark.parametrize("name", TARGETS)
def test_a_post_from_before_a_field_was_renamed_is_found(tmp_path: Path, name: str) -> None:
    before = Config(target=name, attribution="")
    done = import_link(page(tmp_path), before, site=tmp_path, base_url=URL, now=NOW)
    after = Config(target=name, fields={"canonical_url": "origin"})
    again = import_link(page(tmp_path), after, site=tmp_path, base_url=URL, now=NOW)
    assert (again.status, again.path) == ("exists", done.path)


@pytest.mark.parametrize(
    ("settings", "words", "hint"),
    [
        ({"fields": {"autor": "x"}}, "no field 'autor'", "original_author"),
        ({"fields": {"source": "a: b"}}, "not the name of a field", "letters"),
        ({"fields": {"source": "x", "license": "x"}}, "two fields", "another name"),
        ({"fields": {"source": "license"}}, "two fields", "another name"),
        ({"fields": {"source": "x"}, "front_matter": {"x": "1"}}, "two fields", "another name"),
        ({"fields": {"source": "path"}}, "reserved by Jekyll", "another name"),
        ({"fields": {"title": "name"}}, "Jekyll itself reads title", "front_matter"),
        ({"fields": {"source": "a.b"}}, "no tables", "without a dot"),
        ({"filename": "{date}-{slag}"}, "unknown placeholder {slag}", "{slug}"),
        ({"filename": "{date}-{slug"}, "filename", "{slug}"),
        ({"filename": "{slug.x}"}, "unknown placeholder", "{slug}"),
        ({"filename": "{slug}"}, "Jekyll reads no post without a date", "{date}-{slug}"),
        ({"filename": "{date}-x"}, "same name", "{slug}"),
        ({"folder": "../{slug}"}, "not a path below", "{year}/{slug}"),
        ({"folder": "/etc"}, "not a path below", "{year}/{slug}"),
        ({"folder": "a//b"}, "not a path below", "{year}/{slug}"),
        ({"folder": "_x"}, "not a path below", "{year}/{slug}"),
        ({"folder": "C:\\x"}, "not a path below", "{year}/{slug}"),
    ],
)
def test_a_name_that_cannot_be_used_is_one_error(
    settings: dict[str, Any], words: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        convert(article(), URL, Config(**settings), now=NOW)
    assert words in str(caught.value) and hint in caught.value.hint


def test_a_field_of_the_command_line_may_not_have_a_renamed_one_s_name() -> None:
    config = Config(fields={"source": "via"})
    with pytest.raises(ConfigError, match="via"):
        convert(article(), URL, config, overrides={"via": "x"}, now=NOW)


def test_names_are_made_of_what_the_page_says(tmp_path: Path) -> None:
    config = Config(
        filename="{date}-{title}",
        folder="{year}/{month}/{site}/{author}/{lang}/{category}",
        categories=("Guest posts",),
    )
    done = import_link(page(tmp_path, "Что нового?"), config, site=tmp_path, base_url=URL, now=NOW)
    assert done.path
    assert str(done.path.relative_to(tmp_path)) == (
        "_posts/2013/03/valley-news/a-correspondent/en/guest-posts/2013-03-06-Что нового.md"
    )
    again = import_link(page(tmp_path), config, site=tmp_path, base_url=URL, now=NOW)
    assert (again.status, again.path) == ("exists", done.path)
    other = "https://news.example.org/other"
    config = Config(**{**vars(config), "draft": True})
    draft = import_link(
        page(tmp_path, "Что нового?", url=other), config, site=tmp_path, base_url=other, now=NOW
    )
    assert draft.path and draft.path.name == "Что нового.md" and "_drafts/2013" in str(draft.path)


def test_a_post_that_is_a_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    config = Config(filename="{date}-{slug}", folder="{year}")
    done = import_link(page(tmp_path), config, site=tmp_path, base_url=URL, now=NOW)
    assert done.path == tmp_path / "content/posts/2013/2013-03-06-a-bridge/index.md"


def test_a_field_that_a_generator_nests_may_be_moved(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    config = Config(fields={"original_author": "params.byline"}, author="Me")
    site = target_of(tmp_path, config=config)
    text = convert(article(), URL, config, site=site, now=NOW).text
    assert site.fields_of(text)["original_author"] == "A. Correspondent"
    with pytest.raises(ConfigError, match="another field there"):
        target_of(tmp_path, config=Config(fields={"original_author": "lastmod"}))


TEXT = st.text(max_size=80) | st.sampled_from(
    ["../..", "CON", "a/b", "\\\\x", "x" * 999, "語" * 300]
)
FOLDERS = (
    "{year}/{slug}",
    "{author}",
    "{site}/{section}-{category}",
    "{title}/{lang}",
    "a {title}",
)


@given(TEXT, TEXT, TEXT, st.sampled_from(FOLDERS), st.sampled_from(["{date}-{title}", "{title}"]))
def test_no_value_leaves_the_folder(
    title: str, author: str, site: str, folder: str, filename: str
) -> None:
    parts = NameParts("slug", date(2013, 3, 6), title, author, site, author, title, site)
    made = UserNames({}, filename, folder).name_of(parts, "{slug}")
    for part in made.split("/"):
        assert part and len(part.encode()) <= 190
        assert part[0] not in "._" and part[-1] not in ". "
        assert not re.search(r'[\\:*?"<>|\x00-\x1f]', part)
        assert part.partition(".")[0].lower() not in ("con", "nul", "aux", "prn", "com1")
