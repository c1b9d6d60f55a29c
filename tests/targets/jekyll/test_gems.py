"""Which Jekyll builds a site, by its gem files."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.targets.jekyll.gems import is_jekyll_3

LOCK = "GEM\n  remote: https://rubygems.org/\n  specs:\n    {}\n\nDEPENDENCIES\n  jekyll (~> 3.0)\n"


@pytest.mark.threat("low: Jekyll 3 named only in a Gemfile or gemspec")
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Gemfile.lock", LOCK.format("jekyll (3.10.0)"), True),
        ("Gemfile.lock", LOCK.format("jekyll (4.3.1)"), False),
        ("Gemfile.lock", LOCK.format("github-pages (232)\n    jekyll (3.10.0)"), True),
        ("Gemfile", 'gem "github-pages", group: :jekyll_plugins\n', True),
        ("Gemfile", 'gem "jekyll", "~> 4.3"\n', False),
        ("Gemfile", 'gem "jekyll"\n', False),
        ("Gemfile", "gem 'jekyll', '~> 3.9'\n", True),
        ("Gemfile", "  gem('jekyll', '~> 3.9.0', '>= 3.9.2')\n", True),
        ("Gemfile", 'gem "jekyll", "3.8.5"\n', True),
        ("Gemfile", 'gem "jekyll", "= 3.8.5"\n', True),
        ("Gemfile", 'gem "jekyll", ">= 3.8", "< 4.0"\n', True),
        ("Gemfile", 'gem "jekyll", ">= 3.8", "< 5.0"\n', False),
        ("Gemfile", 'gem "jekyll", ">= 3.8", "!= 3.9"\n', False),
        ("Gemfile", 'gem "jekyll", "< 4.3"\n', False),
        ("Gemfile", '# gem "jekyll", "~> 3.9"\ngem "jekyll", "~> 4.2" # not "3.9"\n', False),
        ("Gemfile", 'gem "jekyll-feed", "~> 0.12"\ngem "jekyll", "~> 3.9"\n', True),
        ("blog.gemspec", 'spec.add_runtime_dependency "jekyll", "~> 3.8"\n', True),
        ("blog.gemspec", 's.add_dependency("jekyll", ">= 3.5", "< 5.0")\n', False),
        ("blog.gemspec", "s.add_development_dependency 'github-pages'\n", True),
        ("Gemfile", "gem \"jekyll\", \"~> " + "9" * 5000 + '"\n', False),
    ],
)  # fmt: skip
def test_the_gem_files_say_it(name: str, text: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert is_jekyll_3(tmp_path) is expected


def test_what_is_locked_decides_and_then_the_gemfile(tmp_path: Path) -> None:
    (tmp_path / "theme.gemspec").write_text('s.add_dependency "jekyll", "~> 3.8"\n')
    (tmp_path / "Gemfile").write_text("gemspec\n")
    assert is_jekyll_3(tmp_path)
    (tmp_path / "Gemfile").write_text('gem "jekyll", "~> 4.0"\ngemspec\n')
    assert not is_jekyll_3(tmp_path)
    (tmp_path / "Gemfile.lock").write_text(LOCK.format("jekyll (3.9.0)"))
    assert is_jekyll_3(tmp_path)
