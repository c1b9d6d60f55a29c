"""The platforms that crosspost has a rule for: one module each, with a ``PLATFORM``.

A module is found by being in this folder. It holds nothing but the ``Platform``, so that loading
all of them takes little time: every page is compared with their hosts and marks.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from crosspost.sites.platform import Platform


def modules() -> tuple[str, ...]:
    """Return the names of the modules, in their order."""
    return tuple(sorted(f"{__name__}.{module.name}" for module in iter_modules(__path__)))


@cache
def all_platforms() -> tuple[Platform, ...]:
    """Return all platforms, in the order of the names of their modules."""
    return tuple(import_module(name).PLATFORM for name in modules())
