"""Errors say what happened, and go from one process to another."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from crosspost.errors import (
    ConfigError,
    CrosspostError,
    FetchError,
    FrontMatterError,
    NoArticle,
    PostExists,
    WriteError,
)


@pytest.mark.parametrize(
    "error",
    [
        FetchError("https://example.org/", "cut", hint="Try.", retry=True, status=503, detail="x"),
        NoArticle("https://example.org/"),
        FrontMatterError("no title", path=Path("a.md"), line=3),
        PostExists(Path("a.md"), "has this article already"),
        WriteError(Path("a.md"), "disk full"),
        ConfigError("unknown setting", hint="Did you mean author?"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_the_same_in_another_process(error: CrosspostError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.hint, vars(again)) == (str(error), error.hint, vars(error))


def test_the_message_has_address_reason_and_detail() -> None:
    error = FetchError("https://example.org/", "host not found", detail="cdn.example.org")
    assert str(error) == "https://example.org/: host not found (cdn.example.org)"
    assert error.reason == "host not found"
