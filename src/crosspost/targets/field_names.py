"""Fields by crosspost's names ↔ the front matter of a generator, by its description.

In the pipeline, the fields of a post have the names in ``targets.fields.FIELDS``, whatever the
generator calls them. They are renamed when the post is written, and back when one is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from crosspost.targets.fields import FIELDS, FURTHER
from crosspost.targets.front_matter.base import Timestamp
from crosspost.targets.generator import Generator

DRAFT = "draft"
_LISTS = frozenset({"tags", "categories"})


def front_matter(about: Generator, values: Mapping[str, Any], form: str) -> dict[str, Any]:
    """Return the front matter of a post.

    Args:
        form: the name of its format.
        values: by crosspost's names, and the user's own fields; those of crosspost's that the
            generator has no name for are left out.
    """
    out: dict[str, Any] = {}
    for name, value in values.items():
        known = about.fields.get(name)
        if name == DRAFT and value is True:
            if about.draft_field:
                out[about.draft_field] = about.draft_value
        elif known is None and name not in (*FIELDS, *FURTHER):
            out[name] = _dated(about, value, form)
        elif known is not None and known.name:
            _put(out, known.name, _dated(about, _typed(value, known.type, name), form))
    return out


def values_of(about: Generator, front: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a post by crosspost's names; others keep theirs."""
    found: dict[str, Any] = {}
    used: set[str] = set()
    for name, known in about.fields.items():
        place = next((n for n in (known.name, known.also) if n and _get(front, n) is not None), "")
        if not place:
            continue
        value = _get(front, place)
        used.add(place.split(".")[0])
        found[name] = _meant(value, name)
    rest = {name: value for name, value in front.items() if name not in used}
    if about.draft_field and rest.get(about.draft_field) == about.draft_value:
        rest.pop(about.draft_field)
        found[DRAFT] = True
    return {**found, **{name: value for name, value in rest.items() if name not in found}}


def written_names(about: Generator, names: Iterable[str]) -> frozenset[str]:
    """Return the fields (or tables) of the front matter that hold fields of crosspost's names."""
    known = about.fields
    found = (known[name].name if name in known else name for name in names)
    return frozenset(name.split(".")[0] for name in found if name)


def _typed(value: Any, type_: str, name: str) -> Any:
    if name == "image" and isinstance(value, str) and type_ != "path":
        value = value.removeprefix("./")  # beside the post
    if type_ == "list" and not isinstance(value, (list, tuple)):
        return [value]
    if isinstance(value, (list, tuple)):
        if type_ == "first":
            return value[0] if value else None
        if type_ == "text":
            return ", ".join(map(str, value))
        if type_ == "parallel" and len(value) > 1:
            return [[one] for one in value]
    return value


def _meant(value: Any, name: str) -> Any:
    if name in _LISTS:
        if isinstance(value, str):  # as Pelican divides its headers
            value = [one for one in value.split(";" if ";" in value else ",") if one.strip()]
        if not isinstance(value, (list, tuple)):
            return [value]
        flat = (one for each in value for one in (each if isinstance(each, list) else [each]))
        return [str(one).strip() for one in flat]
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) if name == "author" else next(iter(value), "")
    return value


def _dated(about: Generator, value: Any, form: str) -> Any:
    """Return a date in the form of the generator; other values as they are."""
    if not isinstance(value, date):
        return value
    if about.date_needs_time and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        if about.date == "local":
            value = value.replace(tzinfo=None)
    if about.date in ("native", "local"):
        return value if form == "toml" else Timestamp(value.isoformat())
    return (
        value.isoformat(" ")
        if isinstance(value, datetime) and about.date == "space"
        else (value.isoformat())
    )


def _put(out: dict[str, Any], path: str, value: Any) -> None:
    *tables, last = path.split(".")
    for name in tables:
        inner = out.setdefault(name, {})
        if not isinstance(inner, dict):
            return  # the user's own value
        out = inner
    out[last] = value


def _get(front: Mapping[str, Any], path: str) -> Any:
    value: Any = front
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
