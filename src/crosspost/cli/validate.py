"""``crosspost validate [PATH…]``: what is wrong with posts, and how to fix it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, OK
from crosspost.cli.options import refuse_published
from crosspost.cli.validate_report import command_of, document, show, words_of
from crosspost.errors import ConfigError
from crosspost.files import is_file, is_folder, is_missing, read_head

if TYPE_CHECKING:
    from crosspost.validate.options import Options
    from crosspost.validate.run import Run

_FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "rdjson")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--fix", is_flag=True, help="Apply safe fixes.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix: also apply fixes that may change a URL or a text.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change; do not write it.")
@click.option(
    "--format",
    "style",
    type=click.Choice(_FORMATS),
    default=None,
    help="Default: full; github where GITHUB_ACTIONS=true.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option(
    "--output-file", "-o", type=click.Path(dir_okay=False), help="Write the report there."
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Only these rules: codes, prefixes or names, separated by commas.",
)
@click.option("--extend-select", multiple=True, metavar="CODES", help="Also these rules.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules.")
@click.option("--show-info", is_flag=True, default=None, help="Also show findings of level info.")
@click.option(
    "--body", is_flag=True, default=None, help="Also check the body: Liquid, links, images."
)
@click.option("--drafts/--no-drafts", default=None, help="Check _drafts (default: yes).")
@click.option(
    "--prefer-date",
    type=click.Choice(["file", "front-matter"]),
    help="Which date is right if they differ (CP403).",
)
@click.option("--target", metavar="GENERATOR", help="jekyll, hugo, …; overrides the detected one.")
@click.option(
    "--schema",
    "schema_file",
    type=click.Path(exists=True, dir_okay=False),
    help="JSON Schema that all posts must match.",
)
@click.option("--infer-schema", is_flag=True, help="Print a JSON Schema of the posts as they are.")
@click.option(
    "--changed-since", metavar="REF", help="Check only posts that differ from a git commit."
)
@click.option("--stdin-filename", metavar="PATH", help="Path of the post that '-' reads.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False), help="Do not report findings in this file."
)
@click.option(
    "--write-baseline", type=click.Path(dir_okay=False), help="Write a baseline and exit."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Lowest level for exit code 1 (default: warning).",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if anything was fixed.")
@click.option("--errors-only", is_flag=True, default=None, help="Only findings of level error.")
@click.option(
    "--max-findings",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show at most N findings (default: 50); other formats than full show all.",
)
@click.option("--all", "show_all", is_flag=True, help="Show all findings, each by itself.")
@click.option(
    "--sort",
    type=click.Choice(["level", "path", "rule"]),
    help="Default: level (errors first); path for other formats than full.",
)
@click.option(
    "--group-by", type=click.Choice(["post", "rule"]), help="Findings as lines below headings."
)
@click.option(
    "--cache-dir",
    type=click.Path(file_okay=False),
    envvar="CROSSPOST_CACHE_DIR",
    show_envvar=True,
    help="Keep findings there for a rerun (default: your cache folder).",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep findings of an earlier run.")
@click.option("--statistics", is_flag=True, help="Print the number of findings of each rule.")
@click.option("--explain", metavar="CODE", help="Explain a rule and exit.")
@click.option("--list-rules", is_flag=True, help="List all rules and exit.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only set the exit code.")
@click.pass_context
def validate(context: click.Context, /, paths: tuple[str, ...], **flags: Any) -> None:
    """Check the front matter of posts, as Jekyll reads it.

    PATH is a post or a folder; default: _posts and _drafts of this site. '-' reads one post from
    standard input.

    \b
    Exit code: 0 nothing found, 1 findings, 2 usage or settings, 130 interrupted.
    """
    if flags["explain"] or flags["list_rules"]:
        document(flags)
        context.exit(OK)
    if flags["unsafe_fixes"] and not (flags["fix"] or flags["diff"]):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff.")
    if flags["output_file"]:
        _refuse_published(paths, Path(flags["output_file"]))
    from crosspost.validate.settings import load

    options = load(_start(paths), _settings(flags))
    run = _run(paths, options, flags)
    if flags["infer_schema"]:
        context.exit(OK)
    if flags["write_baseline"]:
        from crosspost.validate import baseline

        baseline.write(Path(flags["write_baseline"]), run.findings)
        click.echo(f"{flags['write_baseline']}: {len(run.findings)} findings", err=True)
        context.exit(OK)
    flags["command"] = command_of(context)
    show(run, flags)
    context.exit(_exit_code(run, options, flags))


def _refuse_published(paths: tuple[str, ...], file: Path) -> None:
    """Refuse a report that would become part of the built site, or replace a file of it.

    Raises:
        ConfigError: it would.
    """
    from crosspost.targets import find_site, target_of

    try:
        is_missing(file)
        if is_file(file) and _is_of_site(file):
            hint = "Nothing is written over it. Choose another name."
            raise ConfigError(f"{file}: this file is part of the site, and no report", hint=hint)
    except OSError:
        return  # writing says what is wrong with the path
    if is_folder(file.parent):
        refuse_published(target_of(find_site(_start(paths))), "--output-file", file)


def _is_of_site(file: Path) -> bool:
    """Tell whether a file has front matter, which no report begins with, or is a configuration."""
    return read_head(file, 3, follow=True) in (b"---", b"+++") or file.name.startswith("_config.")


def _start(paths: tuple[str, ...]) -> Path:
    """Return the folder where the search for settings begins: that of the first path."""
    first = next((Path(path) for path in paths if path != "-"), Path.cwd())
    return first if is_folder(first) else first.absolute().parent


def _settings(flags: dict[str, Any]) -> dict[str, Any]:
    """Return the flags that are settings."""
    found: dict[str, Any] = {
        name: flags[name]
        for name in ("show_info", "errors_only", "body", "drafts", "prefer_date", "fail_on")
        if flags[name] is not None
    }
    for name in ("select", "extend_select", "ignore"):
        words = words_of(flags[name])
        if words:
            found[name] = words
    if flags["target"]:
        from crosspost.validate.options import PROFILES

        if flags["target"] not in PROFILES:
            raise click.BadParameter(f"one of {', '.join(PROFILES)}", param_hint="--target")
        found["target"] = flags["target"]
    if flags["schema_file"]:
        found["schema"] = {"**": os.path.abspath(flags["schema_file"])}  # noqa: PTH100
    return found


def _default_paths() -> tuple[str, ...]:
    """Return the site, which may have ``_posts`` in any folder; without one, its usual folders."""
    from crosspost.targets.jekyll.site import config_file

    if config_file(Path()):
        return (".",)
    found = tuple(name for name in ("_posts", "_drafts") if is_folder(name))
    return found or (".",)


def _run(paths: tuple[str, ...], options: Options, flags: dict[str, Any]) -> Run:
    from crosspost.validate.run import Run, check_paths

    if "-" in paths:
        return _from_stdin(paths, options, flags)
    only = None
    if flags["changed_since"]:
        from crosspost.validate.context import read_context
        from crosspost.validate.git import changed_since

        site = read_context(_start(paths), options)
        only = changed_since(flags["changed_since"], site.root)
    chosen = paths or _default_paths()
    if flags["infer_schema"]:
        from crosspost.validate.infer import infer

        click.echo(infer(chosen, options))
        return Run()
    run = check_paths(
        chosen,
        options,
        fix=flags["fix"] or flags["diff"],
        unsafe=flags["unsafe_fixes"],
        write=flags["fix"] and not flags["diff"],
        only=only,
        cache=_cache(paths, flags),
    )
    if flags["baseline"]:
        from crosspost.validate import baseline

        run.findings = baseline.without_known(run.findings, baseline.read(Path(flags["baseline"])))
    return run


def _cache(paths: tuple[str, ...], flags: dict[str, Any]) -> Callable[[], Path | None] | None:
    """Return what names the folder of kept findings; None if nothing is to be kept.

    Raises:
        ConfigError: it would become part of the built site.
    """
    if flags["no_cache"]:
        return None
    if not flags["cache_dir"]:
        return _own_folder
    from crosspost.targets import find_site, target_of

    folder = Path(flags["cache_dir"])
    site = target_of(find_site(_start(paths)))
    refuse_published(site, "--cache-dir", folder / "findings.json")
    return lambda: folder


def _own_folder() -> Path | None:
    from crosspost.validate.cache import default_folder  # small sites do not need it

    return default_folder()


def _from_stdin(paths: tuple[str, ...], options: Options, flags: dict[str, Any]) -> Run:
    """Check one post from standard input; with --fix its repaired text is the output."""
    from crosspost.validate.run import check_text

    if len(paths) > 1:
        raise click.UsageError("'-' cannot be combined with other paths.")
    data = sys.stdin.buffer.read()
    run = check_text(
        data,
        flags["stdin_filename"] or "stdin.md",
        options,
        fix=flags["fix"] or flags["diff"],
        unsafe=flags["unsafe_fixes"],
    )
    if flags["fix"] and not flags["diff"]:
        changed = next(iter(run.changed.values()), (data, data))
        sys.stdout.buffer.write(changed[1])
        sys.stdout.buffer.flush()
        flags["style"], flags["to_stderr"] = flags["style"] or "concise", True
    return run


def _exit_code(run: Run, options: Options, flags: dict[str, Any]) -> int:
    if flags["exit_zero"]:
        return OK
    if flags["exit_non_zero_on_fix"] and run.fixed:
        return FAILED
    if flags["diff"]:
        return FAILED if run.changed else OK
    rank = {"error": 0, "warning": 1, "info": 2, "never": -1}
    worst = min((rank[finding.level] for finding in run.findings), default=3)
    return FAILED if worst <= rank[options.fail_on] else OK
