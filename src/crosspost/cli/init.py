"""``crosspost init``: a crosspost.toml with comments and with values from the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import OK
from crosspost.cli.options import SITE, TARGET, site_root, site_target
from crosspost.config import SETTINGS, Config
from crosspost.settings import FILE_NAME

if TYPE_CHECKING:
    from crosspost.targets.base import Survey, Target

# A value is taken from the site's posts if at least this share of them has it.
_HABIT = 0.5


@click.command()
@SITE
@TARGET
@click.option("-f", "--force", is_flag=True, help="Replace an existing crosspost.toml.")
@click.option("--stdout", is_flag=True, help="Print it; do not write a file.")
def init(site: Path | None, target: str | None, force: bool, stdout: bool) -> int:
    """Write crosspost.toml into the root of the site, every setting with a comment.

    The generator is found by the site's files. Timezone, author, layout and categories are filled
    in from its configuration, such as _config.yml, and its newest posts; settings with default
    values are commented out.
    """
    from crosspost.cli.console import Screen
    from crosspost.publish.write import write
    from crosspost.targets import AUTO
    from crosspost.trust import real_folder

    screen = Screen()
    root = site_root(site)
    found = site_target(root, target or AUTO, screen)
    habits = found.survey(real_folder(root, found.posts_folder()))
    text = settings_file(found, habits)
    if stdout:
        screen.raw(text)
        return OK
    path = root / FILE_NAME
    write(text, path, replace=force)
    screen.result(str(path))
    if found.config_file is None:
        name = found.config_name
        words = f"there is no {name} here or above; is this the root of your site?"
        screen.remark(("! ", "yellow"), words)
    posts = "1 post" if habits.posts == 1 else f"{habits.posts} posts"
    screen.remark(f"  read {posts}; look it over, then run crosspost URL")
    return OK


def settings_file(target: Target, habits: Survey) -> str:
    """Return the text of a crosspost.toml for a site.

    Args:
        target: the site, with what its configuration says.
        habits: what its posts use.
    """
    import tomlkit

    from crosspost.targets import default_target

    chosen = {
        "author": _habit(habits.authors, habits.posts),
        "layout": _habit(habits.layouts, habits.posts),
        "target": "" if target.name == default_target().name else target.name,
    }
    where = target.config_file.name if target.config_file else target.config_name
    root = target.root
    seen = {
        "output": f"posts are in {target.posts_folder().relative_to(root)}",
        "timezone": f"{where} says {target.timezone}" if target.timezone else f"{where} has none",
        "categories": _in_use(habits.categories),
        "tags": _in_use(habits.tags),
        "author": _in_use(habits.authors) or (target.author and f"{where} says {target.author}"),
        "layout": _in_use(habits.layouts),
    }
    document = tomlkit.document()
    document.add(tomlkit.comment("Settings of crosspost for this site. Flags and CROSSPOST_*"))
    document.add(tomlkit.comment("environment variables override it."))
    for item in SETTINGS:
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(_one_line(item.metadata["doc"])))
        if seen.get(item.name):
            document.add(tomlkit.comment(_one_line(f"This site: {seen[item.name]}.")))
        if chosen.get(item.name):
            document.add(item.name, tomlkit.item(chosen[item.name]))
        else:
            document.add(tomlkit.comment(f"{item.name} = {default_text(item.name)}"))
    return tomlkit.dumps(document)


def default_text(name: str) -> str:
    """Return the default of a setting as it is written in a crosspost.toml."""
    import tomlkit

    value: Any = getattr(Config(), name)
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        value = table
    elif isinstance(value, tuple):
        value = list(value)
    return str(tomlkit.item(value).as_string())


def _habit(values: Counter[str], posts: int) -> str | None:
    """Return the value that most posts have, None if there is none."""
    if not posts or not values:
        return None
    value, times = values.most_common(1)[0]
    return value if times >= _HABIT * posts else None


def _in_use(values: Counter[str]) -> str:
    """Return the commonest values with their counts, for a comment."""
    most = [f"{value} ({times})" for value, times in values.most_common(8)]
    return ", ".join(most)


def _one_line(text: str) -> str:
    """Return text that stays in its comment: text of a post may have line ends."""
    from crosspost.cli.console import printable

    return printable(text)
