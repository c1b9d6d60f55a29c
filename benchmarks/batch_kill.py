"""A batch that is killed again and again ends as one that nobody disturbed, byte for byte.

python benchmarks/batch_kill.py [--runs 100] [--links 500] [--saved 40] [--seed 1] [--minutes M]
                                [--pictures] [--files] [--export N] [--own]

A local server has 500 articles on 50 addresses of 127.0.0.0/8 that answer in no order: many of one
title and day (names with -2, -3 …), some without a date (dated by the moment of import), some twice
(one canonical address), some in three pages, some that fail for ever or at first. Beside them come
saved pages with the pictures that they show, one of which all of them do. One run is left alone.
Every other run is killed with SIGKILL two to five times at random moments and started again, each
time on another day, until it comes to its end; then its site must have the same files with the same
bytes.

With --pictures the articles show pictures, which are copied: of their own host and of one that all
share, some in several articles, some that are missing, no pictures, or there at the second try.

With --files the articles, and the posts of the export, link to documents of their own host, which
are copied; as with pictures, some are missing, or no documents, or there at the second try.

With --export N a WordPress export of N posts and pages is read, too; its comments are data files.
With --own it is moved: its posts link to each other, and there is a file of redirects.

Exits 1 if a post is lost, doubled or different, if a hidden file is left, or a process lives on; or
if a picture is in no post, or not there, or not whole.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import html
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ADDRESSES = [f"127.0.0.{n}" for n in range(2, 52)]
_FIRST_DAY = 1_700_000_000
_DAY = 86_400
_WORDS = ("river", "market", "teacher", "bread", "window", "garden", "letter", "winter", "bridge")


def picture(name: str) -> bytes:
    """Return a PNG of its own for a name."""
    dice = random.Random(name)
    size = dice.randint(40, 120)
    rows = b"".join(b"\0" + dice.randbytes(3 * size) for _ in range(size))
    head = size.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )


def pictures_of(number: int, shared: str) -> str:
    """Return the pictures of an article.

    Args:
        shared: scheme, host and port of a server with pictures for all articles.
    """
    urls = [f"/p/own-{number}.png", f"{shared}/p/all-{number % 7}.png", f"/p/own-{number}.png?w=2"]
    urls += [f"/p/gone-{number}.png"] if number % 5 == 0 else []
    urls += [f"/p/page-{number}.png"] if number % 6 == 0 else []
    urls += [f"{shared}/p/busy-{number}.png"] if number % 10 == 1 else []
    return "".join(f'<p><img src="{url}" alt="Picture {n}"></p>' for n, url in enumerate(urls))


def document(name: str) -> bytes:
    """Return a PDF of its own for a name."""
    noise = random.Random(name).randbytes(40_000).hex()
    return f"%PDF-1.4\n% {name} {noise}\n%%EOF\n".encode()


def documents_of(number: int, host: str = "") -> str:
    """Return links to documents, of an article or of a post of the export."""
    names = [f"own-{number}", f"all-{number % 7}"]
    names += [f"gone-{number}"] if number % 5 == 0 else []
    names += [f"page-{number}"] if number % 6 == 0 else []
    names += [f"busy-{number}"] if number % 10 == 1 else []
    return "".join(f'<p><a href="{host}/f/{name}.pdf">{name}</a></p>' for name in names)


def article(number: int, shared: str = "", sheet: int = 1, *, files: bool = False) -> bytes | None:
    """Return a page, None for one that is not there; some articles have three pages.

    Args:
        shared: as of ``pictures_of``; empty: it shows no pictures.
    """
    dice = random.Random(number)
    if number % 20 == 7:
        return None
    title = f"{dice.choice(_WORDS)} {dice.choice(_WORDS[:3])}".title()
    dated = "" if number % 10 == 3 else f"2024-0{dice.randint(1, 3)}-0{dice.randint(1, 2)}"
    # Every 25th says that it is the article of the link before it.
    same = number - 1 if number % 25 == 1 and number > 1 else number
    canonical = f"http://articles.example.org/{same}"
    dice = random.Random(f"{number} {sheet}") if sheet > 1 else dice
    sentences = [" ".join(dice.choices(_WORDS, k=14)).capitalize() + "." for _ in range(60)]
    paragraphs = "".join(f"<p>{' '.join(sentences[n : n + 4])}</p>" for n in range(0, 60, 4))
    if number % 15 == 4:
        urls = [f'<a href="/a/{number}/{n}/">{n}</a>' for n in (2, 3) if n != sheet]
        paragraphs += f"<p>Pages: {' '.join(urls)}</p>"
    if shared:
        paragraphs = paragraphs.replace("</p>", "</p>" + pictures_of(number, shared), 1)
    if files:
        paragraphs = paragraphs.replace("</p>", "</p>" + documents_of(number), 1)
    date = f'<meta property="article:published_time" content="{dated}">' if dated else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{date}'
        f'<link rel="canonical" href="{canonical}"></head><body><article><h1>{title}</h1>'
        f"{paragraphs}</article></body></html>"
    ).encode()


def save_pages(folder: Path, count: int) -> None:
    """Write pages as a browser saves them, each with three pictures of its own and a common one."""
    folder.mkdir()
    for number in range(count):
        beside = folder / f"page-{number}_files"
        beside.mkdir()
        for name in ("a", "b", "c", "common"):
            dice = random.Random(f"{number}{name}" if name != "common" else name)
            (beside / f"{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + dice.randbytes(60_000))
        shown = "".join(f'<img src="./{beside.name}/{p.name}">' for p in sorted(beside.iterdir()))
        page = article(number * 20 + 2) or b""
        page = page.replace(b'href="http://articles', b'href="http://saved')
        page = page.replace(b"</p>", f"</p>{shown}".encode(), 1)
        (folder / f"page-{number}.html").write_bytes(page)


def _links(number: int, count: int, blog: str) -> str:
    """Return links to the posts before and after, as text in XML."""
    near = ((number + step) % count for step in (1, 5, count - 1))
    return " ".join(f'&lt;a href="{blog}/{n}/"&gt;{n}&lt;/a&gt;' for n in near)


def save_export(path: Path, count: int, host: str) -> None:
    """Write a WordPress export of posts and pages with comments, some of one title and day.

    Args:
        host: scheme, host and port of a server with its files; empty: they have none.
    """
    blog = f"{host}/blog" if host else "https://blog.example.org"
    items = []
    for number in range(count):
        dice = random.Random(f"export {number}")
        words = " ".join(dice.choices(_WORDS, k=200)).capitalize()
        comments = "".join(
            f"<wp:comment><wp:comment_id>{number * 10 + n}</wp:comment_id><wp:comment_author>"
            f"{dice.choice(_WORDS)}</wp:comment_author><wp:comment_content>{words[: n * 90]}."
            "</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
            for n in range(1, number % 4)
        )
        files = html.escape(documents_of(number, host)) if host else ""
        items.append(
            f"<item><title>{words[:9]}</title><link>{blog}/{number}/</link>"
            f"<content:encoded>{words}. {_links(number, count, blog)}{files}</content:encoded>"
            f"<wp:post_name>p-{number}</wp:post_name>"
            f"<wp:post_date>2013-03-0{dice.randint(1, 3)} 10:00:00</wp:post_date>"
            f"<wp:status>{'draft' if number % 9 == 5 else 'publish'}</wp:status>"
            f"<wp:post_type>{'page' if number % 7 == 3 else 'post'}</wp:post_type>{comments}</item>"
        )
    spaces = ' xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="urn:content"'
    path.write_text(f"<rss{spaces}><channel>{''.join(items)}</channel></rss>")


class Web:
    """The articles, in a thread of their own."""

    def __init__(self, *, has_pictures: bool = False, has_files: bool = False) -> None:
        self._has_pictures, self._has_files = has_pictures, has_files
        self._loop = asyncio.new_event_loop()
        self._busy: dict[str, int] = {}
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait()

    def _run(self, started: threading.Event) -> None:
        async def main() -> None:
            server = await asyncio.start_server(self._answer, ADDRESSES[0], 0, backlog=1024)
            self.port = server.sockets[0].getsockname()[1]
            for address in ADDRESSES[1:]:
                await asyncio.start_server(self._answer, address, self.port, backlog=1024)
            started.set()
            await asyncio.Event().wait()

        self._loop.run_until_complete(main())

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                await asyncio.sleep(random.random() * 0.03)
                writer.write(self._reply(line.split(b" ")[1].decode()))
                await writer.drain()
        except (ConnectionError, IndexError):
            pass  # the batch was killed
        finally:
            writer.close()

    def _reply(self, path: str) -> bytes:
        number, _, sheet = path.removeprefix("/a/").strip("/").partition("/")
        shared = f"http://{ADDRESSES[0]}:{self.port}" if self._has_pictures else ""
        page = None
        if number.isdigit():
            page = article(int(number), shared, int(sheet or 1), files=self._has_files)
        kind = path[3:].partition("-")[0] if path.startswith(("/p/", "/f/")) else ""
        if kind in ("own", "all", "busy"):
            make = document if path.startswith("/f/") else picture
            page = make(path.partition("?")[0])
        elif kind == "page":
            page = b"<html><body>Not found</body></html>"
        self._busy[path] = self._busy.get(path, 0) + 1
        is_busy = kind == "busy" or (number.isdigit() and int(number) % 50 == 9)
        if page and is_busy and self._busy[path] % 2:
            return b"HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
        status = "200 OK" if page else "404 Not Found"
        body = page or b""
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def links(count: int, port: int) -> str:
    dice = random.Random(5)
    return "".join(f"http://{dice.choice(ADDRESSES)}:{port}/a/{n}\n" for n in range(count))


def start(site: Path, day: int, *more: str) -> subprocess.Popen[bytes]:
    """Start the batch on a day, in a process group of its own."""
    command = [sys.executable, "-m", "crosspost", "batch", "links.txt", "../saved", "-q"]
    command += ["--delay", "0", *more]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(_FIRST_DAY + day * _DAY)}
    return subprocess.Popen(
        command, cwd=site, env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def new_site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "_config.yml").write_text("title: Killed\ntimezone: UTC\n")
    (folder / "links.txt").write_text(text)
    return folder


def state(site: Path) -> dict[str, bytes]:
    """Return every file of a site, the journal aside."""
    files = (p for p in site.rglob("*") if p.is_file() and ".crosspost" not in p.parts)
    return {str(p.relative_to(site)): p.read_bytes() for p in files}


def survivors(group: int) -> bool:
    """Tell whether a process of a killed batch lives on; they are given ten seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True


