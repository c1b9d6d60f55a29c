"""Findings as diagnostics of the protocol."""

from __future__ import annotations

from lsprotocol import types

from crosspost.control_characters import replaced
from crosspost.errors import ConfigError
from crosspost.lsp.documents import Document
from crosspost.model import Finding
from crosspost.validate.explain import page_of
from crosspost.validate.rules import RULES

SOURCE = "crosspost"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def of_finding(document: Document, finding: Finding) -> types.Diagnostic:
    """Return a finding as a diagnostic; its message is plain text without control characters."""
    return types.Diagnostic(
        range=document.lines.range(*document.span(finding)),
        message=replaced(finding.message),
        severity=_SEVERITIES[finding.level],
        code=finding.code,
        code_description=types.CodeDescription(page_of(RULES[finding.code])),
        source=SOURCE,
    )


def of_error(error: ConfigError) -> types.Diagnostic:
    """Return an error in the settings, because of which nothing is checked, for the first line."""
    start = types.Position(0, 0)
    words = " ".join(filter(None, (str(error), error.hint)))
    message = f"This post is not checked: {replaced(words)}"
    level = types.DiagnosticSeverity.Error
    return types.Diagnostic(types.Range(start, start), message, severity=level, source=SOURCE)
