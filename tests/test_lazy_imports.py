"""Modules that are loaded on first use are the same modules, later."""

from __future__ import annotations

import subprocess
import sys


def _prints(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_a_module_is_loaded_when_it_is_used() -> None:
    assert _prints("""
import sys
from crosspost.lazy_imports import import_late
import_late("soupsieve")
import bs4
print("soupsieve.css_parser" in sys.modules)
print([tag.text for tag in bs4.BeautifulSoup("<p class=a>b", "html.parser").select(".a")])
print("soupsieve.css_parser" in sys.modules)
""").split("\n") == ["False", "['b']", "True"]


def test_what_is_not_installed_stays_so() -> None:
    assert (
        _prints("""
from crosspost.lazy_imports import import_late
import_late("not_installed_anywhere")
try:
    import not_installed_anywhere
except ImportError:
    print("not found")
""")
        == "not found"
    )


def test_the_selectors_of_beautifulsoup_are_not_loaded_for_a_post() -> None:
    assert (
        _prints("""
import sys
import crosspost
crosspost.to_markdown("<p>a</p>")
print(sorted(name for name in sys.modules if name.startswith("soupsieve.")))
""")
        == "[]"
    )
