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

from crosspost.batch import worker
from crosspost.batch.journal import FOLDER
from crosspost.batch.network import Network
from crosspost.batch.options import BatchOptions
from crosspost.batch.session import Audience, Setup, journal_of, run_batch
from crosspost.config import Config
from crosspost.fetch import Fetcher
from crosspost.model import Page
from crosspost.targets import target_of


class Web(Fetcher):
    """Has a page for every link, without a network."""

    def get(self, url: str, *, trust: str = "own") -> Page:
        """Return the page of a link."""
        return Page(url, url, b"x" * 20_000, None, datetime.now(UTC))


def convert(packed: bytes, job: worker.Job) -> worker.Draft:
    """Do nothing that takes memory of its own."""
    name = job.page.url.rpartition("/")[2]
    return worker.Draft(f"2024-01-01-{name}.md", job.page.content.decode(), (job.page.url,))


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
        worker.convert = convert
        options = BatchOptions(
            (str(root / "links.txt"),), limit=done, delay=0, polite=False, workers=0
        )
        began = time.monotonic()
        config = Config()
        with journal_of(root / FOLDER, audience, dry_run=False) as db, Web(config) as web:
            setup = Setup(config, target_of(root), web)
            summary = run_batch(db, options, setup, Network(8), audience, lambda: BytesIO())
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
