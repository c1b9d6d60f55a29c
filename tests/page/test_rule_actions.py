"""Changes of a page's tree."""

from __future__ import annotations

import pytest
from lxml import etree, html

from crosspost.errors import ConfigError, CrosspostError
from crosspost.model import Action, Selector
from crosspost.page.rule_actions import apply_actions


def changed(body: str, *actions: tuple[str, str, str]) -> str:
    tree = html.fromstring(f"<html><body>{body}</body></html>")
    chosen = [Action(name, Selector(path, "xpath"), text) for name, path, text in actions]
    apply_actions(tree, chosen, (Selector("//main", "xpath"),))
    return etree.tostring(tree.find("body"), encoding="unicode", method="html")[6:-7]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        (("dissolve", "//i", ""), "a<i>b<b>c</b>d</i>e", "ab<b>c</b>de"),
        (("dissolve", "//i", ""), "<b>x</b>y<i>b</i>e", "<b>x</b>ybe"),
        (("dissolve", "//i", ""), "<i><i>a</i>b</i>c", "abc"),
        (("dissolve", "//body", ""), "<p>a</p>", "<p>a</p>"),
        (("wrap_in", "//p", "blockquote"), "<p>a</p>b", "<blockquote><p>a</p></blockquote>b"),
        (("wrap_in", "//p/text()", "b"), "<p>a<i>c</i>d</p>", "<p><b>a</b><i>c</i><b>d</b></p>"),
        (("wrap_in", "//body", "b"), "<p>a</p>", "<p>a</p>"),
        (("strip_attr", "//p/@class", ""), '<p class="x" id="y">a</p>', '<p id="y">a</p>'),
        (("strip_attr", "//p/text()", ""), "<p>a<i>c</i>d</p>", "<p><i>c</i></p>"),
        (("strip_attr", "//i", ""), "<p>a<i>c</i>d</p>", "<p>ad</p>"),
        (("move_into", "//i", "//p[1]"), "<p>a</p><i>b</i>c", "<p>a<i>b</i></p>c"),
        (("move_into", "//i", "body"), "<i>b</i>c<main>a</main>", "c<main>a<i>b</i></main>"),
        (("move_into", "//div", "//p"), "<div><p>a</p></div>", "<div><p>a</p></div>"),
        (("move_into", "//i", "//q"), "<i>b</i>c", "<i>b</i>c"),
        (
            ("src_lazy_load_attr", "//img[@data-x]", "data-x"),
            '<img src="a.gif" data-x=" b.jpg ">',
            '<img src="b.jpg" data-x=" b.jpg ">',
        ),
        (("dissolve", "//nothing", ""), "<p>a</p>", "<p>a</p>"),
    ],
)
def test_an_action_changes_the_tree(action: tuple[str, str, str], before: str, after: str) -> None:
    assert changed(before, action) == after


def test_actions_follow_one_another() -> None:
    wrapped = ("wrap_in", "//p", "blockquote")
    assert changed("<p>a</p>", wrapped, ("dissolve", "//p", "")) == "<blockquote>a</blockquote>"


def test_a_tree_that_gets_too_deep_is_an_error() -> None:
    deep = "<div>" * 150 + "a" + "</div>" * 150
    wrapped = ("wrap_in", "//div", "div")
    assert changed(deep, wrapped).count("<div>") == 300
    with pytest.raises(CrosspostError, match="deeper than 400 levels"):
        changed(deep, *[wrapped] * 12)


def test_an_xpath_that_cannot_be_used_is_an_error() -> None:
    with pytest.raises(ConfigError, match="is not XPath"):
        changed("a", ("dissolve", "//a[b(", ""))
