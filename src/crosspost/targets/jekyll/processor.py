"""The Markdown processor of a site, and whether the output is safe with it.

Text is escaped for kramdown. With all of its settings, and with or without its GFM parser, the
built page shows the text; only some forms are written differently. Another processor may read as
HTML what kramdown reads as text, and run a page's script: for such sites no post is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from crosspost.errors import ConfigError
from crosspost.targets.jekyll.site import Site

# The names in ``dialect.KRAMDOWN``: ``input: GFM`` (Jekyll's default), the same with
# ``hard_wrap: true``, ``input: kramdown``.
Flavor = Literal["gfm", "hard_wrap", "kramdown"]
_HINT = "crosspost writes for kramdown: set markdown: kramdown, with input: GFM or kramdown."


def flavor(site: Site, warnings: list[str]) -> Flavor:
    """Return the flavor of the site's Markdown.

    Args:
        site: with its configuration.
        warnings: warnings for the user are added to it.

    Raises:
        ConfigError: text of a page could become markup with the site's processor.
    """
    config = site.config
    where = site.config_file.name if site.config_file else "_config.yml"
    _check_extension(config, where)
    processor = config.get("markdown", "kramdown")
    name = processor.lower() if isinstance(processor, str) else ""
    if name == "commonmark" and not _lets_html_through(config.get("commonmark")):
        warnings.append(
            f"{where}: markdown: {processor} leaves out HTML, and shows footnotes, formulas and "
            "attribute lists as text"
        )
        return "gfm"
    if name != "kramdown":
        raise ConfigError(
            f"{where}: markdown: {processor}: text from a page could run as a script", hint=_HINT
        )
    settings = config.get("kramdown")
    return _of_kramdown(settings if isinstance(settings, Mapping) else {}, where)


def _lets_html_through(settings: Any) -> bool:
    """Tell whether jekyll-commonmark keeps HTML and unsafe URLs, which it drops by default."""
    options = settings.get("options") if isinstance(settings, Mapping) else None
    given = options if isinstance(options, list) else []
    return any(str(option).upper() == "UNSAFE" for option in given)


def _of_kramdown(settings: Mapping[str, Any], where: str) -> Flavor:
    """Return the flavor for kramdown's settings; Jekyll's default input is GFM."""
    given = settings.get("input")
    parser = "GFM" if given is None else given
    if parser in ("kramdown", "Kramdown"):
        return "kramdown"
    if parser != "GFM":
        raise ConfigError(
            f"{where}: kramdown: input: {parser}: text from a page could run as a script",
            hint=_HINT,
        )
    quirks = settings.get("gfm_quirks", "paragraph_end")
    names = quirks.split(",") if isinstance(quirks, str) else quirks
    if isinstance(names, list):
        known = [str(name).strip().removeprefix(":") for name in names]
        if "paragraph_end" not in known:
            return "kramdown"
    return "hard_wrap" if _is_on(settings.get("hard_wrap")) else "gfm"


def _is_on(value: Any) -> bool:
    """Tell whether kramdown takes a value for true: every text does but "false" and an empty one.

    As ``Kramdown::Options.parse`` does; what is not a text is made one.
    """
    if value is None or isinstance(value, bool):
        return bool(value)
    return str(value) != "" and str(value).strip().lower() != "false"


def _check_extension(config: Mapping[str, Any], where: str) -> None:
    """Refuse a site that does not read ``.md`` as Markdown: it would publish posts as they are."""
    extensions = config.get("markdown_ext", "md")
    if not isinstance(extensions, str) or "md" not in extensions.lower().split(","):
        raise ConfigError(
            f"{where}: markdown_ext: {extensions}: Jekyll would not read posts that end in .md",
            hint="Add md to markdown_ext.",
        )
