"""All measurements, one after the other: ``make bench``.

python benchmarks/run.py [NAME ...]

A measurement whose data is not there is named and left out; exits 1 if one failed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Measurement → the data it needs, relative to the repository.
MEASUREMENTS: dict[str, str | None] = {
    "import_site": "../shared/data/wcxb-dev",
}


def main() -> int:
    """Run the measurements that were named, or all of them."""
    wanted = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in wanted if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"no measurement is called {unknown[0]}; there are {', '.join(MEASUREMENTS)}")
    failed = []
    for name in wanted:
        data = MEASUREMENTS[name]
        if data and not (HERE.parent / data).exists():
            print(f"== {name}: left out, its data is not at {data}", flush=True)
            continue
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, str(HERE / f"{name}.py")], cwd=HERE.parent).returncode:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
