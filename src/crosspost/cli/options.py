"""The options that several commands share, and how they are read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.config import REDIRECTS, keys
from crosspost.dates import read_iso
from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_folder, is_missing, real
from crosspost.surrogates import is_unicode
from crosspost.url_faults import fault
from crosspost.urls import scheme

if TYPE_CHECKING:
    from crosspost.cli.console import Screen
    from crosspost.config import Config
    from crosspost.targets.base import Target

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Whole(click.IntRange):
    """A whole number within a range."""

    name = "whole number"


class Number(click.FloatRange):
    """A number within a range."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse NaN, which no comparison finds outside of a range."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid number", param, ctx)
        return number


# Command-line options with their help, by topic; ``crosspost post --help`` lists them in
# this order, other commands take the groups they need. Options whose name is a setting of Config
# override environment and file.
SELECT = click.option(
    "--select",
    "select",
    multiple=True,
    metavar="FIELD=SELECTOR",
    help="CSS selector or XPath of body, title, author, date, next …; may be repeated.",
)
REMOVE = click.option(
    "--remove",
    "remove",
    multiple=True,
    metavar="SELECTOR",
    help="Elements that are not part of the article; may be repeated.",
)
SITE_CONFIG = click.option(
    "--site-config",
    "site_config",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of site config (Full-Text RSS); may be repeated, the first with a file is used.",
)
MODE = click.option(
    "--mode",
    type=click.Choice(["article", "general"]),
    help="Type of page: general for forums, documentation, lists. [article]",
)
SITE = click.option("--site", type=FOLDER, help="Root of the site. [nearest _config.yml upwards]")
TARGET = click.option(
    "--target", metavar="NAME", help="Generator of the site. [that whose files the site has]"
)
WHERE = (
    SITE,
    TARGET,
    click.option("-o", "--output", type=FOLDER, help="Folder for the posts. [_posts of the site]"),
    click.option(
        "--draft/--no-draft", default=None, help="Write to _drafts, without a date in the name."
    ),
    click.option(
        "-f",
        "--force",
        is_flag=True,
        help="Replace an existing post; lines of yours that go are printed before.",
    ),
    click.option(
        "-u",
        "--update",
        is_flag=True,
        help="Merge the article as it is now into its post; what you changed stays.",
    ),
    click.option(
        "--conflicts",
        type=click.Choice(["leave", "mine", "article"]),
        help="With --update, where you and the article changed the same lines: leave the post as it"
        " is, keep yours, or take the article's. [leave]",
    ),
    click.option(
        "-n", "--dry-run", is_flag=True, help="Show what would be written; do not write it."
    ),
    click.option("--stdout", is_flag=True, help="Print the post; do not write a file."),
    click.option("--json", "as_json", is_flag=True, help="Report as JSON, a line for each link."),
)
WHAT = (
    click.option("--title", help="The post's title."),
    click.option(
        "--date",
        "day",
        metavar="DATE",
        help="Date of the post: 2013-03-06, optionally with a time, or now.",
    ),
    click.option("--author", "byline", metavar="NAME", help="Author of the article."),
    click.option("--tag", "tag", multiple=True, metavar="TAG", help="A tag; may be repeated."),
    click.option("--category", multiple=True, help="A category; may be repeated."),
    click.option(
        "--page-tags/--no-page-tags", default=None, help="Use the tags of the page. [yes]"
    ),
    click.option(
        "--page-categories/--no-page-categories",
        default=None,
        help="Use the sections of the page as categories. [no]",
    ),
    click.option("--layout", help="The layout."),
    click.option(
        "--own/--no-own",
        default=None,
        help="The articles are your own, such as those of your old blog: no attribution. [no]",
    ),
    click.option(
        "--redirects",
        type=click.Choice(REDIRECTS),
        help="With --own, how old URLs live on: fields of the posts, or a file. [front-matter]",
    ),
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        help='Any other field; JSON values (true, 3, ["a"]) keep their type.',
    ),
    SELECT,
    REMOVE,
    SITE_CONFIG,
    MODE,
    click.option(
        "--follow-pages/--no-follow-pages",
        default=None,
        help="Fetch the other pages of an article in several pages. [yes]",
    ),
    click.option("--title-suffix", metavar="TEXT", help='After the title, such as "[cross-post]".'),
    click.option("--note", metavar="TEXT|@FILE", help="Your own text, before the attribution."),
    click.option(
        "--attribution-position",
        type=click.Choice(["top", "bottom", "none"]),
        help="Position of the attribution line. [top]",
    ),
)


