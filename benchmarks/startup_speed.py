"""What ``crosspost page.html --stdout`` costs as a whole process, beside trafilatura.

    python benchmarks/startup_speed.py [--peers PYTHON] [--runs 15] [--page FILE --url URL]
                                       [--wcxb DIR] [--pages 100] [--src FOLDER] [--instructions]

Every command is run once unmeasured, so that its byte code is there, then so many times, all in
turn; the median of processor time (user and system) and of wall time counts, and for the ratio
the median of the ratios of each turn. Without FILE the page is one that the benchmark writes.
``--help`` and ``validate`` of one post are measured in the same turns.

Then conversion in one process, where DIR is: ``crosspost.convert`` and ``trafilatura.extract``
(Markdown, with metadata) on articles of WCXB, page by page in turn, the best of three each.

PYTHON is an interpreter with trafilatura; conversion in one process needs crosspost's dependencies
there too (``pip install trafilatura`` and ``pip install .``, in an environment of its own).
``--instructions`` counts the instructions of both whole processes with valgrind, which a busy
machine does not change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
_WCXB = HERE.parent.parent / "shared" / "data" / "wcxb-dev"
_URL = "https://example.org/2024/03/otters-return"
_OPTIONS = {
    "output_format": "markdown", "with_metadata": True,
    "include_links": True, "include_images": True, "include_tables": True,
}  # fmt: skip
_CROSSPOST = ["-c", "import sys; from crosspost.cli import main; sys.exit(main())"]  # as installed
_TRAFILATURA = f"""import sys, trafilatura
html = open(sys.argv[1], encoding="utf-8").read()
print(trafilatura.extract(html, url=sys.argv[2], **{_OPTIONS}))"""
_POST = '---\ntitle: "A post"\ndate: 2024-03-01\nlayout: "post"\n---\n\nIt has a text.\n'

Environment = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--page", type=Path, metavar="FILE", help="a page in UTF-8")
    parser.add_argument("--url", default=_URL, help="of the page")
    parser.add_argument("--wcxb", type=Path, default=_WCXB, metavar="DIR")
    parser.add_argument("--pages", type=int, default=100, help="of WCXB; 0 for none [100]")
    parser.add_argument("--src", type=Path, default=HERE.parent / "src", metavar="FOLDER")
    parser.add_argument("--instructions", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        page = Path("page.html")
        page.write_bytes(options.page.read_bytes() if options.page else written_page().encode())
        Path("_posts").mkdir()
        Path("_config.yml").write_text("title: A blog\n", "utf-8")
        Path("_posts/2024-03-01-a-post.md").write_text(_POST, "utf-8")
        environment = {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPATH"] = os.pathsep.join([str(options.src.resolve()), str(HERE)])
        crosspost = [sys.executable, *_CROSSPOST]
        commands = {
            "crosspost page.html --stdout": [
                *crosspost, page, "--base-url", options.url, "--stdout",
            ],
            "trafilatura.extract": [options.peers, "-c", _TRAFILATURA, page, options.url],
            "crosspost --help": [*crosspost, "--help"],
            "crosspost validate, one post": [*crosspost, "validate", "."],
            "python -c pass": [sys.executable, "-c", "pass"],
        }  # fmt: skip
        whole = {name: [str(word) for word in command] for name, command in commands.items()}
        peer = subprocess.run(
            [options.peers, "-c", "import trafilatura"], capture_output=True, text=True
        )
        if peer.returncode:
            said = peer.stderr.strip().rpartition("\n")[2]
            print(f"no trafilatura in {options.peers}, crosspost alone is measured: {said}")
            del whole["trafilatura.extract"]
        measure_processes(whole, options.runs, environment)
        if options.instructions:
            for name in list(whole)[:2]:
                count = count_instructions(whole[name], environment)
                print(f"{name:<30} {count / 1e6:,.0f} million instructions")
        if options.pages and not peer.returncode and options.wcxb.is_dir():
            articles = json.dumps(find_articles(options.wcxb.resolve(), options.pages))
            code = "from startup_speed import compare_conversions; compare_conversions()"
            command = [options.peers, "-c", code]
            subprocess.run(command, input=articles, text=True, check=True, env=environment)


def measure_processes(commands: dict[str, list[str]], runs: int, environment: Environment) -> None:
    """Run all commands in turn; print seconds, and the ratios to trafilatura."""
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for turn in range(runs + 1):
        for name, command in commands.items():
            seconds = run(command, environment)
            if turn:
                times[name].append(seconds)
    print(f"{runs} runs in turn{'':<17} processor        wall    ratio to trafilatura")
    beside = times.get("trafilatura.extract")
    for name, own in times.items():
        processor, wall = (statistics.median(figures) for figures in zip(*own, strict=True))
        ratios = ""
        if beside:
            pairs = zip(own, beside, strict=True)
            each = ((a[0] / b[0], a[1] / b[1]) for a, b in pairs)
            of_processor, of_wall = map(statistics.median, zip(*each, strict=True))
            ratios = f"    {of_processor:5.2f} processor, {of_wall:5.2f} wall"
        print(f"{name:<30} {processor:7.3f} s   {wall:7.3f} s{ratios}")


def run(command: list[str], environment: Environment) -> tuple[float, float]:
    """Return the seconds of processor and of wall time of one process.

    Raises:
        SystemExit: it failed.
    """
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{command} failed:\n{errors.read()}")
    return usage.ru_utime + usage.ru_stime, wall


def count_instructions(command: list[str], environment: Environment) -> int:
    """Return how many instructions a process takes, with the same hashes in every run.

    Where it has forked (crosspost watches over a process that does the work), the one that took
    most counts: a fork's count begins with its parent's.
    """
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    environment = {**environment, "PYTHONHASHSEED": "0"}
    done = subprocess.run(valgrind, capture_output=True, text=True, check=True, env=environment)
    return max(map(int, re.findall(r"Collected : (\d+)", done.stderr)))


def find_articles(folder: Path, number: int) -> list[tuple[str, str]]:
    """Return path and URL of so many articles of WCXB, from all over it."""
    with lzma.open(folder / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as lines:
        truths = [truth for truth in map(json.loads, lines) if truth["page_type"] == "article"]
    chosen = truths[:: max(1, len(truths) // number)][:number]
    return [(f"{folder}/html/{truth['id']}.html.gz", truth["url"] or _URL) for truth in chosen]


def compare_conversions() -> None:
    """Convert the pages named on standard input, by both in one process; print milliseconds."""
    import trafilatura

    import crosspost

    takers: dict[str, Callable[[str, str], object]] = {
        "crosspost.convert": lambda html, url: crosspost.convert(html, url),
        "trafilatura.extract": lambda html, url: trafilatura.extract(html, url=url, **_OPTIONS),
    }
    best: dict[str, list[float]] = {name: [] for name in takers}
    for path, url in json.load(sys.stdin):
        html = gzip.decompress(Path(path).read_bytes()).decode("utf-8", "replace")
        of_page: dict[str, list[float]] = defaultdict(list)
        for _ in range(3):
            for name, take in takers.items():
                start = time.process_time()
                with suppress(crosspost.CrosspostError):  # no article: it took its time, too
                    take(html, url)
                of_page[name].append(1e3 * (time.process_time() - start))
        for name, figures in of_page.items():
            best[name].append(min(figures))
    own, theirs = best.values()
    print(f"\n{len(own)} pages, in one process, in turn")
    for name, figures in best.items():
        print(f"{name:<30} mean {statistics.mean(figures):6.1f} ms, "
              f"median {statistics.median(figures):6.1f} ms, "
              f"99 % {sorted(figures)[int(0.99 * len(figures))]:6.1f} ms")  # fmt: skip
    pairs = statistics.median(b / a for a, b in zip(own, theirs, strict=True))
    print(f"trafilatura takes {sum(theirs) / sum(own):.2f} times as long in total,"
          f" {pairs:.2f} times in the median of pages")  # fmt: skip


def written_page() -> str:
    """Return a page as blogs have them: an article of 40 paragraphs amid menus and comments."""
    sentence = "The river has been quiet for years, and now number {} of the otters is back. "
    facts = {
        "@context": "https://schema.org", "@type": "BlogPosting", "headline": "Otters return",
        "datePublished": "2024-03-01T08:00:00+01:00",
        "author": {"@type": "Person", "name": "Ann Otter"},
    }  # fmt: skip
    menu = "".join(f'<li><a href="/topic/{n}">Topic {n}</a></li>' for n in range(60))
    parts = []
    for number in range(40):
        if number % 5 == 0:
            parts.append(f"<h2>Part {number // 5 + 1}</h2>")
        link = f'<a href="/river/{number}">a map</a>'
        parts.append(f"<p>{sentence.format(number) * 5} See {link}, <em>if it is dry</em>.</p>")
        if number % 10 == 3:
            parts.append(
                f'<figure><img src="/img/{number}.jpg" alt="An otter"><figcaption>At noon'
                "</figcaption></figure><ul><li>a stone</li><li>a <b>branch</b></li></ul>"
                "<table><tr><th>Day</th><th>Otters</th></tr><tr><td>1</td><td>4</td></tr></table>"
                '<pre><code class="language-python">print("otters")\n</code></pre>'
            )
    comments = "".join(
        f'<div class="comment"><b>Guest {n}</b><p>I saw one, too, near the bridge.</p></div>'
        for n in range(30)
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Otters return | Rivers'
        '</title><meta property="og:title" content="Otters return"><meta name="author" '
        f'content="Ann Otter"><link rel="canonical" href="{_URL}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head><body><header><nav>'
        f'<ul>{menu}</ul></nav></header><main><article class="post"><h1>Otters return</h1>'
        f'<p class="byline">By Ann Otter, <time datetime="2024-03-01">1 March 2024</time></p>'
        f'{"".join(parts)}</article><section id="comments">{comments}</section></main>'
        f"<aside><ul>{menu}</ul></aside><footer><p>Copyright Rivers</p></footer></body></html>"
    )


if __name__ == "__main__":
    main()
