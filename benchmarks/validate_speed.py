"""Speed of ``crosspost validate``, cold and on a rerun, beside yamllint and a linter of remark.

    python benchmarks/validate_speed.py CORPUS [--posts 10000] [--remark FOLDER]

CORPUS is the unpacked folder with ``posts/``. 10,000 of its Jekyll posts are copied into one site,
and each tool is started on it three times, the fastest counts. The rows of crosspost: start-up
(``--version``, and one post), all posts with nothing kept, the same where what is found is kept
for the next run, and that next run. What is found must be the same in all three.

yamllint reads the front matter alone (cut out into files, since it takes no Markdown); FOLDER is
one in which ``npm install remark-cli remark-frontmatter remark-lint-frontmatter-schema`` was run.
Tools that are not there are passed over.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crosspost.validate.reader import read

SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--remark", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        site = Path(place) / "site"
        blocks = Path(place) / "blocks"
        number = copy(given.corpus, site, blocks, given.posts)
        print(f"{number:,} posts")
        python = [sys.executable, "-m"]
        command = [*python, "crosspost", "validate", "--exit-zero"]
        one = next((site / "_posts").rglob("*.*"))
        shutil.copy(one, Path(place) / one.name)
        measure("crosspost --version", [*python, "crosspost", "--version"], site, tries=7)
        measure("crosspost validate, one post", [*command, one.name], Path(place), tries=7)
        own = measure("all posts, --no-cache", [*command, "--quiet", "--no-cache", "."], site)
        kept = Path(place) / "kept"
        again = [*command, "--quiet", "--cache-dir", str(kept), "."]
        time.sleep(3)  # what was written a moment ago is not kept
        measure("all posts, first run", again, site, before=lambda: shutil.rmtree(kept, True))
        measure("all posts, rerun", again, site)
        refuse_difference(command, kept, site)
        if shutil.which("yamllint"):
            show("yamllint", fastest(["yamllint", "-d", "relaxed", "."], blocks, tries=1), own)
        if given.remark:
            schema(given.remark, site)
            command = ["npx", "remark", "--frail", "--no-stdout", "--quiet", str(site)]
            show("remark-lint-frontmatter-schema", fastest(command, given.remark, tries=1), own)


def measure(
    name: str, command: list[str], folder: Path, tries: int = 3,
    before: Callable[[], object] | None = None,
) -> tuple[float, float]:  # fmt: skip
    """Print the seconds of a command, and the most memory of any so far; return the seconds."""
    found = fastest(command, folder, tries, before)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name:<30} {found[0]:6.2f} s, processor {found[1]:.2f} s, {peak:.0f} MB")
    return found


def refuse_difference(command: list[str], kept: Path, site: Path) -> None:
    """Stop if a run without, with and from what is kept find different things."""
    shutil.rmtree(kept)
    base = [*command, "--format", "json", "--show-info"]
    said = [
        subprocess.run([*base, *more, "."], cwd=site, check=True, capture_output=True).stdout
        for more in (["--no-cache"], ["--cache-dir", str(kept)], ["--cache-dir", str(kept)])
    ]
    if len(set(said)) > 1 or not list(kept.glob("*.json")):
        raise SystemExit("the runs do not find the same")


def show(name: str, seconds: tuple[float, float], own: tuple[float, float]) -> None:
    print(f"{name:<30} {seconds[0]:6.2f} s, processor {seconds[1]:.2f} s:"
          f" {seconds[1] / own[1]:.1f} times as much")  # fmt: skip


def copy(corpus: Path, site: Path, blocks: Path, number: int) -> int:
    """Copy posts into one site, each under a day of its own; cut their front matter out, too."""
    (site / "_posts").mkdir(parents=True)
    blocks.mkdir()
    (site / "_config.yml").write_text("title: A blog\n")
    count = 0
    for path in sorted((corpus / "posts").rglob("*")):
        inside = path.relative_to(corpus).parts
        suffix = path.suffix in (".md", ".markdown", ".html")
        if "_posts" not in inside or not suffix or not path.is_file():
            continue
        data = path.read_bytes()
        name = f"{path.name[:10]}-{count}-{path.name[11:]}"
        folder = site / "_posts" / str(count // 1000)
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        post = read(name, data)
        (blocks / f"{count}.yaml").write_text(post.block, "utf-8", "replace", newline="")
        count += 1
        if count == number:
            break
    return count


def fastest(
    command: list[str], folder: Path, tries: int = 3, before: Callable[[], object] | None = None
) -> tuple[float, float]:
    """Return the seconds of the fastest run: by the clock, and of the processor.

    The byte code of crosspost is kept, as that of an installed package is.

    Args:
        before: called before each run.
    """
    environment = {**os.environ, "CI": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    seconds = []
    for _ in range(tries):
        if before is not None:
            before()
        start, old = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, check=False, capture_output=True, env=environment)
        new = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = new.ru_utime + new.ru_stime - old.ru_utime - old.ru_stime
        seconds.append((time.perf_counter() - start, used))
    return min(seconds)


def schema(folder: Path, site: Path) -> None:
    """Tell remark which posts the schema is for."""
    (folder / "schema.json").write_text(json.dumps(SCHEMA))
    plugin = ["remark-lint-frontmatter-schema", {"schemas": {"./schema.json": [f"{site}/**"]}}]
    settings = {"plugins": ["remark-frontmatter", plugin]}
    (folder / ".remarkrc.json").write_text(json.dumps(settings))
    shutil.copy(folder / ".remarkrc.json", site / ".remarkrc.json")


if __name__ == "__main__":
    main()
