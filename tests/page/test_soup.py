"""The bridge gives the tree that BeautifulSoup itself would have parsed."""

from __future__ import annotations

import gc
import weakref

import lxml.html
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment
from lxml import etree

from crosspost.page.soup import discard, to_soup

PAGE = """<html lang="en"><head><title>A walk</title><style>p { color: red }</style></head>
<body class="post  single" id="top">
<h1>A walk <em>by night</em></h1>

<!-- the text -->
<p class="">One&nbsp;word, <a href="/x" rel="nofollow noopener">a link</a>, a tail<br>two</p>
<p>&nbsp;</p>
<pre>
  kept

    <code>as it   is</code>
</pre>
<table><tr><td headers="a b">1</td><td>2</td></tr></table>
<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby><script>var a = "<b>";</script>
<img alt="" src="/a.png"><textarea>

 </textarea></body></html>"""


def parsed_by_lxml(html: str) -> etree._Element:
    return lxml.html.document_fromstring(html)


def parsed_by_bs4(html: str) -> Tag:
    root = BeautifulSoup(html, "lxml").html
    assert root is not None
    return root


def links(root: Tag) -> list[tuple[str, ...]]:
    """Every node with all that it is linked to, as text; names only, so that trees compare."""

    def label(node: object) -> str:
        if isinstance(node, Tag):
            return f"<{node.name}>"
        return repr(str(node)) + type(node).__name__ if isinstance(node, NavigableString) else "-"

    return [
        tuple(
            label(other)
            for other in (
                node,
                node.parent,
                node.next_element,
                node.previous_element,
                node.next_sibling,
                node.previous_sibling,
            )
        )
        for node in root.descendants
    ]


def test_the_tree_is_the_one_beautifulsoup_parses() -> None:
    ours, theirs = to_soup(parsed_by_lxml(PAGE)), parsed_by_bs4(PAGE)
    assert str(ours) == str(theirs)
    assert ours.get_text() == theirs.get_text()


def test_every_node_is_linked_as_beautifulsoup_links_it() -> None:
    ours, theirs = to_soup(parsed_by_lxml(PAGE)), parsed_by_bs4(PAGE)
    # The document ends with the root here, and with the newline after it there.
    assert links(ours)[:-1] == links(theirs)[:-1]


def test_classes_are_lists_and_other_attributes_strings() -> None:
    body = to_soup(parsed_by_lxml(PAGE)).body
    assert body is not None and body["class"] == ["post", "single"] and body["id"] == "top"
    link = body.a
    assert link is not None and link["rel"] == ["nofollow", "noopener"] and link["href"] == "/x"
    assert all(type(value) is str for value in (link["href"], body["id"]))


def test_only_the_element_is_copied_and_not_what_follows_it() -> None:
    page = parsed_by_lxml("<div><p>in <b>it</b> too</p> after <i>it</i></div>")
    paragraph = to_soup(page.find(".//p"))  # type: ignore[arg-type]
    assert str(paragraph) == "<p>in <b>it</b> too</p>"
    assert paragraph.parent is None and paragraph.next_sibling is None
    assert list(paragraph.next_elements)[-1] == " too"


def test_comments_stay_comments_and_processing_instructions_go() -> None:
    paragraph = etree.fromstring("<p>a<!-- note -->b<?php echo 1 ?>c</p>")
    tree = to_soup(paragraph)
    assert [type(node) for node in tree.contents] == [
        NavigableString,
        Comment,
        NavigableString,
        NavigableString,
    ]
    assert tree.get_text() == "abc"


def test_a_comment_is_no_tree() -> None:
    with pytest.raises(TypeError):
        to_soup(etree.Comment("x"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: [tag.unwrap() for tag in root.find_all(["em", "a", "td"])],
        lambda root: [tag.decompose() for tag in root.find_all(["script", "ruby", "pre"])],
        lambda root: root.table.replace_with(root.img.extract(), "text"),
        lambda root: root.p.wrap(Tag(name="section")),
        lambda root: root.body.insert(1, root.pre.extract()),
        lambda root: [tag.insert_before(Tag(name="hr")) for tag in root.select("p.post, pre, h1")],
        lambda root: [child.extract() for child in list(root.body.children)[::2]],
        lambda root: root.smooth(),
    ],
)
def test_edits_give_what_they_give_on_beautifulsoups_own_tree(edit) -> None:  # type: ignore[no-untyped-def]
    ours, theirs = to_soup(parsed_by_lxml(PAGE)), parsed_by_bs4(PAGE)
    edit(ours)
    edit(theirs)
    assert str(ours) == str(theirs)
    assert links(ours)[:-1] == links(theirs)[:-1]


def test_a_tree_of_any_depth_is_copied() -> None:
    root = etree.Element("div")
    inner = root
    for _ in range(10_000):
        inner = etree.SubElement(inner, "div")
        inner.tail = " "
    inner.text = "deep"
    assert to_soup(root).get_text().strip() == "deep"


def test_a_discarded_tree_is_freed_without_the_garbage_collector() -> None:
    gc.disable()
    try:
        tree = to_soup(parsed_by_lxml(PAGE))
        nodes = [weakref.ref(tree), *map(weakref.ref, tree.find_all(True))]
        assert len(nodes) > 20
        discard(tree)
        del tree
        assert not any(node() for node in nodes)
    finally:
        gc.enable()
