"""All measurements, one after the other: ``make bench``.

python benchmarks/run.py [NAME ...]

A measurement whose data is not there is named and left out; exits 1 if one failed. All of them
take some hours; each can be run by itself, with options of its own (see README.md).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
_WCXB, _POSTS = "../shared/data/wcxb-dev", "../shared/data/posts-corpus"
# Measurement → the data it needs, relative to the repository, and its arguments.
MEASUREMENTS: dict[str, tuple[str | None, list[str]]] = {
    "import_site": (_WCXB, []),
    "move_site": (None, []),
    "startup_speed": (None, []),
    "attack": (None, []),
    "extraction_folds": (_WCXB, []),
    "extraction_speed": (_WCXB, []),
    "loss_warnings": ("../shared/bench/atoms.py", []),
    "metadata_ranker": (_WCXB, []),
    "markdown_fidelity": ("../shared/bench/fidelity.py", []),
    "markdown_properties": (None, []),
    "target_fidelity": (None, []),
    "regex_scan": (None, []),
    "batch_kill": (None, []),
    "update_kill": (None, []),
    "batch_memory": (None, []),
    "validate_gates": (_POSTS, [_POSTS]),
    "validate_fixes": (_POSTS, [_POSTS]),
    "validate_recall": (_POSTS, [_POSTS]),
    "validate_mutations": (_POSTS, [f"{_POSTS}/posts"]),
    "validate_speed": (_POSTS, [_POSTS]),
}


def main() -> int:
    """Run the measurements that were named, or all of them."""
    wanted = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in wanted if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"no measurement is called {unknown[0]}; there are {', '.join(MEASUREMENTS)}")
    failed = []
    for name in wanted:
        data, arguments = MEASUREMENTS[name]
        if data and not (HERE.parent / data).exists():
            print(f"== {name}: left out, its data is not at {data}", flush=True)
            continue
        print(f"== {name}", flush=True)
        command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
        if subprocess.run(command, cwd=HERE.parent, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
