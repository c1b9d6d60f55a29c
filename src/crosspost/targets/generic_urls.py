"""URLs of the posts of a described site: permalinks, old paths, redirects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from crosspost import urls
from crosspost.dates import day_of, read_iso
from crosspost.targets import names
from crosspost.targets.field_names import DRAFT, values_of
from crosspost.targets.generic_site import GenericSite
from crosspost.targets.paths import quoted


def page_url(site: GenericSite, front: Mapping[str, Any], path: Path) -> str:
    """Return the path of a post's page; empty if it is not known, or the post is a draft.

    Args:
        front: as it is written.
    """
    about, known = site.about, values_of(site.about, front)
    if known.get(DRAFT) or not path.is_relative_to(site.content):
        return ""
    own = front.get(about.url_field) if about.url_field else None
    if isinstance(own, str) and own:
        return "" if "://" in own or ":" in own else f"/{own.strip('/')}{'/' * own.endswith('/')}"
    template = site.permalink(path)
    if not template:
        return ""
    inner = path.relative_to(site.content)
    stem = names.stem_of(site.name_of(path))
    folder = inner.parent.parent if site.name_of(path) != path.name else inner.parent
    slug = front.get(about.slug_field) if about.slug_field else None
    day = read_iso(str(known.get("date", "")))
    if day is None and any(part in template for part in ("{date}", "{year}", "{month}", "{day}")):
        return ""
    found = names.filled(template, str(slug or stem), day_of(day) if day else date.min)
    found = found.replace("{section}", folder.as_posix() if folder.parts else "")
    return quoted(found.replace("//", "/"))


def as_page(path: str) -> str:
    """Return a path that is a file: ``/old/`` of ``/old``, which would be one without extension."""
    return path if "." in path[path.rfind("/") :] else f"{path.rstrip('/')}/"


def old_path(url: str, base: str) -> str:
    """Return the identity of a URL's path below a base path; with ``//`` if it is not below it."""
    found, below = urls.path_identity(url), urls.path_identity(base or "/")
    if below == "/":
        return found
    return found[len(below) :] if found.startswith(f"{below}/") else f"/{found}"


def kept_url(
    site: GenericSite, front: Mapping[str, Any], path: Path, url: str, redirects: str
) -> tuple[dict[str, Any], str]:
    """Return the field that keeps an old URL alive, and why there is none."""
    about = site.about
    name = about.url_field if redirects == "permalink" else about.alias_field
    if redirects not in ("front-matter", "permalink") or any(
        each and each in front for each in (about.url_field, about.alias_field)
    ):
        return {}, ""
    if not name:
        return {}, f"{about.title} has no field for it; see the setting redirects"
    found = urls.read(url)
    old = unquote(found.path, errors="replace") if found else ""
    base = site.base_path
    if found is None or "?" in found.href or (base and not old.startswith(f"{base}/")):
        return {}, "its old URL has a query, or is outside of the site's base URL"
    old = old[len(base) :]
    if "\ufffd" in old:  # a letter that was cut: no field can hold a part of one
        return {}, "its old URL has bytes that are not UTF-8"
    if old.strip("/") in ("", "index.html") or any(part[:1] == "." for part in old.split("/")):
        return {}, "its old URL is not that of a page"
    page = unquote(page_url(site, dict(front), path))
    if page and (page in (old, f"{old}/") or old == f"{page}index.html"):
        return {}, ""
    return ({name: old} if redirects == "permalink" else {name: [old]}), ""
