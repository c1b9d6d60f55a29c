"""A text whose tags are replaced by tokens, and what tags may refer to."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from crosspost.lazy_regex import lazy_compile

# Noncharacters of Unicode, which no text has; a URL has them in percent encoding.
_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
#: What is removed from a text before it gets tokens.
TOKENS = lazy_compile("[\ufdd2\ufdd3]")
_TOKEN = lazy_compile(
    "<p>(?:\ufdd2(\\d{1,7})\ufdd3)</p>|(?:\ufdd2|%EF%B7%92)(\\d{1,7})(?:\ufdd3|%EF%B7%93)"
    "|<(/?)code\\b"
)


@dataclass(frozen=True)
class Names:
    """What tags may refer to.

    Attributes:
        base: the URL of the site; may be empty.
        base_path: its path; may be empty.
        page_of: returns the URL or the path of a post or page that is named in a tag, and whose
            title it has; None if it is not among the files.
        is_liquid: the generator executes ``{{ }}`` and ``{% %}``.
        is_kramdown: it reads ``{: }`` and ``{:toc}``.
    """

    base: str = ""
    base_path: str = ""
    page_of: Callable[[str], tuple[str, str] | None] = lambda name: None
    is_liquid: bool = True
    is_kramdown: bool = False


#: What a link leads to whose post is not among the files.
UNKNOWN = "unknown-post:"


@dataclass
class Expanded:
    """A text in which tokens are instead of what Markdown must not touch.

    Attributes:
        text: Markdown.
        left: names of the tags that were left as text, in order, each once.
        left_out: what of the text was left out, for the user.
    """

    text: str = ""
    left: dict[str, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    _made: list[tuple[str, str]] = field(default_factory=list)

    def token(self, made: str, written: str = "") -> str:
        """Return a token for a piece of HTML.

        Args:
            written: the tag, which code shows instead.
        """
        self._made.append((made, html.escape(written) if written else made))
        return f"{_OPEN}{len(self._made) - 1}{_CLOSE}"

    def literal(self, text: str, name: str = "") -> str:
        """Return a token for a text that is shown as it is.

        Args:
            name: of the tag that is left in it.
        """
        if name:
            self.left.setdefault(name[:40])
        return self.token(html.escape(text))

    def filled(self, made: str) -> str:
        """Return HTML with what the tokens are for."""

        is_in_code = False

        def one(found: re.Match[str]) -> str:
            nonlocal is_in_code
            if found[3] is not None:
                is_in_code = not found[3]
                return found[0]
            number = int(found[1] or found[2])
            return self._made[number][is_in_code] if number < len(self._made) else ""

        return _TOKEN.sub(one, made)
