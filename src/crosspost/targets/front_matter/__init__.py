"""The formats of front matter, each an implementation of ``base.Format``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crosspost.targets.front_matter.base import Format
from crosspost.targets.front_matter.comment import Comment
from crosspost.targets.front_matter.headers import Headers
from crosspost.targets.front_matter.json import Json
from crosspost.targets.front_matter.toml import Toml
from crosspost.targets.front_matter.yaml import Yaml

#: A text is in the first format that finds front matter in it; ``headers``, which has no sign at
#: its beginning, is last.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {"yaml": Yaml(), "toml": Toml(), "json": Json(), "comment": Comment(), "headers": Headers()}
)


def format_of(text: str, names: tuple[str, ...]) -> Format:
    """Return the format of a post's front matter; the first of ``names`` if it has none.

    Args:
        names: of the formats that the generator reads.
    """
    found = (FORMATS[name] for name in FORMATS if name in names)
    return next((form for form in found if form.split(text).block), FORMATS[names[0]])
