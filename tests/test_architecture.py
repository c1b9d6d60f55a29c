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
    "losses": {"lazy_regex", "model"},
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


# Modules without a test file of their own: a file, or a folder with all that is in it (the longest
# that matches counts) → the test that runs it. Golden cases run a whole folder at once.
TESTED_IN = {
    "__init__.py": "test_lazy_imports.py",  # the public names
    "__main__.py": "cli/test_start.py",  # started as a process
    "body_to_post.py": "cli/test_placement.py",  # lists with bodies become posts
    "folders.py": "publish/test_write.py",  # linked and exchanged folders
    "batch/": "batch/test_run.py",  # whole runs: journal, network, stops, limits, summaries
    "batch/lock.py": "batch/journal/test_folder.py",  # two runs on one journal
    "batch/post_index.py": "cli/test_placement.py",  # the same article again
    "batch/journal/__init__.py": "batch/journal/test_open.py",
    "batch/journal/results.py": "batch/test_run.py",  # what a second run finds
    "batch/journal/values.py": "batch/test_run.py",  # written and read back by every run
    "batch/report/": "batch/report/test_report.py",  # a report is chosen and written
    "batch/report/as_json.py": "batch/report/test_text.py",  # hostile text in every format
    "batch/report/charts.py": "batch/report/test_as_html.py",  # drawn in the HTML report
    "batch/sources/": "batch/sources/test_generated.py",  # generated lists in every format
    "batch/sources/columns.py": "batch/sources/test_table.py",  # its columns
    "batch/sources/judge.py": "batch/journal/test_enlist.py",  # invalid links of a list
    "batch/sources/resolve.py": "batch/sources/test_remote.py",  # lists that name lists
    "batch/sources/tags.py": "batch/sources/test_wordpress.py",  # through the reader of exports
    "body/": "body/test_cases.py",  # pages beside their bodies
    "cli/batch_screen.py": "cli/test_batch.py",  # what the command prints
    "cli/exits.py": "cli/test_start.py",  # exit codes of the command
    "cli/options.py": "cli/test_post.py",  # the command with its options
    "cli/report.py": "cli/test_post.py",  # what the command prints
    "cli/validate_report.py": "cli/test_validate.py",  # what the command prints
    "fetch/": "fetch/test_fetcher.py",  # against a server: redirects, statuses, headers, retries
    "fetch/attempt.py": "fetch/test_connections.py",  # deadlines and private addresses
    "fetch/failures.py": "fetch/test_connections.py",  # servers that fail in every way
    "fetch/sockets.py": "fetch/test_connections.py",  # slow, closed and private connections
    "markdown/": "markdown/test_cases.py",  # HTML beside its Markdown, for every element
    "markdown/measure.py": "markdown/test_limits.py",  # paragraphs that kramdown is slow for
    "markdown/truncate.py": "markdown/test_limits.py",  # bodies of more than 1 MB
    "markdown/flavor.py": "markdown/test_configurations.py",  # every setting of kramdown
    "metadata/": "metadata/test_golden.py",  # pages beside their metadata
    "metadata/data_files.py": "metadata/people/test_common_words.py",  # words read from a file
    "metadata/readers/__init__.py": "metadata/readers/test_registry.py",
    "model/": "test_pipeline.py",  # data without behaviour, made by every step
    "page/__init__.py": "page/test_soup.py",
    "publish/": "cli/test_placement.py",  # which file a post goes to
    "publish/temporary.py": "publish/test_write.py",  # killed writers
    "targets/base.py": "targets/jekyll/test_target.py",  # a protocol, by its implementation
    "targets/fields.py": "test_render.py",  # the front matter of posts
    "targets/free_name.py": "targets/jekyll/test_posts.py",  # names that are taken
    "targets/plain_text.py": "test_themes.py",  # fields in themes that do not escape them
    "targets/jekyll/extensions.py": "targets/jekyll/test_posts.py",  # which files are posts
    "targets/jekyll/fields.py": "targets/jekyll/test_target.py",  # through the target's methods
    "targets/jekyll/post_text.py": "targets/jekyll/test_posts.py",
    "targets/jekyll/survey.py": "cli/test_init.py",  # what a new crosspost.toml says
    "targets/jekyll/yaml_text.py": "targets/jekyll/test_front_matter.py",  # read back as written
    "validate/": "validate/test_cases.py",  # posts beside their findings and their fixes
    "validate/__init__.py": "validate/test_check.py",
    "validate/authors.py": "validate/test_site.py",  # a site with a list of authors
    "validate/baseline.py": "validate/test_suppress.py",
    "validate/body_text.py": "validate/test_body.py",
    "validate/context.py": "validate/test_site.py",  # sites of every generator
    "validate/dates.py": "validate/test_jekyll.py",  # compared with Ruby
    "validate/discover.py": "validate/test_paths.py",
    "validate/explain.py": "validate/test_rules_documentation.py",
    "validate/facts.py": "validate/test_site.py",  # rules about all posts of a site
    "validate/git_folder.py": "validate/test_git.py",
    "validate/infer.py": "validate/test_schema.py",
    "validate/liquid.py": "validate/test_jekyll.py",  # compared with Liquid
    "validate/liquid_syntax.py": "validate/test_jekyll.py",  # compared with Liquid
    "validate/options.py": "validate/test_settings.py",
    "validate/permalinks.py": "validate/test_site.py",  # URLs of posts
    "validate/post_urls.py": "validate/test_site.py",  # URLs of posts
    "validate/reports/": "validate/test_reports.py",
    "validate/rules/": "validate/test_faults.py",  # each rule with posts that it reports
    "validate/rules/__init__.py": "validate/test_rules_documentation.py",
    "validate/rules/body.py": "validate/test_body.py",
    "validate/rules/post_urls.py": "validate/test_site.py",
    "validate/rules/references.py": "validate/test_site.py",
    "validate/rules/schema.py": "validate/test_schema.py",
    "validate/rules/suppression.py": "validate/test_suppress.py",
    "validate/scalars.py": "validate/test_jekyll.py",  # compared with Psych
    "validate/selection.py": "validate/test_settings.py",
    "validate/tree.py": "validate/test_hostile.py",  # aliases and deep nesting
}
TESTS = Path(__file__).parent


def mirror_of(path: Path) -> str:
    """Return the test file that mirrors a module: ``a/b.py`` → ``a/test_b.py``."""
    place = path.relative_to(PACKAGE)
    return (place.parent / f"test_{place.stem.strip('_')}.py").as_posix()


def row_of(path: Path) -> str | None:
    """Return the row of ``TESTED_IN`` for a module without a test file of its own."""
    place = path.relative_to(PACKAGE).as_posix()
    rows = [row for row in TESTED_IN if place == row or (row[-1] == "/" and place.startswith(row))]
    return max(rows, key=len, default=None)


def has_code(path: Path) -> bool:
    return len(ast.parse(path.read_text("utf-8")).body) > 1


WITHOUT_MIRROR = [p for p in MODULES if has_code(p) and not (TESTS / mirror_of(p)).exists()]


@pytest.mark.parametrize("path", WITHOUT_MIRROR, ids=module_name)
def test_a_module_has_a_test_file_or_says_where_it_is_tested(path: Path) -> None:
    assert row_of(path), f"write tests/{mirror_of(path)}, or add a row to TESTED_IN"


def test_the_table_of_tests_has_no_stale_row() -> None:
    assert {row_of(path) for path in WITHOUT_MIRROR} == set(TESTED_IN)
    assert not [name for name in TESTED_IN.values() if not (TESTS / name).exists()]
