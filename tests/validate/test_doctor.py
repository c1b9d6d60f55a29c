"""``jekyll doctor`` beside our findings about the site, on the same sites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ruby
from crosspost.validate.rules import RULES
from validate.blog import Blog

ROOT = Path(__file__).parents[2]
URL = "url: https://blog.example.org\n"
PAGE = "---\ntitle: A page\n---\n"

# What doctor prints → the rules that report it. docs/doctor.md has the same table.
DOCTOR = {
    "Your site still uses relative permalinks": {"CP722"},
    "The following destination is shared by multiple files": {"CP707", "CP724"},
    "The following URLs only differ by case": {"CP707", "CP724"},
    "You didn't set an URL in the config file": {"CP721"},
    "Your site URL does not seem to be absolute": {"CP721"},
    "Detected '_posts' directory outside custom `collections_dir`!": {"CP723"},
}
OURS = {code for codes in DOCTOR.values() for code in codes}

# The configuration, files, and the codes of our findings.
SITES: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "nothing": (URL, {"about.md": PAGE, "_posts/2020-01-01-a.md": PAGE}, []),
    "no url": ("title: x\n", {}, ["CP721"]),
    "an empty url": ("url:\n", {}, ["CP721"]),
    "a text without anything": ('url: ""\n', {}, ["CP721"]),
    "a host": ("title: x\nurl: blog.example.org # ours\n", {}, ["CP721"]),
    "a host with slashes": ("url: //blog.example.org\n", {}, ["CP721"]),
    "a path": ("url: /blog\n", {}, ["CP721"]),
    "relative permalinks": (f"{URL}relative_permalinks: true\n", {}, ["CP722"]),
    "no relative permalinks": (f"{URL}relative_permalinks: false\n", {}, []),
    "posts outside": (
        f"{URL}collections_dir: content\n",
        {"_posts/2020-01-01-a.md": PAGE, "content/_posts/2020-01-01-b.md": PAGE}, ["CP723"],
    ),
    "posts inside": (
        f"{URL}collections_dir: content\n", {"content/_posts/2020-01-01-b.md": PAGE}, [],
    ),
    "two pages": (URL, {"about.md": PAGE, "about.html": PAGE}, ["CP724"]),
    "a page and a file": (URL, {"about.md": PAGE, "about.html": "<p>Text"}, ["CP724"]),
    "a page in a folder of its own and a file": (
        f"{URL}permalink: /:title/\n", {"about.md": PAGE, "about.html": "<p>Text"}, [],
    ),
    "a permalink without a slash": (
        URL, {"about.html": PAGE, "b.md": "---\npermalink: /about\n---\n"}, ["CP724"],
    ),
    "a permalink with an index": (
        URL, {"a/index.md": PAGE, "b.md": "---\npermalink: /a/\n---\n"}, ["CP724"],
    ),
    "a hidden page": (URL, {"about.md": "---\npublished: false\n---\n", "about.html": PAGE}, []),
    "an excluded page": (f"{URL}exclude: [about.html]\n", {"about.md": PAGE, "about.html": PAGE},
                         []),
    "pages that differ in capitals": (
        URL, {"About.md": PAGE, "about.html": PAGE}, ["CP724"],
    ),
    "a post and a page": (
        URL, {"about.md": PAGE, "_posts/2020-01-01-a.md": "---\npermalink: /about.html\n---\n"},
        ["CP707"],
    ),
    "a post and a page that differ in capitals": (
        URL, {"about.md": PAGE, "_posts/2020-01-01-a.md": "---\npermalink: /About.html\n---\n"},
        ["CP707"],
    ),
    "two posts": (URL, {"_posts/2020-01-01-a.md": PAGE, "_posts/2020-01-01-a.html": PAGE},
                  ["CP707", "CP707"]),
    "two posts that differ in capitals": (
        URL, {"_posts/2020-01-01-a.md": "---\npermalink: /b/\n---\n",
              "_posts/2020-01-02-a.md": "---\npermalink: /B/\n---\n"}, ["CP707"],
    ),
    "a document and a page": (
        f"{URL}collections:\n  recipes:\n    output: true\n",
        {"_recipes/soup.md": PAGE, "recipes/soup.html": PAGE}, ["CP724"],
    ),
    "two documents": (
        f"{URL}collections:\n  recipes:\n    output: true\n    permalink: /food/:name/\n",
        {"_recipes/a/soup.md": PAGE, "_recipes/b/soup.md": PAGE}, ["CP724"],
    ),
    "documents that are not written": (
        f"{URL}collections:\n  recipes:\n    output: false\n  b: {{output: true}}\n",
        {"_recipes/soup.md": PAGE, "recipes/soup.html": PAGE,
         "_b/soup.md": "---\npublished: false\n---\n", "b/soup.md": PAGE}, [],
    ),
    "a document with a permalink": (
        f"{URL}collections: {{recipes: {{output: true}}}}\n",
        {"_recipes/soup.md": "---\npermalink: /about.html\n---\n", "about.md": PAGE}, ["CP724"],
    ),
}  # fmt: skip


def doctor(blog: Blog) -> set[str]:
    """Return what ``jekyll doctor`` prints of a site: keys of ``DOCTOR``."""
    done = ruby.jekyll("doctor", folder=blog.root, TZ="UTC")
    printed = re.sub(r"\s+", " ", done.stdout + done.stderr)
    found = {text for text in DOCTOR if text in printed}
    assert bool(found) == bool(done.returncode), printed
    return found


@pytest.mark.jekyll
@pytest.mark.parametrize("name", SITES)
def test_what_doctor_reports_is_reported(blog: Blog, name: str) -> None:
    config, files, codes = SITES[name]
    blog.file("_config.yml", config)
    for path, text in files.items():
        blog.file(path, text)
    ours = [code for code in blog.codes(ignore=()) if code in OURS]
    assert ours == codes
    said = doctor(blog)
    assert bool(said) == bool(ours)
    for text in said:
        assert DOCTOR[text] & set(ours)


def test_a_setting_is_shown_by_its_line(blog: Blog) -> None:
    blog.file("_config.yml", "title: x\nurl: blog.example.org # ours\n")
    found = blog.said("CP721", ignore=())
    assert (found.path, found.line, found.column) == ("_config.yml", 2, 1)
    assert (found.level, found.source) == ("warning", "url: blog.example.org # ours")
    blog.file("_config.yml", "title: x\n")
    assert blog.said("CP721", ignore=()).level == "info"
    assert blog.run(show_info=False, ignore=()).hidden == 1


def test_the_site_is_checked_with_all_of_it_only(blog: Blog) -> None:
    blog.file("_config.yml", "url: blog.example.org\n")
    post = blog.post(PAGE[4:-4])
    assert "CP721" in blog.codes(str(blog.root), ignore=())
    assert "CP721" not in blog.codes("_posts", ignore=())
    assert "CP721" not in blog.codes(str(post), ignore=())


def test_settings_apply_to_findings_about_the_site(blog: Blog) -> None:
    blog.file("_config.yml", "url: blog.example.org\n")
    blog.file("about.md", PAGE)
    blog.file("about.html", PAGE)
    assert blog.codes(ignore=()) == ["CP721", "CP724"]
    assert blog.codes(ignore=("CP721",)) == ["CP724"]
    assert blog.codes(ignore=(), errors_only=True) == ["CP724"]
    assert blog.codes(ignore=(), per_file_ignores={"about*": ("CP724",)}) == ["CP721"]
    assert blog.said("CP721", ignore=(), severity={"CP721": "error"}).level == "error"


@pytest.mark.parametrize(
    "config",
    ["url: 12\n", "url: [a]\n", "url: {a: b}\n", "url: https://\n", "url: &a https:// x\n",
     "collections: [1, {}]\nurl: ''\n", "collections: {a: {output: true, permalink: 7}}\n"
     "url: ftp://example.org\n"],
)  # fmt: skip
def test_odd_configurations_end_no_run(blog: Blog, config: str) -> None:
    blog.file("_config.yml", config)
    assert blog.codes(ignore=()) == ["CP721"]


def test_the_table_in_the_documents_is_this_one() -> None:
    text = (ROOT / "docs/doctor.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", text, re.M)
    table = {said: set(re.findall(r"CP\d{3}", codes)) for said, codes in rows if "CP" in codes}
    assert table == DOCTOR
    assert RULES.keys() >= OURS
