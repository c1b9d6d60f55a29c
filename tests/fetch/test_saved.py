"""Pages from the disk and from standard input."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from crosspost.config import Config
from crosspost.errors import FetchError, NoArticle
from crosspost.fetch import fetch, with_scheme
from crosspost.page.parse import parse
from server.faults import bomb

CONFIG = Config(max_bytes=1000)
SAVED = "<!DOCTYPE html>\n<!-- saved from url=(0027)https://example.org/article -->\n<p>x"
SINGLE_FILE = (
    "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a?b=1 \n"
    " saved date: Wed May 01 2024 \n--><p>x"
)


def write(folder: Path, text: str, name: str = "page.html") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "base_url", "url"),
    [
        ("<p>x", "https://example.org/x", "https://example.org/x"),
        ("<p>x", None, ""),
        (SAVED, None, "https://example.org/article"),
        (SAVED, "https://example.net/", "https://example.net/"),
        (SINGLE_FILE, None, "https://example.org/a?b=1"),
        ("<!-- saved from url=(0014)about:internet -->", None, ""),
    ],
)
def test_a_saved_page_knows_its_address(
    tmp_path: Path, text: str, base_url: str | None, url: str
) -> None:
    page = fetch(write(tmp_path, text), CONFIG, base_url=base_url)
    assert (page.url, page.final_url, page.content) == (url, url, text.encode())
    assert page.charset is None and page.fetched_at.tzinfo is not None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"<p>caf\xe9")))
    page = fetch("-", CONFIG, base_url="https://example.org/")
    assert (page.final_url, page.content) == ("https://example.org/", b"<p>caf\xe9")


@pytest.mark.threat("low: a gzip bomb as a page")
@pytest.mark.parametrize("way", ["-", "page.html.gz"])
def test_a_compressed_page_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """A gigabyte in 1 MB: the page is refused by what it is, at the cost of what was sent."""
    sent = bomb(1024)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    monkeypatch.chdir(tmp_path)
    Path("page.html.gz").write_bytes(sent)
    tracemalloc.start()
    with pytest.raises(NoArticle, match="gzip"):
        parse(fetch(way, Config()))
    assert tracemalloc.get_traced_memory()[1] < 10 * len(sent)
    tracemalloc.stop()


class Broken(io.BytesIO):
    """A stream that cannot be read, as a folder cannot: crosspost - < folder."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise IsADirectoryError(21, "Is a directory")


@pytest.mark.threat("low: a closed standard input")
@pytest.mark.parametrize("stdin", [None, SimpleNamespace(buffer=Broken())])
def test_a_standard_input_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, stdin: object
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(FetchError, match="standard input"):
        fetch("-", CONFIG)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"larger than 0\.000954 MiB"):
        fetch(write(tmp_path, "x" * 1001), CONFIG)


def test_a_web_archive_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="web archive of Safari") as caught:
        fetch(write(tmp_path, "bplist00\xd1", "page.webarchive"), CONFIG)
    assert caught.value.hint == "Save the page as HTML."
    with pytest.raises(FetchError, match="an MHTML file without a page"):
        fetch(write(tmp_path, "From: <Saved by Blink>\nMIME-Version: 1.0\n", "page.mhtml"), CONFIG)


def test_no_such_file() -> None:
    with pytest.raises(FetchError, match=r"none\.html: no such file"):
        fetch("none.html", CONFIG)


def test_a_link_without_its_scheme_is_understood() -> None:
    with pytest.raises(FetchError) as caught:
        fetch("www.example.org/article?x=1", CONFIG)
    assert caught.value.hint == "Did you mean https://www.example.org/article?x=1 ?"


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("example.org/x", "https://example.org/x"),
        ("www.example.org:8080/article?x=1", "https://www.example.org:8080/article?x=1"),
        ("127.0.0.1:9/x", "https://127.0.0.1:9/x"),
        ("example.org", "example.org"),  # may be the name of a file, as notes.md is
        ("pages/x.html", "pages/x.html"),
        ("./example.org/x", "./example.org/x"),
        ("../example.org/x", "../example.org/x"),
        ("https://example.org/x", "https://example.org/x"),
        ("C:\\pages.old/x", "C:\\pages.old/x"),
        ("-", "-"),
    ],
)
def test_a_host_and_a_path_are_taken_for_a_url_with_https(source: str, url: str) -> None:
    assert with_scheme(source) == url


def test_what_looks_like_a_url_and_is_there_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.org").mkdir()
    assert with_scheme("example.org/x") == "example.org/x"


def test_a_page_that_is_not_there_is_not_taken_for_a_host() -> None:
    with pytest.raises(FetchError) as caught:
        fetch("page.html", CONFIG)
    assert "https://page.html" not in caught.value.hint


def test_a_folder_is_for_batch(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="a folder, not a page") as caught:
        fetch(str(tmp_path), CONFIG)
    assert f"crosspost batch {tmp_path}" in caught.value.hint


def test_an_empty_link_is_named_as_one() -> None:
    with pytest.raises(FetchError, match="'': an empty link"):
        fetch(" ", CONFIG)


@pytest.mark.parametrize("path", [".", "a\0b", "x" * 5000])
def test_a_path_that_cannot_be_read(path: str) -> None:
    with pytest.raises(FetchError):
        fetch(path, CONFIG)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://example.org/x", "only http and https URLs are fetched"),
        ("file:///etc/passwd", "only http and https URLs are fetched"),
        ("javascript:alert(1)", "only http and https URLs are fetched"),
        ("data:text/html,x", "only http and https URLs are fetched"),
        ("mailto:a@example.org", "only http and https URLs are fetched"),
        ("http://[", "not a valid URL"),
        ("http://", "not a valid URL"),
        ("https:", "not a valid URL"),
        ("http://x:99999/", "not a valid URL"),
        ("http://a..b/", "not a valid host name"),
        ("http://\0/", "not a valid URL"),
        (f"http://{'a' * 70}.example/", "not a valid host name"),
        (f"http://{'a.' * 130}example/", "not a valid URL"),
        (f"http://example.org/{'a' * 9000}", "longer than 8000 characters"),
        ("http://evil\\@good/", "not a valid URL"),
        ("http://e.org/\ud800", "not a valid URL"),
        ("http://\udcff/", "not a valid URL"),
    ],
)
def test_what_is_no_address_of_the_web(link: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(link, CONFIG)
    assert (caught.value.reason, caught.value.retry) == (reason, False)


@pytest.mark.threat("low: passwords and control characters in messages")
@pytest.mark.parametrize(
    "link",
    [
        "http://me:secret\\@good/",
        "http://me:sec/secret@good/",
        "ftp://me:secret@good/",
        "http://me:secret@good:99999/",
        "http://me:secret@a..b/",
    ],
)
def test_no_message_shows_a_password(link: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(link, CONFIG)
    assert "secret" not in f"{caught.value} {caught.value.hint} {caught.value.url}"


@pytest.mark.threat("17: half a character in a link or a path")
@pytest.mark.parametrize("source", ["no\x1b[31m\u202e\udcff.html", "http://e\ud800/", "x" * 90_000])
def test_a_message_is_one_short_line_that_can_be_printed(source: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(source, CONFIG)
    line = str(caught.value)
    assert line.isprintable() and len(line) < 800 and line.encode("utf-8")
