"""The pictures of a post that are fetched: checked, made smaller, and kept until they are copied.

Nothing is written into the site here: what was fetched waits in another folder for the post, so
that a post that is not written leaves no pictures behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from crosspost import urls
from crosspost.errors import CrosspostError, FetchError
from crosspost.images import data_urls
from crosspost.images.check import MOST_BYTES, NotAPicture, checked
from crosspost.images.names import hash_in, is_attachment, name_with
from crosspost.images.shrink import shrink
from crosspost.model import FetchedPictures, Picture, WebPicture

MOST = 100  # pictures and files of a post
TOO_MANY = f"more than {MOST} pictures and files in the post"
TOO_MANY_FILES = "more files in the post than files_max_number allows"
# Failures of a host in a row, such as time-outs, after which its other pictures are not asked for.
MOST_FAILING = 3
NO_ANSWER = "the host does not answer, or asks for a pause"
#: What the warning of a post says whose pictures could not all be copied.
NOT_COPIED = "could not be copied"
_MOST_NAMED = 3  # reasons in a warning
_LONGEST = 120  # characters of a URL in a warning
_OF_DATA = 40  # characters of a ``data:`` URL in reports


class CopyLimits(NamedTuple):
    """Limits of copies.

    Attributes:
        width: in pixels, to which a wider picture is reduced; 0: never.
        file_bytes: of a file that is not a picture.
    """

    width: int = 0
    file_bytes: int = 50 * 1024 * 1024

    def bytes_of(self, url: str) -> int:
        """Return how large what is at a URL may be."""
        return self.file_bytes if is_attachment(url) else MOST_BYTES


def keep(
    wanted: WebPicture, content: bytes, limits: CopyLimits, write: Callable[[str, bytes], Path]
) -> Picture:
    """Check what was fetched, and keep it.

    Args:
        write: writes a file of this name, or finds that it is there, and returns its path.

    Raises:
        NotAPicture: it is not a picture that can be copied.
        WriteError: it cannot be kept.
    """
    if is_attachment(wanted.url):
        from crosspost.images import file_check  # few posts have files

        ending = file_check.checked(content, urls.path(wanted.url), limits.file_bytes)
        name = name_with(wanted.words, content, ending)
        return Picture(str(write(name, content)), name, url=wanted.url)
    content, ending = checked(content)
    width = limits.width
    if width and ending != ".svg":
        try:
            content = shrink(content, width)
        except ValueError as error:
            raise NotAPicture("damaged") from error
    name = name_with(wanted.words, content, ending)
    return Picture(str(write(name, content)), name, url=wanted.url)


def content_of(url: str) -> bytes:
    """Return the picture in a ``data:`` URL.

    Raises:
        NotAPicture: there is none.
    """
    content = data_urls.content_of(url)
    if content is None:
        raise NotAPicture("not a picture in base64")
    return content


def result(
    wanted: Iterable[WebPicture], copied: Mapping[str, Picture], failed: Mapping[str, str]
) -> FetchedPictures:
    """Return what became of the pictures of a post; the same content is copied once."""
    first: dict[str, Picture] = {}
    shown: dict[str, Picture] = {}
    in_order = [one.url for one in wanted]
    for url in in_order:
        if url in copied:
            same = first.setdefault(hash_in(copied[url].name), copied[url])
            shown[url] = same._replace(url=url)
    return FetchedPictures(
        shown, tuple((_short(url), failed[url]) for url in in_order if url in failed)
    )


def _short(url: str) -> str:
    """Return a URL for reports: of one that is the picture itself, the beginning."""
    return f"{url[:_OF_DATA]}…" if url[:5].lower() == "data:" else url


def fetch_all(
    wanted: tuple[WebPicture, ...],
    get: Callable[[str, int], bytes],
    limits: CopyLimits,
    write: Callable[[str, bytes], Path],
) -> FetchedPictures:
    """Fetch the pictures of one post, one after the other.

    Args:
        get: fetches a URL, of at most so many bytes; raises ``FetchError``.
        limits, write: as of ``keep``.

    Raises:
        WriteError: a picture cannot be kept.
    """
    copied: dict[str, Picture] = {}
    failed = {one.url: TOO_MANY for one in wanted[MOST:]}
    failing: dict[str, int] = {}
    for one in wanted[:MOST]:
        host = urls.host(one.url)
        if failing.get(host, 0) >= MOST_FAILING:
            failed[one.url] = NO_ANSWER
            continue
        try:
            content = get(one.url, limits.bytes_of(one.url)) if host else content_of(one.url)
            failing.pop(host, None)
            copied[one.url] = keep(one, content, limits, write)
        except FetchError as error:
            failing[host] = failures_in_a_row(failing.get(host, 0), error)
            failed[one.url] = reason_of(error)
        except NotAPicture as error:
            failed[one.url] = str(error)
    return result(wanted, copied, failed)


def failures_in_a_row(before: int, error: CrosspostError) -> int:
    """Count a failure of a host; one that asks for a long pause is left at once."""
    if not isinstance(error, FetchError) or not error.retry:
        return 0
    return before + 1 if error.retry_after is None else MOST_FAILING


def reason_of(error: CrosspostError) -> str:
    """Return why a picture was not copied: the reason of an error without its URL."""
    return str(getattr(error, "reason", error))


def warning(failed: tuple[tuple[str, str], ...], number: int) -> str:
    """Return the warning for the user; empty if all pictures and files were copied.

    Args:
        failed: URLs and reasons.
        number: of all that were wanted.
    """
    if not failed:
        return ""
    by_reason: dict[str, list[str]] = {}
    for url, reason in failed:
        by_reason.setdefault(reason, []).append(url)
    said = []
    for reason, of in list(by_reason.items())[:_MOST_NAMED]:
        more = f" and {len(of) - 1} more" if len(of) > 1 else ""
        said.append(f"{reason}: {of[0][:_LONGEST]}{more}")
    said += ["…"] if len(by_reason) > _MOST_NAMED else []
    of_all = f" of {number}" if number > len(failed) else ""
    files = sum(is_attachment(url) for url, _ in failed)
    what = "file" if files == len(failed) else "picture or file" if files else "picture"
    pictures = what if number == 1 else f"{what.replace(' or file', 's or file')}s"
    return f"{len(failed)}{of_all} {pictures} {NOT_COPIED}: {'; '.join(said)}"
