"""The picture of the first screen in the documents is what the program prints."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from rich.cells import cell_len

from validate import first_screen

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_shows_what_is_printed(tmp_path: Path) -> None:
    first_screen.make_blog(tmp_path / "blog")
    printed = [
        line.plain.rstrip() for line in first_screen.lines(first_screen.run(tmp_path / "blog"))
    ]
    root = ElementTree.parse(first_screen.PICTURE).getroot()
    rows: dict[float, str] = {}
    for text in root.iter(f"{SVG}text"):
        if "clip-path" in text.attrib:
            row = float(text.attrib["y"])
            column = round((float(text.attrib["x"])) / 12.2)
            rows[row] = rows.get(row, "").ljust(column) + (text.text or "")
    shown = [rows[row].replace("\xa0", " ").rstrip() for row in sorted(rows)]
    assert shown == printed, "make rules writes it"
    assert all(cell_len(line) <= first_screen.WIDTH for line in printed)


def test_the_first_screen_has_what_it_should(tmp_path: Path) -> None:
    first_screen.make_blog(tmp_path / "blog")
    found = first_screen.run(tmp_path / "blog")
    printed = [line.plain for line in first_screen.lines(found)]
    text = "\n".join(printed)
    assert found.files == first_screen.POSTS
    assert len(printed) < 70
    assert text.index(" error\n") < text.index(" warning\n")
    assert text.rindex(" error\n") < text.index(" warning\n")
    for planted in ("CP201", "CP401", "CP701", "CP501 in ", "CP403 in ", "CP601 in "):
        assert planted in text
    assert printed[-1].endswith("in 500 posts; 101 fixable: crosspost validate --fix")


def test_the_picture_asks_no_other_host() -> None:
    text = first_screen.PICTURE.read_text("utf-8")
    assert "url(http" not in text and "<image" not in text and "@import" not in text
