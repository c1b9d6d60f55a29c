"""The site that a post is for: the settings of its ``_config`` that concern posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crosspost import trust
from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_file, is_inside, read_regular
from crosspost.targets.jekyll.gems import is_jekyll_3
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml
from crosspost.toml import parse_toml

# In the order of Jekyll's own search (configuration.rb).
CONFIG_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
# A configuration may be long; the limits are only against attacks (alias bombs).
_MOST_BYTES = 1024 * 1024
_MOST_NODES = 50_000
_DEEPEST = 50


@dataclass(frozen=True)
class Scope:
    """One entry of ``defaults``: the values for posts below a path.

    Attributes:
        path: below the source folder, empty for all; may hold ``*``.
        typed: whether the entry names a type (which then is ``posts``: others are left out).
        values: front matter fields.
    """

    path: str
    typed: bool
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """A Jekyll site, or a folder that may become one.

    Attributes:
        root: the folder of the configuration.
        config_file: the configuration; None if there is none.
        source: the folder of the pages (``source``), mostly the root.
        collections_dir: where ``_posts`` is, relative to the source; mostly empty.
        timezone: the IANA name in ``timezone``; empty if Jekyll uses the builder's own zone.
        permalink: the style or template of posts' URLs.
        future: whether posts dated in the future are published.
        scopes: the entries of ``defaults`` that can apply to posts.
        layouts: names of the layouts in the site's own folder.
        theme: the theme (``theme`` or ``remote_theme``), which has layouts too.
        is_jekyll_3: whether Jekyll 3 or older builds it, see ``gems``.
        config: the whole configuration.
    """

    root: Path
    config_file: Path | None = None
    source: Path = Path()
    collections_dir: str = ""
    timezone: str = ""
    permalink: str = "date"
    future: bool = False
    scopes: tuple[Scope, ...] = ()
    layouts: tuple[str, ...] = ()
    theme: str = ""
    is_jekyll_3: bool = False
    config: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __post_init__(self) -> None:
        if self.source == Path():
            object.__setattr__(self, "source", self.root)


def config_file(folder: Path) -> Path | None:
    """Return the configuration in a folder, None if there is none."""
    return next((folder / name for name in CONFIG_NAMES if is_file(folder / name)), None)


def read_site(root: Path) -> Site:
    """Read a site's configuration; a folder without one is a site with default settings.

    Raises:
        ConfigError: the configuration cannot be read (the line is named), or it leads out of the
            site, which needs the user's permission.
    """
    path = config_file(root)
    config = _read(path, root) if path else {}
    site = replace(site_of(root, config), config_file=path, is_jekyll_3=is_jekyll_3(root))
    if path:
        folders = {"source": site.source, "collections_dir": site.source / site.collections_dir}
        _refuse_outside(root, path, {name: f for name, f in folders.items() if config.get(name)})
    layouts = site.source / (_text(config.get("layouts_dir")) or "_layouts")
    return replace(site, layouts=_layouts(layouts) if is_inside(root, layouts) else ())


def site_of(root: Path, config: Mapping[str, Any]) -> Site:
    """Return a site as its configuration says, without a look at its files.

    Args:
        config: the configuration.
    """
    return Site(
        root=root,
        source=root / _text(config.get("source")),
        collections_dir=_text(config.get("collections_dir")).strip("/"),
        timezone=_text(config.get("timezone")).strip(),
        permalink=_permalink(config),
        # For Ruby everything is true but these two, the text "false" and 0 included.
        future=config.get("future") is not None and config.get("future") is not False,
        scopes=tuple(_scopes(config.get("defaults"))),
        theme=_text(config.get("theme")) or _text(config.get("remote_theme")),
        config=MappingProxyType(dict(config)),
    )


def _refuse_outside(root: Path, config: Path, folders: Mapping[str, Path]) -> None:
    """Refuse folders that the configuration puts outside of the site, unless they are allowed."""
    outside = {name: str(f) for name, f in folders.items() if not is_inside(root, f)}
    trust.refuse(root, outside, config.name)


def _read(path: Path, root: Path) -> dict[str, Any]:
    """Read a configuration into a table."""
    trust.refuse(root, trust.links_out(root, path), "the site")
    try:
        text = read_regular(path, _MOST_BYTES, follow=True).decode("utf-8-sig")
        if path.suffix == ".toml":
            return parse_toml(text)
        config = read_yaml(text, nodes=_MOST_NODES, depth=_DEEPEST, aliases=True)
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"{path}: cannot be read: {reason}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8: {error.reason}") from error
    except YamlError as error:
        where = f"{path}:{error.line}" if error.line else f"{path}"
        raise ConfigError(
            f"{where}: {error.reason}", hint="Jekyll cannot read it either: fix this line."
        ) from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    if config is None:
        return {}
    if not isinstance(config, dict):
        raise ConfigError(f"{path}: not a table of settings")
    return config


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _permalink(config: Mapping[str, Any]) -> str:
    """Return the permalink of posts: that of their collection overrides the site's."""
    collections = config.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    own = posts.get("permalink") if isinstance(posts, dict) else None
    return _text(own) or _text(config.get("permalink")) or "date"


def _scopes(defaults: Any) -> list[Scope]:
    """Return the entries of ``defaults`` that can apply to posts, as Jekyll checks them."""
    scopes = []
    for entry in defaults if isinstance(defaults, list) else ():
        values = entry.get("values") if isinstance(entry, dict) else None
        if not isinstance(values, dict):
            continue
        scope = entry.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        # "post" is the old name of the type; a draft is of the type posts too.
        if "type" in scope and scope["type"] not in ("posts", "post"):
            continue
        path = _text(scope.get("path")).removeprefix("/")
        scopes.append(Scope(path, "type" in scope, MappingProxyType(values)))
    return scopes


def _layouts(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted({entry.stem for entry in folder.iterdir() if is_file(entry)}))
    except (OSError, ValueError):  # there is no such folder, or a NUL in its name
        return ()


def posts_folder(site: Site, output: str = "_posts", *, draft: bool = False) -> Path:
    """Return the folder that posts are written to.

    Args:
        output: the setting, relative to the root or absolute; the default ``_posts`` is in the
            site's source and collections folder. A symbolic link is followed.
        draft: return ``_drafts`` beside it.
    """
    if Path(output) == Path("_posts"):
        folder = site.source / site.collections_dir / "_posts"
    else:
        folder = site.root / output
    return folder.with_name("_drafts") if draft else folder
