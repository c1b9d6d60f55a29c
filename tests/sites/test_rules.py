"""Rules applied to whole pages."""

from __future__ import annotations

from crosspost.config import Config
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of


def test_all_is_found_in_the_page_as_it_is_before_anything_is_removed() -> None:
    html = (
        "<p class=a>one <b class=x>two</b> three <i class=ad>ad</i>four</p>"
        "<p class=by>Ann Otter</p>"
        "<div class=a>five<div class=a>six</div></div>"
    )
    select = {"body": ".none", "author": ".by", "next": "a"}
    config = Config(
        select=select, remove=(".ad", ".by"), sites={"example.org": {"body": ".a", "tags": "b"}}
    )
    document = parse_text(html, "https://example.org/x", rule_of(config))
    selected = document.selected
    assert selected is not None
    assert selected.body == () and "".join(document.tree.itertext()).count("ad") == 0
    assert "three four" in "".join(document.tree.itertext())
    assert [item if isinstance(item, str) else item.text for item in selected.items["authors"]] == [
        "Ann Otter"
    ]
    tried = [(one.key, one.selector.text, one.selector.origin, one.hits) for one in selected.tried]
    assert tried == [
        ("body", ".none", "--select", 0),
        ("next_page", "a", "--select", 0),
        ("authors", ".by", "--select", 1),
        ("tags", "b", '[sites."example.org"]', 1),
        ("remove", ".ad", "--select", 1),
        ("remove", ".by", "--select", 1),
    ]


def test_the_body_is_the_outermost_elements_in_order() -> None:
    html = "<p>a <b class=a>one</b> b<div class=a>two<div class=a>three</div></div>"
    config = Config(select={"body": ".a"})
    document = parse_text(html, "https://example.org/x", rule_of(config))
    assert document.selected is not None
    texts = ["".join(element.itertext()) for element in document.selected.body]
    assert texts == ["one", "twothree"]
