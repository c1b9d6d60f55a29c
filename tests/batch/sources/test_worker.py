"""Lists in a process of their own: the same items, limits, and an end with whoever asked."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.batches import Web, batch
from batch.sources.lists import bad, entries, from_file, from_web, urls
from batch.sources.test_broken import LISTS
from batch.sources.test_sitemap import index, sitemap
from batch.sources.test_wordpress import HEAD, item
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.reading import LINES, List
from crosspost.batch.sources.worker import Limits, Reader

LIMITS = Limits(small=0)
LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux limits memory")


@pytest.mark.parametrize("kind", sorted(set(LISTS) - LINES))
def test_a_list_is_the_same_wherever_it_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(LISTS[kind])
    here = from_file(path)
    assert len(urls(here)) == 3
    assert from_file(path, limits=LIMITS) == here
    assert entries(LISTS[kind], limits=LIMITS) == entries(LISTS[kind])


def test_lists_within_lists_are_read_in_their_place() -> None:
    home, one, two = (f"https://example.org/{name}.xml" for name in ("home", "one", "two"))
    web = {
        home: index(one, two),
        one: sitemap("https://example.org/a"),
        two: sitemap("https://example.org/b"),
    }
    found = from_web(home, web, limits=LIMITS)
    assert urls(found) == ["https://example.org/a", "https://example.org/b"]
    assert found == from_web(home, web)


@pytest.mark.threat("14: a list that takes for ever")
def test_a_list_that_takes_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(LISTS["sitemap"])
    (fault,) = from_file(path, limits=Limits(seconds=0.01, seconds_per_mib=0, small=0))
    assert isinstance(fault, BadLine) and fault.fatal
    assert fault.reason == "reading took too long (0 s and more); the rest is not read"


@LINUX
@pytest.mark.threat("14: a list that needs all the memory")
def test_a_list_that_needs_too_much_memory_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(HEAD + item("words " * 1_000_000) + "</channel></rss>")
    (fault,) = from_file(path, limits=Limits(memory=24 << 20))
    assert isinstance(fault, BadLine) and fault.fatal
    assert "24 MiB of memory" in fault.reason
    assert [one.kind for one in from_file(path, limits=LIMITS) if isinstance(one, Entry)]


def children() -> set[str]:
    """Return the processes that this one has started and not yet waited for."""
    files = Path("/proc/self/task").glob("*/children")
    return {pid for file in files for pid in file.read_text().split()}


@LINUX
@pytest.mark.threat("14: a list that needs all the memory")
def test_a_long_list_waits_until_it_is_wanted_and_ends_when_it_is_not(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(sitemap(*(f"https://example.org/{n}" for n in range(50_000))))
    before = children()
    with Reader() as reader:
        items = reader.read(List("list", str(path), "sitemap"), LIMITS)
        assert len(list(itertools.islice(items, 10))) == 10
        assert len(children() - before) == 1
    assert children() == before


@pytest.mark.threat("15: a list that is cut anywhere")
def test_a_run_over_a_cut_list_does_what_there_is_and_does_not_end_well(tmp_path: Path) -> None:
    pages = [f"http://h{n}.example.org/" for n in range(3)]
    text = sitemap(*pages).replace("http://h2", "http://h2.example.org</loc")
    summary = batch(tmp_path, Web(dict.fromkeys(pages, "One")), text)
    assert summary.counts == {"done": 2} and summary.tally.broken == 1
    assert not summary.is_well


@pytest.mark.threat("17: a lone surrogate in a list")
def test_a_run_over_odd_values_does_all_others(tmp_path: Path) -> None:
    url = "http://a.example.org/"
    odd = [
        '"\\ud800"',
        '{"url": "http://b.example.org/\\udfff"}',
        "[" * 5000,
        "NaN",
        '{"url": 1e999}',
    ]
    odd += [
        f'{{"url": "http://c.example.org/", "title": {value}}}' for value in ('"\\udead"', "1e999")
    ]
    odd += ['{"url": "http://d.example.org/", "tags": ["\\ud800"]}']
    summary = batch(tmp_path, Web({url: "One"}), "\n".join([f'{{"url": "{url}"}}', *odd, ""]))
    assert summary.counts == {"done": 1} and summary.tally.bad == len(odd)


@pytest.mark.skipif(os.name != "posix", reason="no signals here")
def test_no_reader_outlives_whoever_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(sitemap(*(f"https://example.org/{n}" for n in range(100_000))))
    code = (
        "import os, sys\n"
        "from crosspost.batch.sources.reading import List\n"
        "from crosspost.batch.sources.worker import Limits, Reader\n"
        "reader = Reader()\n"
        "next(reader.read(List('list', sys.argv[1], 'sitemap'), Limits()))\n"
        "print(reader._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", code, path]
    pid = int(subprocess.run(command, capture_output=True, text=True).stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return  # ended, and nobody there to notice
        time.sleep(0.05)
    pytest.fail("it goes on")


def test_bad_lines_of_both_are_named_alike(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text("<urlset><url><loc>x</loc></url></urlset>")
    assert bad(from_file(path, limits=LIMITS)) == [(1, "no URL in this <url>")]


def test_a_small_list_of_ones_own_is_read_without_a_process(tmp_path: Path) -> None:
    path = tmp_path / "list"
    never = Limits(seconds=0)
    path.write_text(LISTS["sitemap"])
    assert len(urls(from_file(path, limits=never))) == 3
    path.write_text(LISTS["sitemap"] + " " * never.small)
    assert "took too long" in bad(from_file(path, limits=never))[0][1]
    assert (
        "took too long"
        in bad(
            from_web(
                "https://l.example.org/", {"https://l.example.org/": LISTS["sitemap"]}, limits=never
            )
        )[0][1]
    )
