"""A baseline: findings that are known and not reported again, whatever line they move to."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from crosspost.errors import ConfigError, WriteError
from crosspost.files import is_missing
from crosspost.model import Finding
from crosspost.validate.files import read_bytes, write_bytes

_MOST_BYTES = 64 * 2**20


def fingerprint(finding: Finding) -> str:
    """Return the part of a finding that does not depend on its line: rule, file, key and text."""
    parts = (finding.code, finding.path.replace("\\", "/"), finding.key, finding.excerpt)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def write(path: Path, findings: Iterable[Finding]) -> None:
    """Write the baseline of some findings.

    Raises:
        ConfigError: the file cannot be written, or is there and is not a baseline.
    """
    _refuse_other(path)
    counts = Counter(fingerprint(finding) for finding in findings)
    text = json.dumps({"version": 1, "findings": dict(sorted(counts.items()))}, indent=1)
    try:
        write_bytes(str(path), f"{text}\n".encode())
    except WriteError as error:
        raise ConfigError(f"{path}: {error.reason}", hint=error.hint) from error


def _refuse_other(path: Path) -> None:
    """Refuse to replace a file that is not a baseline."""
    try:
        is_there = not is_missing(path) and path.stat().st_size > 0
    except (OSError, ValueError):
        return  # writing says what is wrong with the path
    if is_there:
        try:
            read(path)
        except ConfigError as error:
            hint = "Nothing is written over it. Choose another name."
            raise ConfigError(f"{path}: not a baseline, and not replaced", hint=hint) from error


def read(path: Path) -> Counter[str]:
    """Read a baseline.

    Raises:
        ConfigError: it cannot be read, or is not a baseline.
    """
    try:
        data = json.loads(read_bytes(str(path), most=_MOST_BYTES).decode("utf-8"))
        return Counter({str(k): int(v) for k, v in data["findings"].items()})
    except WriteError as error:
        raise ConfigError(f"{path}: cannot be read: {error.reason}", hint=error.hint) from error
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
            RecursionError) as error:  # fmt: skip
        raise ConfigError(f"{path}: not a baseline") from error


def without_known(findings: Iterable[Finding], known: Counter[str]) -> list[Finding]:
    """Return the findings that are not in a baseline; each entry matches one."""
    left = Counter(known)
    new = []
    for finding in findings:
        key = fingerprint(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    return new
