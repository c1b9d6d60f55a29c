"""Settings: where they are read from, what is refused, and with which suggestion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.settings import read_file
from crosspost.validate import Options, check_paths
from crosspost.validate.settings import load
from validate.blog import Blog


def loaded(root: Path, **flags: Any) -> Options:
    return load(root, flags)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("crosspost.toml", "[validate]"),
        (".crosspost.toml", "[validate]"),
        ("pyproject.toml", "[tool.crosspost.validate]"),
    ],
)
def test_the_table_is_found_above_the_posts(blog: Blog, name: str, table: str) -> None:
    blog.file(name, f'{table}\nignore = ["CP501"]\nshow-info = true\n')
    (blog.root / "_posts").mkdir()
    options = loaded(blog.root / "_posts")
    assert (options.ignore, options.show_info) == (("CP501",), True)


def test_flags_win_over_the_file(blog: Blog) -> None:
    blog.file("crosspost.toml", '[validate]\nfail-on = "error"\nselect = ["CP1"]\n')
    options = loaded(blog.root, select=("CP2",))
    assert (options.fail_on, options.select) == ("error", ("CP2",))


def test_an_unknown_rule_is_blamed_on_the_flag_or_the_file_that_names_it(blog: Blog) -> None:
    blog.file("crosspost.toml", '[validate]\nignore = ["CP501"]\n')
    for flag in ("select", "extend_select", "ignore"):
        with pytest.raises(ConfigError, match=f"^--{flag.replace('_', '-')}: unknown rule 'CP999'"):
            loaded(blog.root, **{flag: ("CP999",)})
    blog.file("crosspost.toml", '[validate]\nignore = ["CP999"]\n')
    with pytest.raises(ConfigError, match=r"^crosspost\.toml \[validate\]: unknown rule 'CP999'"):
        loaded(blog.root, select=("CP1",))
    assert loaded(blog.root, ignore=("CP1",)).ignore == ("CP1",)


@pytest.mark.parametrize(
    ("line", "words", "hint"),
    [
        ('ignroe = ["CP501"]', "unknown option 'ignroe'", "Did you mean ignore?"),
        ('ignore = ["CP999"]', "unknown rule 'CP999'", ""),
        ('ignore = ["folded-lists"]', "unknown rule 'folded-lists'", "folded-list"),
        ('ignore = "CP501"', "takes a list of texts", ""),
        ('severity = {CP403 = "fatal"}', "a severity is one of", ""),
        ('fail-on = "always"', "takes one of", ""),
        ("body = 1", "takes true or false", ""),
    ],
)
def test_a_wrong_setting_is_refused(blog: Blog, line: str, words: str, hint: str) -> None:
    blog.file("crosspost.toml", f"[validate]\n{line}\n")
    with pytest.raises(ConfigError) as caught:
        loaded(blog.root)
    assert words in str(caught.value)
    assert hint in caught.value.hint


def test_the_other_settings_of_crosspost_do_not_mind_the_table(blog: Blog) -> None:
    blog.file("crosspost.toml", 'author = "Ann"\n[validate]\nbody = true\n')
    assert read_file(blog.root)[0] == {"author": "Ann"}


def test_rules_are_chosen_by_code_prefix_and_name(blog: Blog) -> None:
    blog.post("title: 12:30\ntags: a, b\ndraft: yes\n")
    assert blog.codes() == ["CP209", "CP501", "CP211", "CP304"]
    assert blog.codes(select=("CP5",)) == ["CP501"]
    assert blog.codes(select=("boolean",)) == ["CP211"]
    assert blog.codes(ignore=("CP2", "no-effect")) == ["CP501"]


def test_a_rule_that_is_off_reports_where_it_is_selected(blog: Blog) -> None:
    blog.post("title: Radio\ntranslator:\n")
    assert blog.codes() == []
    assert blog.said("CP309", extend_select=("CP309",)).level == "warning"


def test_a_level_can_be_changed_or_a_rule_turned_off(blog: Blog) -> None:
    blog.post("title: 12:30\ntags: a, b\n")
    found = blog.findings(severity={"CP209": "error", "CP501": "off"})
    assert [(f.code, f.level) for f in found] == [("CP209", "error")]


def test_rules_can_be_off_for_some_paths(blog: Blog) -> None:
    blog.post("title: 12:30\n", "2013-03-06-a.md")
    blog.post("title: 12:30\n", "2014-03-06-b.md")
    found = blog.findings(per_file_ignores={"_posts/2013-*": ("CP209",)})
    assert [f.path for f in found] == ["_posts/2014-03-06-b.md"]


def test_keys_can_be_required_and_may_then_be_empty(blog: Blog) -> None:
    blog.post("title: Radio\ntranslator:\n", "2013-03-06-a.md")
    blog.post("title: Radio\n", "2013-03-06-b.md")
    found = blog.said("CP305", required=("translator",))
    assert found.path.endswith("b.md")


def test_keys_tags_and_authors_can_be_a_closed_list(blog: Blog) -> None:
    blog.post("titel: Radio\ntags: [pyhton]\nauthor: Bob\n")
    codes = blog.codes(known_keys=("title", "tags", "author"), tags=("python",), authors=("Ann",))
    assert codes == ["CP301", "CP308", "CP508", "CP702"]


def test_drafts_can_be_left_out(blog: Blog) -> None:
    blog.file("_drafts/idea.md", "---\ntitle: 12:30\n---\n")
    assert blog.codes() == ["CP209"]
    assert blog.codes(drafts=False) == []


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        check_paths(["nowhere"], Options(), working=str(tmp_path))


def test_the_names_of_fields_are_read_from_the_settings_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "crosspost.toml").write_text('fields = { canonical_url = "origin", source = "" }\n')
    assert load(tmp_path).name_of("canonical_url") == "origin"
    assert load(tmp_path).renamed == {"canonical_url": "origin"}
    (tmp_path / "crosspost.toml").write_text("fields = 1\n[validate]\n")
    assert load(tmp_path).name_of("source") == "source"
    (tmp_path / "crosspost.toml").unlink()
    (tmp_path / "pyproject.toml").write_text(
        '[tool.crosspost]\nfields = { source = "via" }\n[tool.crosspost.validate]\nbody = true\n'
    )
    assert load(tmp_path).renamed == {"source": "via"}
    (tmp_path / "crosspost.toml").write_text('[validate]\nrenamed = { source = "x" }\n')
    with pytest.raises(ConfigError, match="unknown option"):
        load(tmp_path)
