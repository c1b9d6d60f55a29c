"""Choices that the command line repeats, so that ``--help`` needs no registry, are those of it."""

from __future__ import annotations

from crosspost.batch.report import WRITERS
from crosspost.cli.batch import REPORTS
from crosspost.cli.validate import _FORMATS
from crosspost.validate.reports import FORMATS


def test_formats_of_the_report_of_a_batch() -> None:
    assert set(REPORTS) == set(WRITERS)


def test_formats_of_findings() -> None:
    assert tuple(FORMATS) == _FORMATS
