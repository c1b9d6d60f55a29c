"""The house: who may import whom, no cycle, where each package may be used, no magnet modules.

The table is the one of README's "How it is built"; imports are read with ``ast``, those inside
functions included.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import NamedTuple

import pytest

from crosspost.targets import TARGETS

PACKAGE = Path(__file__).parent.parent / "src" / "crosspost"
MODULES = sorted(PACKAGE.rglob("*.py"))

GROUND = {"errors", "model", "config", "dates", "urls", "files", "folders", "toml", "surrogates"}
GROUND |= {
    "control_characters",
    "disk_errors",
    "process_limits",
    "file_types",
    "lazy_regex",
    "lazy_imports",
}
GROUND |= {"attribution_lines", "url_faults", "nearest", "mhtml"}
# A room (a module or a folder of src/crosspost) → the rooms it may import.
ALLOWED = {
    "errors": {"control_characters", "surrogates", "lazy_regex"},
    "lazy_regex": set[str](),
    "lazy_imports": set[str](),
    "urls": {"lazy_regex"},
    "url_faults": {"urls", "lazy_regex"},
    "mhtml": {"urls", "lazy_regex"},
    "nearest": set[str](),
    "dates": {"lazy_regex"},
    "file_types": {"lazy_regex"},
    "losses": {"lazy_regex", "model"},
    "model": {"errors", "lazy_regex"},
    "attribution_lines": set[str](),
    "config": {"attribution_lines", "errors", "dates", "surrogates", "lazy_regex"},
    "files": {"lazy_regex"},
    "folders": set[str](),
    "toml": {"lazy_regex"},
    "surrogates": {"lazy_regex"},
    "control_characters": {"surrogates", "lazy_regex"},
    "process_limits": set[str](),
    "publish": GROUND | {"images", "targets", "trust"},
    "disk_errors": set[str](),
    "trust": {"errors", "files", "publish", "lazy_regex", "disk_errors"},
    "settings": GROUND | {"trust", "sites"},
    "sites": GROUND | {"page"},
    "fetch": GROUND | {"sites"},
    "page": GROUND,
    "metadata": GROUND | {"page"},
    "body": GROUND | {"page"},
    "markdown": GROUND | {"page", "images"},
    "targets": GROUND | {"trust"},
    "attribution": GROUND | {"markdown"},
    "text_template": GROUND | {"attribution"},
    "render": GROUND | {"attribution", "losses", "markdown", "targets", "text_template"},
    "images": GROUND | {"page"},
    "validate": GROUND | {"targets", "publish", "trust"},
    "lsp": GROUND | {"validate"},
    "paging": GROUND | {"page", "body", "sites", "images", "losses"},
    "batch": GROUND
    | {"trust", "fetch", "publish", "images", "targets", "page", "page_to_post", "body_to_post"}
    | {"paging", "metadata", "markdown", "sites", "post_pictures", "preview"},
    "site_trial": GROUND | {"batch", "fetch", "page", "extraction", "sites"},
    "check": GROUND | {"batch", "fetch", "publish", "targets", "trust"},
    "body_to_post": GROUND | {"page", "metadata", "body", "post_pictures", "sites", "targets"},
    "preview": GROUND | {"page", "body"},
    "clip": GROUND | {"preview"},
    "post_pictures": GROUND | {"images", "markdown", "render", "targets"},
    "page_data": GROUND | {"page", "metadata", "body"},
    "extraction": GROUND | {"page", "page_data", "metadata", "body", "paging", "sites"},
    "examine": GROUND | {"extraction", "fetch", "page", "metadata", "body", "sites"},
    "page_to_post": GROUND
    | {"extraction", "fetch", "images", "markdown", "page", "page_data", "post_pictures"}
    | {"sites", "targets"},
    "post_maker": GROUND
    | {"fetch", "images", "page_to_post", "paging", "post_pictures"}
    | {"sites", "targets"},
    "pipeline": GROUND
    | {"extraction", "post_maker", "fetch", "page", "body", "markdown", "targets", "publish"}
    | {"images", "render", "sites"},
    "cli": GROUND
    | {"batch", "check", "examine", "pipeline", "fetch", "targets", "publish"}
    | {"settings", "trust", "sites", "site_trial"}
    | {"validate", "body", "metadata", "preview", "lsp", "clip"},
}
# A package of others → the rooms that may use it.
USED_IN = {
    "bs4": {"page", "model", "markdown", "body", "images", "paging"},
    "lxml": {"page", "metadata", "body", "model", "batch", "preview", "sites", "images"},
    "requests": {"fetch"},
    "urllib3": {"fetch"},
    "click": {"cli"},
    "rich": {"cli"},
    "frontmatter": {"targets"},
    "yaml": {"targets", "validate"},
    "numpy": {"body"},
    "can_ada": {"urls"},
    "PIL": {"images"},
    "imagesize": {"images"},
    "py_svg_hush": {"images"},
    "jinja2": {"text_template"},
    "nh3": {"preview"},
    "markdown_it": {"preview", "page_data", "batch"},
    "mdit_py_plugins": {"preview", "batch"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
}
# Who may take a URL apart by other means than ``crosspost.urls``: for the text of a page or a post,
# and never to decide which host it is.
SPLITTING = {"urls", "page", "validate"}
# Rooms that may name a generator: what it expects, and the check of posts that exist.
KNOW_A_GENERATOR = {"targets", "validate"}
# Reads the folders that were written for other generators.
OF_OTHER_SITES = "crosspost.batch.sources.site"
# Names of targets that are words as well.
WORDS = {"plain"}
# Words that hold the name of a target by chance: a field of sqlite3's cursors.
LOOK_ALIKES = {"lastrowid"}
MAGNETS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "core"}


def room(module: str) -> str:
    """Return the room of ``crosspost.x.y``: ``x``; the package itself is ``''``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def module_name(path: Path) -> str:
    parts = ("crosspost", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path) for path in MODULES}


