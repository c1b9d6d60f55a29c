"""A web of 1,000 hosts on this machine: real pages under many names, and all that goes wrong.

python benchmarks/batch_server.py --data ../shared/data/wcxb-dev --port 8090 [--names FILE]

Serves ``/p/ID/N`` with page ID of the WCXB development split, in which the page's own address is
replaced by the one that was asked for (so that each is an article of its own), and, on the next
port, ``/f/KIND/N`` with the faults of ``tests/server/faults.py``. ``--names`` writes a hosts file
that gives the names h0000.example.test to h0999.example.test to 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import html
import re
import sys
from pathlib import Path
from urllib.parse import quote, unquote

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from server import Server, faults, page, status, then
from server.answers import Answer, Request

HOSTS = 1000
_PLACE = b"\x00HERE\x00"
# Where a page says what its address is.
_OWN = (
    rb"<link[^>]{0,500}rel=[\"']?canonical[\"']?[^>]{0,500}href=[\"']?([^\"'\s>]{2,1000})",
    rb"<link[^>]{0,500}href=[\"']?([^\"'\s>]{2,1000})[\"']?[^>]{0,500}rel=[\"']?canonical",
    rb"<meta[^>]{0,500}property=[\"']?og:url[\"']?[^>]{0,500}content=[\"']?([^\"'\s>]{2,1000})",
    rb"<meta[^>]{0,500}content=[\"']?([^\"'\s>]{2,1000})[\"']?[^>]{0,500}property=[\"']?og:url",
)
# Faults that hold a connection for as long as the client lets them.
SLOW = frozenset({"silent after the request", "a byte now and then", "slow headers"})


def hosts_file() -> str:
    """Return the lines of a hosts file for the names."""
    names = "".join(f"127.0.0.1 {name(n)}\n" for n in range(HOSTS))
    return f"127.0.0.1 localhost\n{names}"


def name(number: int) -> str:
    """Return the name of a host."""
    return f"h{number:04}.example.test"


def good_link(page_id: str, number: int, port: int) -> str:
    return f"http://{name(number % HOSTS)}:{port}/p/{page_id}/{number}"


def faulty_link(kind: str, number: int, port: int) -> str:
    return f"http://{name(number % HOSTS)}:{port + 1}/f/{quote(kind, safe='')}/{number}"


def template(content: bytes) -> list[bytes]:
    """Cut a page where its own address stands."""
    own = {m[1] for pattern in _OWN for m in re.finditer(pattern, content, re.I)}
    spellings = own | {html.unescape(o.decode("utf-8", "replace")).encode() for o in own}
    spellings |= {o.replace(b"/", b"\\/") for o in spellings}
    for address in sorted(spellings, key=len, reverse=True):
        # "/news" is the end of other addresses too.
        before = rb"(?<=[\"'=])" if address.startswith(b"/") else b""
        content = re.sub(before + re.escape(address) + rb"(?=[\"'\\\s>])", _PLACE, content)
    return content.split(_PLACE)


class Pages:
    """The pages, cut once, kept in memory compressed as they are on the disk until asked for."""

    def __init__(self, data: Path) -> None:
        self._files = {p.name.split(".")[0]: p for p in (data / "html").glob("*.html.gz")}
        self._cut: dict[str, list[bytes]] = {}

    def answer(self, path: str, host: str) -> bytes:
        """Return the whole answer to a request."""
        parts = path.split("/")
        if len(parts) != 4 or parts[1] != "p" or parts[2] not in self._files:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if parts[2] not in self._cut:
            self._cut[parts[2]] = template(gzip.decompress(self._files[parts[2]].read_bytes()))
        body = f"http://{host}{path}".encode().join(self._cut[parts[2]])
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


async def serve_pages(pages: Pages, port: int) -> None:
    """Serve the pages; connections stay open."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                host = ""
                while (header := await reader.readline()).strip():
                    if header.lower().startswith(b"host:"):
                        host = header[5:].strip().decode()
                writer.write(pages.answer(line.split(b" ")[1].decode(), host))
                await writer.drain()
        except (ConnectionError, IndexError):
            pass  # the client has gone
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


class FaultServer(Server):
    """Serves every fault; those that change with the number of requests begin anew per link."""

    def __init__(self, port: int) -> None:
        self._by_path: dict[str, Answer] = {}
        super().__init__({})
        self._listener.close()
        import socket

        self._listener = socket.create_server(("127.0.0.1", port), backlog=1024)
        self.port = port

    def _answer(self, request: Request) -> Answer:
        self.requests.clear()
        parts = request.path.split("?")[0].split("/")
        if len(parts) != 4 or parts[1] != "f":
            return status("404 Not Found", "<h1>Not found</h1>")
        kind = unquote(parts[2])
        if kind == "busy, busy, page":
            busy = status("503 Service Unavailable")
            fresh = then(busy, busy, page(faults.PAGE))
            return self._by_path.setdefault(request.path, fresh)
        return faults.FAULTS.get(kind, status("404 Not Found"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data/wcxb-dev"))
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--names", type=Path)
    options = parser.parse_args()
    if options.names:
        options.names.write_text(hosts_file())
    with FaultServer(options.port + 1):
        asyncio.run(serve_pages(Pages(options.data), options.port))


if __name__ == "__main__":
    main()
