"""The interface of a format of front matter: the protocol ``Format``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple, Protocol

from crosspost.errors import FrontMatterError

# More than in any real front matter.
MAX_BYTES = 64 * 1024


class Parts(NamedTuple):
    """A post: what is before its front matter, the front matter, what is after it, the body.

    All together are its text.
    """

    start: str
    block: str
    between: str
    body: str

    @property
    def head(self) -> str:
        """The post up to its body."""
        return self.start + self.block + self.between


class Timestamp(str):
    """A date or time as text, that is not quoted where the format knows dates."""

    __slots__ = ()


class Format(Protocol):
    """A format of front matter, such as YAML."""

    @property
    def name(self) -> str:
        """Its name in ``FORMATS``."""

    def split(self, text: str) -> Parts:
        """Take a post apart; one without front matter of this format is all body."""

    def read(self, text: str) -> dict[str, Any]:
        """Read the front matter of a post.

        Returns:
            The fields, empty if there is none; dates are text, tables are dicts.

        Raises:
            FrontMatterError: it is broken, or over the limits.
        """

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return a whole post, which was read back.

        Raises:
            FrontMatterError: a field cannot be written so that it is read back as it was.
        """

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return front matter with fields of another one in their places; the rest stays.

        Args:
            block, article: as of ``Parts.block``; the first is the owner's.
            names: of the fields; those that the article does not have are removed.
            order: of the fields of the article.
        """

    def comments(self, block: str, name: str) -> int:
        """Return how many signs of comments the text of a field has."""


def as_text(value: Any) -> Any:
    """Return a value as ``Format.read`` gives it: dates and times as text."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): as_text(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_text(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def check_size(block: str) -> None:
    """Refuse front matter that is too large.

    Raises:
        FrontMatterError: it is larger than ``MAX_BYTES``.
    """
    if len(block) > MAX_BYTES or len(block.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise FrontMatterError(f"front matter of more than {MAX_BYTES // 1024} KB")


def verified(form: Format, fields: Mapping[str, Any], body: str, text: str) -> str:
    """Return a post that is read back as it was meant.

    Raises:
        FrontMatterError: it is not.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FrontMatterError("a lone surrogate cannot be written") from error
    found, wanted = form.read(text), as_text(fields)
    if found != wanted or form.split(text).body.strip() != body.strip():
        wrong = [name for name in wanted if found.get(name) != wanted[name]]
        raise FrontMatterError(f"would be read back differently: {', '.join(wrong) or 'the body'}")
    return text


def without_blank_lines(text: str) -> str:
    """Return a body without the blank lines at its beginning."""
    rest = text.lstrip(" \t\r\n\f\v")
    return text[text.rfind("\n", 0, len(text) - len(rest)) + 1 :] if rest else ""


def between_delimiters(text: str, sign: str) -> Parts:
    """Take a post apart whose front matter is between two lines of a sign such as ``+++``."""
    start = len(text) - len(text.removeprefix("\ufeff"))
    newline = text.find("\n", start)
    if newline < 0 or text[start:newline].rstrip(" \t\r") != sign:
        return Parts("", "", "", text)
    at = newline + 1
    while at < len(text):
        newline = text.find("\n", at)
        end = len(text) if newline < 0 else newline + 1
        if text.startswith(sign, at) and text[at:end].rstrip(" \t\r\n") == sign:
            body = without_blank_lines(text[end:])
            first = text.find("\n", start) + 1
            return Parts(text[:first], text[first:at], text[at : len(text) - len(body)], body)
        at = end
    return Parts("", "", "", text)
