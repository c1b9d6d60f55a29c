"""The browser's snapshot of a tree as HTML; most of it is tested with the real browser."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from cpu import cpu_limit
from crosspost.fetch.browser.snapshot import to_html

Tree = tuple[Any, ...]  # name, attributes, children: trees and texts


def snapshot(tree: Tree, boxed: bool = True) -> dict[str, Any]:
    """Return the snapshot of a tree, every node of which has a box or has none."""
    strings: list[str] = []
    nodes: dict[str, Any] = {
        name: [] for name in ("parentIndex", "nodeType", "nodeName", "nodeValue", "attributes")
    }
    nodes |= {"shadowRootType": {"index": [], "value": []}, "pseudoType": {"index": []}}

    def index(text: str) -> int:
        strings.append(text)
        return len(strings) - 1

    todo: list[tuple[Tree | str, int]] = [(("#document", {}, tree), -1)]
    while todo:
        node, parent = todo.pop()
        number = len(nodes["nodeType"])
        is_text = isinstance(node, str)
        nodes["parentIndex"].append(parent)
        nodes["nodeType"].append(3 if is_text else 9 if parent < 0 else 1)
        nodes["nodeName"].append(index("#text" if is_text else node[0]))
        nodes["nodeValue"].append(index(node) if is_text else -1)
        pairs = [] if is_text else [text for pair in node[1].items() for text in pair]
        nodes["attributes"].append([index(text) for text in pairs])
        if not is_text:
            todo += [(child, number) for child in reversed(node[2:])]
    layout = range(len(nodes["nodeType"])) if boxed else []
    return {"strings": strings, "documents": [{"nodes": nodes, "layout": {"nodeIndex": layout}}]}


def page(*body: Tree | str) -> Tree:
    return ("HTML", {}, ("HEAD", {}, ("TITLE", {}, "A & B")), ("BODY", {}, *body))


def test_elements_attributes_and_text() -> None:
    tree = page(
        (
            "P",
            {"class": 'a"b', "data-x": "<&>"},
            "One < two &amp; ",
            ("BR", {}),
            ("B", {}, "three"),
        ),
        ("svg", {"viewBox": "0 0 1 1"}, ("linearGradient", {})),
    )
    assert to_html(snapshot(tree)) == (
        "<!DOCTYPE html><html><head><title>A &amp; B</title></head><body>"
        '<p class="a&quot;b" data-x="&lt;&amp;&gt;">One &lt; two &amp;amp; <br><b>three</b></p>'
        '<svg viewBox="0 0 1 1"><linearGradient></linearGradient></svg></body></html>'
    )


@pytest.mark.parametrize(
    "tree",
    [
        ("SCRIPT", {}, "a = '</script><i>x</i>'"),
        ("SCRIPT", {}, "<!--<script>"),
        ("STYLE", {}, "</style><i>x</i>"),
        ("NOSCRIPT", {}, "<i>x</i>"),
        ("IFRAME", {}, "</iframe><i>x</i>"),
        ("XMP", {}, "</xmp><i>x</i>"),
        ("TEXTAREA", {}, "</textarea><i>x</i>"),
        ("TITLE", {}, "</title><i>x</i>"),
        ("P", {'a"><i>': "x", "on<i": "x", "b": "'\"><i>"}, "x"),
        ("P><I", {}, "x"),
        ("PLAINTEXT", {}, "x"),
    ],
)
def test_nothing_becomes_markup_that_was_not(tree: Tree) -> None:
    written = to_html(snapshot(page(tree, ("P", {"id": "after"}, "after"))))
    parsed = html.document_fromstring(written)
    assert not parsed.xpath("//i")
    assert [p.text for p in parsed.xpath("//body/p[@id='after']")] == ["after"]


def test_what_has_no_box_is_hidden_by_its_outermost_element() -> None:
    tree = page(("DIV", {}, ("P", {}, "text")), ("DIV", {}), ("DETAILS", {}, ("P", {}, "text")))
    assert 'hidden=""><p>text</p>' not in to_html(snapshot(tree))
    written = to_html(snapshot(tree, boxed=False))
    assert written.count("hidden") == 1 and '<html hidden="">' in written


def test_it_takes_time_as_the_size_of_the_page() -> None:
    deep: Tree = ("P", {}, "text")
    for _ in range(100_000):
        deep = ("DIV", {}, deep)
    wide = page(*[("P", {}, "text")] * 100_000)
    with cpu_limit(20):
        assert to_html(snapshot(page(deep))).count("<div>") == 100_000
        assert to_html(snapshot(wide, boxed=False)).count("<p>") == 100_000
