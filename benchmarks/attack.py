"""All attacks that crosspost has to bear, in one table: tests, slow shapes, expressions, generated.

    python benchmarks/attack.py [tests shapes expressions generated] [--number N] [--every N]

- ``tests``: every test marked ``threat`` (see SECURITY.md), by threat.
- ``shapes``: the inputs of ``tests/shapes/`` at a quarter of 1 MB and at the whole, each in a
  process of its own: those that have a name, and of those that are made from all pairs of elements
  each 40th (``--every 1``: all, some hours). A hole: over 10 s or 600 MB, or growth that is not
  linear.
- ``expressions``: ``regex_scan.py``, every regular expression against strings made for it.
- ``generated``: 10,000 inputs of each kind made at random (``--number``). A hole: any error that is
  not meant for a person. Also every element of HTML in every other one; a hole: a word is lost.

Linux only. Prints the number of holes and exits 1 if there is one.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import pkgutil
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

_SIZE = 1_000_000  # bytes
_SECONDS = 10.0  # of processor time
_MEMORY = 600e6  # bytes over what the process had before
_GROWTH = 6.0  # for four times the input; 4 is linear, the rest is for a busy machine
_LEAST = 0.5  # seconds; below it growth says nothing
_KILL_AFTER = 120  # seconds
_AT_ONCE = 500  # generated inputs of one process
_ADDRESS_SPACE = 6 << 30  # bytes: what a shape may ask for before it is stopped


def main() -> None:
    parts = {"tests": tests, "shapes": shapes, "expressions": expressions, "generated": generated}
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument("--number", type=int, default=10_000, help="generated inputs of each kind")
    parser.add_argument("--every", type=int, default=40, metavar="N", help="of the made shapes")
    parser.add_argument("--only", default="", metavar="TEXT", help="only shapes with this name")
    parser.add_argument("--take", nargs=3, help=argparse.SUPPRESS)  # in a child process
    parser.add_argument("--make", nargs=3, help=argparse.SUPPRESS)  # in a child process
    options = parser.parse_args()
    if options.take:
        print(json.dumps(take(options.take[0], options.take[1], int(options.take[2]))))
        return
    if options.make:
        print(json.dumps(make(options.make[0], int(options.make[1]), int(options.make[2]))))
        return
    unknown = set(options.parts) - set(parts)
    if unknown:
        parser.error(f"no part is called {min(unknown)}; there are {', '.join(parts)}")
    holes = sum(parts[name](options) for name in options.parts or parts)
    print(f"\n{holes} holes")
    sys.exit(bool(holes))


def tests(options: argparse.Namespace) -> int:
    """Run the tests of threats; a threat with a test that does not pass is a hole."""
    import pytest

    class Recorder:
        """Keeps how often the tests of each threat passed, and how often not."""

        def __init__(self) -> None:
            self.threats: dict[str, list[str]] = {}
            self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])

        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            for item in items:
                self.threats[item.nodeid] = [m.args[0] for m in item.iter_markers("threat")]

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.when == "call" or report.outcome != "passed":
                for threat in self.threats[report.nodeid]:
                    self.counts[threat][report.outcome != "passed"] += 1

    recorder = Recorder()
    pytest.main(["-m", "threat", "-q", "--no-header", "-p", "no:cacheprovider"], [recorder])
    print(f"\n{'threat':72s} {'held':>6s} {'broken':>6s}")
    for threat, (held, broken) in sorted(recorder.counts.items()):
        print(f"{threat:72s} {held:6d} {broken:6d}")
    return sum(broken > 0 for _, broken in recorder.counts.values()) or not recorder.counts


def shapes(options: argparse.Namespace) -> int:
    """Measure shapes at a quarter of the size and at the whole."""
    import shapes as package

    holes = 0
    print(f"\n{'shape':60s} {'1/4':>8s} {'whole':>8s} {'memory':>8s}")
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        loaded = importlib.import_module(f"shapes.{module}")
        named = getattr(loaded, "NAMED", loaded.SHAPES)
        made = [name for name in loaded.SHAPES if name not in named]
        for name in (*named, *made[:: options.every]):
            if options.only in f"{module}: {name}":
                holes += _measured(module, name)
    return holes


def _measured(module: str, name: str) -> bool:
    """Print a row of a shape; True for a hole."""
    quarter, whole = (_in_child(module, name, part) for part in (_SIZE // 4, _SIZE))
    title = f"{module}: {name}"
    if quarter is None or whole is None:
        print(f"{title:60s} killed or died at {'1/4' if quarter is None else 'the whole'}  HOLE")
        return True
    hole = (
        whole[0] > _SECONDS
        or whole[1] > _MEMORY
        or (whole[0] > _LEAST and whole[0] > _GROWTH * quarter[0])
    )
    seconds = f"{quarter[0]:6.2f} s {whole[0]:6.2f} s"
    print(
        f"{title:60s} {seconds} {whole[1] / 1e6:5.0f} MB  {whole[2]}{'  HOLE' * hole}", flush=True
    )
    return hole


def _in_child(module: str, name: str, size: int) -> tuple[float, float, str] | None:
    command = [sys.executable, __file__, "--take", module, name, str(size)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_KILL_AFTER
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(done.stderr[-400:], file=sys.stderr)
        return None
    answer: tuple[float, float, str] = json.loads(done.stdout.splitlines()[-1])
    return answer


def take(module: str, name: str, size: int) -> tuple[float, float, str]:
    """Processor seconds of one shape, bytes that it needed at most, and the error it ended in."""
    import crosspost

    loaded = importlib.import_module(f"shapes.{module}")
    shape = {**loaded.SHAPES, **getattr(loaded, "NAMED", {})}[name]
    made = shape.make(size)
    shape.run(shape.make(200))  # so that all modules are loaded
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    had = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins here
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, said = process_time(), ""
    try:
        shape.run(made)
    except crosspost.CrosspostError as error:
        said = f"{type(error).__name__}: {getattr(error, 'reason', error)}"[:60]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    of_children = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    peak = max(_status("VmHWM") - had, 1024 * (after.ru_maxrss - children.ru_maxrss))
    return process_time() - start + of_children, peak, said


def _status(field: str) -> int:
    """Bytes of a field of ``/proc/self/status``."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * int(text.partition(f"{field}:")[2].split()[0])


