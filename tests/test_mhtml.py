"""Pages saved as MHTML."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from batch.sources.exports.exports import png
from crosspost import mhtml
from crosspost.cli import run

PICTURE = png()
WORDS = "The river carried bread and letters past the market of the village. " * 4


def saved(
    page: str, *, encoding: str = "quoted-printable", charset: str = "utf-8", picture: str = ""
) -> bytes:
    """Return a page as Chrome saves it."""
    from quopri import encodestring

    raw = page.encode(charset)
    body = encodestring(raw) if encoding == "quoted-printable" else base64.encodebytes(raw)
    data = base64.encodebytes(PICTURE)
    head = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://river.example.org/m/one
Subject: The bridge
Date: Sun, 1 Nov 2026 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary--1----"


------Boundary--1----
Content-Type: text/html; charset={charset}
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: {encoding}
Content-Location: https://river.example.org/m/one

"""
    part = f"""
------Boundary--1----
Content-Type: image/png
Content-Transfer-Encoding: base64
{picture or "Content-Location: https://river.example.org/photo.png"}

"""
    end = "\n------Boundary--1------\n"
    return (head.encode() + body + part.encode() + data + end.encode()).replace(b"\n", b"\r\n")


def article(source: str = "/photo.png") -> str:
    return (
        f"<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1>"
        f'<p>É {WORDS}</p><img src="{source}" srcset="/other.png 2x" alt="A bridge">'
        f"<p>{WORDS}</p></article></body></html>"
    )


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_the_page_and_its_url(encoding: str, charset: str) -> None:
    content = saved(article(), encoding=encoding, charset=charset)
    assert mhtml.is_mhtml(content[: mhtml.HEAD])
    assert mhtml.url_of(content[: mhtml.HEAD]) == "https://river.example.org/m/one"
    page = mhtml.read(content)
    assert page is not None
    assert page.url == "https://river.example.org/m/one"
    assert page.charset == charset
    assert "É The river" in page.content.decode(charset)


@pytest.mark.parametrize(
    ("source", "picture"),
    [
        ("/photo.png", ""),
        ("https://river.example.org/photo.png", ""),
        ("cid:one@example", "Content-ID: <one@example>"),
        (
            "https://river.example.org/p?a=1&amp;b=2",
            "Content-Location: https://river.example.org/p?a=1&b=2",
        ),
    ],
)
def test_pictures_are_in_the_page(source: str, picture: str) -> None:
    page = mhtml.read(saved(article(source), picture=picture))
    assert page is not None
    data = base64.b64encode(PICTURE)
    assert b'src="data:image/png;base64,' + data in page.content
    assert b"srcset" not in page.content


@pytest.mark.parametrize(
    "text",
    [
        b"<html><body>From: <Saved by Blink></body></html>",
        b"From: someone\nSubject: a letter\n\nHello.",
        b"https://example.org/a\n",
        b"",
    ],
)
def test_what_is_none(text: bytes) -> None:
    assert not mhtml.is_mhtml(text)


@pytest.mark.threat("15: a page that is cut")
def test_a_file_that_is_cut_anywhere_raises_nothing() -> None:
    whole = saved(article())
    for end in range(0, len(whole), 97):
        mhtml.read(whole[:end])


def test_it_becomes_a_post_with_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").write_text("timezone: UTC\n")
    monkeypatch.chdir(site)
    (tmp_path / "page.mhtml").write_bytes(saved(article()))
    for command in ("post", "batch"):
        assert run([command, str(tmp_path / "page.mhtml")]) == 0
    (post,) = (site / "_posts").iterdir()
    text = post.read_text("utf-8")
    assert 'canonical_url: "https://river.example.org/m/one"' in text
    (picture,) = (site / "assets" / "pictures").iterdir()
    assert picture.read_bytes() == PICTURE
    assert f"![A bridge](/assets/pictures/{picture.name})" in text
