"""The character encoding of a page: byte order mark, header, meta, then detection."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.page.encoding import codec, declared, decode, undo_latin1

RUSSIAN = "Встреча в селе длилась два часа, и многие пришли туда впервые. " * 20
JAPANESE = "村の集まりは二時間続き、初めて会う人が多かった。道と学校の話をした。" * 20
CHINESE = "村里的会议开了两个小时，很多人是第一次见面。他们谈到了道路和学校。" * 20
TAIWANESE = "村裡的會議開了兩個小時，很多人是第一次見面。他們談到了道路和學校。" * 20
KOREAN = "마을 모임은 두 시간 동안 이어졌고 처음 만난 사람이 많았다. 길과 학교 이야기를 했다. " * 20


def page(words: str, charset: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{words}</p></body></html>"


def test_header_says_utf8_meta_and_bytes_are_cp1251() -> None:
    html = page(RUSSIAN, "windows-1251")
    got = decode(html.encode("cp1251"), "utf-8")
    assert (got.text, got.encoding, got.warnings) == (html, "cp1251", ())


@pytest.mark.parametrize("header", ["ISO-8859-1", "windows-1252", None])
def test_header_says_latin1_or_nothing_and_bytes_are_utf8(header: str | None) -> None:
    html = page(RUSSIAN + "café")
    got = decode(html.encode(), header)
    assert (got.text, got.encoding) == (html, "utf-8")


@pytest.mark.parametrize(
    ("words", "name", "label"),
    [
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (KOREAN, "cp949", "EUC-KR"),
        (CHINESE + "𠀀㐀€", "gb18030", "gb18030"),
        (CHINESE + "镕", "gb18030", "gb2312"),
        (TAIWANESE, "big5", "Big5"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "cp866", "ibm866"),
        ("“Curly” – it’s €5 …", "cp1252", "latin-1"),
        ("“Curly” – it’s €5 …", "cp1252", "iso-8859-1"),
    ],
)
@pytest.mark.parametrize("where", ["header", "meta"])
def test_a_declared_encoding(words: str, name: str, label: str, where: str) -> None:
    html = page(words, label if where == "meta" else "")
    got = decode(html.encode(name), label if where == "header" else None)
    assert (got.text, got.warnings) == (html, ())


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("utf-8-sig", "windows-1251"),
        ("utf-16", None),
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-16"),
        ("utf-16-le", "utf-16le"),
        ("utf-16-be", "utf-16be"),
        ("utf-16-le", None),
        ("utf-16-be", None),
    ],
)
def test_utf16_and_byte_order_marks(name: str, label: str | None) -> None:
    html = page(RUSSIAN)
    got = decode(html.encode(name), label)
    assert (got.text, got.warnings) == (html, ())


def test_a_meta_tag_that_says_utf16_cannot_be_true() -> None:
    html = page(RUSSIAN, "utf-16")
    assert decode(html.encode()).text == html


@pytest.mark.parametrize("label", ["utf-8,", '"utf8"', " 'UTF-8' ;", "unicode-1-1-utf-8"])
def test_a_label_with_stray_marks_is_understood(label: str) -> None:
    assert codec(label) == "utf-8"


@pytest.mark.parametrize("label", ["x-foo", "", None, "none", "utf-7", "\ud800", "hz-gb-2312"])
def test_an_unknown_label_falls_through(label: str | None) -> None:
    assert codec(label) is None
    html = page(RUSSIAN, "windows-1251")
    assert decode(html.encode("cp1251"), label).text == html


def test_every_label_that_is_known_has_a_codec() -> None:
    import codecs

    import webencodings.labels

    for label in webencodings.labels.LABELS:
        name = codec(label)
        assert name is None or codecs.lookup(name)


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<!-- " + b"x" * 3000 + b" --><meta charset=koi8-r>", "koi8-r"),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_what_a_page_says_itself(head: bytes, label: str | None) -> None:
    assert declared(head) == label


def test_three_bad_bytes_in_a_megabyte_of_utf8() -> None:
    content = page(RUSSIAN * 450).encode()
    assert len(content) > 1_000_000
    for place in (500_000, 700_001, 900_002):
        content = content[:place] + b"\xff" + content[place:]
    got = decode(content, "utf-8")
    assert got.encoding == "utf-8" and 3 <= got.text.count("\ufffd") <= 6
    assert got.warnings == (
        f"{got.text.count(chr(0xFFFD))} bytes are not valid UTF-8: replaced by U+FFFD",
    )


def test_three_bad_bytes_in_an_english_page() -> None:
    content = page("Words in English. " * 1000).encode().replace(b"Words", b"\xff\xfeWords", 1)
    got = decode(content, "utf-8")
    assert got.warnings == ("2 bytes are not valid UTF-8: replaced by U+FFFD",)


def test_an_english_page_with_typewriter_quotes_of_windows_that_says_utf8() -> None:
    plain = "Everybody who came had something to say, and nearly everybody said it twice. "
    html = page((plain * 5 + "It’s “late” – but the café is open. ") * 9)
    got = decode(html.encode("cp1252"), "utf-8")
    assert got.text == html
    assert got.warnings == (
        "encoding guessed as cp1252: none of the declared encodings (utf-8) fits",
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932"), (KOREAN, "cp949")],
)
def test_nothing_is_declared(words: str, name: str) -> None:
    html = page(words)
    got = decode(html.encode(name))
    assert got.text == html
    assert got.warnings and "none declared" in got.warnings[0]


@pytest.mark.parametrize("content", [b"", b"\x81\x8d\x8f", bytes(range(256)) * 20, b"\xff\xfe\x00"])
def test_anything_is_decoded_somehow(content: bytes) -> None:
    assert isinstance(decode(content, "utf-8").text, str)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("itâ\x80\x99s late â\x80\x94 Ã©", "it’s late — é"),
        ("Ã©", "Ã©"),  # no control characters: perhaps somebody writes about this very thing
        ("it’s â\x80\x99", "it’s â\x80\x99"),  # not the whole page
        ("\x93quoted\x94", "\x93quoted\x94"),  # not UTF-8
        ("plain", "plain"),
    ],
)
def test_a_page_in_utf8_that_was_read_as_latin1(text: str, right: str) -> None:
    assert undo_latin1(text) == right


@pytest.mark.threat("13: bytes that take time by the square of their number")
@pytest.mark.parametrize(
    "content",
    [
        b"<meta " * 80_000,
        b"<meta charset=" + b" " * 500_000,
        b"<meta charset=nonsense>" * 20_000,
        b"<?xml " * 80_000,
        b"\x80" * 500_000,
        bytes(range(128, 256)) * 4_000,
        b"\x1b$B!!" * 100_000,
    ],
    ids=["metas", "blanks", "labels", "xml", "controls", "high", "escapes"],
)
def test_odd_bytes_are_decoded_at_once(content: bytes) -> None:
    with cpu_limit(0.6):
        decode(content)


@pytest.mark.threat("2: scripts hidden in an encoding")
@pytest.mark.parametrize(
    "label",
    [
        "utf-7",
        "zlib",
        "base64",
        "unicode_escape",
        "punycode",
        "idna",
        "hz-gb-2312",
        "a" * 10**6,
        "\0",
    ],
)
def test_an_encoding_that_no_browser_reads_is_none(label: str) -> None:
    assert codec(label) is None
    assert decode(b"+ADw-script+AD4-", label).text == "+ADw-script+AD4-"


@pytest.mark.parametrize("text", ["Jörg, Café", "Text ä.\nCafé\n", "Brücke, Öl, Fluß"])
def test_a_short_text_is_not_in_an_encoding_of_dos(text: str) -> None:
    assert decode(text.encode("latin-1")).text == text
