"""The text of an XML list before it is parsed: decoded, with common faults corrected.

Exports are often broken in the same few ways: a stray ``&`` or ``<``, a name of HTML's such as
``&nbsp;``, control characters, a warning of the server's before the first line. Each of these has
one meaning only, while a parser that recovers drops the rest of the text or of the URL.
Declarations, comments and instructions are left out, but for their line ends.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import BinaryIO

from crosspost.batch.sources.xml_bytes import Decoded, NotXml
from crosspost.lazy_regex import lazy_compile

# No characters of XML 1.0 (2.2), and yet in many an export. A space, not nothing: without it an
# URL that has one would be another URL.
_NO_CHARACTER = lazy_compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A reference, a "<" that begins no tag, and the "]]>" that ends nothing.
_ODD = lazy_compile(
    r"&(?:(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)?"
    r"|<(?=[^A-Za-z_:/!?\x80-\U0010ffff])|\]\]>"
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Longer than any reference, and than any of the openings.
_LOOK_BACK = 60
# What holds no references, and where it ends. A declaration ends at the first ">" (XML 1.0, 2.8).
_OPENING = r"<!\[CDATA\[|<!--|<\?xml(?=\s)|<\?|<!(?i:DOCTYPE)"
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>", "<?XML": ">"}
_LONGEST_TYPE = 64 * 1024
_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_COMMENT = r"<!--(?:[^-]++|-(?!->))*+-->"
_TYPE = lazy_compile(
    rf"""(?:[^\[>"']++|{_QUOTED})*+"""
    rf"""(?:>|\[((?:[^\]"'<]++|{_COMMENT}|{_QUOTED}|<(?!!--))*+)\]\s*+>)"""
)
# What a document type may declare: entities of other files, which are not read (Drupal's feeds name
# those of HTML so), and single words.
_DECLARED = lazy_compile(
    rf"""\s++|{_COMMENT}|%[\w.-]++;|<!ENTITY\s++%\s++[\w.-]++\s++(?:SYSTEM|PUBLIC)"""
    rf"""(?:\s++{_QUOTED}){{1,2}}\s*+>|<!ENTITY\s++([\w.-]++)\s++({_QUOTED})\s*+>"""
)
# Nothing that refers to another entity, has markup or is long.
_WORD = lazy_compile(r"(?:[^<&%]|&#(?:[0-9]{1,7}|x[0-9a-fA-F]{1,6});){0,64}")


class Repaired:
    """A stream of UTF-8 that lxml reads.

    Args:
        names: of the elements that the list is made of. Each begins a part that is read at once, so
            that a fault in one is found before the next.

    """

    def __init__(self, stream: BinaryIO, names: frozenset[str]) -> None:
        starts = rf"|<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(names)})(?=[\s/>])" if names else ""
        self._opening = re.compile(_OPENING + starts)
        self._decoded = Decoded(stream)
        self._own: dict[str, str] = {}
        self._parts = self._split(_NO_CHARACTER.sub(" ", text) for text in self._decoded)
        self._given = ""
        self._line = 0  # lines before the elements that are held
        # The element that the parser is in, and those that it has not begun: it waits for the end
        # of a tag. Each is a list of parts.
        self._held: deque[list[str]] = deque()
        self._is_in_first = self._is_opened = False

    @property
    def encoding(self) -> str:
        """Return the encoding that the file names."""
        return self._decoded.encoding

    @property
    def is_damaged(self) -> bool:
        """Tell whether bytes were found that are not of that encoding."""
        return self._decoded.is_damaged

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none only at the end.

        Raises:
            NotXml: the encoding is not known, or the file declares entities.
        """
        text, self._given = self._given, ""
        if not text:
            text = next(filter(None, (self._noted(*part) for part in self._parts)), "")
        return text.encode("utf-8", "replace")

    def _noted(self, text: str, is_one: bool) -> str:
        if is_one:
            self._held.append([text])
        elif self._held:
            self._held[-1].append(text)
        else:
            self._line += text.count("\n")
        return text

    def begin(self) -> None:
        """Be told that the parser has begun an element of the list."""
        if self._is_in_first:
            self._drop()
        self._is_in_first = True

    def _drop(self) -> None:
        if self._held:
            self._line += sum(part.count("\n") for part in self._held.popleft())

    def go_on(self, opening: str) -> bool:
        """Give an opening, and behind it the next element of the list, on the line where it is.

        Returns:
            Whether there is a next one.
        """
        # Behind an opening nothing can be wrong but the element itself.
        if self._is_in_first or self._is_opened:
            self._drop()
        while not self._held:
            part = next(self._parts, None)
            if part is None:
                return False
            self._noted(*part)
        self._is_in_first, self._is_opened = False, True
        texts = (text for parts in self._held for text in parts)
        self._given = "\n" * self._line + opening + "".join(texts)
        return True

    def _split(self, texts: Iterator[str]) -> Iterator[tuple[str, bool]]:
        """Yield the text in parts, and whether each begins with an element of the list."""
        text, end, is_one = "", "", False
        for more in texts:
            text, at = text + more, 0
            look = 0
            while True:
                if end:
                    close = text.find(end, at)
                    stop = max(at, len(text) - len(end) + 1) if close < 0 else close + len(end)
                    yield _kept(text[at:stop], end), False
                    at = look = stop
                    if close < 0:
                        break
                    end = ""
                found = self._opening.search(text, look)
                is_near = found is not None and found.end() + 4 > len(text)
                if found is None or is_near:
                    cut = found.start() if found else _end_of(text, at)
                    if cut > at:
                        yield self._mended(text[at:cut]), is_one
                        at, is_one = cut, False
                    break
                if found.start() > at:
                    yield self._mended(text[at : found.start()]), is_one
                    at, is_one = found.start(), False
                opening, look = found[0].upper(), found.end()
                if opening == "<!DOCTYPE":
                    close = self._end_of_type(text, look)
                    if not close:
                        break
                    yield "\n" * text.count("\n", at, close), False
                    at = look = close
                elif opening in _ENDS:
                    end, at = _ENDS[opening], look
                    yield _kept(found[0], end), False
                else:
                    is_one = True
            text = text[at:]
        if end and end != "]]>":
            yield "<!", False  # for the parser to find that the file is cut
        yield text if end else self._mended(text), is_one

    def _end_of_type(self, text: str, at: int) -> int:
        """Return where a document type ends that begins here; 0 where more is needed.

        Raises:
            NotXml: it declares what is not known to be harmless, or does not end.
        """
        found = _TYPE.match(text, at)
        if found is None:
            if len(text) - at > _LONGEST_TYPE:
                raise NotXml("a document type that does not end")
            return 0
        here, declared = 0, found[1] or ""
        while here < len(declared):
            one = _DECLARED.match(declared, here)
            if one is None or (one[1] and not _WORD.fullmatch(one[2], 1, len(one[2]) - 1)):
                raise NotXml("it declares entities of its own (<!DOCTYPE … [): it is not read")
            if one[1]:
                self._own.setdefault(one[1], unescape(one[2][1:-1]))
            here = one.end()
        return found.end()

    def _mended(self, text: str) -> str:
        return _ODD.sub(self._known, text)

    def _known(self, found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return {"&": "&amp;", "<": "&lt;"}.get(found[0], "]]&gt;")
        if name in _OF_XML:
            return found[0]
        if name.startswith("#"):
            number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
            is_one = number <= 0x10FFFF and not _NO_CHARACTER.match(chr(number))
            return f"&#{number};" if is_one else " "
        characters = self._own.get(name, html5.get(f"{name};"))
        if characters is None:
            return f"&amp;{name};"
        return "".join(f"&#{ord(one)};" for one in _NO_CHARACTER.sub(" ", characters))


def _kept(text: str, end: str) -> str:
    """Return what is kept of a part that ends so."""
    return text if end == "]]>" else "\n" * text.count("\n")


def _end_of(text: str, at: int) -> int:
    """Return up to where a text is looked at before more of it comes."""
    tail = max(at, len(text) - _LOOK_BACK)
    cut = max(text.rfind("<", tail), text.rfind("&", tail))
    cut = max(cut, text.rfind("]]", max(tail, len(text) - 2)))
    return len(text) if cut < 0 else cut
