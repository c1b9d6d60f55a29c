"""``crosspost init``: a settings file that says what the site does already."""

from __future__ import annotations

import tomllib
from pathlib import Path

from crosspost.config import Config, keys
from crosspost.settings import load

POST = "---\ntitle: x\nauthor: {author}\nlayout: {layout}\ncategories: [{category}]\n---\nText.\n"


def posts(site: Path, *rows: tuple[str, str, str]) -> None:
    (site / "_posts").mkdir()
    for number, (author, layout, category) in enumerate(rows):
        text = POST.format(author=author, layout=layout, category=category)
        (site / "_posts" / f"2013-03-0{number + 1}-x.md").write_text(text, "utf-8")


def test_habits_of_the_site_are_filled_in(shell, site) -> None:
    posts(site, ("ann", "wide", "News"), ("ann", "wide", "News"), ("bob", "post", "Travel"))
    assert shell("init").code == 0
    config = load(site, environment={})
    assert (config.author, config.layout) == ("ann", "wide")
    text = (site / "crosspost.toml").read_text("utf-8")
    assert "# This site: News (2), Travel (1)." in text
    assert "_config.yml says Asia/Bishkek" in text


def test_labels_in_use_are_counted_as_jekyll_takes_them(shell, site) -> None:
    (site / "_config.yml").write_text("source: src\nauthor: {name: Ann}\n", "utf-8")
    folder = site / "src" / "_posts"
    folder.mkdir(parents=True)
    text = "---\ncategory: Field Work\ntags: radio village\n---\nText.\n"
    (folder / "2013-03-06-x.md").write_text(text, "utf-8")
    shown = shell("init", "--stdout").out
    assert "# This site: Field Work (1)." in shown
    assert "# This site: radio (1), village (1)." in shown
    assert "# This site: _config.yml says Ann." in shown


def test_a_folder_that_is_no_site_is_doubted(shell, site) -> None:
    (site / "_config.yml").unlink()
    shown = shell("init")
    assert shown.code == 0
    assert "! there is no _config.yml here or above" in shown.err


def test_every_setting_is_there_with_a_comment_and_its_default(shell, site) -> None:
    shell("init")
    text = (site / "crosspost.toml").read_text("utf-8")
    assert load(site, environment={}) == Config()
    uncommented = "\n".join(
        line.removeprefix("# ")
        for line in text.splitlines()
        if line.removeprefix("# ").split(" = ")[0] in keys()
    )
    table = tomllib.loads(uncommented)
    assert tuple(table) == keys()
    assert table["tries"] == Config().tries


def test_a_settings_file_that_is_there_is_not_overwritten_unasked(shell, site) -> None:
    (site / "crosspost.toml").write_text('author = "mine"\n')
    shown = shell("init")
    assert shown.code == 1
    assert "--force" in shown.err
    assert (site / "crosspost.toml").read_text() == 'author = "mine"\n'
    assert shell("init", "--force").code == 0


def test_stdout_writes_nothing(shell, site) -> None:
    assert tomllib.loads(shell("init", "--stdout").out) == {}
    assert not (site / "crosspost.toml").exists()


def test_words_of_a_post_cannot_leave_their_comment(shell, site) -> None:
    posts(site, ('"a\\nauthor = 1"', "post", '"x\\ny = 2"'))
    shell("init")
    assert set(tomllib.loads((site / "crosspost.toml").read_text("utf-8"))) <= {"author", "layout"}
    assert load(site, environment={}).layout == "post"


def test_a_post_that_cannot_be_read_is_passed_over(shell, site) -> None:
    posts(site, ("ann", "wide", "News"))
    (site / "_posts" / "2013-03-09-bad.md").write_bytes(b"---\ntitle: \xff\n---\n")
    assert shell("init").code == 0
