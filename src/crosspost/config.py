"""All settings with their types and defaults; ``settings`` reads them.

The fields of ``Config`` are the keys of the files, listed only here. A site may be a clone with
settings that others wrote. Settings that read files of the user, send secrets or loosen a limit
have a guard (``_key``): in a site's file they are an error until the user allows them (``crosspost
trust``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, get_args, get_type_hints

from crosspost.attribution_lines import line_for
from crosspost.dates import zone
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.surrogates import is_unicode

#: The default; in another language if the site has one of ``attribution_lines``.
ATTRIBUTION = line_for("en")


REDIRECTS = ("front-matter", "permalink", "netlify", "cloudflare", "apache", "nginx", "none")


# When a value in a site's file needs the user's permission: always; if it is larger than the user's
# own value or the default; if the folder is outside of the site. Empty: never.
Guard = Literal["", "always", "larger", "outside"]


def _key(default: Any, doc: str, choices: tuple[str, ...] = (), guard: Guard = "") -> Any:
    """Describe one key of the file: its default, its comment, its choices, its guard."""
    about = MappingProxyType({"doc": doc, "choices": choices, "guard": guard})
    if isinstance(default, dict):
        return field(default_factory=lambda: MappingProxyType(default), metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True)
class Config:
    """All settings of a run. The comment of each field is what ``crosspost init`` writes."""

    output: str = _key(
        "_posts",
        "Folder of the posts, below the site's root; by default the generator's own, such as "
        "_posts.",
        guard="outside",
    )
    target: str = _key(
        "auto", 'Generator of the site, by name; "auto": the one whose files the site has.'
    )
    author: str = _key(
        "", "Author of the blog. If set, the article's author is written to original_author."
    )
    layout: str = _key(
        "auto",
        'Layout of the posts; "auto": "post", or none if the site\'s defaults set one; "": none.',
    )
    date: str = _key(
        "published",
        'Date of the post: "published" (the article\'s own) or "now" (the time of import).',
        ("published", "now"),
    )
    timezone: str = _key("", "IANA time zone of the time of import; empty: that of _config.yml.")
    lang: str = _key(
        "",
        "Language of the default attribution line, such as de; empty: that of the site's own "
        "configuration (lang, locale, languageCode), else English.",
    )
    categories: tuple[str, ...] = _key((), "Categories of every post, before the page's own.")
    tags: tuple[str, ...] = _key((), "Tags of every post, before the page's own.")
    page_categories: bool = _key(
        False,
        "Use the sections of the page as categories; most permalinks have them in the URL.",
    )
    page_tags: bool = _key(True, "Use the tags of the page.")
    max_tags: int = _key(8, "Largest number of tags of the page.")
    ignore_tags: tuple[str, ...] = _key(
        (), 'Tags of the page to leave out, with * and ?, such as "sponsored*".'
    )
    tag_map: Mapping[str, str] = _key(
        {}, 'Your words for tags of the page, as a table: { "Web Dev" = "web" }; "": none.'
    )
    ignore_authors: tuple[str, ...] = _key(
        (), 'Authors of the page to leave out, with * and ?, such as "* staff".'
    )
    author_map: Mapping[str, str] = _key(
        {}, 'Names for authors of the page, as a table: { jdoe = "Jane Doe" }; "": none.'
    )
    title_suffix: str = _key("", 'Text after every title, such as "[cross-post]".')
    note: str = _key("", "Your own text (Markdown), before the attribution.")
    note_template: bool = _key(
        False,
        "Is the note a template of Jinja2 ({{ title }}, {% if author %} …)? Without it, such signs "
        "are left to the site's generator; see docs/names.md.",
    )
    attribution: str = _key(
        ATTRIBUTION,
        "Attribution line (Markdown) with {title} {author} {site} {date} {license} {url} "
        "{archive_url}; text "
        "in [[...]] is left out if one of them is unknown; or a template of Jinja2, see "
        "docs/names.md.",
    )
    attribution_position: str = _key(
        "top", "Position of the attribution.", ("top", "bottom", "none")
    )
    pictures: str = _key(
        "assets/pictures",
        "Folder in the site for the pictures of saved pages and other copies; by default the "
        "generator's own, such as assets/pictures or beside each post; empty: no copies.",
    )
    pictures_from_web: str = _key(
        "link",
        'Pictures of pages on the web: "link" (they stay there) or "copy" (into the same folder). '
        'Are the articles your own, or may you copy their pictures? Then choose "copy".',
        ("link", "copy"),
    )
    pictures_max_width: int = _key(
        0, "Width in pixels to which wider pictures from the web are reduced; 0: never."
    )
    pictures_base: str = _key(
        "",
        "URL of the folder with the copies, such as that of a CDN; empty: that of the site.",
    )
    files: str = _key(
        "assets/files",
        "Folder in the site for copies of other files: documents, sounds, films, archives.",
    )
    files_from_web: str = _key(
        "link",
        'Files that an article links to on its own site: "link" (they stay there) or "copy". '
        "Pages, programs and documents with macros are never copied; see docs/moving.md.",
        ("link", "copy"),
    )
    files_max_bytes: int = _key(
        50 * 1024 * 1024, "Largest file that is copied, in bytes.", guard="larger"
    )
    files_max_number: int = _key(
        30, "Number of files of one article that are copied.", guard="larger"
    )
    own: bool = _key(
        False,
        "Are the articles your own, such as those of your old blog? Then true: no attribution, no "
        "canonical_url, links between them lead to the new posts; see docs/moving.md.",
    )
    redirects: str = _key(
        "front-matter",
        'With own, how old URLs live on: "front-matter" (redirect_from with the plugin, else '
        'permalink), "permalink", "netlify", "cloudflare", "apache", "nginx" (a file), "none".',
        REDIRECTS,
    )
    draft: bool = _key(False, "Write to _drafts, without a date in the name.")
    front_matter: Mapping[str, Any] = _key({}, "Additional fields of every post, as a table.")
    fields: Mapping[str, str] = _key(
        {},
        'Your names for crosspost\'s fields, as a table: { original_author = "byline" }; "" leaves '
        "a field out; see docs/names.md.",
    )
    filename: str = _key(
        "",
        "Name of a new post without its extension, such as {date}-{slug}, of {date} {year} {month} "
        "{day} {slug} {title} {author} {site} {section} {category} {lang}; empty: the generator's.",
    )
    folder: str = _key(
        "",
        "Folder of a new post below output, such as {year}/{category}, of the same; empty: none.",
    )
    mode: str = _key(
        "article",
        'Type of page: "article" (news, blogs) or "general" (forums, manuals, lists).',
        ("article", "general"),
    )
    follow_pages: bool = _key(
        True,
        "Fetch the other pages of an article that is divided into several, at most 30; and the AMP"
        " or print version of a page that shows no article, or only its beginning.",
    )
    strict: bool = _key(
        False, "Fail, and write no post, if parts of the article are not in the post."
    )
    select: Mapping[str, str] = _key(
        {},
        "Selectors (CSS or XPath) of the article's body, of fields, of the link to the next page, "
        'for every page; they override what is found: { author = ".byline" }.',
    )
    remove: tuple[str, ...] = _key(
        (), "Selectors (CSS or XPath) of elements that are not part of the article, for every page."
    )
    sites: Mapping[str, Any] = _key(
        {},
        'Rules for single sites, each a table such as [sites."example.org"] with body, remove, '
        "title, author, date, next …; see docs/sites.md.",
    )
    site_config: tuple[str, ...] = _key(
        (),
        "Folders of site config (files of Full-Text RSS), such as a copy of FiveFilters' own; see "
        "docs/site-config.md.",
        guard="always",
    )
    user_agent: str = _key(
        "", "User agent; empty: crosspost's own, with its home page.", guard="always"
    )
    headers: Mapping[str, str] = _key({}, "Additional HTTP headers, as a table.", guard="always")
    cookies: str = _key(
        "", "File of cookies (Netscape format), for pages behind a login.", guard="always"
    )
    render: str = _key(
        "never",
        'Draw pages in a browser (Chromium, Chrome or Edge): "never", "always", or "auto" (those '
        "whose text a script fetches, and those that are shown to browsers only).",
        ("never", "auto", "always"),
        guard="always",
    )
    browser: str = _key(
        "", "Path of the browser; empty: the first one that is installed.", guard="always"
    )
    render_timeout: float = _key(20.0, "Seconds to draw a page in the browser.", guard="larger")
    connect_timeout: float = _key(10.0, "Seconds to connect.", guard="larger")
    read_timeout: float = _key(15.0, "Seconds without a byte.", guard="larger")
    total_timeout: float = _key(60.0, "Seconds for one try, redirects included.", guard="larger")
    convert_timeout: float = _key(
        30.0, "Seconds to convert a page; the slowest pages take one or two.", guard="larger"
    )
    max_bytes: int = _key(10 * 1024 * 1024, "Largest page, in bytes, decompressed.", guard="larger")
    max_redirects: int = _key(5, "Number of redirects that are followed.", guard="larger")
    tries: int = _key(3, "Tries if the network or the server fails temporarily.", guard="larger")
    archive: bool = _key(
        False, "Use the copy in the Wayback Machine of a page that is gone, and link to it."
    )
    archive_api: str = _key(
        "https://archive.org/wayback/available",
        "Availability API of the archive.",
        guard="always",
    )
    x_api: str = _key(
        "https://publish.twitter.com/oembed",
        "oEmbed API of X (Twitter), which is asked for its posts; empty: their pages are.",
        guard="always",
    )
    youtube_api: str = _key(
        "https://www.youtube.com/oembed",
        "oEmbed API of YouTube, which is asked for its films; empty: their pages are.",
        guard="always",
    )
    allow_private: bool = _key(
        False,
        "Follow redirects, and links in lists from the network, to private addresses (this "
        "machine, the local network).",
        guard="always",
    )

    #: Not a setting: which of ``select``, ``remove``, ``mode`` and ``render`` this call gave, and
    #: what. They win over the rules for sites, which win over what files of settings say.
    of_call: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name in HINTS:
            value = getattr(self, name)
            if value is not _DEFAULTS[name]:  # which most are
                check(name, value)
        if self.files_from_web == "copy" and not self.files:
            raise ConfigError(
                'files_from_web = "copy": there is no folder for the copies (files is empty)',
                hint='Set files = "assets/files".',
            )
        if self.pictures_from_web == "copy" and not self.pictures:
            raise ConfigError(
                'pictures_from_web = "copy": there is no folder for the copies (pictures is empty)',
                hint='Set pictures = "assets/pictures".',
            )


#: The fields of ``Config`` that are settings.
SETTINGS = tuple(item for item in fields(Config) if item.metadata)
_ALL_HINTS = get_type_hints(Config)
HINTS = {item.name: _ALL_HINTS[item.name] for item in SETTINGS}
_CHOICES = {item.name: item.metadata["choices"] for item in SETTINGS}
_DEFAULTS = {item.name: item.default for item in SETTINGS}
GUARDS: Mapping[str, Guard] = {item.name: item.metadata["guard"] for item in SETTINGS}
#: The settings of ``Config.of_call``.
OF_CALL = ("select", "remove", "mode", "render")
# Largest numbers; a larger one is a mistake, and more than timers or sockets accept.
_MOST = {float: 86_400, int: 1000}
_MOST_OF = {"max_bytes": 1024**3, "files_max_bytes": 1024**3, "pictures_max_width": 16_384}
_MAY_BE_0 = frozenset({"max_redirects", "pictures_max_width"})
_CONTROL = lazy_compile(r"[\x00-\x1f\x7f]")
# Tables whose values are texts.
_OF_TEXTS = frozenset({"headers", "select", "tag_map", "author_map", "fields"})
# Settings without line breaks. Paths of this machine need not be UTF-8.
_FOLDERS = frozenset({"pictures", "files"})
_PATHS = _FOLDERS | {"output", "cookies", "browser"}
_LINES = _PATHS | {"lang", "filename", "folder", "user_agent", "timezone", "pictures_base"}
_LINES |= {"archive_api", "x_api", "youtube_api"}
# As it is written in Markdown, HTML, YAML and CSS: nothing that ends one of them.
_BASE = lazy_compile(r"(?:https?://[\w.:\[\]-]+)?(?:/[\w.~%@+-]+)*/?", re.A)


def keys() -> tuple[str, ...]:
    """Return the names of all settings, in the order of the file."""
    return tuple(item.name for item in SETTINGS)


def check(name: str, value: Any) -> None:
    """Refuse a value of the wrong type or outside its choices.

    Raises:
        ConfigError: says which key, what it is and what it should be.
    """
    wanted = HINTS[name]
    kind = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}.get(
        wanted
    )
    if wanted is float:
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
    elif wanted is int:
        good = isinstance(value, int) and not isinstance(value, bool)
    elif kind:
        good = isinstance(value, wanted)
    elif str in get_args(wanted)[:1] and Ellipsis in get_args(wanted):
        kind, good = (
            "a list of texts",
            isinstance(value, tuple) and all(isinstance(x, str) for x in value),
        )
    else:
        kind, good = (
            "a table",
            isinstance(value, Mapping) and all(isinstance(k, str) for k in value),
        )
        if name in _OF_TEXTS and good:
            kind, good = "a table of texts", all(isinstance(v, str) for v in value.values())
    if not good:
        shown = list(value) if isinstance(value, tuple) else value
        shown = dict(value) if isinstance(value, Mapping) else shown
        raise ConfigError(f"{name} = {shown!r}: this setting takes {kind}")
    _check_text(name, value)
    _check_range(name, value)


def _check_text(name: str, value: Any) -> None:
    """Refuse text that is not valid in a file, a header or a path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _check_text(name, key)
            _check_text(name, inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            _check_text(name, inner)
    elif isinstance(value, str):
        if name not in ("output", "cookies", "browser") and not is_unicode(value):
            raise ConfigError(f"{name} = {value!r}: not UTF-8")
        if name in (*_LINES, "headers") and _CONTROL.search(value):
            raise ConfigError(f"{name} = {value!r}: it contains a control character")


def _check_range(name: str, value: Any) -> None:
    """Refuse a value of the right type that is not valid."""
    choices = _CHOICES[name]
    if choices and value not in choices:
        raise ConfigError(
            f"{name} = {value!r}: this setting takes " + " or ".join(map(repr, choices))
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        least = 0 if name in _MAY_BE_0 else 1 if isinstance(value, int) else 0.001
        most = _MOST_OF.get(name, _MOST[HINTS[name]])
        if not least <= value <= most:  # also refuses NaN
            raise ConfigError(
                f"{name} = {value!r}: this setting takes a number from {least} to {most}"
            )
    # Generators do not publish names that begin so; and nothing is written outside of the site.
    parts = re.split(r"[/\\]", value) if name in _FOLDERS and value else ()
    if any(part[:1] in ("", "_", ".") or ":" in part for part in parts):
        raise ConfigError(
            f"{name} = {value!r}: not a folder that a site publishes",
            hint=f"Write it as assets/{name}.",
        )
    if name == "pictures_base" and not _BASE.fullmatch(value):
        raise ConfigError(
            f"pictures_base = {value!r}: not a URL",
            hint="Write it as https://cdn.example.org/pictures or /pictures.",
        )
    if name == "timezone" and value and zone(value) is None:
        raise ConfigError(
            f"timezone = {value!r}: there is no such time zone",
            hint="Write it as in the IANA list, such as Asia/Bishkek.",
        )
