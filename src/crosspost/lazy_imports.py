"""Modules of other packages that are loaded when they are first used."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def import_late(name: str) -> None:
    """Have ``import name`` give a module that is loaded when one of its attributes is first used.

    For modules that a package imports for a feature that crosspost does not use. Without effect
    where the module is loaded already or is not installed. (``importlib.util.LazyLoader`` does not
    serve: a second ``import`` of the same name loads its module.)

    Args:
        name: of a module of the top level.
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None:
        return
    placeholder = ModuleType(name)
    placeholder.__spec__ = spec

    def load(attribute: str) -> Any:
        if sys.modules.get(name) is placeholder:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    vars(placeholder)["__getattr__"] = load  # PEP 562
    sys.modules[name] = placeholder
