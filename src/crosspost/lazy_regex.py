"""Regular expressions that are compiled when they are first used.

Most pages need few of them, and compiling all at import took a third of the time of one conversion.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class LazyPattern:
    """A pattern that compiles itself when one of its methods is first looked up.

    From then on its methods are those of the compiled pattern, without a call in between.

    Attributes:
        pattern: the source of the expression, text or bytes.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def compiled(self) -> re.Pattern[Any]:
        """Return the compiled pattern."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern, unless a special method was asked for, which it does not have."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self.compiled()
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[type[LazyPattern], tuple[str | bytes, int]]:
        return LazyPattern, (self.pattern, self._flags)


def lazy_compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that can be used as that of ``re.compile``, but is compiled on first use.

    Args:
        pattern: the expression, text or bytes; a fault in it is raised on first use
            (``re.error``), and found by the test that compiles all expressions.
        flags: as of ``re.compile``.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))
