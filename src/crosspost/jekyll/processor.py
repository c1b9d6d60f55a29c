"""What reads a site's Markdown, and whether what is written is safe with it.

Text is escaped for kramdown. Whatever its settings are, and with its GFM parser or without, the
built page shows the text; only some forms are spelled otherwise. Another processor may take for
HTML what kramdown takes for text, so that a page's script would run: there, nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from crosspost.errors import ConfigError
from crosspost.jekyll.site import Site

# Those that ``crosspost.markdown.spelling`` knows.
Flavour = Literal["gfm", "hard_wrap", "kramdown"]

_HINT = "crosspost writes for kramdown: set markdown: kramdown, with input: GFM or kramdown."


def flavour(site: Site, warnings: list[str]) -> Flavour:
    """Return how the site's Markdown is spelled.

    Args:
        warnings: takes what a person should know.

    Raises:
        ConfigError: text that comes from a page may become markup with the site's processor.
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
            f"{where}: markdown: {processor}: it may run what a page's text says", hint=_HINT
        )
    settings = config.get("kramdown")
    return _of_kramdown(settings if isinstance(settings, Mapping) else {}, where)


def _lets_html_through(settings: Any) -> bool:
    """Tell whether jekyll-commonmark is told to; without, it leaves out elements and such URLs."""
    options = settings.get("options") if isinstance(settings, Mapping) else None
    given = options if isinstance(options, list) else []
    return any(str(option).upper() == "UNSAFE" for option in given)


def _of_kramdown(settings: Mapping[str, Any], where: str) -> Flavour:
    """Return the flavour that kramdown's settings make; Jekyll's own default input is GFM."""
    given = settings.get("input")
    parser = "GFM" if given is None else given
    if parser in ("kramdown", "Kramdown"):
        return "kramdown"
    if parser != "GFM":
        raise ConfigError(
            f"{where}: kramdown: input: {parser}: it may run what a page's text says", hint=_HINT
        )
    quirks = settings.get("gfm_quirks", "paragraph_end")
    names = quirks.split(",") if isinstance(quirks, str) else quirks
    if isinstance(names, list) and "paragraph_end" not in [str(name).strip() for name in names]:
        return "kramdown"
    return "hard_wrap" if settings.get("hard_wrap") is True else "gfm"


def _check_extension(config: Mapping[str, Any], where: str) -> None:
    """Refuse a site that does not take ``.md`` for Markdown: it would publish posts unread."""
    extensions = config.get("markdown_ext", "md")
    if not isinstance(extensions, str) or "md" not in extensions.lower().split(","):
        raise ConfigError(
            f"{where}: markdown_ext: {extensions}: Jekyll would not read posts that end in .md",
            hint="Add md to markdown_ext.",
        )
