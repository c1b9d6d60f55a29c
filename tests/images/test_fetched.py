"""The pictures of a post that are fetched: kept, the same once, and failures in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import FetchError
from crosspost.images.check import MOST_BYTES, NotAPicture
from crosspost.images.fetched import (
    MOST,
    NO_ANSWER,
    TOO_MANY,
    CopyLimits,
    fetch_all,
    keep,
    result,
    warning,
)
from crosspost.model import Picture, WebPicture
from pictures import digest, drawing, png

HERE = "https://news.example.org/"
PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"


def wanted(*names: str, host: str = HERE) -> tuple[WebPicture, ...]:
    return tuple(WebPicture(f"{host}{name}", name) for name in names)


def kept(folder: Path):
    def write(name: str, content: bytes) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def test_a_picture_is_kept_under_its_name_and_hash(tmp_path: Path) -> None:
    one = WebPicture(f"{HERE}a", "Hohe Brücke")
    picture = keep(one, png(), CopyLimits(), kept(tmp_path))
    name = f"hohe-brucke-{digest(png())}.png"
    assert picture == Picture(str(tmp_path / name), name, url=one.url)
    assert (tmp_path / name).read_bytes() == png()


def test_what_cannot_be_copied_is_not_kept(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    for content, width in ((b"<html>", 0), (png()[:-9] + b"x" * 9, 5)):
        with pytest.raises(NotAPicture):
            keep(WebPicture(HERE, ""), content, CopyLimits(width), kept(tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_drawing_is_never_reduced(tmp_path: Path) -> None:
    pytest.importorskip("py_svg_hush")
    wide = drawing('<rect width="9000"/>', 'width="9000"')
    assert keep(WebPicture(HERE, "plan"), wide, CopyLimits(5), kept(tmp_path)).name.endswith(".svg")


def test_the_same_content_is_one_file_the_first_by_the_order_of_the_post() -> None:
    pictures = wanted("a", "b", "c")
    copied = {
        f"{HERE}c": Picture("/c", "c-0123.png"),
        f"{HERE}b": Picture("/b", "b-4567.png"),
        f"{HERE}a": Picture("/a", "a-0123.png"),
    }
    found = result(pictures, copied, {})
    names = {url.removeprefix(HERE): picture.name for url, picture in found.copied.items()}
    assert names == {"a": "a-0123.png", "b": "b-4567.png", "c": "a-0123.png"}
    assert all(picture.url == url for url, picture in found.copied.items())


def test_a_host_that_fails_three_times_in_a_row_is_left_and_others_are_not(tmp_path: Path) -> None:
    asked = []

    def get(url: str, most: int) -> bytes:
        asked.append(url.removeprefix(HERE))
        if url.endswith("bad"):
            raise FetchError(url, "no answer", retry=True)
        return png()

    pictures = wanted("1bad", "2bad", "good", "3bad", "4bad", "5bad", "6bad", "last")
    pictures += wanted("good", host="https://img.example.org/")
    found = fetch_all(pictures, get, CopyLimits(), kept(tmp_path))
    assert asked == [
        *("1bad", "2bad", "good", "3bad", "4bad", "5bad", "https://img.example.org/good")
    ]
    assert [reason for _, reason in found.failed] == ["no answer"] * 5 + [NO_ANSWER] * 2


def test_a_host_that_asks_for_a_long_pause_is_left_at_once(tmp_path: Path) -> None:
    def get(url: str, most: int) -> bytes:
        raise FetchError(url, "deferred", retry=True, retry_after=3600)

    found = fetch_all(wanted("a", "b", "c"), get, CopyLimits(), kept(tmp_path))
    assert [reason for _, reason in found.failed] == ["deferred", NO_ANSWER, NO_ANSWER]


def test_what_the_server_refuses_is_not_a_failure_of_the_host(tmp_path: Path) -> None:
    def get(url: str, most: int) -> bytes:
        raise FetchError(url, "404 not found", status=404)

    found = fetch_all(wanted(*"abcdefg"), get, CopyLimits(), kept(tmp_path))
    assert {reason for _, reason in found.failed} == {"404 not found"}


def test_the_pictures_after_the_hundredth_are_not_asked_for(tmp_path: Path) -> None:
    pictures = wanted(*map(str, range(MOST + 2)))
    found = fetch_all(
        pictures, lambda url, most: png(seed=int(url[len(HERE) :])), CopyLimits(), kept(tmp_path)
    )
    assert len(found.copied) == len(list(tmp_path.iterdir())) == MOST
    assert found.failed == tuple((f"{HERE}{n}", TOO_MANY) for n in (MOST, MOST + 1))


def test_a_picture_in_the_page_itself_is_not_repeated_in_reports(tmp_path: Path) -> None:
    url = "data:image/png;base64," + "A" * 99_999
    found = fetch_all((WebPicture(url, ""),), lambda url, most: b"", CopyLimits(), kept(tmp_path))
    ((shown, reason),) = found.failed
    assert len(shown) < 50 and reason.startswith("not a")


def test_a_warning_names_reasons_and_one_url_of_each() -> None:
    assert warning((), 3) == ""
    assert (
        warning((("u", "404 not found"),), 1) == "1 picture could not be copied: 404 not found: u"
    )
    failed = (("a", "404 not found"), ("b", "404 not found"), ("c", "incomplete"))
    assert warning(failed, 9) == (
        "3 of 9 pictures could not be copied: 404 not found: a and 1 more; incomplete: c"
    )
    many = tuple((f"u{n}" + "x" * 500, f"reason {n}") for n in range(50))
    assert len(warning(many, 50)) < 500 and warning(many, 50).endswith("; …")


def test_a_file_may_be_larger_than_a_picture_and_is_named_after_itself(tmp_path: Path) -> None:
    asked = []

    def get(url: str, most: int) -> bytes:
        asked.append(most)
        return PDF if url.endswith("pdf") else png()

    one, two = WebPicture(f"{HERE}My%20List.pdf", "My List"), WebPicture(f"{HERE}a.png", "a")
    found = fetch_all((one, two), get, CopyLimits(file_bytes=77_000_000), kept(tmp_path))
    assert asked == [77_000_000, MOST_BYTES]
    assert found.copied[one.url].name == f"my-list-{digest(PDF)}.pdf"


def test_a_warning_says_what_was_not_copied() -> None:
    of_files = ((f"{HERE}a.pdf", "404 not found"),)
    assert warning(of_files, 1).startswith("1 file could not be copied: 404")
    assert warning(of_files, 2).startswith("1 of 2 files could not be copied: 404")
    both = (*of_files, (f"{HERE}a.png", "404 not found"))
    assert warning(both, 2).startswith("2 pictures or files could not be copied: 404")
