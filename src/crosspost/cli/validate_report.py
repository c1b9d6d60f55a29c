"""What ``crosspost validate`` prints: the report, the diff, the statistics, the rules."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
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
    if style == "full" and not flags["output_file"] and _shown_in_color(run, stream):
        return
    from crosspost.validate.reports import render

    text = render(run, style)
    if flags["output_file"]:
        from crosspost.validate.files import write_bytes

        write_bytes(flags["output_file"], text.encode("utf-8", "backslashreplace"))
    else:
        _write(stream, text)


def _write(stream: TextIO, text: str) -> None:
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
        return
    stream.flush()
    buffer.write(text.encode("utf-8", "backslashreplace"))
    buffer.flush()


def _shown_in_color(run: Run, stream: TextIO) -> bool:
    """Print the report in lines of the terminal's width, or with colours; else return False."""
    from crosspost.cli.console import Screen
    from crosspost.validate.reports.full import parts

    screen = Screen(out=stream)
    if not (screen.has_color or screen.is_terminal):
        return False
    for line in parts(run, shutil.get_terminal_size().columns if screen.is_terminal else 0):
        screen.result(*line)
    return True


def _show_diff(run: Run) -> None:
    """Print a patch: byte for byte into a pipe or a file, without control characters elsewhere."""
    from crosspost.validate.reports.full import refusals
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
    fixable = Counter(f.code for f in run.findings if f.fix is not None and f.fix.safe)
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
        _print_wrapped("\n".join(explain(RULES[code]) for code in codes))
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


def _print_wrapped(text: str, indent: str = "") -> None:
    """Print lines, on a terminal broken between words; code stays as it is."""
    from crosspost.validate.reports.wrap import wrapped

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    is_code = False
    for line in text.splitlines():
        is_code ^= line.startswith("```")
        for parts in [[(line, "")]] if is_code else wrapped([(line, "")], width, indent):
            click.echo("".join(piece for piece, _ in parts))
