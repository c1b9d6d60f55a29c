"""Tries what is published, the wheel and the source distribution, in new environments.

python examples/package.py     build both in dist/, install each, import the demo's article with it
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import demo

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def build() -> list[Path]:
    """Build the wheel and the source distribution anew."""
    shutil.rmtree(DIST, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "build", "--quiet", "--outdir", str(DIST), str(ROOT)], check=True
    )
    return sorted(DIST.iterdir())


def try_out(package: Path, folder: Path) -> None:
    """Install a package, import an article over HTTP, check the post and a rule's explanation."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--disable-pip-version-check", str(package)], check=True)
    site = folder / "site"
    shutil.copytree(demo.EXAMPLES / "site", site)
    server = demo.serve()
    url = f"http://127.0.0.1:{server.server_port}/{demo.MAIN_ARTICLE}"
    program = str(programs / "crosspost")
    for words in (
        ["--version"],
        ["init", "--force"],
        [url, "--strict"],
        ["validate", "--exit-zero"],
    ):
        subprocess.run([program, *words], cwd=site, check=True, stdout=subprocess.DEVNULL)
    shown = subprocess.run(
        [program, "validate", "--explain", "CP205"], cwd=site, check=True, stdout=subprocess.PIPE
    )
    server.shutdown()
    (post,) = (site / "_posts").glob("2013-03-06-*.md")
    if "# What the money is for" not in post.read_text("utf-8") or b"CP205" not in shown.stdout:
        sys.exit(f"{package.name}: what it makes is not right")
    print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB, installed and tried")


def main() -> None:
    """Build, then try each of the two; exits with 1 if one fails."""
    for package in build():
        with tempfile.TemporaryDirectory() as folder:
            try_out(package, Path(folder))


if __name__ == "__main__":
    main()
