"""Whether what was fetched is a file that may be in a site: by its content, whatever its name.

A copy is shown by the site's own host, so that nothing that a browser runs is copied: no HTML, no
SVG, no XML with elements of these. Programs and documents with macros are not, either.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from crosspost import file_types
from crosspost.images.check import NotAPicture
from crosspost.images.names import PICTURE_FILE

_HEAD = 1024
# The kind of ``file_types`` → the endings that such a file may have; the first if it has another.
_ENDINGS = {
    "PDF file": (".pdf",),
    "gzip archive": (".gz", ".tgz"),
    "bzip2 archive": (".bz2",),
    "xz archive": (".xz",),
    "7-Zip archive": (".7z",),
    "RAR archive": (".rar",),
    "office document": (".doc", ".xls", ".ppt", ".pps"),
    "RTF document": (".rtf",),
    "MP3 sound": (".mp3",),
    "Ogg sound or video": (".ogg", ".oga", ".ogv", ".opus"),
    "FLAC sound": (".flac",),
    "WAV sound": (".wav",),
    "AVI video": (".avi",),
    "Matroska or WebM video": (".webm", ".mkv"),
    "MPEG video": (".mpg", ".mpeg"),
    "MP4 video": (".mp4", ".m4a", ".m4b", ".m4v", ".mov"),
}
_OTHERS = (
    (0, b"MThd", ".mid"),
    (0, b"AT&TFORM", ".djvu"),
    (60, b"BOOKMOBI", ".mobi"),
)
_TEXTS = (
    *(".txt", ".csv", ".tsv", ".md", ".json", ".geojson", ".ics", ".bib", ".srt", ".vtt"),
    *(".gpx", ".kml"),
)
_XML = (".gpx", ".kml")
# The file in a document of this kind → its ending.
_OFFICE = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_MIME = {
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_OF_PROGRAMS = frozenset({"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex"})
_MACROS_OF_OLE = "_VBA_PROJECT".encode("utf-16-le")
_PAGE = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?php", b"<?xml")
_RUNS = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg")
_STYLE = "http://www.w3.org/1999/XSL/Transform"
_MOST_NAMES = 20_000

PAGE = "a web page, not a file"
PROGRAM = "a program"
MACROS = "a document with macros"
UNKNOWN = "not of a type that is copied"
INCOMPLETE = "incomplete"


def checked(content: bytes, path: str, most: int) -> str:
    """Return the ending that the copy of a file gets.

    Args:
        path: of its URL, whose ending is kept if the content may have it.
        most: bytes.

    Raises:
        NotAPicture: it is not a file that may be copied.
    """
    if len(content) > most:
        raise NotAPicture(f"larger than {size(most)}")
    named = _ending(path)
    kind = file_types.kind(content[: file_types.LENGTH]) or ""
    if kind.startswith("ZIP archive"):
        return _of_zip(content)
    if "program" in kind or content[:2] in (b"MZ", b"#!"):
        raise NotAPicture(PROGRAM)
    if kind == "PDF file" and b"%%EOF" not in content[-_HEAD * 4 :]:
        raise NotAPicture(INCOMPLETE)
    if kind == "office document" and _MACROS_OF_OLE in content:
        raise NotAPicture(MACROS)
    if kind in _ENDINGS:
        return named if named in _ENDINGS[kind] else _ENDINGS[kind][0]
    for at, signature, ending in _OTHERS:
        if content[at : at + len(signature)] == signature:
            return ending
    if _is_mp3(content) and named == ".mp3":
        return named
    if kind or PICTURE_FILE.search(path):
        raise NotAPicture(UNKNOWN)
    return _of_text(content, named)


def size(number: int) -> str:
    """Return a number of bytes in words."""
    return f"{number / 2**20:.0f} MiB" if number >= 2**20 else f"{number:,} bytes"


def _ending(path: str) -> str:
    name = path.lower().rpartition("/")[2]
    return f".{name.rpartition('.')[2]}"


def _is_mp3(content: bytes) -> bool:
    """Tell whether sound begins without tags: eleven set bits, and a layer that exists."""
    return content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE6 in (0xE2, 0xE4, 0xE6)


def _of_zip(content: bytes) -> str:
    """Return the ending of a file in the format of ZIP, by what is in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[:_MOST_NAMES])
            first = archive.infolist()[0] if names else None
            is_marked = first is not None and first.filename == "mimetype" and first.file_size < 200
            mime = archive.read("mimetype").decode("ascii", "replace") if is_marked else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise NotAPicture(INCOMPLETE) from error
    if names & _OF_PROGRAMS:
        raise NotAPicture(PROGRAM)
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise NotAPicture(MACROS)
    if "[Content_Types].xml" in names:
        return next((e for f, e in _OFFICE.items() if any(n.startswith(f) for n in names)), ".zip")
    return _MIME.get(mime.strip()) or (".kmz" if "doc.kml" in names else ".zip")


def _of_text(content: bytes, named: str) -> str:
    """Return the ending of a text."""
    start = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if named in _XML:
        if not _is_harmless_xml(content):
            raise NotAPicture(PAGE)
        return named
    if any(sign in start for sign in _PAGE):
        raise NotAPicture(PAGE)
    if named not in _TEXTS or b"\0" in content[: _HEAD * 64]:
        raise NotAPicture(UNKNOWN)
    return named


def _is_harmless_xml(content: bytes) -> bool:
    """Tell whether a track or a map has no element that a browser runs."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    if root.getroottree().docinfo.doctype or root.getprevious() is not None:
        return False
    for one in root.iter():
        if isinstance(one, etree._ProcessingInstruction):
            return False
        if isinstance(one.tag, str) and etree.QName(one).namespace in (*_RUNS, _STYLE):
            return False
    return True
