"""How fast is a batch, how much memory does it take, and is anything lost among faults?

python benchmarks/batch_speed.py [--links 10000] [--faulty 1000] [--trafilatura PATH]
                                 [--data ../shared/data/wcxb-dev]

On the web of ``batch_server.py`` (1,000 host names, real pages, every fault of its catalogue):

1. every page of the data set once, by crosspost and, where its path is given, by
   ``trafilatura --parallel 2`` (its settings with SLEEP_TIME = 0 and SSRF_PROTECTION = off);
2. ``--links`` links, ``--faulty`` of them faulty, by crosspost. Every good link must have exactly
   one post, with the text that its page gave in 1; no faulty one may have a post that is cut and
   about which nothing was said.

The names are only known to the commands that are measured (a mount namespace with a hosts file of
its own: needs root). Time limits are 5 s for a page, and 3 s without a byte, so that faults that
last do not decide how long it takes; crosspost pauses for no host (``--delay 0``).

Exits 1 if a post is lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from batch_server import faults, faulty_link, good_link
from crosspost.batch.journal import open_journal, results
from crosspost.fetch.answer import MAY_BE_INCOMPLETE
from crosspost.targets.jekyll.posts import read_facts
from crosspost.urls import identity

HERE = Path(__file__).parent
_PR_SET_CHILD_SUBREAPER = 36  # prctl(2), Linux
_ENVIRONMENT = {
    # Pages without a date are dated by the moment of import.
    "SOURCE_DATE_EPOCH": "1700000000",
    "CROSSPOST_TOTAL_TIMEOUT": "5",
    "CROSSPOST_READ_TIMEOUT": "3",
    "CROSSPOST_CONNECT_TIMEOUT": "3",
}
# The parts of a post that are those of the link and not of the page.
_HERE = re.compile(r"(?:http://)?h\d{4}\.example\.test(?::\d+)?(?:/p/\d+/\d+)?")
# What every page of the catalogue of faults says 80 times.
_WHOLE = "A page written for the test, with enough words to be cut."


@dataclass(frozen=True)
class Taken:
    """What a command took: seconds, seconds of processors, and megabytes at the peak."""

    seconds: float
    processor: float
    peak: float


def with_names(names: Path, command: list[str], folder: Path) -> Taken:
    """Run a command that knows the names; time and memory are those of all its processes together.

    Those that outlive it for a moment, as its converters do, become children of this one.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    environment = os.environ | _ENVIRONMENT
    # Modules are compiled once, as pip leaves those of a command that is installed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    inner = f'mount --bind {names} /etc/hosts && exec "$@"'
    before = os.times()
    began = time.monotonic()
    process = subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", inner, "sh", *command],
        cwd=folder, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(0.2)
    seconds = time.monotonic() - began
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-process.pid, 0)
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Taken(seconds, used, peak)


