"""Lists made at random end in links, in lines that are named, or in one clear line."""

from __future__ import annotations

import pytest

from batch.sources.generated import generated_lists, use_list


@pytest.mark.threat("17: a list of odd values ends the whole batch")
def test_generated_lists_are_read_or_refused() -> None:
    for content in generated_lists(600, seed=1):
        use_list(content)