def refuse_published(target: Target, option: str, file: Path, folder: str = "") -> None:
    """Refuse a file that would become part of the built site.

    Args:
        option: that names the file.
        folder: of the site whose files are not published; empty for none.

    Raises:
        ConfigError: it would.
    """
    if target.publishes(file):
        where = f"to {folder}/{file.name}, or " if folder else ""
        raise ConfigError(
            f"{option} {file}: {target.name} would publish it with the site",
            hint=f"Write it {where}outside of the site.",
        )


def only_web_url(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Refuse a value that is not a web URL; a callback of click."""
    found = fault(text) if text is not None else None
    if found:
        words, meant = found
        hint = f"Did you mean {meant} ?" if meant else "Write it as https://example.org/article."
        raise ConfigError(f"{option.opts[0]} {text!a}: {words}", hint=hint)
    return text


FETCHING = (
    click.option(
        "--base-url", metavar="URL", callback=only_web_url, help="The URL of a saved page."
    ),
    click.option(
        "--header",
        "header",
        multiple=True,
        metavar="NAME: VALUE",
        help="An additional HTTP header; may be repeated.",
    ),
    click.option(
        "--cookies", type=FILE, help="Cookies for pages behind a login (Netscape format)."
    ),
    click.option(
        "--render",
        "render",
        flag_value="always",
        help="Draw the page in a browser first, for pages whose text a script fetches.",
    ),
    click.option("--no-render", "render", flag_value="never", help="Use no browser. [default]"),
    click.option(
        "--browser",
        type=click.Path(),
        metavar="PATH",
        help="Chromium, Chrome or Edge for --render. [the first that is installed]",
    ),
    click.option(
        "--archive/--no-archive",
        default=None,
        help="Take the Wayback Machine's copy of a page that is gone.",
    ),
    click.option("--user-agent", help="User agent to send instead of crosspost's."),
    click.option(
        "--allow-private/--no-allow-private",
        default=None,
        help="Follow redirects, and links in lists from the network, to private addresses.",
    ),
)
PICTURES = (
    click.option(
        "--pictures",
        "pictures_from_web",
        type=click.Choice(["link", "copy"]),
        help="Pictures of pages on the web: leave them there, or copy them. [link]",
    ),
    click.option(
        "--max-width",
        "pictures_max_width",
        type=Whole(0),
        metavar="PIXELS",
        help="Reduce wider copies to this width (needs Pillow). [0: never]",
    ),
    click.option(
        "--files",
        "files_from_web",
        type=click.Choice(["link", "copy"]),
        help="Documents, sounds and other files that are linked to on the article's own site. "
        "[link]",
    ),
    click.option(
        "--pictures-base",
        "pictures_base",
        metavar="URL",
        help="URL of the folder with the copies, such as that of a CDN. [the site's]",
    ),
)
POLITENESS = (
    click.option(
        "--delay",
        type=Number(0, 86_400),
        default=1.0,
        show_default=True,
        metavar="SECONDS",
        help="Pause between two requests to a host.",
    ),
    click.option(
        "--ignore-robots", is_flag=True, help="Do not read robots.txt; for your own sites."
    ),
)
REVIEW = (
    click.option(
        "--edit",
        is_flag=True,
        help="Open each post in your editor ($VISUAL, $EDITOR), check it then.",
    ),
    click.option(
        "--open",
        "opened",
        is_flag=True,
        help="Show each post in the browser, beside the original with what was left out.",
    ),
)
HOW = (
    click.option(
        "--strict/--no-strict",
        default=None,
        help="Fail, and write no post, if parts of the article are not in it.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Print where every field came from."),
)


def refuse_update_with_others(flags: Mapping[str, Any]) -> None:
    """Refuse options that contradict ``--update``, or need it.

    Raises:
        click.UsageError: there are such.
    """
    if flags["update"] and flags["force"]:
        raise click.UsageError("--update keeps what you changed, --force does not: choose one")
    if flags["conflicts"] and not flags["update"]:
        raise click.UsageError("--conflicts needs --update")


def refuse_review_without_post(flags: Mapping[str, Any]) -> None:
    """Refuse ``--edit`` and ``--open`` where there is no post for them.

    Raises:
        click.UsageError: there is none.
    """
    for option in ("--stdout", "--dry-run"):
        if flags["edit"] and flags[option.strip("-").replace("-", "_")]:
            raise click.UsageError(f"--edit needs a post, and {option} writes none")
    if flags["opened"] and flags["stdout"]:
        raise click.UsageError("--open shows the post in a browser, --stdout prints it: choose one")


def site_root(given: Path | None) -> Path:
    """Return the root of the site, with links resolved.

    Args:
        given: as given by ``--site``; None: the nearest folder upwards with a configuration.

    Raises:
        ConfigError: there is no such folder.
    """
    from crosspost.targets import find_site

    root = real(given or find_site(Path.cwd()))
    try:
        is_site = not is_missing(root)
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"{root}: {reason}", hint=hint) from error
    if not (is_site and is_folder(root)):
        raise ConfigError(f"{root}: there is no such folder", hint="--site takes a site's root.")
    return root


def site_target(
    root: Path, name: str, screen: Screen | None = None, config: Config | None = None
) -> Target:
    """Read the site of a command; say so if several generators recognize its folder.

    Args:
        name: the setting ``target``.
        config: the settings, with the user's names of fields and files.

    Raises:
        ConfigError: as of ``targets.target_of``.
    """
    from crosspost.targets import AUTO, recognized, target_of

    target = target_of(root, name, config)
    found = recognized(root) if name == AUTO and screen else ()
    if len(found) > 1 and screen:
        words = f"the site has files of {' and '.join(found)}: using {found[0]}; --target NAME or"
        screen.remark(("! ", "yellow"), f"{words} the setting target say otherwise")
    return target


def with_options(*groups: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    """Return a decorator that gives a command these options, in this order."""

    def add(command: Any) -> Any:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


def without(options: tuple[Any, ...], *names: str) -> tuple[Any, ...]:
    """Return a group of options without some of them."""

    def name(option: Any) -> str:
        (parameter,) = option(lambda: None).__click_params__
        return str(parameter.name)

    return tuple(option for option in options if name(option) not in names)


def chosen_settings(flags: Mapping[str, Any]) -> dict[str, Any]:
    """Pick the flags that are settings of ``Config``.

    Args:
        flags: the command's options as click parsed them; options of a group that the command
            does not have are missing.

    Returns:
        The settings; None if a flag was not given.

    Raises:
        ConfigError: the file of ``--note`` cannot be read.
    """
    # --layout is a field of the post, as --title is; the setting is for all posts.
    chosen = {name: flags[name] for name in keys() if name in flags and name != "layout"}
    output, cookies = flags.get("output"), flags.get("cookies")
    chosen["output"] = str(output.absolute()) if output else None
    chosen["cookies"] = str(cookies.absolute()) if cookies else None
    chosen["note"] = _text_or_file(flags.get("note"))
    chosen["date"] = "now" if flags.get("day") == "now" else None
    chosen["headers"] = dict(map(_header, flags.get("header", ()))) or None
    chosen["remove"] = flags.get("remove") or None
    chosen["select"] = dict(_pair("--select", each) for each in flags.get("select", ())) or None
    folders = tuple(str(folder.absolute()) for folder in flags.get("site_config", ()))
    chosen["site_config"] = folders or None
    return chosen


def refuse_other_urls(*texts: str | None) -> None:
    """Refuse URLs that are not UTF-8; the name of a file may have other bytes.

    Raises:
        ConfigError: a text is such a URL.
    """
    for text in texts:
        if text and scheme(text) in ("http", "https") and not is_unicode(text):
            raise ConfigError(f"{text}: not UTF-8", hint="Write other bytes as %XX.")


def _text_or_file(note: str | None) -> str | None:
    """Return the text of ``--note``: as given, or the content of the file after ``@``."""
    if note is None or not note.startswith("@"):
        return note
    path = Path(note[1:])
    try:
        return path.read_text("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ConfigError(f"--note {note}: not UTF-8") from error
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"--note {note}: cannot be read: {reason}", hint=hint) from error


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise click.BadParameter(f"{line!r} is not NAME: VALUE", param_hint="--header")
    return name.strip(), value.strip()


def chosen_overrides(flags: Mapping[str, Any]) -> dict[str, Any]:
    """Collect the front matter fields that were given on the command line."""
    fields: dict[str, Any] = {}
    for setting in flags["settings"]:
        key, value = _pair("--set", setting)
        fields[key] = _typed(value)
    if flags["day"] and flags["day"] != "now":
        fields["date"] = read_iso(flags["day"])
        if fields["date"] is None:
            raise click.BadParameter(
                f"{flags['day']!r} is not a date such as 2013-03-06 or 2013-03-06T04:44:27Z",
                param_hint="--date",
            )
    plain = {"title": "title", "byline": "author", "layout": "layout"}
    fields |= {key: flags[flag] for flag, key in plain.items() if flags[flag] is not None}
    lists = {"tag": "tags", "category": "categories"}
    fields |= {key: list(flags[flag]) for flag, key in lists.items() if flags[flag]}
    for name, value in fields.items():
        if not is_unicode(name) or not is_unicode(value):
            raise ConfigError(f"{name!a} = {value!a}: not UTF-8", hint="Type it in UTF-8.")
    return fields


def _pair(flag: str, text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise click.BadParameter(f"{text!r} is not KEY=VALUE", param_hint=flag)
    return key.strip(), value


def _typed(value: str) -> Any:
    """Read the value of ``--set``: as JSON if it is valid JSON, else as text."""
    try:
        return json.loads(value)
    except ValueError:
        return value
