"""What all tests share: nothing leaves this machine, and Jekyll is really there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

import network_guard


@pytest.fixture(autouse=True)
def _stay_on_the_loopback() -> Iterator[None]:
    """Fail a test that tried to reach another machine, even where the attempt was swallowed."""
    network_guard.strayed.clear()
    yield
    assert not network_guard.strayed, f"the test reached off the loopback: {network_guard.strayed}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need Jekyll where there is none, but never in CI."""
    if shutil.which("jekyll") or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="needs Jekyll (apt-get install jekyll)")
    for item in items:
        if item.get_closest_marker("jekyll"):
            item.add_marker(skip)