def has_begun(site: Path) -> bool:
    """Tell whether the time of import has been fixed; a kill may come before."""
    journal = f"file:{site}/.crosspost/journal.sqlite?mode=ro"  # else it would be made
    try:
        with contextlib.closing(sqlite3.connect(journal, uri=True)) as db:
            return bool(db.execute("SELECT COUNT(*) FROM run").fetchone()[0])
    except sqlite3.OperationalError:
        return False


def pictures_amiss(site: Path) -> Iterator[str]:
    """Yield pictures and files that no post shows, that are not there, or that are not whole."""
    posts = [path.read_text("utf-8") for path in site.glob("_*/*.md")]
    copy = r"/assets/(?:pictures|files)/([\w.-]+)"
    shown = {name for text in posts for name in re.findall(copy, text)}
    there = {path.name: path.read_bytes() for path in site.glob("assets/*/*")}
    yield from (f"in no post: {name}" for name in sorted(there.keys() - shown))
    yield from (f"not there: {name}" for name in sorted(shown - there.keys()))
    for name, content in sorted(there.items()):
        if hashlib.sha256(content).hexdigest()[:16] not in name:
            yield f"not whole: {name}"
    yield from (f"left: {path}" for path in site.glob(".crosspost/pictures/*"))


def disturbed(
    site: Path, dice: random.Random, seconds: float, killed: list[int], more: list[str]
) -> Iterator[str]:
    """Run the batch in a site, killing it; yield what went wrong.

    Args:
        killed: gets the processes that were killed; a kill may come after the end of a run.
    """

    def begin(day: int) -> subprocess.Popen[bytes]:
        return start(site, day if has_begun(site) else 0, *more)

    yield from kill_and_finish(begin, dice, 0.1, seconds, killed)


