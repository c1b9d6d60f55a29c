"""Signs by which a site's folder of posts is recognized, by the names of files alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crosspost.lazy_regex import lazy_compile

#: Endings of Markdown files.
MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown")
#: Configuration → the generator; empty for one that is a program, which is not read.
CONFIGS = {
    "hugo.toml": "hugo",
    "hugo.yaml": "hugo",
    "hugo.yml": "hugo",
    "hugo.json": "hugo",
    "_config.yml": "_config",
    "_config.yaml": "_config",
    "_config.toml": "_config",
    "config.toml": "config",
    "config.yaml": "config",
    "config.yml": "config",
    "config.json": "config",
    **dict.fromkeys((f"astro.config.{one}" for one in ("mjs", "js", "ts", "mts")), "astro"),
    **dict.fromkeys((f"eleventy.config.{one}" for one in ("js", "mjs", "cjs")), "eleventy"),
}
# Other programs have files of these names, too.
_UNSURE = frozenset({"config.toml", "config.yaml", "config.yml", "config.json"})
#: What folders of posts are called.
POST_FOLDERS = frozenset(
    {"_posts", "_drafts", "posts", "post", "blog", "blogs", "articles", "article", "news", "notes"}
    | {"journal", "writing", "weblog", "entries"}
)
# What generators and their tools write, and other people's code.
_BUILT = frozenset({"_site", "node_modules", "bower_components", "__pycache__", ".git"})
_OUTPUT = "public"
#: Bytes at the beginning of a file that show whether it has front matter.
HEAD = 16
_OPENING = lazy_compile(r"(?:---|\+\+\+)[ \t]*\n|\{\s*\"")


def has_front_matter(head: bytes) -> bool:
    """Tell whether a file begins as one with front matter in YAML or TOML.

    Args:
        head: its first ``HEAD`` bytes.
    """
    start = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    return bool(_OPENING.match(start))


def is_left_out(folder: str) -> bool:
    """Tell whether a folder of this name has nothing that the site's author wrote."""
    return folder in _BUILT


def is_built(name: str, names: Collection[str]) -> bool:
    """Tell whether a file was written by the generator, or is other people's.

    Args:
        name: of the file, with its folders.
        names: of all files. A folder ``public`` is output if it has a page in it; some generators
            keep pictures there.
    """
    folders = name.split("/")[:-1]
    if not _BUILT.isdisjoint(folders):
        return True
    if _OUTPUT not in folders:
        return False
    above = "/".join(folders[: folders.index(_OUTPUT) + 1])
    return f"{above}/index.html" in names


def is_site(files: Iterable[str], folders: Collection[str]) -> bool:
    """Tell whether a folder is that of a site, by the names of the files and folders in it."""
    if "_posts" in folders or "_drafts" in folders:
        return True
    has_content = "content" in folders
    return any(file in CONFIGS and (has_content or file not in _UNSURE) for file in files)