def memory_of(group: int) -> float:
    """Return the memory of a process group in megabytes, pages that are shared counted once."""
    total = 0
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                rollup = (entry / "smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])
    return total / 1024


@contextlib.contextmanager
def served(data: Path, port: int, names: Path) -> Iterator[None]:
    command = [sys.executable, str(HERE / "batch_server.py"), "--data", str(data)]
    command += ["--port", str(port), "--names", str(names)]
    server = subprocess.Popen(command)
    try:
        time.sleep(2)
        yield
    finally:
        server.terminate()
        server.wait()


def new_site(folder: Path, links: list[str]) -> Path:
    folder.mkdir()
    (folder / "_config.yml").write_text("title: Speed\ntimezone: UTC\n")
    (folder / "links.txt").write_text("".join(f"{link}\n" for link in links))
    return folder


def crosspost(names: Path, site: Path) -> Taken:
    command = [sys.executable, "-m", "crosspost", "batch", "links.txt", "--delay", "0"]
    return with_names(names, command, site)


def trafilatura(program: Path, names: Path, folder: Path, links: list[str]) -> tuple[Taken, int]:
    """Run trafilatura over the links; return what it took and how many files it wrote."""
    folder.mkdir()
    (folder / "links.txt").write_text("".join(f"{link}\n" for link in links))
    settings = next(program.resolve().parent.parent.rglob("trafilatura/settings.cfg"))
    text = re.sub(r"(?m)^SLEEP_TIME.*", "SLEEP_TIME = 0", settings.read_text())
    text = re.sub(r"(?m)^SSRF_PROTECTION.*", "SSRF_PROTECTION = off", text)
    (folder / "settings.cfg").write_text(text)
    command = [str(program), "-i", "links.txt", "-o", "out", "--parallel", "2"]
    command += ["--config-file", "settings.cfg", "--markdown", "--with-metadata"]
    taken = with_names(names, command, folder)
    return taken, sum(1 for _ in (folder / "out").rglob("*.*"))


def posts_by_link(site: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in (site / "_posts").iterdir():
        for source in read_facts(path).sources:
            found.setdefault(source, []).append(path)
    return found


def text_of(path: Path) -> str:
    return _HERE.sub("HERE", path.read_text("utf-8"))


def page_of(link: str) -> str:
    return link.split("/")[4]


def warned(site: Path) -> set[str]:
    """Return the links of which the batch has warned that they may be cut."""
    db, _ = open_journal(site / ".crosspost" / "journal.sqlite")
    with contextlib.closing(db):
        run = db.execute("SELECT MAX(id) FROM run").fetchone()[0]
        every = results.records(db, run)
        said = ((one.url, warning) for one in every for warning in one.warnings)
        return {url for url, warning in said if warning.startswith(MAY_BE_INCOMPLETE)}


def report_of_faults(site: Path) -> Iterator[str]:
    """Yield what became of each kind of fault."""
    fates: dict[str, Counter[str]] = {}
    db, _ = open_journal(site / ".crosspost" / "journal.sqlite")
    with contextlib.closing(db):
        run = db.execute("SELECT MAX(id) FROM run").fetchone()[0]
        for record in results.records(db, run):
            if "/f/" in record.url:
                kind = record.url.split("/")[4].replace("%20", " ").replace("%2C", ",")
                fate = record.reason if record.state == "failed" else record.state
                fates.setdefault(kind, Counter())[fate] += 1
    for kind, counter in sorted(fates.items()):
        yield f"  {kind}: " + ", ".join(f"{n} {fate}" for fate, n in counter.most_common())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--faulty", type=int, default=1_000)
    parser.add_argument("--trafilatura", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/wcxb-dev"))
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--pages", type=int, help="use only so many pages of the data set")
    options = parser.parse_args()
    ids = sorted(p.name.split(".")[0] for p in (options.data / "html").glob("*.html.gz"))
    ids = ids[: options.pages]
    each = [good_link(page, number, options.port) for number, page in enumerate(ids)]
    folder = Path(tempfile.mkdtemp(prefix="crosspost-speed-"))
    names = folder / "hosts"
    with served(options.data, options.port, names):
        site = new_site(folder / "each", each)
        taken = crosspost(names, site)
        written = posts_by_link(site)
        show("crosspost, every page once", taken, len(list((site / "_posts").iterdir())))
        if options.trafilatura:
            peer, files = trafilatura(options.trafilatura, names, folder / "peer", each)
            show("trafilatura, every page once", peer, files)
            print(f"crosspost is {peer.seconds / taken.seconds:.1f} times as fast", flush=True)
        good = [page_of(link) for link in each if len(written.get(identity(link), ())) == 1]
        texts = {page_of(link): text_of(written[identity(link)][0])
                 for link in each if identity(link) in written}  # fmt: skip
        count = options.links - options.faulty
        links = [good_link(good[n % len(good)], n, options.port) for n in range(count)]
        kinds = sorted(faults.FAULTS)
        faulty = [faulty_link(kinds[n % len(kinds)], n, options.port)
                  for n in range(options.faulty)]  # fmt: skip
        mixed = links + faulty
        random.Random(3).shuffle(mixed)
        site = new_site(folder / "mixed", mixed)
        taken = crosspost(names, site)
    posts = posts_by_link(site)
    show(f"crosspost, {options.faulty} of {options.links} links faulty", taken,
         len(list((site / "_posts").iterdir())))  # fmt: skip
    lost = [link for link in links if not posts.get(identity(link))]
    doubled = [link for link in links if len(posts.get(identity(link), ())) > 1]
    damaged = [
        link for link in links
        if len(posts.get(identity(link), ())) == 1
        and text_of(posts[identity(link)][0]) != texts[page_of(link)]
    ]  # fmt: skip
    unsure = warned(site)
    cut = [
        link
        for link in faulty
        for path in posts.get(identity(link), ())
        if path.read_text("utf-8").count(_WHOLE) not in (0, 80) and link not in unsure
    ]
    print(f"lost {len(lost)}, doubled {len(doubled)}, damaged {len(damaged)}, cut {len(cut)}")
    for link in [*lost, *doubled, *damaged, *cut][:20]:
        print("  ", link)
    print(*report_of_faults(site), sep="\n")
    if lost or doubled or damaged or cut:
        print(f"kept: {folder}")
        sys.exit(1)
    shutil.rmtree(folder)


def show(what: str, taken: Taken, files: int) -> None:
    print(
        f"{what}: {files} in {taken.seconds:.0f} s = {files / taken.seconds:.1f}/s, "
        f"{taken.processor / max(files, 1) * 1000:.0f} ms of processor each, "
        f"peak {taken.peak:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
