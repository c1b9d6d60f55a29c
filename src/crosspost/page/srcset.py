"""The ``srcset`` of a picture: its URLs, each with a size to compare by."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile

#: The size of a URL without a descriptor. Smaller widths are thumbnails: the plain URL,
#: meant for browsers without srcset, is at least as large.
PLAIN = 700.0
_NUMBER = lazy_compile(r"\s*(\d+(?:\.\d+)?)\s*\Z")
_NEXT_URL = lazy_compile(r"[ \t\n\r\f,]*([^ \t\n\r\f,][^ \t\n\r\f]*)")


def parse_srcset(text: str) -> list[tuple[str, float]]:
    """Return the candidates of a ``srcset`` with their width, or their density times a thousand.

    A URL ends at a space, not at a comma: many URLs contain commas
    (https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute).
    """
    found: list[tuple[str, float]] = []
    position, end = 0, len(text)
    while position < end:
        next_ = _NEXT_URL.match(text, position)
        if next_ is None:
            break
        url, position = next_[1], next_.end()
        descriptor = ""
        if url.endswith(","):
            url = url.rstrip(",")
        else:
            comma = text.find(",", position)
            comma = end if comma < 0 else comma
            descriptor = text[position:comma].strip()
            position = comma + 1
        if url:
            found.append((url, _weight(descriptor)))
    return found


def _weight(descriptor: str) -> float:
    """Return a size to compare by: ``640w`` says 640, ``2x`` is twice a plain URL."""
    word = descriptor.split()[0] if descriptor else ""
    number = _NUMBER.match(word[:-1])
    if word[-1:] == "w" and number:
        return float(number[1]) if float(number[1]) > PLAIN else PLAIN / 2
    if word[-1:] == "x" and number:
        return PLAIN * float(number[1])
    return PLAIN
