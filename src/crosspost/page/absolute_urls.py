"""The addresses of a page, made absolute in place: links, citations, images, lazy images."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crosspost import urls
from crosspost.lazy_regex import lazy_compile

if TYPE_CHECKING:
    from lxml.etree import _Element

# The elements that hold addresses, and the attribute of those that hold just one.
_ONE_ADDRESS = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("blockquote", "q", "ins", "del"), "cite"),
}
_MEDIA = (
    *("img", "source", "iframe", "video", "audio", "track", "embed", "object", "picture"),
    *("amp-img", "amp-video", "amp-iframe", "input", "image"),
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Attributes that hold one address; the data- ones are those of the common lazy loaders.
_ADDRESS = _names(
    "src poster data longdesc href xlink:href data-src data-original data-lazy-src data-lazy "
    "data-orig-file data-original-src data-full-src data-hi-res-src data-large-file data-poster "
    "data-img-src data-actualsrc data-echo data-url data-image data-real-src"
)
_SRCSET = _names("srcset data-srcset data-lazy-srcset data-original-set imagesrcset")
# One image candidate string of the HTML standard: an address, then descriptors up to a comma.
_CANDIDATE = lazy_compile(r"[\s,]*+(\S++)([^,]*+)")
_MOST_CANDIDATES = 100  # a picture in more sizes than that is an attack


def make_absolute(tree: _Element, base: str) -> None:
    """Resolve the addresses of links and media; one that is no address goes.

    Args:
        tree: changed in place.
        base: what they are relative to; empty leaves relative ones as they are.
    """
    resolve = _resolver(base)
    # One walk for all: libxml2 needs a tenth of the time of parsing for each.
    for element in tree.iter(*_ONE_ADDRESS, *_MEDIA):
        name = _ONE_ADDRESS.get(str(element.tag))
        if name is not None:
            _set(element, name, element.get(name), resolve)
            continue
        for name, value in element.items():
            if name in _ADDRESS and str(value)[:1] not in ("{", "["):  # JSON for a script
                _set(element, str(name), str(value), resolve)
            elif name in _SRCSET:
                element.set(name, _srcset(str(value), resolve))


def _set(
    element: _Element, name: str, value: str | None, resolve: Callable[[str], str | None]
) -> None:
    """Replace an address where its absolute form differs."""
    if value is None:
        return
    address = resolve(value)
    if address is None:
        del element.attrib[name]
    elif address is not value:
        element.set(name, address)


def _resolver(base: str) -> Callable[[str], str | None]:
    """Return a function that makes an address absolute, quick for the common forms.

    ``urllib.parse.urljoin`` takes 5 µs a link, as long as libxml2 takes for 600 bytes of page.
    """
    try:
        parts = urlsplit(base)
    except ValueError:
        base, parts = "", urlsplit("")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    folder = f"{origin}{parts.path[: parts.path.rfind('/') + 1] or '/'}" if origin else ""
    known: dict[str, str | None] = {}

    def resolve(href: str) -> str | None:
        if href.isprintable() and " " not in href and "\\" not in href:
            if href.startswith(("https://", "http://")) and "[" not in href:
                return href
            if href.startswith("#"):
                return href
            if origin and href[:1] == "/" and href[1:2] != "/" and "/." not in href:
                return origin + href
            plain = href[:1].isalnum() and ":" not in href and "//" not in href
            if folder and plain and "/." not in href and "/." not in folder:
                return folder + href
        if href not in known:
            known[href] = urls.absolute(base, href)
        return known[href]

    return resolve


def _srcset(value: str, resolve: Callable[[str], str | None]) -> str:
    """Resolve every address of a ``srcset``; candidates that are no address go."""
    out: list[str] = []
    position = 0
    while len(out) < _MOST_CANDIDATES and (found := _CANDIDATE.match(value, position)):
        address = found[1]
        position = found.end()
        if address.endswith(","):  # no descriptor: the comma ends the candidate
            address, position = address.rstrip(","), found.end(1)
            descriptor = ""
        else:
            descriptor = found[2].strip()
        whole = resolve(address) if address else None
        if whole:
            out.append(f"{whole} {descriptor}".rstrip())
    return ", ".join(out)
