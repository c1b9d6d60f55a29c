"""XPath of site config."""

from __future__ import annotations

import pytest

from crosspost.sites.site_config.xpath import fault, gives_texts


@pytest.mark.parametrize(
    "text",
    [
        "//h1",
        "(//h1)[1]",
        "id('a')/p",
        "substring-before(//title, ' (b: c) matches(')",
        "//p[following-sibling::text()][position() mod 2 = 1]",
        "'A. Author'",
        "//*[local-name()='svg' and not(preceding-sibling::node())]",
        "concat(//a/@href, '?b:c=1')",
    ],
)
def test_xpath_1_can_be_used(text: str) -> None:
    assert not fault(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no XPath"),
        ("//a[", "not an XPath"),
        ("//a[contains(@b, “c”)]", "not an XPath"),
        ("//a[contain(@b, 'c')]", r"no function contain\(\)"),
        ("//a[matches(@b, 'c')]", r"no function matches\(\)"),
        ("//a[ends-with(@b, 'c')]", r"no function ends-with\(\)"),
        ("php:function('system', 'a')", r"no function php:function\(\)"),
        ("//svg:rect", "namespace svg:"),
        ("h1[@class='a']", "finds nothing"),
        ("*[@a]", "finds nothing"),
        ("h1", "finds nothing"),
        ("//a = 'b'", "true or false"),
        ("count('a')", "cannot be used: invalid type"),
        ("//a[contains(@b='c')]", r"contains\(\) has the wrong number of arguments"),
        ("//a[substring(b[contains(., 'x')], 1, 2, 3)]", r"substring\(\) has the wrong number"),
        ("//a[last(1)]", r"last\(\) has the wrong number"),
        ("//a[$b]", "no variables"),
        ("//a\x00", "not an XPath"),
        ("//a[@b='" + "c" * 2000 + "']", "more than 2,000"),
    ],
)
def test_what_cannot_be_used_has_a_reason(text: str, reason: str) -> None:
    import re

    assert re.search(reason, fault(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("//a[@b]", False),
        ("(//a)[1]", False),
        ("//a[contains(text(), '/@x')]", False),
        ("id('x')", False),
        ("id('x')/p", False),
        ("(//a[@b='x|y'])[1]/@href", True),
        ("//a | //b/@c", True),
        ("(//a/text())", True),
        ("//a[text()]/following-sibling::text()", True),
        ("substring-before(//a, 'x')", True),
        ("'x'", True),
        ("//@style", True),
    ],
)
def test_texts_are_told_from_elements(text: str, expected: bool) -> None:
    assert gives_texts(text) is expected
