"""``crosspost batch`` among everything that goes wrong: each fault costs its own link, in words."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest

import server
from cli.conftest import Shell
from cli.test_batch import QUICK, article, names
from server.faults import FAULTS

# Fault → how its link ends: "done", or how the reason of its failure begins.
CUT = "incomplete: the connection ended too early"
CUT_GZIP = "incomplete: the compressed page has no end"
CLOSED = "the server closed the connection"
LATE = "not complete after"
LARGE = "larger than 10 MiB"
NO_HTTP = "the answer is not valid HTTP"
NOT_ASKED = "compressed in a way that was not asked for"
OFF_THE_WEB = "redirects to something that is not a web URL"
CHALLENGE = "challenge page"
FATES = {
    "closed at once": CLOSED,
    "reset in mid-body": CLOSED,
    "silent after the request": "read time-out: no byte for",
    "a byte now and then": LATE,
    "slow headers": LATE,
    "100 Continue for ever": LATE,
    "early hints": "done",
    "early hints for ever": NO_HTTP,
    "switching protocols": "101 Switching Protocols",
    "longer than it says": "done",
    "shorter than it says": CUT,
    "no length, whole": "done",
    "no length, cut": "done",
    "chunk cut": CUT,
    "chunks without an end": CUT,
    "chunk of no size": CUT,
    "endless body": LARGE,
    "endless chunks": LARGE,
    "endless trailer": LATE,
    "gzip cut short": CUT_GZIP,
    "gzip cut in half": CUT_GZIP,
    "gzip with a bad checksum": "damaged: the page is not valid gzip",
    "plain text labelled gzip": "damaged: the page is not valid gzip",
    "gzip wrong, identity right": "done",
    "gzip in two members": "done",
    "gzip with junk behind": "done",
    "gzip bomb": LARGE,
    "brotli not asked for": NOT_ASKED,
    "zstd not asked for": NOT_ASKED,
    "unknown coding": NOT_ASKED,
    "twenty codings": NOT_ASKED,
    "redirect loop": "more than 5 redirects",
    "redirect with an endless body": "404 not found",
    "redirect to a file": OFF_THE_WEB,
    "redirect to ftp": OFF_THE_WEB,
    "redirect to data": OFF_THE_WEB,
    "redirect to javascript": OFF_THE_WEB,
    "redirect to half an address": OFF_THE_WEB,
    "redirect to port zero": OFF_THE_WEB,
    "redirect to nowhere": "redirect (302) without a URL",
    "not found": "404 not found",
    "gone": "410: the page was removed permanently",
    "unauthorized": "401: the page asks for a user name and password",
    "forbidden": "403: the server refuses to show the page",
    "legal reasons": "451: unavailable for legal reasons",
    "unavailable": "503 Service Unavailable",
    "server error": "500 Internal Server Error",
    "no content": "the page is empty (status 204)",
    "empty body": "the page is empty",
    "only blanks": "the page is empty",
    "5,000 headers": NO_HTTP,
    "header line of 200 KB": NO_HTTP,
    "random bytes": NO_HTTP,
    "HTTP/0.9": NO_HTTP,
    "challenge page with 200": CHALLENGE,
    "challenge page with 403": CHALLENGE,
    "challenge by header": CHALLENGE,
    "png labelled html": "not a text page (PNG image)",
    "program labelled html": "not a text page (program)",
    "endless pdf": "not a web page but a PDF file",
    "pdf labelled html": "not a text page (PDF file)",
    "image": "not a web page but an image",
    "video": "not a web page but a video",
    "zip": "not a web page but an archive",
    "plain text": "not a web page but plain text",
    "unsure type, zip": "not a text page (ZIP archive or office document)",
    "no type, no html": "not a web page: there is no HTML in it",
}


def test_every_fault_of_the_catalogue_costs_its_own_link_and_says_why(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One try each, and time limits that let the slow ones be told apart.
    limits = {"TRIES": "1", "TOTAL_TIMEOUT": "4", "READ_TIMEOUT": "2"}
    for name, value in limits.items():
        monkeypatch.setenv(f"CROSSPOST_{name}", value)
    routes = {f"/{quote(kind, safe='')}": answer for kind, answer in FAULTS.items()}
    good = {"/good": server.page(article("Good river"))}
    hosts = [server.Server(routes | good) for _ in range(8)]
    for host in hosts:
        host.__enter__()
    try:
        links = {hosts[n % 8].url(f"/{quote(k, safe='')}"): k for n, k in enumerate(FAULTS)}
        (site / "links.txt").write_text("\n".join([*links, hosts[0].url("/good")]))
        shown = shell(
            "batch", "links.txt", "--report", ".crosspost/report.json", "--ignore-robots", *QUICK
        )
    finally:
        for host in hosts:
            host.__exit__(None, None, None)
    assert shown.code == 1 and "Traceback" not in shown.err
    assert "2024-05-01-good-river.md" in names(site)
    found = json.loads((site / ".crosspost/report.json").read_text())["links"]
    fates = {links[one["url"]]: one["reason"] or one["state"] for one in found[:-1]}
    assert {kind: fate[: len(FATES[kind])] for kind, fate in fates.items()} == FATES
    (cut,) = (one for one in found if links.get(one["url"]) == "no length, cut")
    assert any("incomplete" in warning for warning in cut["warnings"])


def test_a_host_that_is_busy_is_waited_for_while_the_others_go_on(shell: Shell, site: Path) -> None:
    busy = server.status("429 Too Many Requests", headers={"Retry-After": "1"})
    times: list[tuple[str, float]] = []

    def noted(name: str, answer: server.Answer) -> server.Answer:
        def note(request: server.Request, sock: object) -> bool:
            times.append((name, time.monotonic()))
            return answer(request, sock)  # type: ignore[arg-type]

        return note

    first = {
        "/busy": noted("busy", server.then(busy, server.page(article("Busy river")))),
        "/next": noted("next", server.page(article("Next river"))),
    }
    second = {f"/{n}": noted("other", server.page(article(f"River {n}"))) for n in range(3)}
    with server.Server(first) as one, server.Server(second) as two:
        links = [one.url("/busy"), one.url("/next"), *(two.url(f"/{n}") for n in range(3))]
        (site / "links.txt").write_text("\n".join(links))
        assert shell("batch", "links.txt", *QUICK).code == 0
    assert [name for name, _ in times if name != "other"] == ["busy", "busy", "next"]
    asked, again = (moment for name, moment in times if name == "busy")
    assert again - asked >= 1.0
    assert max(moment for name, moment in times if name == "other") < again


# In a mount namespace of its own: a disk of 400 KB gets full; it is made larger; the rest is done.
FULL_DISK = """
set -e
mount -t tmpfs -o size=400k tmpfs disk
cp _config.yml links.txt disk
cd disk
status=0; "$@" 2>../first.err >/dev/null || status=$?
echo $status > ../first.code
ls -A _posts | grep -c '^[.]' > ../hidden || true
mount -o remount,size=20m tmpfs .
cd .. && cd disk
"$@" 2>../second.err >/dev/null
cp -r _posts ../found
"""


def test_a_disk_that_gets_full_ends_the_batch_and_the_next_run_finishes(site: Path) -> None:
    unshare = ["unshare", "--map-root-user", "--mount"]
    (site / "disk").mkdir()
    try:
        trial = ["mount", "-t", "tmpfs", "tmpfs", str(site / "disk")]
        subprocess.run([*unshare, *trial], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    body = "The river carried bread and letters past the market of the village. " * 90
    texts = (article(f"River {n % 9}").replace("</article>", f"<p>{body}") for n in range(40))
    pages = {f"/{n}": server.page(text) for n, text in enumerate(texts)}
    with server.Server(pages) as web:
        (site / "links.txt").write_text("".join(f"{web.url(path)}\n" for path in pages))
        batch = [sys.executable, "-m", "crosspost", "batch", "links.txt", *QUICK]
        subprocess.run([*unshare, "sh", "-c", FULL_DISK, "sh", *batch], cwd=site, check=True)
        alone = site.parent / "alone"
        alone.mkdir()
        for name in ("_config.yml", "links.txt"):
            (alone / name).write_bytes((site / name).read_bytes())
        subprocess.run(batch, cwd=alone, check=True, capture_output=True)
    said = (site / "first.err").read_text()
    assert (site / "first.code").read_text().strip() == "1"
    assert "the disk is full" in said and "Free some space" in said and "Traceback" not in said
    assert (site / "hidden").read_text().strip() == "0"
    found = {path.name: path.read_bytes() for path in (site / "found").iterdir()}
    assert found == {path.name: path.read_bytes() for path in alone.glob("_posts/*")}
    assert len(found) == 40
