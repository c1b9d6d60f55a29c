"""A folder of posts of another generator moved: ``crosspost batch FOLDER --own``."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.sources.exports.exports import folder_of, png, zip_of
from batch.sources.site.test_reader import HUGO, JEKYLL, RIVER
from cli.conftest import Shell
from cli.test_batch import QUICK


def text_of(site: Path, name: str) -> str:
    return (site / "_posts" / name).read_text("utf-8")


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_a_site_is_moved(how: str, shell: Shell, site: Path, tmp_path: Path) -> None:
    old = tmp_path / ("old" if how == "folder" else "old.zip")
    (folder_of if how == "folder" else zip_of)(old, JEKYLL)
    shown = shell("batch", old, "--own", *QUICK)
    assert shown.code == 0, shown.err
    assert shown.out.split() == [
        *("_drafts/later.md", "_posts/2013-03-06-bread.md", "_posts/2013-03-06-salt.md"),
        "_posts/2013-03-08-html.md",
    ]
    text = text_of(site, "2013-03-06-bread.md")
    pictures = {
        one.name.rpartition("-")[0]: one.name for one in (site / "assets/pictures").iterdir()
    }
    assert set(pictures) == {"a", "b", "lead"}
    assert f'image: "/assets/pictures/{pictures["lead"]}"' in text
    assert f"![a](/assets/pictures/{pictures['a']}) ![b](/assets/pictures/{pictures['b']})" in text
    assert f"![gone]({RIVER}/assets/gone.png)" in text and f"![svg]({RIVER}/assets/s.svg)" in text
    assert "[salt](/blog/2013/salt/)" in text and f"[about]({RIVER}/blog/about/)" in text
    assert 'permalink: "/blog/2013/bread/"' in text and 'author: "Ann Reed"' in text
    assert "include x.html" in text and "{% include" not in text, "no tag is executed"
    assert "[bread](/blog/2013/bread/)" in text_of(site, "2013-03-06-salt.md")
    assert "shortcodes of plugins stay in the text" in shown.err
    assert "older URLs of it are not kept" in shown.err
    again = shell("batch", old, "--own", *QUICK)
    assert again.code == 0 and again.out == "" and "4 posts unchanged" in again.err


def test_older_urls_redirect_if_the_site_has_the_plugin(
    shell: Shell, site: Path, tmp_path: Path
) -> None:
    (site / "_config.yml").write_text("plugins: [jekyll-redirect-from]\n")
    shell("batch", folder_of(tmp_path / "old", JEKYLL), "--own", *QUICK)
    text = text_of(site, "2013-03-06-bread.md")
    urls = ("/blog/2013/bread/", "/blog/old/", "/blog/older.html")
    assert "redirect_from:\n" + "".join(f'  - "{url}"\n' for url in urls) in text
    assert "older URLs of it" not in text


def test_older_urls_are_in_a_file_of_redirects(shell: Shell, site: Path, tmp_path: Path) -> None:
    old = folder_of(tmp_path / "old", JEKYLL)
    shown = shell("batch", old, "--own", "--redirects", "netlify", *QUICK)
    assert "/blog/older.html " in (site / "_redirects").read_text()
    assert "older URLs of it" not in shown.err


def test_a_site_of_hugo_is_moved(shell: Shell, site: Path, tmp_path: Path) -> None:
    old = folder_of(tmp_path / "old", HUGO)
    shown = shell("batch", old, "--own", "--post-types", "post,page", *QUICK)
    assert shown.code == 0, shown.err
    assert (site / "_pages/about.md").is_file()
    assert "[two](/2013/salt/)" in text_of(site, "2013-03-06-rye.md")
    assert "](/assets/pictures/pic-" in text_of(site, "2013-03-07-salt.md")


def test_a_draft_shows_its_pictures_without_a_url(shell: Shell, site: Path, tmp_path: Path) -> None:
    files = {
        "_drafts/a.md": "---\ntitle: A\n---\n![a](a.png) ![b](b.png)\n",
        "_drafts/a.png": png(),
    }
    shell("batch", folder_of(tmp_path / "old", files), *QUICK)
    text = (site / "_drafts/a.md").read_text()
    assert "![a](/assets/pictures/a-" in text and "![b](b.png)" in text


@pytest.mark.parametrize("gone", [True, False])
def test_pictures_that_are_not_copied_stay_where_they_were(
    gone: bool, shell: Shell, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosspost.batch import list_pictures

    if gone:  # between reading the folder and writing the post
        monkeypatch.setattr(list_pictures, "read_picture", lambda path: None)
    else:
        (site / "crosspost.toml").write_text('pictures = ""\n')
    shown = shell("batch", folder_of(tmp_path / "old", JEKYLL), *QUICK)
    text = text_of(site, "2013-03-06-bread.md")
    assert f"![a]({RIVER}/blog/assets/a.png)" in text and "pictures.invalid" not in text
    assert f'image: "{RIVER}/assets/lead.png"' in text
    assert not (site / "assets/pictures").exists()
    assert ("pictures of the folder cannot" in shown.err) is gone


def test_the_site_itself_is_refused_in_one_line(shell: Shell, site: Path) -> None:
    folder_of(site, {"_posts/2013-03-06-a.md": "---\ntitle: A\n---\nText\n", "x/y.md": ""})
    for folder in (".", "_posts", "..", site):
        shown = shell("batch", folder, *QUICK)
        assert shown.code == 1 and "the site that posts are written to" in shown.err
    assert [one.name for one in (site / "_posts").iterdir()] == ["2013-03-06-a.md"]


def test_a_dry_run_copies_nothing(shell: Shell, site: Path, tmp_path: Path) -> None:
    shown = shell("batch", zip_of(tmp_path / "old.zip", JEKYLL), "--dry-run", *QUICK)
    assert "3 pictures that would be copied" in shown.err or "4 pictures" in shown.err
    assert not (site / "assets").exists() and not (site / "_posts").exists()


def test_a_site_is_moved_to_another_generator(shell: Shell, site: Path, tmp_path: Path) -> None:
    (site / "_config.yml").unlink()
    (site / "hugo.toml").write_text('baseURL = "https://new.example.org/"\n')
    shown = shell("batch", folder_of(tmp_path / "old", JEKYLL), "--own", *QUICK)
    assert shown.code == 0, shown.err
    (text,) = (one.read_text() for one in site.rglob("content/**/bread/index.md"))
    assert "lastmod: 2014-01-01" in text and "last_modified_at" not in text
    assert '  - "/blog/2013/bread/"\n  - "/blog/old/"\n  - "/blog/older.html"' in text
    assert "![a](./a-" in text and "[salt](/posts/salt/)" in text


PAGE = {
    "_config.yml": "url: https://river.example.org\n",
    "about.md": "---\ntitle: About\nlayout: page\npermalink: /about/\n---\nWho I am.\n",
    "_posts/2013-03-06-bread.md": "---\ntitle: Bread\n---\nText.\n",
}


@pytest.mark.parametrize(
    ("config", "text", "field"),
    [
        ("_config.yml", "title: New\n", 'permalink: "/about/"'),
        ("hugo.toml", 'baseURL = "https://new.example.org/"\n', 'url: "/about/"'),
        ("hugo.toml", 'baseURL = "https://new.example.org/blog/"\n', 'url: "/about/"'),
        ("config.toml", 'base_url = "https://new.example.org"\n', 'path = "/about/"'),
        ("eleventy.config.js", "export default (c) => {};\n", 'permalink: "/about/"'),
    ],
)
def test_pages_have_their_path_in_the_field_of_the_generator(
    config: str, text: str, field: str, shell: Shell, site: Path, tmp_path: Path
) -> None:
    (site / "_config.yml").unlink()
    (site / config).write_text(text)
    old = folder_of(tmp_path / "old", PAGE)
    shown = shell("batch", old, "--own", "--post-types", "post,page", *QUICK)
    assert shown.code == 0, shown.err
    (page,) = (one.read_text() for one in site.rglob("*") if "about" in str(one) and one.is_file())
    assert field in page and page.count("/about/") == 1


def test_a_generator_without_a_field_for_paths_is_said(
    shell: Shell, site: Path, tmp_path: Path
) -> None:
    (site / "_config.yml").unlink()
    (site / "astro.config.mjs").write_text("export default {};\n")
    old = folder_of(tmp_path / "old", PAGE)
    report = tmp_path / "report.json"
    shown = shell("batch", old, "--own", "--post-types", "page", "--report", report, *QUICK)
    assert shown.code == 0, shown.err
    assert "its old URL is not kept by the front matter: Astro has no field" in report.read_text()
    assert not any("permalink" in one.read_text() for one in site.rglob("*about*.md"))


def test_a_small_picture_of_a_folder_is_copied(shell: Shell, site: Path, tmp_path: Path) -> None:
    """It is no placeholder of a browser, and no setting for pictures of the web counts."""
    (site / "_config.yml").unlink()
    (site / "hugo.toml").write_text('baseURL = "https://new.example.org/"\n')
    small = png(1)
    assert len(small) < 150
    files = {
        "_config.yml": "url: https://river.example.org\n",
        "_posts/2013-03-06-bread.md": "---\ntitle: Bread\n---\n![a](/assets/a.png)\n",
        "assets/a.png": small,
    }
    shown = shell("batch", folder_of(tmp_path / "old", files), "--own", *QUICK)
    assert shown.code == 0 and "cannot be copied" not in shown.err
    (picture,) = (site / "content/posts/bread").glob("a-*.png")
    assert picture.read_bytes() == small
    assert f"![a](./{picture.name})" in (picture.parent / "index.md").read_text()
