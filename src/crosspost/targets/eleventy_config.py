"""What the configuration of an Eleventy site says, which is a program: see ``javascript``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Literal

from crosspost.model.dialect import MARKDOWN_IT, Dialect
from crosspost.targets.javascript import NAMES, PAIRS, STRINGS

_ENGINE = "markdownTemplateEngine"
_MATH = {"markdown-it-katex", "@vscode/markdown-it-katex", "markdown-it-texmath"}
_FOR_PICTURES = ("images", "img", "pictures", "photos")
_FOR_ALL = ("assets", "public", "static")


def input_folder(config: Mapping[str, Any]) -> str | None:
    """Return the input folder below the root, ``.`` by default; None if that is not certain."""
    found = config.get("setInputDirectory") or config.get("input")
    if isinstance(found, str):
        inner = PurePosixPath(found)
        return None if inner.is_absolute() or ".." in inner.parts else inner.as_posix()
    return None if {"input", "setInputDirectory"} & _names(config) else "."


def template_engine(config: Mapping[str, Any]) -> Literal["liquid", "njk", "none", "unknown"]:
    """Return the language that is executed in Markdown files."""
    found = config.get(_ENGINE)
    if found is None:
        return "unknown" if _ENGINE in _names(config) else "liquid"
    if found is False:
        return "none"
    return "njk" if found == "njk" else "liquid" if found == "liquid" else "unknown"


def dialect(config: Mapping[str, Any]) -> Dialect:
    """Return markdown-it with the options and plugins that the configuration names."""
    names, strings = _names(config), strings_of(config)
    has_own = bool(names & {"setLibrary", "amendLibrary"})
    # Eleventy's own markdown-it has HTML on; one of the site has it off by default.
    html = config.get("html")
    return replace(
        MARKDOWN_IT,
        raw_html=html is True if "setLibrary" in names else html is not False or not has_own,
        autolinks=has_own and "linkify" in names,
        smart_quotes=has_own and "typographer" in names,
        footnotes="markdown-it-footnote" in strings,
        definition_lists="markdown-it-deflist" in strings,
        math="$" if _MATH & strings else "text",
    )


def strings_of(config: Mapping[str, Any]) -> set[str]:
    """Return all texts in quotes."""
    return set(config.get(STRINGS) or ())


def _names(config: Mapping[str, Any]) -> set[str]:
    return set(config.get(NAMES) or ())


def copied_folders(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the folders that are copied as they are: their paths below the root → their URLs.

    Of ``addPassthroughCopy("src/img")`` and ``addPassthroughCopy({"./public/": "/"})``.
    """
    found = {}
    base = input_folder(config) or "."
    for name, value in config.get(PAIRS) or ():
        if not isinstance(value, str):
            continue
        is_call = name == "addPassthroughCopy"
        if not is_call and not (name[:1] in "./" and value[:1] == "/"):
            continue
        source = PurePosixPath((value if is_call else name).removeprefix("/"))
        if ".." in source.parts or source.suffix or "*" in str(source) or not source.parts:
            continue
        inner = source.relative_to(base) if source.is_relative_to(base) else source
        found[source.as_posix()] = f"/{inner.as_posix()}" if is_call else value.rstrip("/")
    return found


def picture_folder(copied: Mapping[str, str]) -> tuple[str, str]:
    """Return the folder of ``copied_folders`` that pictures go to, and its URL; else nothing."""
    for names, below in ((_FOR_PICTURES, ""), (_FOR_ALL, "/img")):
        for folder in _named(copied, names):
            return f"{folder}{below}", f"{copied[folder]}{below}"
    return "", ""


def _named(folders: Iterable[str], names: Iterable[str]) -> list[str]:
    return [f for name in names for f in folders if PurePosixPath(f).name == name]
