"""Which URLs the name of a rule stands for."""

from __future__ import annotations

import pytest

from crosspost.sites.url_patterns import matches, read_pattern, specificity


@pytest.mark.parametrize(
    ("name", "url", "is_for"),
    [
        ("example.org", "https://example.org/a", True),
        ("example.org", "http://EXAMPLE.org:8080/a", True),
        ("example.org", "https://www.example.org/a", True),
        ("example.org", "https://notexample.org/a", False),
        ("example.org", "https://example.org.evil.net/", False),
        ("example.org", "https://evil.net/example.org", False),
        ("example.org", "https://example.org@evil.net/", False),
        ("www.example.org", "https://example.org/a", False),
        ("*.example.org", "https://blog.example.org/a", True),
        ("*.example.org", "https://example.org/a", False),
        ("example.org/blog", "https://example.org/blog", True),
        ("example.org/blog/", "https://example.org/blog/a?b", True),
        ("example.org/blog", "https://example.org/blogs/a", False),
        ("example.org/blog", "https://example.org/a/../news", False),
        ("https://example.org/", "https://example.org/a", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/", True),
        ("127.0.0.1:8000", "http://127.0.0.1:8001/", False),
        ("bücher.example", "https://xn--bcher-kva.example/a", True),
        ("example.org", "", False),
        ("example.org", "page.html", False),
    ],
)
def test_a_name_stands_for_a_host_its_subdomains_or_a_part_of_it(
    name: str, url: str, is_for: bool
) -> None:
    assert matches(name, url) is is_for


@pytest.mark.parametrize("name", ["", "two words", "a*.org", "*", "u:p@example.org", "x.org/?a"])
def test_other_names_stand_for_nothing(name: str) -> None:
    assert read_pattern(name) is None


def test_the_narrower_name_has_the_larger_rank() -> None:
    names = ["example.org/blog/a", "example.org/blog", "www.example.org", "example.org"]
    mixed = [names[at] for at in (2, 0, 3, 1)]
    assert sorted(mixed, key=specificity, reverse=True) == names
