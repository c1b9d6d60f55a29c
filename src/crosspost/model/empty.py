"""An empty read-only mapping, as a default of fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def nothing() -> Mapping[str, Any]:
    """Return an empty read-only mapping, for ``default_factory``."""
    return MappingProxyType({})
