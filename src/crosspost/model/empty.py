"""An empty read-only mapping, the default of fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def nothing() -> Mapping[str, Any]:
    """Return an empty read-only mapping: Python 3.11 takes none as a default itself."""
    return MappingProxyType({})