@functools.cache
def code() -> dict[str, Code]:
    """Return what all modules consist of, by their names; each is parsed once."""
    return {module_name(path): read_code(path) for path in MODULES}


class Code(NamedTuple):
    """What a module consists of.

    Attributes:
        imports: each module that it imports; ``from x import y`` is x.y where that is a module.
        words: the names and the texts; docstrings, which are for people, are left out.
        length: statements of the module itself.
    """

    imports: frozenset[str]
    words: frozenset[str]
    length: int


def read_code(path: Path) -> Code:
    tree = ast.parse(path.read_text("utf-8"))
    imports: set[str] = set()
    words: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            assert node.module
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                imports.add(inner if inner in NAMES else node.module)
        values = [getattr(node, name, None) for name in ("id", "attr", "name", "arg", "module")]
        if not isinstance(node, ast.Expr):
            children = ast.iter_child_nodes(node)
            values += [child.value for child in children if isinstance(child, ast.Constant)]
        words.update(value for value in values if isinstance(value, str))
    return Code(frozenset(imports), frozenset(words), len(tree.body))


def test_a_room_imports_only_what_lies_below_it() -> None:
    wrong = [
        (module, name)
        for module, (imports, _, _) in code().items()
        for name in imports
        if room(module) not in ("", "__main__")  # the package's front door names what it offers
        and name.startswith("crosspost.")
        and room(name) not in {"__version__", room(module), *ALLOWED[room(module)]}
    ]
    assert not wrong


def test_a_package_is_used_only_where_it_is_best() -> None:
    everywhere = {room(module) for module in NAMES}
    wrong = [
        (module, name)
        for module, (imports, _, _) in code().items()
        for name in imports
        if room(module) not in USED_IN.get(name.split(".")[0], everywhere)
    ]
    assert not wrong


@pytest.mark.threat("2: URLs read two ways")
def test_there_is_one_way_to_read_a_url() -> None:
    names = {"urlsplit", "urlparse", "urljoin", "urlunsplit", "urlunparse", "parse_url"}
    users = [module for module, (_, words, _) in code().items() if words & names]
    assert not [module for module in users if room(module) not in SPLITTING]


def test_a_path_that_cannot_be_looked_at_raises_nothing() -> None:
    """``Path.is_file`` and the like raise below a closed folder; those of ``files`` do not."""
    wrong = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_asked = node.func.attr in {"exists", "is_file", "is_dir", "is_symlink"}
                if is_asked and not node.args and not node.keywords:
                    wrong.append((module_name(path), node.lineno))
    assert not wrong, "use crosspost.files"


