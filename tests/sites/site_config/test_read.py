"""Files of site config as rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.model import Action, Selector
from crosspost.sites.site_config.lines import read_lines
from crosspost.sites.site_config.read import SamplePage, SiteConfig, parse, read, without_site


def config(text: str, general: str = "") -> SiteConfig:
    return parse(read_lines(text), "example.org", "a.txt", read_lines(general))


def reasons(text: str) -> list[str]:
    return [f"{fault.number} {fault.reason}" for fault in config(text).faults]


def xpath(text: str, condition: str = "") -> Selector:
    return Selector(text, "xpath", condition=condition)


def test_alternatives_are_kept_in_order() -> None:
    rule = config(
        "title: //h1\nbody: //main\nbody: //article\ntitle: //h2\n"
        "author: //a[@rel='author']\ndate: //time/@datetime"
    ).rule
    assert rule.body == (xpath("//main"), xpath("//article"))
    assert dict(rule.fields) == {
        "title": (xpath("//h1"), xpath("//h2")),
        "authors": (xpath("//a[@rel='author']"),),
        "published": (xpath("//time/@datetime"),),
    }
    assert (rule.name, rule.origin) == ("example.org", "a.txt")


def test_what_is_stripped_is_removed() -> None:
    rule = config(
        "strip: //aside\nstrip_id_or_class: 'ad\"-box'\nstrip_id_or_class: ad-box\n"
        "strip_image_src: pixel.example\nskip_json_ld: yes"
    ).rule
    assert [selector.text for selector in rule.remove] == [
        "//aside",
        "//@class[contains(., 'ad-box')]/.. | //@id[contains(., 'ad-box')]/..",
        "//img[contains(@src, 'pixel.example')]",
        "//script[@type='application/ld+json']",
    ]


def test_pruning_is_the_default_as_in_full_text_rss() -> None:
    assert config("body: //p").rule.prune is True
    assert config("prune: yes\nprune: no").rule.prune is False
    assert config("prune: false").rule.prune is False


def test_both_forms_of_replacements_are_read_in_order() -> None:
    rule = config(
        "find_string: <x>\nreplace_string: <p>\nreplace_string( - A): \n"
        "find_string: b\nreplace_string:"
    ).rule
    assert rule.replace == (("<x>", "<p>"), (" - A", ""), ("b", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("find_string: a\ntitle: //h1", "1 find_string: no replace_string follows"),
        ("find_string: a\nfind_string: b\nreplace_string: c", "no replace_string"),
        ("replace_string: c", "1 replace_string: there is nothing to find"),
        ("replace_string(): c", "there is nothing to find"),
        ("find_string:", "no value"),
    ],
)
def test_an_incomplete_replacement_is_named(text: str, expected: str) -> None:
    assert [expected in reason for reason in reasons(text)] == [True]


def test_a_condition_belongs_to_the_link_before_it() -> None:
    rule = config(
        "single_page_link: //a[1]\nsingle_page_link: //a[2]\nif_page_contains: //b\n"
        "strip: //c\nnext_page_link: //d\nif_page_contains: //e"
    ).rule
    assert rule.single_page == (xpath("//a[1]"), xpath("//a[2]", "//b"))
    assert rule.next_page == (xpath("//d", "//e"),)
    assert [s.condition for s in (*rule.single_page, *rule.next_page)] == ["", "//b", "//e"]
    assert reasons("if_page_contains: //b") == [
        "1 if_page_contains: no link before it that it could be about"
    ]


def test_changes_of_the_tree_are_actions_in_order() -> None:
    rule = config(
        "wrap_in(blockquote): //q\ndissolve: //a\nmove_into(body): //img\n"
        "move_into(//p[1]): //img\nstrip_attr: //img/@srcset\nsrc_lazy_load_attr: data-x\n"
        "strip: //p/@style"
    ).rule
    assert rule.actions == (
        Action("wrap_in", xpath("//q"), "blockquote"),
        Action("dissolve", xpath("//a")),
        Action("move_into", xpath("//img"), "body"),
        Action("move_into", xpath("//img"), "//p[1]"),
        Action("strip_attr", xpath("//img/@srcset")),
        Action("src_lazy_load_attr", xpath("//img[@data-x]"), "data-x"),
        Action("strip_attr", xpath("//p/@style")),
    )
    assert not rule.remove


def test_headers_of_the_site_are_read() -> None:
    found = config("http_header(User-Agent): Test/1\nhttp_header(Host): b.example")
    assert dict(found.rule.headers) == {"user-agent": "Test/1"}
    assert [f.number for f in found.faults] == [2]


def test_signs_of_other_pages_are_warnings() -> None:
    rule = config("native_ad_clue: //i\nnot_logged_in_xpath: //form").rule
    assert [selector.text for selector, _ in rule.warn_if] == ["//i", "//form"]


def test_test_pages_have_their_texts() -> None:
    found = config(
        "test_url: https://example.org/a\ntest_contains: one\ntest_contains: two\n"
        "test_url: https://example.org/b"
    )
    assert found.tests == (
        SamplePage("https://example.org/a", ("one", "two"), 1),
        SamplePage("https://example.org/b", (), 4),
    )
    assert reasons("test_contains: x") == ["1 test_contains: no test_url before it"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("titl: //h1", "titl: unknown directive"),
        ("title(x): //h1", "title: nothing is expected in brackets"),
        ("title:", "title: no value"),
        ("prune: perhaps", "prune: neither yes nor no"),
        ("body: //p/text()", "body: this XPath gives a text, not elements"),
        ("wrap_in: //p", "wrap_in: no element to wrap in"),
        ("wrap_in(b c): //p", "wrap_in: no element to wrap in"),
        ("move_into(//a[): //p", "move_into: not an XPath: invalid expression"),
        ("strip_id_or_class: '", "strip_id_or_class: no value"),
        ("src_lazy_load_attr: a b", "src_lazy_load_attr: not an attribute"),
        ("what is this", "not a directive (name: value)"),
    ],
)
def test_one_faulty_line_does_not_disable_the_others(line: str, reason: str) -> None:
    found = config(f"title: //h1\n{line}\nbody: //main")
    assert [(f.number, f.reason.startswith(reason)) for f in found.faults] == [(2, True)]
    assert found.rule.body == (xpath("//main"),)
    assert found.rule.fields["title"] == (xpath("//h1"),)


def test_directives_without_effect_are_no_faults() -> None:
    found = config("tidy: no\nparser: html5lib\nrequires_login: yes\nlogin_uri: https://a.example")
    assert not found.faults
    assert found.needs_login
    assert found.counts["tidy"] == 1


def test_what_is_for_all_sites_follows_except_its_title() -> None:
    general = "title: //meta/@content\nstrip: //nav\nfind_string: a\nreplace_string: b\nbroken"
    found = config("strip: //aside\nprune: no", general)
    assert [selector.text for selector in found.rule.remove] == ["//aside", "//nav"]
    assert found.rule.replace == (("a", "b"),)
    assert not found.rule.fields
    assert not found.faults
    assert "title" not in found.counts


def test_without_guessing_nothing_of_all_sites_is_used() -> None:
    rule = config("autodetect_on_failure: no\nbody: //main", "strip: //nav").rule
    assert not rule.may_guess
    assert not rule.remove


def test_files_are_read(tmp_path: Path) -> None:
    own, general = tmp_path / "example.org.txt", tmp_path / "global.txt"
    own.write_bytes(b"\xef\xbb\xbfbody: //main\r\n")
    general.write_text("strip: //nav\n")
    found = read(own, "example.org", general)
    assert (found.rule.body, found.rule.remove) == ((xpath("//main"),), (xpath("//nav"),))
    assert found.rule.origin == f"site config {own}"
    assert without_site(general, "example.org").rule.remove == (xpath("//nav"),)
