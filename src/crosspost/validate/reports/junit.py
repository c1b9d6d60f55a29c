"""JUnit XML: a test suite a file, a failed case a finding; what Jenkins and others read."""

from __future__ import annotations

from html import escape
from itertools import groupby

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.reports.visible import visible
from crosspost.validate.run import Run

# Characters that XML 1.0 has no form for, not even escaped.
_NOT_XML = lazy_compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attribute(text: str) -> str:
    return f'"{_text(text)}"'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", visible(text)))


def render(run: Run) -> str:
    """Return the report; a run without findings is one case that passed."""
    total = len(run.findings)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="crosspost validate" tests="{total or 1}" failures="{total}">')
    if not total:
        lines.append('<testsuite name="crosspost validate" tests="1" failures="0">')
        lines.append('<testcase name="no problems" classname="crosspost"/>')
        lines.append("</testsuite>")
    for path, group in groupby(run.findings, key=lambda f: f.path):
        rows = list(group)
        lines.append(
            f'<testsuite name={_attribute(path)} tests="{len(rows)}" failures="{len(rows)}">'
        )
        for row in rows:
            lines.append(
                f"<testcase name={_attribute(f'{row.code}:{row.line}:{row.column}')}"
                f' classname={_attribute(path)} file={_attribute(path)} line="{row.line}">'
                f"<failure type={_attribute(row.level)} message={_attribute(row.message)}>"
                f"line {row.line}, column {row.column}: {_text(row.message)}</failure></testcase>"
            )
        lines.append("</testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"
