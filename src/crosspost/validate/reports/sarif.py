"""SARIF 2.1.0, as GitHub code scanning takes it: stable rule ids, relative paths, fingerprints.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from json import dumps
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from crosspost import __version__
from crosspost.model import Finding, Fix
from crosspost.validate.baseline import fingerprint
from crosspost.validate.explain import PROJECT, page_of
from crosspost.validate.reports.visible import visible
from crosspost.validate.rule import Rule
from crosspost.validate.rules import RULES
from crosspost.validate.run import Run

_LEVEL = {"error": "error", "warning": "warning", "info": "note", "off": "none"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.why} {rule.jekyll}"},
        "helpUri": page_of(rule),
        "help": {"text": f"{rule.jekyll} {rule.fix_text}".strip()},
        "defaultConfiguration": {"level": _LEVEL[rule.level], "enabled": rule.level != "off"},
    }


def _location(path: str) -> dict[str, str]:
    """Return the location of a file: relative to the root of the repository, or as a URL."""
    plain = path.replace("\\", "/")
    if PurePath(path).is_absolute():
        plain = plain if plain.startswith("/") else f"/{plain}"
        return {"uri": f"file://{_quoted(plain)}"}
    return {"uri": _quoted(plain), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    try:
        return quote(os.fsencode(path))
    except UnicodeEncodeError:  # not a valid file name
        return quote(visible(path))


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
            "insertedContent": {"text": edit.replacement.decode("utf-8", "replace")},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _location(path), "replacements": replacements}],
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVEL[finding.level],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _location(finding.path),
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"crosspost/v1": fingerprint(finding)},
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.path, finding.fix)]
    return result


def render(run: Run) -> str:
    """Return the report."""
    index = {code: number for number, code in enumerate(RULES)}
    driver = {
        "name": "crosspost validate",
        "version": __version__,
        "informationUri": PROJECT,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in run.findings],
            }
        ],
    }
    return dumps(log, indent=2) + "\n"
