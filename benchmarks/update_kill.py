"""Posts updated by a batch that is killed again and again end as those of one nobody disturbed.

python benchmarks/update_kill.py [--runs 20] [--links 200] [--seed 1] [--minutes M]
                                 [--pictures] [--retry]

Articles of ``batch_kill.py`` become posts; their owner edits three of four (a note, a field, a
paragraph), and a third of the articles changes. Then ``crosspost batch --update`` is run on a copy
of the site that is left alone, and on others in which it is killed with SIGKILL two to five times
at random. Each must end with the same posts, the same conflicts and the same texts as
imported, byte for byte.

With --pictures the articles show pictures that the import copied, and that the update copies since
the import did; some come only then. With --retry the batch is not ``--update`` but
``--retry-failed``, which asks for these pictures alone.

Exits 1 if something is lost, too much or different, or if a process lives on; or if a picture is in
no post, not there, or not whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from functools import partial
from pathlib import Path

from batch_kill import Web, compare, kill_and_finish, links, new_site, picture, pictures_amiss

_FIRST_DAY = "1700000000"


class ChangingWeb(Web):
    """The articles; from the second version on, a third of them is another.

    Pictures that were missing are there then.
    """

    version = 1

    def _reply(self, path: str) -> bytes:
        if self.version > 1 and path.startswith("/p/gone"):
            body = picture(path)
            return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        reply = super()._reply(path)
        number = path.removeprefix("/a/")
        if self.version == 1 or not number.isdigit() or int(number) % 3:
            return reply
        head, _, body = reply.partition(b"\r\n\r\n")
        status = head.split(b"\r\n", 1)[0]
        parts = body.split(b"</p>")
        parts[1] += b" Corrected later."
        parts[5] = b""
        body = b"</p>".join(parts).replace(b"</article>", b"<p>Added at the end.</p></article>")
        return status + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def edit_posts(site: Path) -> None:
    """Change posts as their owner would: notes, fields, paragraphs."""
    for number, path in enumerate(sorted(site.glob("_posts/*"))):
        head, between, body = path.read_text("utf-8").partition("\n---\n\n")
        paragraphs = body.split("\n\n")
        if number % 4 == 0:
            paragraphs.insert(0, "A note of the owner's.")
        elif number % 4 == 1:
            head += "\nrating: 5 # of the owner's"
        elif number % 4 == 2:
            paragraphs[2 + number // 4 % 8] += " Changed by the owner."
        path.write_text(head + between + "\n\n".join(paragraphs), "utf-8")


def start(site: Path, *flags: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crosspost", *flags]
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": _FIRST_DAY,
        "XDG_STATE_HOME": str(site.parent / "state"),
    }
    return subprocess.Popen(
        command, cwd=site, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


BATCH = ("batch", "links.txt", "-q", "--delay", "0")


def start_again(site: Path, flags: tuple[str, ...], _number: int) -> subprocess.Popen[bytes]:
    return start(site, *BATCH, *flags)


def copy_of(site: Path, name: str) -> Path:
    """Copy a site with its journal, which is then the user's own there."""
    copy = site.with_name(name)
    shutil.copytree(site, copy)
    if start(copy, "trust", "--yes").wait():
        raise SystemExit("the copy of a journal is refused")
    return copy


def state(site: Path) -> dict[str, bytes]:
    """Return posts, conflicts, temporary files, and the texts as imported as they are read."""
    found = {}
    for path in site.rglob("*"):
        name = str(path.relative_to(site))
        if not path.is_file():
            continue
        if path.parent.name == "imported" and not path.name.startswith("."):
            kept = json.loads(zlib.decompress(path.read_bytes()))
            found[name] = json.dumps(kept, sort_keys=True).encode()
        elif ".crosspost" not in path.parts or "conflicts" in path.parts or ".tmp" in path.name:
            found[name] = path.read_bytes()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--links", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="begin no further run after so long")
    parser.add_argument("--pictures", action="store_true", help="copy pictures of the articles")
    parser.add_argument("--retry", action="store_true", help="only pictures that were missing")
    options = parser.parse_args()
    has_pictures = options.pictures or options.retry
    private = ("--allow-private",) if has_pictures else ()
    flags = ("--retry-failed" if options.retry else "--update", *private)
    # An update copies without being told to, since the import was told.
    flags += ("--pictures", "copy") if options.retry else ()
    web = ChangingWeb(has_pictures=has_pictures)
    bad = kills = runs = 0
    end = time.monotonic() + 60 * (options.minutes or 1e6)
    with tempfile.TemporaryDirectory(prefix="crosspost-update-") as folder:
        imported = new_site(Path(folder, "begin"), links(options.links, web.port))
        start(imported, *BATCH, *private, *(("--pictures", "copy") if private else ())).wait()
        edit_posts(imported)
        before = state(imported)
        web.version = 2
        alone = copy_of(imported, "alone")
        began = time.monotonic()
        start(alone, *BATCH, *flags).wait()
        seconds = time.monotonic() - began
        expected = state(alone)
        bad += sum(1 for _ in pictures_amiss(alone))
        posts = [name for name in expected if name.startswith("_posts")]
        changed = sum(before[name] != expected[name] for name in posts)
        copies = sum(name.startswith("assets") for name in expected.keys() - before.keys())
        conflicts = sum("conflicts" in name for name in expected)
        print(
            f"undisturbed: {len(posts)} posts, {changed} updated, {conflicts} in conflict, "
            f"{copies} more pictures, in {seconds:.1f} s",
            flush=True,
        )
        for run in range(options.runs):
            site = copy_of(imported, f"run{run}")
            dice = random.Random(options.seed * 1000 + run)
            killed: list[int] = []
            begin = partial(start_again, site, flags)
            amiss = [*kill_and_finish(begin, dice, 0.3, seconds, killed)]
            amiss += [*compare(expected, state(site)), *pictures_amiss(site)]
            bad += len(amiss)
            kills += len(killed)
            runs += 1
            for line in amiss:
                print(f"run {run}: {line}", flush=True)
            shutil.rmtree(site)
            if time.monotonic() > end:
                break
    print(f"{runs} runs of {options.links} links, {kills} kills: {bad} amiss")
    sys.exit(1 if bad or not changed or not (conflicts or options.retry) else 0)


if __name__ == "__main__":
    main()
