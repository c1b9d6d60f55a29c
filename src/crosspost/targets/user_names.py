"""The user's own names: of fields in the front matter, of files and of folders.

In the pipeline, fields keep crosspost's names; a target renames them when it writes a post, and
back when it reads one.
"""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.fields import FIELDS, FURTHER
from crosspost.targets.generator import Field, Generator
from crosspost.targets.note_name import note_name
from crosspost.targets.slug import slug

PLACEHOLDERS = (
    *("date", "year", "month", "day", "slug", "title", "author", "site", "section"),
    *("category", "lang"),
)
_NAME = lazy_compile(r"[^\W\d][\w-]{0,60}(?:\.[^\W\d][\w-]{0,60}){0,3}")
# Bytes of one part of a path, without the name of the post itself.
_MOST_BYTES = 100


@dataclass(frozen=True)
class NameParts:
    """What the name of a post may be made of.

    Attributes:
        slug: as of ``slug.slug``.
        day: of the post.
        title, author, site, section, category, lang: as the page or the user has them; any text.
    """

    slug: str
    day: date
    title: str = ""
    author: str = ""
    site: str = ""
    section: str = ""
    category: str = ""
    lang: str = ""


@dataclass(frozen=True)
class UserNames:
    """The settings ``fields``, ``filename`` and ``folder``.

    Attributes:
        fields: crosspost's name of a field → the user's; empty: the field is left out.
        filename: a template of the name of a post, without its extension; empty: the generator's.
        folder: a template of a folder below that of the posts; empty: none.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    filename: str = ""
    folder: str = ""

    @classmethod
    def of(cls, config: Config) -> UserNames:
        """Return the names of the settings.

        Raises:
            ConfigError: a field is not known, a name is not one or is used twice, a template has
                an unknown placeholder or leads out of its folder.
        """
        names = cls(dict(config.fields), config.filename, config.folder)
        _check_fields(names.fields, config.front_matter)
        _check_template("filename", names.filename)
        _check_template("folder", names.folder)
        return names

    def name_of(self, parts: NameParts, usual: str) -> str:
        """Return the path of a post by the templates, without extension.

        Args:
            usual: the generator's own template.
        """
        folders = (self.folder or "").strip("/").split("/")
        template = self.filename or usual
        *more, last = template.split("/")
        made = [_part(one, parts, _MOST_BYTES) for one in (*folders, *more) if one]
        name = _part(last, parts, _MOST_BYTES + 80) or parts.slug
        return "/".join((*filter(None, made), name))


def _check_fields(fields: Mapping[str, str], own: Collection[str]) -> None:
    known = (*FIELDS, *FURTHER)
    for name, written in fields.items():
        if name not in known:
            raise ConfigError(
                f"fields: there is no field {name!r}",
                hint=f"Fields: {', '.join(known)}. Constants belong into front_matter.",
            )
        if written and not _NAME.fullmatch(written):
            raise ConfigError(
                f"fields: {name} = {written!r}: not the name of a field",
                hint='Write letters, digits, "_" and "-"; "" leaves the field out.',
            )
    used = [written for written in fields.values() if written]
    used += [name for name in known if name not in fields] + [n for n in own if n not in known]
    for written in filter(None, fields.values()):
        clashes = [one for one in used if _overlap(one, written)]
        if len(clashes) > 1:
            raise ConfigError(
                f"fields: two fields would have the name {written!r}",
                hint='Choose another name, or rename or leave out (= "") the other field.',
            )


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def placeholders(template: str, what: str, known: Collection[str]) -> list[tuple[str, str | None]]:
    """Return the parts of a template: text, and the placeholder after it.

    Raises:
        ConfigError: a placeholder is not known, or a brace has no other.
    """
    names = " ".join(f"{{{name}}}" for name in known)
    try:
        found = list(string.Formatter().parse(template))
    except ValueError as error:
        raise ConfigError(f"{what} = {template!r}: {error}", hint=f"Known: {names}.") from error
    for _, name, spec, conversion in found:
        if name is not None and (name not in known or spec or conversion):
            raise ConfigError(
                f"{what} = {template!r}: unknown placeholder {{{name}}}", hint=f"Known: {names}."
            )
    return [(text, name) for text, name, _, _ in found]


def _check_template(what: str, template: str) -> None:
    found = placeholders(template, what, PLACEHOLDERS)
    text = "".join(text + ("x" if name else "") for text, name in found)
    parts = text.split("/")
    is_bad = any(part[:1] in ("", ".", "_", "-") or part != note_name(part) for part in parts)
    if template and is_bad:
        raise ConfigError(
            f"{what} = {template!r}: not a path below the folder of the posts",
            hint='Write it as "{year}/{slug}": no "..", no "_" or "." at the beginning of a part.',
        )
    if template and what == "filename" and not {"slug", "title"} & {name for _, name in found}:
        raise ConfigError(
            f"{what} = {template!r}: all posts would have the same name",
            hint='Write {slug} or {title} in it, as in "{date}-{slug}".',
        )


def _part(template: str, parts: NameParts, most: int) -> str:
    """Return one part of a path: values are safe before, the whole is cut and safe after."""
    values: dict[str | None, str] = {
        "date": parts.day.isoformat(),
        "year": f"{parts.day.year:04}",
        "month": f"{parts.day.month:02}",
        "day": f"{parts.day.day:02}",
        "slug": parts.slug,
        "title": note_name(parts.title) or parts.slug,
        **{
            name: slug(value) if (value := getattr(parts, name)) else ""
            for name in ("author", "site", "section", "category", "lang")
        },
    }
    found = placeholders(template, "", PLACEHOLDERS)
    made = "".join(text + (values[name] if name else "") for text, name in found)
    return note_name(made.strip(" .-_"), most)


def described(about: Generator, names: UserNames) -> Generator:
    """Return a description with the user's names; earlier posts are read by the usual ones.

    Raises:
        ConfigError: a name is reserved by the generator, or the name of a field of it.
    """
    fields = dict(about.fields)
    for name, written in names.fields.items():
        usual = fields.get(name, Field(""))
        fields[name] = replace(
            usual, name=written, also="" if written == usual.name else usual.name
        )
        refuse(written, name, about.reserved, about.title)
        if written and written == about.draft_field:
            refuse(written, name, {written}, about.title)
    taken = [one.name for one in fields.values() if one.name]
    for name, written in names.fields.items():
        if written and sum(_overlap(one, written) for one in taken) > 1:
            raise ConfigError(
                f"fields: {name} = {written!r}: {about.title}'s posts have another field there",
                hint='Choose another name, or leave the other field out (= "").',
            )
        if fields[name].also in taken:
            fields[name] = replace(fields[name], also="")
    return replace(about, fields=fields)


def refuse(written: str, name: str, reserved: Collection[str], title: str) -> None:
    """Refuse a name that a generator reserves.

    Raises:
        ConfigError: it does.
    """
    if written in reserved:
        raise ConfigError(
            f"fields: {name} = {written!r}: {written} is reserved by {title}",
            hint="Choose another name for the field.",
        )
