"""A drawing keeps what it shows and loses what runs in it or leads out of it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from crosspost.images import svg
from pictures import drawing, png

pytest.importorskip("py_svg_hush")

INNER = base64.b64encode(png(8, 8)).decode()
NESTED = base64.b64encode(drawing('<script>alert("inner")</script>')).decode()
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def _laughs() -> bytes:
    """Return a drawing whose text is a billion letters, by entities within entities."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return f"<!DOCTYPE svg [{entities}]>".encode() + drawing("<text>&a9;</text>")


@pytest.mark.threat("19: a drawing with scripts")
@pytest.mark.parametrize(
    ("inner", "attributes"),
    [
        ("<script>alert(1)</script>", ""),
        ('<script href="https://evil.example/x.js"/>', ""),
        ("", 'onload="alert(1)"'),
        ('<circle r="3" onclick="alert(1)" onmouseover="alert(2)"/>', ""),
        ('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><b>x</b></body>'
         "</foreignObject>", ""),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/>', ""),
        ('<a href="javascript:alert(1)"><text>x</text></a>', ""),
        ('<a xlink:href=" java&#10;script:alert(1)"><text>x</text></a>', XLINK),
        ('<use href="https://evil.example/x.svg#a"/>', ""),
        ('<image xlink:href="https://evil.example/x.png"/>', XLINK),
        (f'<image href="data:image/svg+xml;base64,{NESTED}"/>', ""),
        ('<set attributeName="onload" to="alert(1)"/>', ""),
        ('<animate attributeName="href" values="javascript:alert(1)"/>', ""),
        ("<style>@import url(https://evil.example/x.css);</style>", ""),
        ("<style>rect{fill:url(https://evil.example/x.svg#a)}</style>", ""),
        ('<rect style="fill:url(https://evil.example/x.svg#a)"/>', ""),
    ],
)  # fmt: skip
def test_what_runs_or_loads_something_is_taken_out(inner: str, attributes: str) -> None:
    kept = '<rect height="4" width="3"/>'
    cleaned = svg.clean(drawing(inner + kept, attributes)).decode()
    assert kept in cleaned
    for word in ("script", "onload=", "onclick", "onmouse", "foreignObject", "iframe", "@import"):
        assert f"<{word}" not in cleaned and f" {word}" not in cleaned
    assert 'href="java' not in cleaned and NESTED not in cleaned and "attributeName" not in cleaned
    assert '"https://evil' not in cleaned and "url(https" not in cleaned


def test_what_is_safe_stays() -> None:
    shown = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<g transform="scale(2)"><path d="M0 0L9 9" fill="url(#g)"/><text x="1">River</text></g>'
        f'<image href="data:image/png;base64,{INNER}"/><use href="#g"/><title>Plan</title>'
    )
    cleaned = svg.clean(drawing(shown, 'viewBox="0 0 9 9" width="9"')).decode()
    for part in (
        'viewBox="0 0 9 9"', 'id="g"', "scale(2)", 'd="M0 0L9 9"', "url(#g)", "River", INNER,
        'href="#g"', "<title>Plan</title>",
    ):  # fmt: skip
        assert part in cleaned


def test_a_stylesheet_and_a_document_type_outside_are_not_kept() -> None:
    head = b'<?xml-stylesheet href="https://evil.example/a.css"?><!DOCTYPE svg PUBLIC "-//W3C//DTD'
    head += b' SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert b"evil" not in svg.clean(head + drawing()) and b"DTD" not in svg.clean(head + drawing())


@pytest.mark.threat("19: a drawing that takes gigabytes")
@pytest.mark.parametrize(
    "content",
    [
        drawing("<g>" * 201 + "</g>" * 201),
        drawing("<rect/>" * (svg.LARGEST // 7 + 1)),
        drawing("<g>"),
        _laughs(),
        b"<svg",
        b"\xff\xfe<svg>",
    ],
)
def test_one_that_is_too_deep_too_large_or_not_xml_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        svg.clean(content)


def test_nothing_of_the_disk_gets_into_a_drawing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert b"secret" not in svg.clean(entity.encode() + drawing("<text>x&a;</text>"))


def test_the_result_is_the_same_each_time() -> None:
    shown = drawing('<rect width="3" height="4" x="1" y="2" fill="red" stroke="blue"/>')
    assert len({svg.clean(shown) for _ in range(20)}) == 1


def test_a_hundred_levels_are_not_too_deep() -> None:
    assert svg.clean(drawing("<g>" * 100 + "<rect/>" + "</g>" * 100)).count(b"<g>") == 100


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (drawing(), True),
        (b'<?xml version="1.0"?>\n<!-- made by a program -->\n' + drawing(), True),
        (b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', True),
        (b"<!doctype html><html><body><svg/></body></html>", False),
        (b"\xef\xbb\xbf \n" + drawing(), True),
        (b'<!DOCTYPE svg [\n<!ENTITY ns "http://www.w3.org/2000/svg">\n] >\n' + drawing(), True),
        (b"<!-- a - b -- c -->" * 9 + drawing(), True),
        (b"<!-- no end" + drawing(), False),
        (b"<p>Not found</p>" + drawing(), False),
        (b"\x89PNG\r\n\x1a\n" + drawing(), False),
        (b"", False),
    ],
)
def test_a_drawing_is_told_from_a_page_with_one(content: bytes, expected: bool) -> None:
    assert svg.is_svg(content) == expected
