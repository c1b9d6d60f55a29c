"""Speed of ``crosspost validate`` beside yamllint and remark-lint-frontmatter-schema.

    python benchmarks/validate_speed.py CORPUS [--posts 10000] [--remark FOLDER]

CORPUS is the unpacked folder with ``posts/``. 10,000 of its Jekyll posts are copied into one site,
and each tool is started on it three times, the fastest counts. yamllint reads the front matter
alone (cut out into files, since it takes no Markdown); FOLDER is one in which
``npm install remark-cli remark-frontmatter remark-lint-frontmatter-schema`` was run. Tools that
are not there are passed over.
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
        start = fastest([*python, "crosspost", "validate", "--list-rules"], site)
        print(f"start-up (--list-rules)        {start[0]:6.2f} s, processor {start[1]:.2f} s")
        own = fastest([*python, "crosspost", "validate", "--quiet", "--exit-zero", "."], site)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"crosspost validate             {own[0]:6.2f} s, processor {own[1]:.2f} s,"
              f" {peak:.0f} MB")  # fmt: skip
        if shutil.which("yamllint"):
            show("yamllint", fastest(["yamllint", "-d", "relaxed", "."], blocks, tries=1), own)
        if given.remark:
            schema(given.remark, site)
            command = ["npx", "remark", "--frail", "--no-stdout", "--quiet", str(site)]
            show("remark-lint-frontmatter-schema", fastest(command, given.remark, tries=1), own)


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


def fastest(command: list[str], folder: Path, tries: int = 3) -> tuple[float, float]:
    """Return the seconds of the fastest run: by the clock, and of the processor."""
    seconds = []
    for _ in range(tries):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, cwd=folder, check=False, capture_output=True, env={**os.environ, "CI": "1"}
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
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
