"""The house: who may import whom, no cycle, where each package may be used, no magnet modules.

The table is the one of README's "How it is built"; imports are read with ``ast``, those inside
functions included.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosspost.targets import TARGETS

PACKAGE = Path(__file__).parent.parent / "src" / "crosspost"
MODULES = sorted(PACKAGE.rglob("*.py"))

GROUND = {"errors", "model", "config", "dates", "urls", "files", "folders", "toml", "surrogates"}
GROUND |= {"control_characters", "process_limits", "file_types", "lazy_regex", "lazy_imports"}
# A room (a module or a folder of src/crosspost) → the rooms it may import.
ALLOWED = {
    "errors": {"control_characters", "surrogates", "lazy_regex"},
    "lazy_regex": set[str](),
    "lazy_imports": set[str](),
    "urls": {"lazy_regex"},
    "dates": {"lazy_regex"},
    "file_types": {"lazy_regex"},
    "losses": {"lazy_regex"},
    "model": {"errors", "lazy_regex"},
    "config": {"errors", "dates", "surrogates", "lazy_regex"},
    "files": {"lazy_regex"},
    "folders": set[str](),
    "toml": {"lazy_regex"},
    "surrogates": {"lazy_regex"},
    "control_characters": {"surrogates", "lazy_regex"},
    "process_limits": set[str](),
    "publish": GROUND | {"images", "targets", "trust"},
    "trust": {"errors", "files", "publish", "lazy_regex"},
    "settings": GROUND | {"trust"},
    "fetch": GROUND,
    "page": GROUND,
    "metadata": GROUND | {"page"},
    "body": GROUND | {"page"},
    "markdown": GROUND | {"page", "images"},
    "targets": GROUND | {"trust"},
    "attribution": GROUND | {"markdown"},
    "render": GROUND | {"attribution", "losses", "markdown", "targets"},
    "images": GROUND | {"page"},
    "validate": GROUND | {"targets", "publish", "trust"},
    "batch": GROUND
    | {"trust", "fetch", "publish", "images", "targets", "page", "pipeline", "body_to_post"},
    "body_to_post": GROUND | {"page", "metadata", "render", "targets"},
    "pipeline": GROUND
    | {"fetch", "page", "metadata", "body", "markdown", "targets", "render", "publish", "images"},
    "cli": GROUND
    | {"batch", "pipeline", "fetch", "targets", "publish"}
    | {"settings", "trust"}
    | {"validate", "body", "metadata"},
}
# A package of others → the rooms that may use it.
USED_IN = {
    "bs4": {"page", "model", "markdown", "body", "images"},
    "lxml": {"page", "metadata", "body", "model", "batch"},
    "requests": {"fetch"},
    "urllib3": {"fetch"},
    "click": {"cli"},
    "rich": {"cli"},
    "frontmatter": {"targets"},
    "yaml": {"targets", "validate"},
    "numpy": {"body"},
    "can_ada": {"urls"},
}
# Who may take a URL apart by other means than ``crosspost.urls``: for the text of a page or a post,
# and never to decide which host it is.
SPLITTING = {"urls", "page", "validate"}
# Rooms that may name a generator: what it expects, and the check of posts that exist.
KNOW_A_GENERATOR = {"targets", "validate"}
MAGNETS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core"}


def room(module: str) -> str:
    """Return the room of ``crosspost.x.y``: ``x``; the package itself is ``''``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def module_name(path: Path) -> str:
    parts = ("crosspost", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path) for path in MODULES}


def imports(path: Path) -> set[str]:
    """Return each module that a file imports; ``from x import y`` is x.y where that is a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            assert node.module
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in NAMES else node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    here = room(module_name(path))
    if here in ("", "__main__"):
        return  # the package's front door names what it offers
    wanted = {
        room(name)
        for name in imports(path)
        if name.startswith("crosspost.") and room(name) != "__version__"
    }
    assert wanted - {here} <= ALLOWED[here]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_package_is_used_only_where_it_is_best(path: Path) -> None:
    here = room(module_name(path))
    for name in imports(path):
        users = USED_IN.get(name.split(".")[0])
        assert users is None or here in users, f"{name} in {here}"


@pytest.mark.threat("2: URLs read two ways")
@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_there_is_one_way_to_read_a_url(path: Path) -> None:
    names = {"urlsplit", "urlparse", "urljoin", "urlunsplit", "urlunparse", "parse_url"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        used = {getattr(node, "id", None), getattr(node, "attr", None)}
        if isinstance(node, ast.ImportFrom):
            used |= {alias.name for alias in node.names}
        assert room(module_name(path)) in SPLITTING or not used & names


def words(tree: ast.AST) -> Iterator[str]:
    """Yield the names and the texts in code; docstrings, which are for people, are left out."""
    for node in ast.walk(tree):
        for name in ("id", "attr", "name", "arg", "module"):
            word = getattr(node, name, None)
            if isinstance(word, str):
                yield word
        said = [c.value for c in ast.iter_child_nodes(node) if isinstance(c, ast.Constant)]
        if not isinstance(node, ast.Expr):
            yield from (text for text in said if isinstance(text, str))


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_only_targets_and_validate_know_a_generator(path: Path) -> None:
    """Docstrings, comments and the help of a command may name one where a reader needs it."""
    name = module_name(path)
    if room(name) in KNOW_A_GENERATOR or name == "crosspost.cli.validate":
        return
    code = [word.lower() for word in words(ast.parse(path.read_text("utf-8")))]
    assert not [word for word in code for known in TARGETS if known in word]


def test_no_import_cycle_even_counting_those_inside_functions() -> None:
    graph = {module_name(path): imports(path) & NAMES for path in MODULES}
    graph["crosspost"] = set()  # its imports are for type checkers and on first use
    done: set[str] = set()
    while ready := [n for n in graph if n not in done and graph[n] - {"crosspost"} <= done]:
        done.update(ready)
    assert not sorted(set(graph) - done), "these import one another"


def test_no_module_is_a_magnet() -> None:
    assert not [path for path in MODULES if path.stem in MAGNETS]


def test_every_room_is_in_the_table() -> None:
    rooms = {room(module_name(path)) for path in MODULES} - {"", "__main__"}
    assert rooms <= set(ALLOWED)
