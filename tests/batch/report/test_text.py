"""Texts of the web in reports of every format: what is not seen does not act."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from batch.batches import Web, batch, opened
from crosspost.batch.report import WRITERS, write_report

# An override of writing direction hides the end of a name; the others move a cursor or hide words.
UNSEEN = "\u202e\u2066\u200b\x1b\x85\U000e0041\u2028"
URL = "http://a.example.org/\u202etxt.exe"


def report(root: Path, ending: str) -> str:
    title = f"One{UNSEEN}two"
    links = f"url,title\n{URL},{title}\nfile:///{UNSEEN},x\n"
    summary = batch(root, Web({URL: "One", URL.replace("\u202e", ""): "One"}), links)
    with opened(root) as db:
        write_report(db, summary.run, root / f"report{ending}", root)
    return (root / f"report{ending}").read_text("utf-8")


@pytest.mark.threat("low: bidi and control characters in a report")
@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_no_format_has_a_character_that_is_obeyed(tmp_path: Path, ending: str) -> None:
    text = report(tmp_path, ending)
    assert "one" in text.lower() and "two" in text
    assert not set(UNSEEN) & set(text)


@pytest.mark.threat("low: bidi and control characters in a report")
def test_json_says_all_the_same_what_was_there(tmp_path: Path) -> None:
    read = json.loads(report(tmp_path, ".json"))
    assert [row["title"] for row in read["links"]] == [f"One{UNSEEN}two"]


@pytest.mark.threat("low: links of a report that run scripts")
def test_the_page_allows_its_own_script_alone(tmp_path: Path) -> None:
    text = report(tmp_path, ".html")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy and "default-src 'none'" in policy[1] and "'sha256-" in policy[1]
    assert {link.partition(":")[0] for link in re.findall(r'href="([^"]*)"', text)} <= {
        "http",
        "https",
        *re.findall(r'href="(_posts/[^"]*)"', text),
    }