def kill_and_finish(
    begin: Callable[[int], subprocess.Popen[bytes]],
    dice: random.Random,
    soonest: float,
    seconds: float,
    killed: list[int],
) -> Iterator[str]:
    """Start a process, killing it some times; yield what went wrong.

    Args:
        begin: starts it, given how often it was started; 9 for the last time.
        soonest: seconds after which it may be killed.
        seconds: that it takes undisturbed.
        killed: gets the processes that were killed.
    """
    kills = dice.randint(2, 5)
    for number in range(kills):
        process = begin(number)
        try:
            process.wait(timeout=dice.uniform(soonest, seconds / kills * 1.6))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            killed.append(process.pid)
            if survivors(process.pid):
                yield "a process lives on"
    process = begin(9)
    if process.wait() not in (0, 1):
        yield f"exit code {process.returncode}"


def compare(expected: dict[str, bytes], found: dict[str, bytes]) -> Iterator[str]:
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            yield f"lost: {path}"
        elif path not in expected:
            yield f"too many: {path}"
        elif expected[path] != found[path]:
            yield f"different: {path}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--links", type=int, default=500)
    parser.add_argument("--saved", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pictures", action="store_true", help="copy pictures of the articles")
    parser.add_argument("--files", action="store_true", help="copy documents of the articles")
    parser.add_argument("--export", type=int, default=0, help="posts of a WordPress export")
    parser.add_argument("--own", action="store_true", help="all of it is the owner's own writing")
    parser.add_argument("--minutes", type=float, help="begin no further run after so long")
    options = parser.parse_args()
    web = Web(has_pictures=options.pictures, has_files=options.files)
    text = links(options.links, web.port)
    more = ["--pictures", "copy"] if options.pictures else []
    more += ["--files", "copy"] if options.files else []
    more += ["--allow-private"] if more else []
    if options.export:
        more += ["../export.xml", "--post-types", "post,page", "--comments", "data"]
    more += ["--own", "--redirects", "netlify"] if options.own else []
    bad = kills = runs = 0
    end = time.monotonic() + 60 * (options.minutes or 1e6)
    with tempfile.TemporaryDirectory(prefix="crosspost-kill-") as folder:
        save_pages(Path(folder, "saved"), options.saved)
        host = f"http://{ADDRESSES[0]}:{web.port}" if options.files else ""
        save_export(Path(folder, "export.xml"), options.export, host)
        alone = new_site(Path(folder, "alone"), text)
        began = time.monotonic()
        start(alone, 0, *more).wait()
        seconds = time.monotonic() - began
        expected = state(alone)
        posts, copies = (sum(name.startswith(f) for name in expected) for f in ("_posts", "assets"))
        for line in pictures_amiss(alone):
            bad += 1
            print(f"undisturbed: {line}", flush=True)
        print(
            f"undisturbed: {posts} posts, {copies} pictures and files in {seconds:.1f} s",
            flush=True,
        )
        for run in range(options.runs):
            site = new_site(Path(folder, f"run{run}"), text)
            dice = random.Random(options.seed * 1000 + run)
            killed: list[int] = []
            amiss = [*disturbed(site, dice, seconds, killed, more)]
            amiss += [*compare(expected, state(site)), *pictures_amiss(site)]
            bad += len(amiss)
            kills += len(killed)
            runs += 1
            for line in amiss:
                print(f"run {run}: {line}", flush=True)
            if not amiss:
                shutil.rmtree(site)
            if runs % 10 == 0:
                print(f"{runs} runs, {kills} kills, {bad} amiss", flush=True)
            if time.monotonic() > end:
                break
        if bad:
            shutil.copytree(
                folder, Path(tempfile.gettempdir(), "crosspost-kill"), dirs_exist_ok=True
            )
    print(f"{runs} runs of {options.links + options.saved} links, {kills} kills: {bad} amiss")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
