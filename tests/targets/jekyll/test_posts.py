"""Which post of a site has an article already, and which names are taken."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import real_jekyll
from cpu import cpu_limit
from crosspost.targets.base import PostFacts
from crosspost.targets.free_name import free_name
from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.post_text import number_of, text_key, with_number
from crosspost.targets.jekyll.posts import existing_posts, find_same, read_facts
from crosspost.targets.jekyll.site import Site
from crosspost.targets.jekyll.target import Jekyll

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
URL = "https://www.example.org/news/2725/"


def post(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def site(permalink: str) -> Jekyll:
    return Jekyll(Site(Path(), permalink=permalink))


def same(root: Path, *urls: str) -> Path | None:
    return find_same(root, root / "_posts", urls)


@pytest.mark.parametrize(
    "field",
    ["canonical_url", "original_url", "source_url", "source", "original", "canonical"],
)
def test_a_post_is_known_by_its_source_field(field: str, tmp_path: Path) -> None:
    path = post(tmp_path, "_posts/2013-03-06-x.md", f'---\n{field}: "{URL}"\n---\nText\n')
    assert same(tmp_path, URL) == path


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/news/2725/",
        "https://example.org/news/2725",
        "https://www.example.org/news/2725/?utm_source=feed&fbclid=x",
        "https://WWW.example.org/news/2725/#top",
        "https://www.example.org/news/2725/index.html",
    ],
)
def test_an_address_of_the_same_article_is_known(url: str, tmp_path: Path) -> None:
    path = post(tmp_path, "_posts/2013-03-06-x.md", f"---\ncanonical_url: {URL}\n---\nText\n")
    assert same(tmp_path, url) == path
    assert same(tmp_path, "https://example.net/other", url) == path


def test_another_article_is_not_known(tmp_path: Path) -> None:
    post(tmp_path, "_posts/2013-03-06-x.md", f"---\ncanonical_url: {URL}\n---\nText\n")
    assert same(tmp_path, "https://www.example.org/news/2726/") is None
    assert same(tmp_path, "https://www.example.org/news/2725/?page=2") is None
    assert same(tmp_path, "", "saved.html", "-") is None
    assert same(tmp_path / "none", URL) is None


@pytest.mark.parametrize(
    "line",
    [
        f"_The text below was originally posted here: [{URL}]({URL})_",
        f"*Originally published on [the blog]({URL}).*",
        f'  <em>This was first posted at <a href="{URL}">a blog</a>.</em>',
        f"> *First posted at <{URL}>.*",
        f"(Originally published on [my blog]({URL}))",
    ],
)
def test_a_post_is_known_by_its_attribution_line(line: str, tmp_path: Path) -> None:
    text = f"---\ntitle:\t\tx\n---\n\nMy own words about it.\n\n{line}\n\nThe text.\n"
    path = post(tmp_path, "_posts/2013-03-06-x.markdown", text)
    assert same(tmp_path, URL) == path


def test_a_post_that_merely_links_to_an_article_does_not_have_it(tmp_path: Path) -> None:
    post(tmp_path, "_posts/2013-03-06-x.md", f"---\na: b\n---\nI read [this]({URL}).\n")
    many = "\n\n".join(["Line"] * 20)
    post(tmp_path, "_posts/2013-03-07-y.md", f"---\na: b\n---\n{many}\n\n_See [this]({URL})_\n")
    post(tmp_path, "_posts/2013-03-08-z.md", f"---\na: {URL}\nsource: Example\n---\n")
    assert same(tmp_path, URL) is None


@pytest.mark.parametrize(
    "name", ["_drafts/x.md", "news/_posts/2013-03-06-x.md", "_posts/a/b/2013-03-06-x.html"]
)
def test_drafts_and_categories_are_searched(name: str, tmp_path: Path) -> None:
    post(tmp_path, "_config.yml", "")
    path = post(tmp_path, name, f"---\noriginal_url: {URL}\n---\n")
    assert same(tmp_path, URL) == path


@pytest.mark.parametrize(
    "name",
    ["_site/x.md", "node_modules/m/_posts/x.md", ".cache/_posts/x.md", "_posts/.x.tmp", "x.md"],
)
def test_what_is_no_post_is_not_searched(name: str, tmp_path: Path) -> None:
    post(tmp_path, "_config.yml", "")
    post(tmp_path, name, f"---\noriginal_url: {URL}\n---\n")
    assert same(tmp_path, URL) is None


def test_a_folder_that_is_no_site_is_not_walked_through(tmp_path: Path) -> None:
    post(tmp_path, "home/_posts/2013-03-06-x.md", f"---\noriginal_url: {URL}\n---\n")
    assert same(tmp_path, URL) is None
    draft = post(tmp_path, "_drafts/x.md", f"---\noriginal_url: {URL}\n---\n")
    assert same(tmp_path, URL) == draft


def test_an_address_with_parentheses_is_known_by_its_attribution(tmp_path: Path) -> None:
    url = "https://example.org/a_(b)_(c)/d"
    path = post(tmp_path, "_posts/2013-03-06-x.md", f"---\na: b\n---\n_From [{url}]({url})_\n")
    assert same(tmp_path, url) == path


def test_a_folder_of_ones_own_is_searched_too(tmp_path: Path) -> None:
    path = post(tmp_path, "out/2013-03-06-x.md", f"---\noriginal_url: {URL}\n---\n")
    assert find_same(tmp_path / "site", tmp_path / "out", [URL]) == path


def test_a_crosspost_is_told_from_a_post_of_ones_own(tmp_path: Path) -> None:
    theirs = post(tmp_path, "_posts/1.md", f"---\noriginal_url: {URL}\n---\n")
    attributed = post(tmp_path, "_posts/2.md", f"---\na: b\n---\n_From [here]({URL})_\n")
    own = post(tmp_path, "_posts/3.md", f"---\nsource: Example\n---\nSee [this]({URL}).\n")
    origins = [read_facts(path).origin for path in (theirs, attributed, own)]
    assert origins == ["article", "article", "own"]
    assert read_facts(tmp_path / "gone.md") == PostFacts()


def test_a_post_of_a_page_whose_url_is_not_known_is_known_by_its_form(tmp_path: Path) -> None:
    fields = {"title": "A: b", "date": NOW, "tags": ["x", "y"], "rating": 5, "slug": "x"}
    text = front_matter.compose(fields, "Words of the page.")
    made = post(tmp_path, "_posts/1.md", text)
    assert read_facts(made).origin == "unnamed"
    by_hand = post(tmp_path, "_posts/2.md", text.replace("tags:", "tags: [x]\nmore:"))
    assert read_facts(by_hand).origin == "own"
    # The same article: tags and blank lines make no difference, title and text do.
    assert read_facts(by_hand).text_key == read_facts(made).text_key == text_key(f"{text}\n\n")
    assert text_key(text.replace("A: b", "A: c")) != text_key(text)
    assert text_key(text.replace("Words", "Word")) != text_key(text)


@pytest.mark.parametrize(
    ("slug", "numbered"),
    [
        ("x", 'slug: "x-2"'),
        ('a "b" \\', 'slug: "a \\"b\\" \\\\-2"'),
        (2024, 'slug: "2024-2"'),
        ("\u043c\u0438\u0440", 'slug: "\u043c\u0438\u0440-2"'),
    ],
)
def test_a_slug_gets_the_number_of_the_file(slug: object, numbered: str) -> None:
    text = front_matter.compose({"title": "T", "slug": slug}, 'slug: "x"')
    number = number_of("2013-03-06-x-2.md", "2013-03-06-x.md")
    changed = with_number(text, number)
    assert numbered in changed and front_matter.read(changed)["slug"] == f"{slug}-2"
    assert changed.endswith('\nslug: "x"\n')
    for name in ("2013-03-06-x.md", "2013-03-06-x-2b.md", "2013-03-06-other-2.md"):
        assert number_of(name, "2013-03-06-x.md") == ""
    assert with_number("no front matter", "-2") == "no front matter"


def test_a_post_names_its_sources(tmp_path: Path) -> None:
    text = (
        f"---\noriginal_url: {URL}?utm_source=x\nsource: https://example.net/a\n---\n"
        "_Thanks to [them](https://example.com/b)._\n"
    )
    found = read_facts(post(tmp_path, "x.md", text)).sources
    assert found == {"example.org/news/2725", "example.net/a", "example.com/b"}
    assert read_facts(post(tmp_path, "y.md", "Nothing.\n")).sources == set()


def test_broken_and_strange_posts_are_passed_over(tmp_path: Path) -> None:
    post(tmp_path, "_posts/1.md", f"---\ntitle: a: b\noriginal_url: {URL}\n---\n")
    post(tmp_path, "_posts/2.md", f"---\noriginal_url: [{URL}]\n---\n")
    post(tmp_path, "_posts/3.md", f"---\noriginal_url: {URL}\n")
    (tmp_path / "_posts/4.md").write_bytes(b"\xff\xfe\0" + URL.encode())
    (tmp_path / "_posts/5.md").symlink_to(tmp_path / "gone")
    (tmp_path / "_posts/6.md").mkdir()
    assert same(tmp_path, URL) is None
    known = post(tmp_path, "_posts/7.md", f"\ufeff---\r\noriginal_url: {URL}\r\n---\r\n")
    assert same(tmp_path, URL) == known


def test_fifteen_thousand_posts_take_seconds_at_most(tmp_path: Path) -> None:
    text = f"---\ntitle: x\nsource_url: https://other.example.net/1\n---\n{'word ' * 500}\n"
    other = post(tmp_path, "_posts/0.md", text)
    for number in range(1, 15_000):
        (tmp_path / "_posts" / f"{number}.md").hardlink_to(other)
    last = post(tmp_path, "_posts/x.md", f"---\noriginal_url: {URL}\n---\n")
    with cpu_limit(5):
        assert same(tmp_path, URL) == last


def test_a_free_name_is_left_alone(tmp_path: Path) -> None:
    assert free_name(Jekyll(), tmp_path / "none", "2013-03-06-x.md") == "2013-03-06-x.md"
    post(tmp_path, "2013-03-07-x.md", "")
    post(tmp_path, ".2013-03-06-x.md.crosspost-1-0.tmp", "")
    assert free_name(Jekyll(), tmp_path, "2013-03-06-x.md") == "2013-03-06-x.md"


@pytest.mark.parametrize(
    "taken",
    [
        "2013-03-06-cafe.md",
        "2013-03-06-CAFE.md",
        "2013-03-06-cafe.markdown",
        "2013-03-06-cafe.html",
        "news/2013-03-06-cafe.md",
    ],
)
def test_a_second_article_of_a_title_and_day_gets_a_number(taken: str, tmp_path: Path) -> None:
    post(tmp_path, taken, "")
    assert free_name(Jekyll(), tmp_path, "2013-03-06-cafe.md") == "2013-03-06-cafe-2.md"
    post(tmp_path, "2013-03-06-cafe-2.md", "")
    assert free_name(Jekyll(), tmp_path, "2013-03-06-cafe.md") == "2013-03-06-cafe-3.md"


def test_two_forms_of_unicode_are_one_name(tmp_path: Path) -> None:
    post(tmp_path, "2013-03-06-cafe\u0301.md", "")
    assert free_name(Jekyll(), tmp_path, "2013-03-06-caf\u00e9.md") == "2013-03-06-caf\u00e9-2.md"


@pytest.mark.parametrize("permalink", ["none", "/:title/", "/:categories/:year/:month/:title/"])
def test_without_the_day_in_the_url_a_slug_is_taken_on_every_day(
    permalink: str, tmp_path: Path
) -> None:
    post(tmp_path, "2013-03-07-x.md", "")
    assert free_name(site(permalink), tmp_path, "2013-03-06-x.md") == "2013-03-06-x-2.md"
    dated = "/:year/:month/:day/:title.html"
    assert free_name(site(dated), tmp_path, "2013-03-06-x.md") == "2013-03-06-x.md"


@pytest.mark.jekyll
@pytest.mark.parametrize("permalink", ["date", "/:title/"])
def test_jekyll_gives_every_post_a_page_of_its_own(permalink: str, tmp_path: Path) -> None:
    post(tmp_path, "_config.yml", f"permalink: {permalink}\n")
    for name in ("2013-03-06-x.md", "2013-03-06-x.md", "2013-03-07-x.md", "2013-03-06-x.md"):
        post(
            tmp_path,
            "_posts/" + free_name(site(permalink), tmp_path / "_posts", name),
            "---\n---\n",
        )
    urls = [found["url"] for found in real_jekyll.build(tmp_path)]
    assert len(set(urls)) == len(urls) == 4


@pytest.mark.threat("10: pipes and links among a clone's posts")
def test_what_is_no_file_of_the_site_is_not_read_but_has_a_name(tmp_path: Path) -> None:
    root = tmp_path / "site"
    text = f"---\noriginal_url: {URL}\n---\n"
    outside = post(tmp_path, "outside.md", text)
    post(root, "_config.yml", "")
    (root / "_posts").mkdir()
    os.mkfifo(root / "_posts" / "2013-03-06-pipe.md")
    (root / "_posts" / "2013-03-06-zero.md").symlink_to("/dev/zero")
    (root / "_posts" / "2013-03-06-link.md").symlink_to(outside)
    assert same(root, URL) is None
    assert read_facts(root / "_posts" / "2013-03-06-pipe.md", root) == PostFacts()
    for name in ("pipe", "zero", "link"):
        free = free_name(Jekyll(), root / "_posts", f"2013-03-06-{name}.md")
        assert free == f"2013-03-06-{name}-2.md"


def test_a_post_that_is_a_link_within_the_site_is_read(tmp_path: Path) -> None:
    post(tmp_path, "_config.yml", "")
    post(tmp_path, "notes/x.md", f"---\noriginal_url: {URL}\n---\n")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2013-03-06-x.md").symlink_to("../notes/x.md")
    assert same(tmp_path, URL) == tmp_path / "_posts" / "2013-03-06-x.md"


@pytest.mark.threat("10: a clone has the whole disk walked through")
def test_folders_that_lead_out_of_the_site_are_not_walked_through(tmp_path: Path) -> None:
    root = tmp_path / "site"
    post(root, "_config.yml", "")
    post(tmp_path, "disk/a.md", f"---\noriginal_url: {URL}\n---\n")
    (root / "news").mkdir()
    (root / "news" / "_posts").symlink_to(tmp_path / "disk")
    assert list(existing_posts(root, root / "_posts")) == []


@pytest.mark.threat("13: blank lines in the front matter of a post")
def test_blank_lines_are_read_once(tmp_path: Path) -> None:
    path = post(tmp_path, "_posts/x.md", "---\nx: http://a\n" + "\n" * 60_000 + "---\n")
    with cpu_limit(1):
        assert read_facts(path).sources == set()
