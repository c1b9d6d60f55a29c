"""Settings and journals that nobody would write, by the hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from generated import (
    generated_journals,
    generated_settings,
    make_journal,
    use_journal,
    use_settings,
)


@pytest.mark.threat("10: settings of a clone, made at random")
def test_any_settings_make_a_post_or_an_error_in_words(tmp_path: Path) -> None:
    for settings in generated_settings(400):
        use_settings(settings, tmp_path)


@pytest.mark.threat("low: a journal of garbage values")
def test_any_values_in_a_journal_end_well_or_in_words(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    copy = make_journal(root)
    for changes in generated_journals(30):
        use_journal(changes, root, copy)
