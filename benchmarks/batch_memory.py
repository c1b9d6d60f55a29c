"""Memory does not grow with the list: a million links cost what ten thousand cost.

python benchmarks/batch_memory.py [--few 10000] [--many 1000000]

Each list is read, enlisted and done in a process of its own, with pages that need no network and a
conversion that does nothing, so that only the batch itself is measured: of both lists the first
10,000 links become posts, on as many hosts as links. Prints peak memory and time of each.

Exits 1 if the long list needs over 20 MB more than the short one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from crosspost.batch.draft import Draft, Job
from crosspost.batch.journal import FOLDER
from crosspost.batch.network import Network
from crosspost.batch.options import Plan
from crosspost.batch.road import Road
from crosspost.batch.session import Audience, Order, journal_of, run_batch
from crosspost.model import Page
from crosspost.publish.write import write, write_new


def get(url: str, *, trust: str = "own") -> Page:
    return Page(url, url, b"x" * 20_000, None, datetime.now(UTC))


def convert(job: Job) -> Draft:
    name = job.page.url.rpartition("/")[2]
    return Draft(f"2024-01-01-{name}.md", job.page.content.decode(), (job.page.url,))


def measure(lines: int, done: int, answer: multiprocessing.SimpleQueue[tuple[float, ...]]) -> None:
    """Run a batch over a list of so many lines and say what it took."""
    audience = Audience(
        lambda news, progress: None,
        lambda source, line: None,
        lambda note: None,
        lambda source: None,
    )
    with tempfile.TemporaryDirectory(prefix="crosspost-memory-") as folder:
        root = Path(folder)
        with (root / "links.txt").open("w") as file:
            file.writelines(f"https://h{n}.example.org/{n}\n" for n in range(lines))
        road = Road(
            root=root,
            settings="",
            get=get,
            download=lambda url, most, *, remote: b"",
            robots=lambda url, most, *, trust: b"",
            read_saved=get,
            most_bytes=0,
            convert=convert,
            folder=lambda draft: root / "_posts",
            posts=lambda: iter(()),
            addresses=lambda path: set(),
            name_key=lambda name: name,
            copy=lambda pictures: set(),
            write_new=write_new,
            replace=lambda path, text: write(text, path, replace=True),
        )
        plan = Plan(delay=0, polite=False, workers=0)
        order = Order((str(root / "links.txt"),), limit=done, plan=plan)
        began = time.monotonic()
        with journal_of(root / FOLDER, audience, dry_run=False) as db:
            summary = run_batch(db, order, road, Network(8), audience, lambda: BytesIO())
        assert summary.counts == {"done": done}, summary
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer.put((peak, time.monotonic() - began))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    peaks = []
    for lines in (options.few, options.many):
        answer = context.SimpleQueue()
        process = context.Process(target=measure, args=(lines, options.few, answer))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit("failed")
        peak, seconds = answer.get()
        peaks.append(peak)
        print(
            f"{lines:>9,} lines, {options.few:,} done: {peak:.0f} MB, {seconds:.0f} s", flush=True
        )
    sys.exit(1 if peaks[1] > peaks[0] + 20 else 0)


if __name__ == "__main__":
    main()
