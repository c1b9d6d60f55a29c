"""What ``crosspost validate`` prints: the report, the diff, the statistics, the rules."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from crosspost.validate.reports.chosen import ReportOptions
    from crosspost.validate.run import Run

_NO_NEWLINE = "\\ No newline at end of file\n"


def show(run: Run, flags: dict[str, Any]) -> None:
    """Print the report, the diff or the statistics, as the flags say."""
    if flags["quiet"]:
        return
    if flags["diff"]:
        _show_diff(run)
        return
    stream = sys.stderr if flags.get("to_stderr") else sys.stdout
    if flags["statistics"]:
        _write(stream, _statistics(run))
        return
    style = "jsonl" if flags["as_json"] else flags["style"]
    if style is None:
        style = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"
    if style == "github":
        _add_step_summary(run)
    options = _report_options(flags, stream)
    if style == "full" and not flags["output_file"] and _shown_in_color(run, stream, options):
        return
    from crosspost.validate.reports import full, render
    from crosspost.validate.reports.chosen import in_order

    if flags["sort"]:
        run.findings = in_order(run.findings, flags["sort"])
    text = full.render(run, options) if style == "full" else render(run, style)
    if flags["output_file"]:
        from crosspost.validate.files import write_bytes

        write_bytes(flags["output_file"], text.encode("utf-8", "backslashreplace"))
    else:
        _write(stream, text)


def _add_step_summary(run: Run) -> None:
    """Append the summary to the file that GitHub shows on the page of a workflow run."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from crosspost.validate.reports.github import step_summary

    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(step_summary(run))
    except OSError as error:
        click.echo(f"GITHUB_STEP_SUMMARY: not written: {error.strerror}", err=True)


def _write(stream: TextIO, text: str) -> None:
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
        return
    stream.flush()
    buffer.write(text.encode("utf-8", "backslashreplace"))
    buffer.flush()


def _report_options(flags: dict[str, Any], stream: TextIO) -> ReportOptions:
    """Return how the report for people is shown."""
    from crosspost.cli.hyperlinks import shows_links
    from crosspost.validate.reports.chosen import MOST, ReportOptions
    from crosspost.validate.selection import codes_of

    words = words_of(flags["select"])
    is_one_rule = len(words) == 1 and len(codes_of(words[0])) == 1
    is_whole = flags["show_all"] or is_one_rule or bool(flags["output_file"])
    return ReportOptions(
        sort=flags["sort"] or "level",
        group_by=flags["group_by"] or "none",
        most=flags["max_findings"] or (None if is_whole else MOST),
        fold=not is_whole,
        links=shows_links(os.environ, is_terminal=stream.isatty()),
        command=flags["command"],
        errors_only=bool(flags["errors_only"]),
        is_fixed=flags["fix"],
    )


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a flag that may be repeated, each with several between commas."""
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())


# Flags that choose posts and rules: what a run is repeated with.
_REPEATED = frozenset(
    {"paths", "select", "extend_select", "ignore", "show_info", "errors_only", "body", "drafts"}
    | {"prefer_date", "target", "schema_file", "changed_since", "baseline"}
)
_LONGEST = 200  # characters of paths; a shell makes hundreds of them of a pattern


def command_of(context: click.Context) -> str:
    """Return the command line that repeats this run, to which other flags may be added.

    Empty if a post comes from standard input.
    """
    from crosspost.validate.reports.visible import visible

    words = ["crosspost", "validate"]
    if "-" in context.params["paths"]:
        return ""
    for parameter in context.command.params:
        name, value = parameter.name or "", context.params.get(parameter.name or "")
        if name not in _REPEATED or (value in (None, (), False) and name != "drafts"):
            continue
        if isinstance(parameter, click.Argument):
            paths = context.params[name]
            words += paths if sum(map(len, paths)) < _LONGEST else ["…"]
        elif isinstance(value, bool):
            words += [(parameter.opts if value else parameter.secondary_opts)[0]]
        elif value is not None:
            for item in value if isinstance(value, tuple) else (value,):
                words += [parameter.opts[0], str(item)]
    return visible(shlex.join(words).replace("'…'", "…"))


def _shown_in_color(run: Run, stream: TextIO, options: ReportOptions) -> bool:
    """Print the report in lines of the terminal's width, or with colours; else return False."""
    from crosspost.cli.console import Screen
    from crosspost.validate.reports.full import parts

    screen = Screen(out=stream)
    if not (screen.has_color or screen.is_terminal):
        return False
    width = shutil.get_terminal_size().columns if screen.is_terminal else 0
    for line in parts(run, width, options):
        screen.result(*line)
    return True


def _show_diff(run: Run) -> None:
    """Print a patch: byte for byte into a pipe or a file, without control characters elsewhere."""
    from crosspost.validate.reports.summary import refusals
    from crosspost.validate.reports.visible import visible

    for line in _diff(run):
        if sys.stdout.isatty():
            click.echo(visible(line.rstrip("\r\n")))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()
    for text in refusals(run):
        click.echo(text, err=True)


def _diff(run: Run) -> Iterator[str]:
    """Yield the lines of a unified diff of what the fixes change."""
    import difflib

    from crosspost.validate.piece import lines_of
    from crosspost.validate.reports.visible import visible

    for path, (before, after) in sorted(run.changed.items()):
        name = path if path.isprintable() else visible(path)
        old, new = (lines_of(b.decode("utf-8", "surrogateescape")) for b in (before, after))
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


def _statistics(run: Run) -> str:
    """Return a line a rule, the most frequent first."""
    from crosspost.validate.rules import RULES

    counts = Counter((f.code, f.level) for f in run.findings)
    fixable = Counter(f.code for f in run.findings if f.has_safe_fix)
    rows = [
        f"{n:>6}  {code} {'[*]' if fixable[code] else '   '} {level:<8} {RULES[code].name}\n"
        for (code, level), n in counts.most_common()
    ]
    return "".join(rows)


def document(flags: dict[str, Any]) -> None:
    """Print one rule, or the list of all."""
    from crosspost.validate.explain import explain, table
    from crosspost.validate.rules import RULES
    from crosspost.validate.selection import codes_of

    if flags["explain"]:
        codes = sorted(codes_of(flags["explain"], "--explain"))
        _print_page("\n".join(explain(RULES[code]) for code in codes))
        return
    rows = table(RULES.values())
    if flags["as_json"] or flags["style"] in ("json", "jsonl"):
        import json

        names = ("code", "name", "level", "fix", "what")
        for row in rows:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
        return
    form = "{}  {:<18} {:<8} {:<7} {}"
    _print_wrapped("\n".join(form.format(*row) for row in rows), indent="  ")


def _print_page(text: str) -> None:
    """Print Markdown: rendered on a terminal, else as it is."""
    from crosspost.cli.console import Screen

    screen = Screen()
    if not screen.is_terminal:
        click.echo(text, nl=False)
        return
    from rich.markdown import Markdown

    screen.page(Markdown(text, code_theme="ansi_dark"))


def _print_wrapped(text: str, indent: str) -> None:
    """Print lines, on a terminal broken between words."""
    from crosspost.validate.reports.wrap import wrapped

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    for line in text.splitlines():
        for parts in wrapped([(line, "")], width, indent):
            click.echo("".join(piece for piece, _ in parts))
