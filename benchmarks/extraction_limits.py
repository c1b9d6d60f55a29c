"""Pages that nobody wrote: time and memory of ``extract`` and ``convert`` as they double in size.

    python benchmarks/extraction_limits.py [SHAPE ...] [--most 10]

Each page is made and taken in a process of its own; Linux only. Memory is what the process needed
at most (VmHWM) over what it had before the page, beside the size of the page. Time that grows in
proportion doubles with each size. ``--most`` is the largest size in MB; an error is printed by its
name. Exits 1 if a process dies, or if of the largest page ``extract`` takes 20 times the memory or
both take over three times as long as for half of it. A page of elements only takes more than 20
times its size, 1 kB an element; the largest ones are refused for their number.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

_TIMES = 20  # the page: memory must stay under it
_GROWTH = 3.0  # for twice the page; 2 is in proportion, the rest is for a busy machine
_LEAST = 1.0  # seconds; below it growth says nothing
_SENTENCE = "The otters came back to the river in spring, and the town was glad of it. "
_PARAGRAPH = f"<p>{_SENTENCE * 5}</p>\n"


def _nested(tag: str) -> Callable[[int], str]:
    """100,000 levels for 10 MB."""

    def page(size: int) -> str:
        levels = size // 100
        text = "water " * 14
        return f"<{tag}>{text}" * levels + f"</{tag}>" * levels

    return page


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece.encode()))


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": _repeated(_PARAGRAPH),
    "short paragraphs": _repeated("<p>Word after word.</p>"),
    "500,000 nodes": _repeated("<i>w</i> <b>x</b> <p>y</p>"),
    "one paragraph": lambda size: f"<p>{_SENTENCE * (size // len(_SENTENCE))}</p>",
    "one text without spaces": lambda size: f"<p>{'x' * size}</p>",
    "nested div": _nested("div"),
    "nested b": _nested("b"),
    "nested blockquote": _nested("blockquote"),
    "nested list": _nested("ul><li"),
    "nested table": _nested("table><tr><td"),
    "no text": _repeated("<div class='a'></div>"),
    "no body": lambda size: f"<head><script>{'x=1;' * (size // 4)}</script></head>",
    "links": _repeated('<a href="/a/b">word</a> '),
    "headings": _repeated("<h2>Of otters</h2>"),
    "one table": lambda size: f"<table>{'<tr><td>1</td><td>2</td></tr>' * (size // 30)}</table>",
    "one list": lambda size: f"<ul>{'<li>A word or two.</li>' * (size // 23)}</ul>",
    "pictures": _repeated('<p>Word.</p><img src="/a.jpg" alt="x">'),
    "line breaks": _repeated("Word after word.<br>"),
    "one pre": lambda size: f"<pre>{'x = 1;' * (size // 7)}</pre>",
    "many classes": lambda size: "".join(
        f'<div class="a{n} b{n} c-{n}">Word {n}.</div>' for n in range(size // 48)
    ),
    "attributes": lambda size: f"<p {' '.join(f'a{n}=1' for n in range(size // 9))}>Word.</p>",
    "unclosed": _repeated("<div><p>Word after word. "),
    "broken": _repeated('<a href="<p ><<! & "'),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--most", type=float, default=10.0, metavar="MB")
    parser.add_argument("--take", help=argparse.SUPPRESS)  # in a child process
    options = parser.parse_args()
    if options.take:
        print(json.dumps(take(*json.loads(options.take))))
        return
    failed = False
    print(f"{'':25s} {'MB':>5s} {'extract':>9s} {'memory':>8s} {'convert':>9s} {'memory':>8s}")
    for shape in options.shapes or SHAPES:
        before = 0.0
        for part in (4, 2, 1):
            answer = in_child(shape, int(1e6 * options.most / part))
            if answer is None:
                print(f"{shape:25s} the process died")
                failed = True
                break
            extract, convert, memory, whole, said = answer
            print(
                f"{shape:25s} {options.most / part:5.1f} {extract:7.2f} s {memory:6.1f} x "
                f"{convert:7.2f} s {whole:6.1f} x  {said}",
                flush=True,
            )
            took = extract + convert
            if part == 1:
                failed |= memory >= _TIMES or took > max(_LEAST, _GROWTH * before)
            before = took
    sys.exit(failed)


def in_child(shape: str, size: int) -> tuple[float, float, float, float, str] | None:
    command = [sys.executable, __file__, "--take", json.dumps([shape, size])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-400:], file=sys.stderr)
        return None
    answer: tuple[float, float, float, float, str] = json.loads(done.stdout)
    return answer


def take(shape: str, size: int) -> tuple[float, float, float, float, str]:
    """Seconds of ``extract`` and of ``convert``; memory of both as a multiple of the page."""
    import crosspost

    small = f"<article>{_PARAGRAPH * 10}</article>"
    crosspost.convert(small, "https://example.org/")  # so that all modules are loaded
    html = f"<html><body><h1>Otters</h1>{SHAPES[shape](size)}</body></html>"
    had = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins here
    said = ""
    times, peaks = [], []
    for call in (_extract, _convert):
        start = perf_counter()
        try:
            said = call(html)
        except crosspost.CrosspostError as error:
            said = f"{type(error).__name__}: {getattr(error, 'reason', error)}"
        times.append(perf_counter() - start)
        peaks.append((_status("VmHWM") - had) / len(html.encode()))
    return times[0], times[1], peaks[0], peaks[1], said


def _extract(html: str) -> str:
    import crosspost

    article = crosspost.extract(html, "https://example.org/otters")
    return f"{len(article.text)} characters"


def _convert(html: str) -> str:
    import crosspost

    post = crosspost.convert(html, "https://example.org/otters")
    return f"{len(post.text)} characters" + "".join(f"; {said}" for said in post.warnings)


def _status(field: str) -> int:
    """Bytes of a field of ``/proc/self/status``."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(text.partition(f"{field}:")[2].split()[0])


if __name__ == "__main__":
    main()