def test_only_targets_and_validate_know_a_generator() -> None:
    """Docstrings, comments and the help of a command may name one where a reader needs it."""
    wrong = [
        (module, word)
        for module, (_, words, _) in code().items()
        for word in words - LOOK_ALIKES
        if room(module) not in KNOW_A_GENERATOR and module != "crosspost.cli.validate"
        if not module.startswith(OF_OTHER_SITES)
        if any(known in word.lower() for known in TARGETS if known not in WORDS)
    ]
    assert not wrong


def test_no_import_cycle_even_counting_those_inside_functions() -> None:
    graph = {module: set(imports & NAMES) for module, (imports, _, _) in code().items()}
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
    "batch/drawing_turns.py": "cli/test_drawn.py",  # one page at a time
    "batch/lock.py": "batch/journal/test_folder.py",  # two runs on one journal
    "batch/moved_links.py": "cli/test_moving.py",  # an export moved, again and in part
    "batch/moving.py": "cli/test_moving.py",
    "batch/journal/moved.py": "cli/test_moving.py",
    "batch/post_index.py": "cli/test_placement.py",  # the same article again
    "batch/journal/__init__.py": "batch/journal/test_open.py",
    "batch/journal/missing_pictures.py": "batch/test_picture_turns.py",  # asked for again
    "batch/journal/values.py": "batch/test_run.py",  # written and read back by every run
    "batch/report/": "batch/report/test_report.py",  # a report is chosen and written
    "batch/report/as_json.py": "batch/report/test_text.py",  # hostile text in every format
    "batch/report/charts.py": "batch/report/test_as_html.py",  # drawn in the HTML report
    "batch/sources/": "batch/sources/test_generated.py",  # generated lists in every format
    "batch/sources/columns.py": "batch/sources/test_table.py",  # its columns
    "batch/sources/judge.py": "batch/journal/test_enlist.py",  # invalid links of a list
    "batch/sources/resolve.py": "batch/sources/test_remote.py",  # lists that name lists
    "batch/sources/site/": "batch/sources/site/test_reader.py",  # whole sites
    "batch/sources/tags.py": "batch/sources/test_wordpress.py",  # through the reader of exports
    "body/": "body/test_cases.py",  # pages beside their bodies
    "check/": "cli/test_check.py",  # the command, against servers
    "cli/clip_maker.py": "cli/test_clip.py",  # pages that were sent, as posts
    "clip/clips.py": "clip/test_routes.py",  # what is kept of pages that were sent
    "clip/pages.py": "clip/test_routes.py",  # texts, and their policies
    "cli/live_view.py": "cli/test_check_screen.py",  # what a terminal shows meanwhile
    "cli/progress_screen.py": "cli/test_check_screen.py",  # with a terminal and without
    "cli/exits.py": "cli/test_start.py",  # exit codes of the command
    "cli/options.py": "cli/test_post.py",  # the command with its options
    "cli/stopping.py": "cli/test_check.py",  # interrupted and gone on with
    "cli/review.py": "cli/test_edit.py",  # several links, failing editors
    "cli/site_rules.py": "cli/test_sites.py",  # what the command prints
    "cli/report.py": "cli/test_post.py",  # what the command prints
    "cli/validate_report.py": "cli/test_validate.py",  # what the command prints
    "page_to_post.py": "test_pipeline.py",
    "post_maker.py": "cli/test_pictures_from_web.py",  # against servers
    "examine.py": "cli/test_explain.py",  # what the command prints
    "extraction.py": "test_pipeline.py",
    "fetch/": "fetch/test_fetcher.py",  # against a server: redirects, statuses, headers, retries
    "fetch/browser/": "fetch/browser/test_draw.py",  # pages that real Chromium draws
    "fetch/browser/guard.py": "fetch/browser/test_process.py",  # killed in every way
    "fetch/drawn.py": "cli/test_drawn.py",  # the setting ``render``
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
    "page/note_marks.py": "markdown/test_cases.py",  # footnotes of every engine
    "page/standardize/": "page/standardize/test_cases.py",  # markup of platforms, as Markdown
    "page_data/": "page_data/test_article.py",  # pages with data in every form
    "paging/": "paging/test_join.py",  # articles of several pages as posts
    "paging/answer.py": "paging/test_follow.py",  # redirects of pages, loops, other hosts
    "preview/style.py": "preview/test_page.py",  # in the page that Chromium draws
    "page/selected.py": "sites/test_rules.py",  # rules applied to whole pages
    "site_trial/": "cli/test_site_config.py",  # the command, against servers
    "sites/__init__.py": "sites/test_platform.py",
    "sites/describe.py": "cli/test_sites.py",  # what the command prints
    "sites/platforms/": "sites/test_platform.py",
    "publish/": "cli/test_placement.py",  # which file a post goes to
    "publish/temporary.py": "publish/test_write.py",  # killed writers
    "targets/base.py": "targets/jekyll/test_target.py",  # a protocol, by its implementation
    "targets/fields.py": "test_render.py",  # the front matter of posts
    "targets/field_names.py": "targets/test_hugo.py",  # a described generator, by the first one
    "targets/front_matter/": "targets/front_matter/test_init.py",  # all formats alike
    "targets/generator.py": "targets/test_hugo.py",
    "targets/generic.py": "targets/test_hugo.py",
    "targets/generic_posts.py": "targets/test_hugo.py",
    "targets/generic_site.py": "targets/test_hugo.py",
    "targets/generic_urls.py": "targets/test_hugo.py",
    "targets/names.py": "targets/test_hugo.py",
    "targets/paths.py": "targets/test_hugo.py",
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
    "validate/ruby_dates.py": "validate/test_jekyll.py",
    "validate/discover.py": "validate/test_paths.py",
    "validate/explain.py": "validate/test_rules_documentation.py",
    "validate/facts.py": "validate/test_site.py",  # rules about all posts of a site
    "validate/git_folder.py": "validate/test_git.py",
    "validate/generators.py": "validate/others/test_checks.py",
    "validate/others/": "validate/others/test_checks.py",  # sites of each generator
    "validate/rules/others.py": "validate/others/test_checks.py",
    "validate/infer.py": "validate/test_schema.py",
    "validate/inputs.py": "validate/test_cache.py",  # whose digests name what is kept
    "validate/liquid.py": "validate/test_jekyll.py",  # compared with Liquid
    "validate/liquid_syntax.py": "validate/test_jekyll.py",  # compared with Liquid
    "validate/options.py": "validate/test_settings.py",
    "validate/collections.py": "validate/test_doctor.py",  # compared with Jekyll
    "validate/page.py": "validate/test_pages.py",
    "validate/rules/site.py": "validate/test_doctor.py",
    "validate/whole_site.py": "validate/test_doctor.py",
    "validate/page_path.py": "cli/test_site_server.py",  # asked for at the site's server
    "targets/jekyll/permalinks.py": "validate/test_site.py",  # URLs of posts
    "validate/post_urls.py": "validate/test_site.py",  # URLs of posts
    "validate/reports/": "validate/test_reports.py",
    "validate/rules/": "validate/test_faults.py",  # each rule with posts that it reports
    "validate/rules/__init__.py": "validate/test_rules_documentation.py",
    "validate/rules/body.py": "validate/test_body.py",
    "validate/rules/post_urls.py": "validate/test_site.py",
    "validate/rules/images.py": "validate/test_site.py",
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


def without_mirror() -> list[Path]:
    """Return the modules with more than a docstring that have no test file of their own."""
    with_code = [path for path in MODULES if code()[module_name(path)].length > 1]
    return [path for path in with_code if not (TESTS / mirror_of(path)).exists()]


def test_a_module_has_a_test_file_or_says_where_it_is_tested() -> None:
    missing = [mirror_of(path) for path in without_mirror() if not row_of(path)]
    assert not missing, "write these files, or add rows to TESTED_IN"


def test_the_table_of_tests_has_no_stale_row() -> None:
    assert {row_of(path) for path in without_mirror()} == set(TESTED_IN)
    assert not [name for name in TESTED_IN.values() if not (TESTS / name).exists()]
