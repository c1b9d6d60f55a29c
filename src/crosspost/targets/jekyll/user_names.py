"""The user's names in posts for Jekyll, which reads some fields and the date of the name itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crosspost.errors import ConfigError
from crosspost.targets.jekyll.fields import RESERVED
from crosspost.targets.user_names import UserNames, refuse

# Jekyll itself reads these; the image and the author are the theme's.
_FIXED = frozenset({"title", "date", "layout", "categories", "tags"})
# A name of another field that Jekyll reads, with another meaning.
_MEANT = frozenset({"permalink", "published", "slug", "excerpt", "category", "tag", "draft"})
_DATES = ("{date}-", "{year}-{month}-{day}-")


def check(names: UserNames) -> None:
    """Refuse names with which Jekyll could not read the posts.

    Raises:
        ConfigError: a field that Jekyll reads itself has another name; a name is reserved; the
            name of a file does not begin with the date.
    """
    for name, written in names.fields.items():
        if name in _FIXED:
            raise ConfigError(
                f"fields: {name} = {written!r}: Jekyll itself reads {name}, by this name only",
                hint=f"Remove {name} from fields; add a field of your own by front_matter.",
            )
        if "." in written:
            raise ConfigError(
                f"fields: {name} = {written!r}: crosspost writes no tables for Jekyll",
                hint="Write a name without a dot.",
            )
        refuse(written, name, RESERVED | _MEANT, "Jekyll")
    if names.filename and not names.filename.startswith(_DATES):
        raise ConfigError(
            f"filename = {names.filename!r}: Jekyll reads no post without a date at its beginning",
            hint='Write it as "{date}-{slug}"; other parts of the path can be in folder.',
        )


def written(names: UserNames, front: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields by the user's names, in their order, without those that are left out."""
    named = ((names.fields.get(name, name), value) for name, value in front.items())
    return {name: value for name, value in named if name}


def meant(names: UserNames, front: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields by crosspost's names."""
    known = {written: name for name, written in names.fields.items() if written}
    return {known.get(name, name): value for name, value in front.items()}