def expressions(options: argparse.Namespace) -> int:
    """Scan the regular expressions."""
    done = subprocess.run([sys.executable, str(HERE / "regex_scan.py")], check=False)
    return done.returncode != 0


def generated(options: argparse.Namespace) -> int:
    """Give inputs made at random to every command, some hundreds in each process."""
    holes = 0
    print(f"\n{'generated':20s} {'inputs':>7s} {'faults':>7s}")
    for kind in _MAKERS:
        faults: list[str] = []
        for seed in range(-(-options.number // _AT_ONCE)):
            number = min(_AT_ONCE, options.number - seed * _AT_ONCE)
            command = [sys.executable, __file__, "--make", kind, str(number), str(seed)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            died = [f"process {seed} died: {done.stderr[-300:]}"]
            faults += died if done.returncode else json.loads(done.stdout.splitlines()[-1])
        print(f"{kind:20s} {options.number:7d} {len(faults):7d}", flush=True)
        for fault in faults[:5]:
            print(f"  {fault[:200]}")
        holes += bool(faults)
    return holes


def make(kind: str, number: int, seed: int) -> list[str]:
    """Return the faults that inputs of a kind ended in."""
    with tempfile.TemporaryDirectory() as folder:
        return _MAKERS[kind](number, seed, Path(folder))


def _faults(inputs: Iterable[Any], use: Callable[[Any], object]) -> list[str]:
    faults = []
    for count, one in enumerate(inputs):
        try:
            use(one)
        except Exception as error:  # noqa: BLE001 -- each is counted
            faults.append(f"input {count}: {error!r}")
    return faults


def _pages(number: int, seed: int, root: Path) -> list[str]:
    import crosspost
    from generated_pages import generated_pages

    def use(page: str | bytes) -> None:
        with contextlib.suppress(crosspost.CrosspostError):
            crosspost.convert(page, "https://example.org/otters")

    return _faults(generated_pages(number, seed), use)


def _lists(number: int, seed: int, root: Path) -> list[str]:
    from batch.sources.generated import generated_lists, use_list

    return _faults(generated_lists(number, seed), use_list)


def _settings(number: int, seed: int, root: Path) -> list[str]:
    from generated import generated_settings, use_settings

    return _faults(generated_settings(number, seed), lambda one: use_settings(one, root))


def _journals(number: int, seed: int, root: Path) -> list[str]:
    from generated import generated_journals, make_journal, use_journal

    os.environ["XDG_STATE_HOME"] = str(root / "state")
    site = root / "sites" / "site"
    site.mkdir(parents=True)
    copy = make_journal(site)
    return _faults(generated_journals(number, seed), lambda one: use_journal(one, site, copy))


def _sites(number: int, seed: int, root: Path) -> list[str]:
    from validate.generated import failures

    return list(failures(number, seed))


def _nested(number: int, seed: int, root: Path) -> list[str]:
    """Put every element of HTML into every other one: there are no more of these, and one seed."""
    from markdown.test_losses import lost
    from shapes.markdown import ELEMENTS

    pairs = product(["", *ELEMENTS], repeat=2) if seed == 0 else ()
    return [f"{outer} {inner}: a word is lost" for outer, inner in pairs if lost(outer, inner)]


_MAKERS = {
    "elements in elements": _nested,
    "pages": _pages,
    "lists": _lists,
    "settings": _settings,
    "journals": _journals,
    "sites to validate": _sites,
}


if __name__ == "__main__":
    main()
