from __future__ import annotations

from pathlib import Path

import pytest

from validate.blog import Blog


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    root = tmp_path / "blog"
    root.mkdir()
    return Blog(root)
