"""Whole folders of posts, as their generators have them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from batch.sources.exports.exports import Found, folder_of, png, read_path, zip_of
from crosspost.batch.entry import Entry
from crosspost.errors import CrosspostError

RIVER = "https://river.example.org"
POST = "---\ntitle: {}\ndate: 2013-03-06\n---\nText of {}. {}\n"


def post(title: str, text: str = "") -> str:
    return POST.format(title, title, text)


JEKYLL = {
    "_config.yml": f"url: {RIVER}\nbaseurl: /blog\npermalink: /:year/:title/\n"
    "collections: [recipes]\n",
    "_data/authors.yml": "ann: {name: Ann Reed, email: ann@example.org}\n",
    "_posts/2013-03-06-bread.md": "---\ntitle: Bread\ntags: [rye]\nauthor: ann\nweight: 3\n"
    "image: /assets/lead.png\nredirect_from: [/old/, /older.html]\n"
    "last_modified_at: 2014-01-01\n---\n"
    "![a]({{ site.baseurl }}/assets/a.png) ![b](b.png) ![gone](/assets/gone.png)\n"
    "![svg](/assets/s.svg)\n"
    "[salt]({% post_url 2013-03-07-salt %}) [about](/blog/about/)\n"
    "[draft]({% link _drafts/later.md %})\n"
    "[paper](/blog/assets/x.pdf) {% include x.html %}\n",
    "_posts/2013-03-07-salt.markdown": post("Salt", "[bread](../bread/)"),
    "_posts/2013-03-08-html.html": "---\ntitle: Html\n---\n<p>*a* {{ site.baseurl }}</p>\n",
    "_posts/b.png": png(50),
    "_drafts/later.md": "---\ntitle: Later\n---\n![a](/assets/a.png)\n",
    "_recipes/soup.md": post("Soup"),
    "_includes/x.md": post("Include"),
    "about.md": "---\ntitle: About\n---\nAbout it.\n",
    "index.html": "---\nlayout: home\n---\n",
    "README.md": "# Read me\n",
    "assets/a.png": png(),
    "assets/lead.png": png(60),
    "assets/s.svg": "<svg/>",
    "assets/x.pdf": b"%PDF-1.4",
    "_site/2013/bread/index.html": "<p>built</p>",
    "_site/x.md": post("Built"),
    "node_modules/x/y.md": post("Module"),
    ".git/x.md": post("Hidden"),
}
HUGO = {
    "hugo.toml": f'baseURL = "{RIVER}/"\n[permalinks]\nposts = "/:year/:slug/"\n',
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/bread.md": '+++\ntitle = "Bread"\ndate = 2013-03-06T10:00:00+01:00\n'
    'slug = "rye"\n'
    'aliases = ["/old/", "older"]\ncategories = ["Food"]\n+++\n'
    '[two]({{< ref "salt" >}}) ![a](/img/a.png)\n',
    "content/posts/salt/index.md": '{"title": "Salt", "date": "2013-03-07", "draft": false,\n'
    '"cover": {"image": "pic.png"}}\n\n{{< figure src="pic.png" >}} {{< custom >}}\n',
    "content/posts/salt/part.md": post("Part"),
    "content/posts/salt/pic.png": png(50),
    "content/posts/later.md": "---\ntitle: Later\ndraft: true\n---\nx\n",
    "content/about.md": "---\ntitle: About\n---\nx\n",
    "static/img/a.png": png(),
    "layouts/x.md": post("Layout"),
    "public/index.html": "<p>built</p>",
    "public/x.md": post("Built"),
}


def read(tmp_path: Path, files: dict[str, Any], how: str = "folder", **more: Any) -> Found:
    make = folder_of if how == "folder" else zip_of
    return read_path(make(tmp_path / ("site" if how == "folder" else "site.zip"), files), **more)


def pictures_of(entry: Entry) -> list[str]:
    return [json.loads(one.place)[-1].rpartition("/")[2] for one in entry.pictures]


@pytest.mark.parametrize("how", ["folder", "zip", "zip of a folder"])
def test_a_site_of_jekyll(how: str, tmp_path: Path) -> None:
    files = {f"blog-main/{name}": one for name, one in JEKYLL.items()} if " " in how else JEKYLL
    found = read(tmp_path, files, how.partition(" ")[0], post_types=("post", "page", "recipes"))
    assert found.faults == []
    assert {one.overrides["title"]: one.url for one in found.entries if not one.draft} == {
        "Bread": f"{RIVER}/blog/2013/bread/",
        "Salt": f"{RIVER}/blog/2013/salt/",
        "Html": f"{RIVER}/blog/2013/html/",
        "About": f"{RIVER}/blog/about/",
        "Soup": found.by_title["Soup"].url,
    }
    bread, later = found.by_title["Bread"], found.by_title["Later"]
    assert bread.overrides["date"] == date(2013, 3, 6) and bread.overrides["slug"] == "bread"
    assert bread.overrides["author"] == "Ann Reed" and bread.overrides["tags"] == ["rye"]
    assert bread.overrides["last_modified_at"] == "2014-01-01"
    assert bread.aliases == (f"{RIVER}/blog/old/", f"{RIVER}/blog/older.html")
    assert pictures_of(bread) == ["a.png", "b.png", "lead.png"]
    assert bread.overrides["image"] == bread.pictures[2].url
    assert [one.original for one in bread.pictures] == [
        *(f"{RIVER}/blog/assets/a.png", f"{RIVER}/blog/2013/bread/b.png"),
        f"{RIVER}/assets/lead.png",
    ]
    assert f'href="{RIVER}/blog/2013/salt/"' in bread.body and 'href="/blog/about/"' in bread.body
    assert "<span>draft</span>" in bread.body and "{% include x.html %}" in bread.body
    said = " | ".join(bread.warnings)
    for one in ("not in the folder", "SVG", "plain text now", "copy the files", ": include"):
        assert one in said
    assert later.draft and later.base == f"{RIVER}/blog/" and pictures_of(later) == ["a.png"]
    assert "<p>*a* /blog</p>" in found.by_title["Html"].body
    assert found.by_title["Soup"].collection == "recipes"
    assert found.contents[0].authors == ("Ann Reed",)
    assert found.parts[("file", "", "left out: a file without front matter")] == 1
    assert found.parts[("file", "", "left out: a part of the site's theme")] == 1
    assert any("weight (1)" in note for note in found.notes)


@pytest.mark.parametrize("how", ["folder", "zip"])
def test_a_site_of_hugo(how: str, tmp_path: Path) -> None:
    found = read(tmp_path, HUGO, how)
    assert found.faults == []
    assert {one.overrides["title"]: one.url for one in found.entries if not one.draft} == {
        "Bread": f"{RIVER}/2013/rye/",
        "Salt": f"{RIVER}/2013/salt/",
    }
    bread, salt = found.by_title["Bread"], found.by_title["Salt"]
    assert bread.overrides["categories"] == ["Food"] and not bread.is_instant
    assert bread.aliases == (f"{RIVER}/old/", f"{RIVER}/2013/older")
    assert f'href="{RIVER}/2013/salt/"' in bread.body
    assert pictures_of(bread) == ["a.png"] and pictures_of(salt) == ["pic.png"]
    assert salt.overrides["image"] == salt.pictures[0].url in salt.body
    assert salt.overrides["slug"] == "salt" and "custom" in salt.warnings[0]
    assert found.by_title["Later"].draft
    assert found.parts[("page", "published", "left out: --post-types page")] == 1
    assert found.parts[("file", "", "left out: a part of the page beside it")] == 1
    assert found.parts[("file", "", "left out: the page of a section")] == 1


@pytest.mark.parametrize(
    ("files", "titles"),
    [
        ({"2013-03-06-a.md": post("A"), "b.md": post("B"), "c.txt": "x"}, {"A", "B"}),
        (
            {"posts/a.md": post("A"), "posts/b/index.md": post("B"), "pages/c.md": post("C")},
            {"A", "B"},
        ),
        (
            {
                "package.json": "{}",
                "astro.config.mjs": "",
                "src/content/blog/a.md": post("A"),
                "src/content/docs/b.md": post("B"),
                "public/x.png": png(),
            },
            {"A"},
        ),
        (
            {
                "_config.yml": f"url: {RIVER}\n",
                "source/_posts/a.md": post("A"),
                "source/b/index.md": post("B"),
                "themes/x/c.md": post("C"),
            },
            {"A"},
        ),
        (
            {
                "config.toml": f'base_url = "{RIVER}"\n',
                "content/blog/a.md": post("A"),
                "content/blog/_index.md": post("I"),
            },
            {"A"},
        ),
        ({"eleventy.config.js": "x", "blog/a.md": post("A"), "about.md": post("B")}, {"A"}),
        (
            {"config/_default/hugo.toml": f'baseURL = "{RIVER}"\n', "content/post/a.md": post("A")},
            {"A"},
        ),
        ({"content/posts/a.md": post("A")}, {"A"}),
    ],
)
@pytest.mark.parametrize("how", ["folder", "zip"])
def test_folders_of_any_generator(
    files: dict[str, Any], titles: set[str], how: str, tmp_path: Path
) -> None:
    found = read(tmp_path, files, how)
    assert found.faults == [] and set(found.by_title) == titles


def test_a_folder_of_posts_alone(tmp_path: Path) -> None:
    folder_of(tmp_path / "site", JEKYLL)
    posts, drafts = read_path(tmp_path / "site/_posts"), read_path(tmp_path / "site/_drafts")
    assert {"Bread", "Salt"} <= set(posts.by_title) and not any(one.draft for one in posts.entries)
    assert drafts.only.draft
    assert pictures_of(posts.by_title["Bread"]) == ["b.png"], "nothing outside of it is read"
    assert not posts.by_title["Bread"].url.startswith("http")
    assert any("give the folder of the whole site" in note for note in posts.notes)


def test_the_url_of_the_site_may_be_given(tmp_path: Path) -> None:
    files = {**JEKYLL, "_config.yml": "permalink: /:year/:title/\n"}
    found = read(tmp_path, files)
    assert any("--base-url" in note for note in found.notes)
    assert found.by_title["Bread"].place.endswith("#post _posts/2013-03-06-bread.md")
    found = read(tmp_path, files, base_url=f"{RIVER}/x")
    assert found.by_title["Bread"].url == f"{RIVER}/x/2013/bread/"


@pytest.mark.threat("10: links out of a folder of posts")
def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "secret.md").write_text(post("Secret"))
    text = (
        "![x](../../secret.png) ![y](/../secret.png) ![z](file:///etc/passwd) ![l](link.png) "
        "![d](out/secret.png)"
    )
    site = folder_of(tmp_path / "site", {"_posts/2013-03-06-a.md": post("A", text)})
    (site / "_posts/link.png").symlink_to(tmp_path / "secret.png")
    (site / "_posts/2013-03-06-b.md").symlink_to(tmp_path / "secret.md")
    (site / "_posts/out").symlink_to(tmp_path)
    (site / "_config.yml").symlink_to(tmp_path / "secret.md")
    found = read_path(site)
    assert found.only.pictures == ()
    assert any("links are not followed" in note for note in found.notes)


@pytest.mark.threat("10: paths out of an archive")
def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    files = {
        "_posts/2013-03-06-a.md": post("A", "![x](../../secret.png) ![y](../x.png)"),
        "../../secret.png": png(),
    }
    assert read(tmp_path, files, "zip").only.pictures == ()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("_posts/2013-03-06-a.md", b"---\ntitle: [\n---\n", "a.md:3: the front matter is not YAML"),
        ("_posts/2013-03-06-a.md", b"\xff\xfe---\n", "not UTF-8"),
        (
            "_posts/2013-03-06-a.md",
            b"---\ntitle: A\n---\n" + b"[" * 30_000,
            "a line of over 20,000 characters",
        ),
        ("_posts/2013-03-06-a.md", b"---\n---\n", "without title and text"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    found = read(tmp_path, {name: content, "_posts/2013-03-07-b.md": post("B")})
    assert [one.overrides["title"] for one in found.entries] == ["B"]
    (fault,) = found.faults
    assert said in fault.reason and not fault.fatal
    assert sum(found.parts.values()) == 2


def test_a_configuration_that_cannot_be_read_is_named_and_no_url_is_invented(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, {**JEKYLL, "_config.yml": "a: [\n"})
    assert any("configuration of the site cannot be read" in note for note in found.notes)
    assert not any(one.url.startswith("http") for one in found.entries)


def test_texts_of_other_markup_are_counted(tmp_path: Path) -> None:
    files = {"_posts/2013-03-06-a.textile": "---\n---\n", "_posts/2013-03-07-b.md": post("B")}
    assert (
        read(tmp_path, files).parts[("file", "", "left out: textile, which is not Markdown")] == 1
    )


def test_pages_beside_a_text_with_front_matter_are_still_read(tmp_path: Path) -> None:
    found = read(tmp_path, {"page.html": "<p>Text", "note.md": post("A")})
    assert [one.kind for one in found.entries] == ["file"]
    assert any("front matter" in note for note in found.notes)


def test_an_export_beside_a_text_with_front_matter_is_still_read(tmp_path: Path) -> None:
    rows = "title,slug,status,content_html\nOne,one,published,<p>x</p>\n"
    found = read(tmp_path, {"posts.csv": rows, "README.md": post("A")}, "zip")
    assert set(found.by_title) == {"One"}


def test_a_folder_without_front_matter_is_not_a_site(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.md": "# A\n"}, kind="site")
    assert found.entries == [] and "front matter" in found.faults[0].reason


def test_the_site_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrosspostError, match="the site that posts are written to"):
        read(tmp_path, JEKYLL, is_target=lambda folder: folder == tmp_path / "site")
