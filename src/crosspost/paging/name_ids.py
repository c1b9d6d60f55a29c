"""In-page links of several pages: each has its notes named 1, 2, 3 …, as the others have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bs4 import Tag

from crosspost import urls


def name_ids(bodies: Sequence[Tag], page_urls: Sequence[set[str]]) -> list[set[str]]:
    """Make ids differ from page to page, and have links between the pages lead to them.

    Args:
        bodies: the bodies of the pages; changed in place.
        page_urls: for each the identities of its URLs.

    Returns:
        For each page the names that its links lead to.
    """
    names = [_names(body) for body in bodies]
    led_to: list[set[str]] = [set() for _ in bodies]
    for page, body in enumerate(bodies):
        for link in body.find_all("a", href=True):
            target = _target(str(link["href"]), page, names, page_urls)
            if target is not None:
                number, name = target
                link["href"] = f"#{_prefix(number)}{name}"
                led_to[page].add(name)
    for page, body in enumerate(bodies[1:], 1):
        for tag in body.find_all(True):
            for attribute in ("id", "name"):
                if tag.get(attribute) and (attribute == "id" or tag.name == "a"):
                    tag[attribute] = f"{_prefix(page)}{tag[attribute]}"
    return led_to


def _names(body: Tag) -> set[str]:
    found = set()
    for tag in body.find_all(True):
        found |= {str(tag.get("id") or ""), str(tag.get("name") or "") if tag.name == "a" else ""}
    return found - {""}


def _prefix(page: int) -> str:
    return f"page-{page + 1}-" if page else ""


def _target(
    href: str, page: int, names: Sequence[set[str]], page_urls: Sequence[set[str]]
) -> tuple[int, str] | None:
    """Return which page a link leads to, and which id there; None if it leads elsewhere."""
    url, _, name = href.partition("#")
    if not name:
        return None
    candidates: Iterable[int]
    if url:
        identity = urls.identity(url)
        candidates = (number for number, own in enumerate(page_urls) if identity in own)
    else:  # all notes may be on the last page
        candidates = (page, *reversed(range(len(names))))
    return next(((number, name) for number in candidates if name in names[number]), None)
