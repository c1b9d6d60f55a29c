"""The collections that the extractor learns from: one that is missing or empty is said."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import pytest

from body_measure import line, summary
from body_pages import readability_pages, wcxb_pages


def write_wcxb(folder: Path, pages: int) -> None:
    (folder / "html").mkdir()
    truths = [{"id": f"{n:04}", "url": None, "page_type": "article"} for n in range(pages)]
    with lzma.open(folder / "ground-truth.jsonl.xz", "wt") as file:
        file.writelines(f"{json.dumps(truth)}\n" for truth in truths)
    for truth in truths:
        (folder / "html" / f"{truth['id']}.html.gz").write_bytes(gzip.compress(b"<p>Radio"))


def test_the_pages_of_a_collection_are_read(tmp_path: Path) -> None:
    write_wcxb(tmp_path, 2)
    assert [html for _, html in wcxb_pages(tmp_path)] == ["<p>Radio", "<p>Radio"]


def test_a_collection_without_pages_ends_the_command(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="has no pages: benchmarks/README"):
        list(readability_pages(tmp_path))
    write_wcxb(tmp_path, 0)
    with pytest.raises(SystemExit, match="has no pages: benchmarks/README"):
        list(wcxb_pages(tmp_path))


def test_a_missing_collection_ends_the_command(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"ground-truth\.jsonl\.xz is missing"):
        list(wcxb_pages(tmp_path))
    with pytest.raises(SystemExit, match="nowhere is missing"):
        list(readability_pages(tmp_path / "nowhere"))


def test_a_kind_of_page_of_which_there_is_none_has_no_score() -> None:
    assert summary([]) is None
    assert summary([(1.0, 1.0, 1.0)]) == (1.0, 1.0, 1.0, 1.0, 1.0)
    row = line("shipped", {"article": [(0.5, 0.4, 0.6)]}, ("article", "news"))
    assert row == "| shipped | 0.5000 (0.500–0.500), P 0.400 | no page |"
