"""Links that say what they lead to: canonical, license, tag; the title element; the language."""

from __future__ import annotations

import pytest

from article_page import read, values


def test_the_canonical_link_is_resolved() -> None:
    assert (
        read('<link rel="canonical" href="/otters">').canonical_url == "https://example.org/otters"
    )


def test_the_title_element_is_offered_with_entities_decoded() -> None:
    assert values("title", "title element", "<title>Q&amp;A</title>") == ["Q&A"]


def test_rel_tag_links_are_tags_and_rel_category_links_categories() -> None:
    body = (
        '<a rel="tag" href="/t/otters">#otters</a> <a rel="tag" href="/t/rivers">rivers</a>'
        '<a rel="category tag" href="/c/nature">Nature</a>'
    )
    article = read("", body)
    assert article.tags == ("otters", "rivers")
    assert article.categories == ("Nature",)


def test_links_to_the_tags_pages_are_tags() -> None:
    body = '<p><a href="/tag/otters/">#otters</a> <a href="/blog/tags/rivers">rivers</a></p>'
    article = read("", body)
    assert (article.tags, article.sources["tags"]) == (("otters", "rivers"), "links to tags")


@pytest.mark.parametrize(
    "link",
    [
        '<nav><a href="/tag/otters">otters</a></nav>',
        '<div class="tag-cloud"><a href="/tag/otters">otters</a></div>',
        '<div class="related"><p><a href="/tag/otters">otters</a></p></div>',
        '<a href="https://shop.example/p?tag=river-20">Buy it</a>',
        '<a href="/tags">All tags</a>',
        "".join(f'<a href="/tag/{n}">tag {n}</a>' for n in range(40)),
    ],
)
def test_a_cloud_a_menu_and_a_shop_are_none(link: str) -> None:
    assert values("tags", "links to tags", "", link) == []


def test_the_author_whom_a_link_in_the_head_names_is_offered() -> None:
    head = '<link rel="author" href="/ann" title="Ann Otter"><link rel="author" href="/x">'
    assert values("authors", "link author", head) == [("Ann Otter",)]


def test_a_license_link_counts_and_a_mere_mention_of_creative_commons_does_not() -> None:
    link = '<a rel="license" href="https://creativecommons.org/licenses/by-sa/3.0/deed.en">CC</a>'
    assert read("", link).license == "https://creativecommons.org/licenses/by-sa/3.0/"
    mention = '<a href="https://creativecommons.org/about/">Creative Commons</a>'
    assert read("", mention).license is None


def test_a_link_to_a_license_in_the_footer_counts_without_rel() -> None:
    body = '<footer><a href="http://creativecommons.org/publicdomain/zero/1.0/">CC0</a></footer>'
    assert read("", body).license == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_the_language_of_the_root_is_offered() -> None:
    assert read(lang="de-AT").language == "de-AT"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>(4) Otters return</title>", "Otters return"),
        ("<title>(99+) Otters return</title>", "Otters return"),
        ("<title>(4) Otters</title><meta property='og:title' content='(4) Otters'>", "(4) Otters"),
        ("<title>(Almost) all otters</title>", "(Almost) all otters"),
        ("<title>(4)</title>", "(4)"),
    ],
)
def test_unread_messages_are_not_counted_in_the_title(head: str, title: str) -> None:
    assert values("title", "title element", head) == [title]
