"""Posts of many pages, made by a given version of crosspost in processes of its own.

Nothing of crosspost is imported but its public names, and those in the other processes alone, so
that any version can be run whose ``src`` folder is at hand.
"""

from __future__ import annotations

import faulthandler
import gzip
import json
import lzma
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)  # later than any page of the collections
LIMIT = 120.0  # seconds for one page; then its process is ended, with a traceback
_LISTS = ("ground-truth.jsonl.xz", "truth.jsonl")  # the URL of each page, where there is one
_SUFFIXES = (".html.gz", ".html", ".htm")

#: ``text``, ``filename``, ``warnings``; or ``error`` (class, message, hint); or ``crash``.
Result = dict[str, Any]


class Page(NamedTuple):
    """A page on the disk.

    Attributes:
        name: its folder's name and its path in it: ``wcxb-dev/html/0001``.
        url: from the list of the collection, or one made of the name.
    """

    name: str
    path: str
    url: str


def find_pages(folders: Iterable[Path]) -> list[Page]:
    """Return the pages of all folders, in the order of their names.

    What Readability's pages are expected to give (``expected.html.gz``) is not a page.
    """
    found: dict[str, Page] = {}
    for folder in folders:
        urls = _read_urls(folder)
        for path in folder.rglob("*"):
            suffix = next((end for end in _SUFFIXES if path.name.endswith(end)), None)
            if suffix is None or path.name.startswith("expected."):
                continue
            identity = path.name.removesuffix(suffix)
            inside = path.relative_to(folder).with_name(identity).as_posix()
            name = f"{folder.resolve().name}/{inside}"
            url = urls.get(identity) or f"https://example.org/{inside}"
            found[name] = Page(name, str(path.resolve()), url)
    return [found[name] for name in sorted(found)]


def _read_urls(folder: Path) -> dict[str, str | None]:
    for name in _LISTS:
        if (folder / name).exists():
            data = (folder / name).read_bytes()
            text = (lzma.decompress(data) if name.endswith(".xz") else data).decode()
            truths = map(json.loads, text.rstrip("\n").split("\n"))
            return {truth["id"]: truth.get("url") for truth in truths}
    return {}


def make_posts(source: Path, pages: list[Page], jobs: int) -> dict[str, Result]:
    """Convert all pages with the version in ``source``, in so many processes at once."""
    with ThreadPoolExecutor(jobs) as threads:
        shares = [pages[start::jobs] for start in range(jobs)]
        done = threads.map(lambda share: dict(_convert_share(source.resolve(), share)), shares)
        results = {name: result for share in done for name, result in share.items()}
    return {page.name: results[page.name] for page in pages}


def _convert_share(source: Path, pages: list[Page]) -> Iterator[tuple[str, Result]]:
    """Convert pages in one process; where it dies, in another one from the next page on."""
    path = os.pathsep.join([str(source), str(Path(__file__).resolve().parent)])
    environment = {**os.environ, "PYTHONPATH": path, "TZ": "UTC"}
    command = [sys.executable, "-P", "-c", "from post_maker import convert_all; convert_all()"]
    while pages:
        rest = pages
        with (
            tempfile.TemporaryDirectory() as folder,
            tempfile.TemporaryFile("w+") as requests,
            tempfile.TemporaryFile("w+") as errors,
        ):
            requests.writelines(json.dumps(page) + "\n" for page in pages)
            requests.seek(0)
            with subprocess.Popen(
                command, stdin=requests, stdout=subprocess.PIPE, stderr=errors,
                cwd=folder, env=environment, text=True,
            ) as process:  # fmt: skip
                assert process.stdout is not None
                package = process.stdout.readline().strip()
                for number, line in enumerate(process.stdout):
                    yield pages[number].name, json.loads(line)
                    rest = pages[number + 1 :]
            errors.seek(0)
            said = errors.read()
        if not package or not Path(package).is_relative_to(source):
            print(f"{source} has no crosspost that runs\n{said}", file=sys.stderr)
            raise SystemExit(2)
        if rest:
            yield rest[0].name, {"crash": f"{said}exit code {process.returncode}"}
        pages = rest[1:]


def convert_all() -> None:
    """Convert the pages named on standard input; print where the package is, then the results."""
    import crosspost

    faulthandler.enable()
    print(crosspost.__file__, flush=True)
    for line in sys.stdin:
        faulthandler.dump_traceback_later(LIMIT, exit=True)
        result = _convert(Page(*json.loads(line)))
        faulthandler.cancel_dump_traceback_later()
        print(json.dumps(result), flush=True)


def _convert(page: Page) -> Result:
    import crosspost

    data = Path(page.path).read_bytes()
    data = gzip.decompress(data) if page.path.endswith(".gz") else data
    html: str | bytes
    try:
        html = data.decode()  # the collections are in UTF-8, whatever their pages declare
    except UnicodeDecodeError:
        html = data
    try:
        post = crosspost.convert(html, page.url, now=NOW)
    except crosspost.CrosspostError as error:
        said = {"class": type(error).__name__, "message": str(error), "hint": error.hint}
        return {"error": said}
    except Exception:  # noqa: BLE001 - whatever it is, it is a difference to be shown
        return {"crash": traceback.format_exc()}
    return {"text": post.text, "filename": post.filename, "warnings": list(post.warnings)}
