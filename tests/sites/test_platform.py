"""Platforms are recognized by hosts and marks, and found by being in the folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosspost.config import Config
from crosspost.sites import platforms as folder
from crosspost.sites import rules_for
from crosspost.sites.platform import Platform

OWN = Platform(
    "Gazette", ("gazette.example",), ('content="Gazette', ("<g-app", "g.js")), {"body": ".g"}
)


@pytest.mark.parametrize(
    ("url", "source", "is_of"),
    [
        ("https://a.gazette.example/x", "", True),
        ("https://example.org/x", '<meta name="generator" content="Gazette 3">', True),
        ("https://example.org/x", '<g-app></g-app><script src="g.js">', True),
        ("https://example.org/x", "<g-app></g-app>", False),
        ("", "", False),
    ],
)
def test_a_platform_is_recognized(url: str, source: str, is_of: bool) -> None:
    assert OWN.is_of(url, source) is is_of


@pytest.fixture
def gazette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A platform that is one more file of the folder."""
    (tmp_path / "gazette.py").write_text(
        "from crosspost.sites.platform import Platform\n"
        'PLATFORM = Platform("Gazette", ("gazette.example",), ("gazette-7",), {"body": ".g"})\n'
    )
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    folder.all_platforms.cache_clear()
    yield
    folder.all_platforms.cache_clear()
    sys.modules.pop("crosspost.sites.platforms.gazette", None)


@pytest.mark.usefixtures("gazette")
def test_adding_a_platform_is_adding_a_file() -> None:
    config = Config(sites={"gazette.example": {"body": ".mine"}}, remove=(".ad",))
    found = rules_for("https://gazette.example/a", "", config)
    assert [rule.origin for rule in found] == [
        '[sites."gazette.example"]',
        "the settings",
        "crosspost",
    ]
    found = rules_for("https://example.org/a", "<p class=gazette-7>", Config())
    assert [rule.name for rule in found] == ["Gazette"]
    assert rules_for("https://example.org/a", "<p>", Config()) == ()


def test_every_rule_that_comes_with_crosspost_can_be_used() -> None:
    from crosspost.page.selectors import check

    for platform in folder.all_platforms():
        assert platform.hosts or platform.marks, platform.name
        rule = platform.rule()
        fields = [each for selectors in rule.fields.values() for each in selectors]
        for selector in (*rule.body, *rule.remove, *rule.next_page, *rule.single_page, *fields):
            check(selector, platform.name)


def test_a_page_without_a_rule_compiles_no_selector() -> None:
    code = (
        "import crosspost, sys\n"
        "crosspost.convert('<p>' + 'one two three four five six. ' * 20, 'https://example.org/a')\n"
        "print([m for m in sys.modules if m.startswith(('cssselect', 'lxml.cssselect',"
        " 'crosspost.page.selected'))])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
