"""Files with one link, as desktops save them."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from batch.sources.lists import bad, entries, from_file, urls
from crosspost.batch.sources.link_file import is_link_file, url_of

A = "https://a.example.org/one?x=1&y=[2]"
FILES = {
    "windows.url": f"[InternetShortcut]\r\nURL={A}\r\nIconIndex=0\r\n".encode(),
    "browser.url": f"\ufeff[{{000214A0}}]\nProp3=19,2\n[InternetShortcut]\nURL={A}\n".encode(),
    "mac.webloc": plistlib.dumps({"URL": A}),
    "binary.webloc": plistlib.dumps({"URL": A}, fmt=plistlib.FMT_BINARY),
    "linux.desktop": f"[Desktop Entry]\nType=Link\nName=One\nURL[$e]={A}\n".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_the_link_is_read(name: str) -> None:
    assert url_of(FILES[name]) == A


def test_a_file_and_a_folder_of_such_files_are_lists(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    assert urls(from_file(tmp_path)) == [A] * len(FILES)
    assert urls(from_file(tmp_path / "mac.webloc")) == [A]
    assert urls(entries(FILES["windows.url"])) == [A]


@pytest.mark.parametrize(
    "content",
    [
        b"[InternetShortcut]\nIconIndex=0\n",
        b"[InternetShortcut]\n[Other]\nURL=https://example.org/\n",
        b"bplist00" + b"\xff" * 40,
        b'<?xml version="1.0"?><plist version="1.0"><array/></plist>',
        b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL',
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "b">]><plist><string>&a;</string></plist>',
    ],
)
def test_a_file_without_a_link_is_reported(content: bytes) -> None:
    assert is_link_file(content)
    assert bad(entries(content)) == [(None, "a file for a link, without one")]
