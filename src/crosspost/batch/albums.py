"""The pictures that converted pages show and that are to be fetched, by host.

The pages of a batch share hosts, and pictures: each is fetched once, in the turns of its host. When
all pictures of a page have come or failed, its album is complete, and the page is converted again.
Only the deciding thread may use this.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from crosspost.batch.journal.enlist import host_of
from crosspost.batch.journal.queue import Task
from crosspost.images.fetched import MOST, TOO_MANY, result
from crosspost.model import FetchedPictures, Page, Picture, WebPicture
from crosspost.urls import Trust

# Pages that wait for pictures are in memory: how many, and bytes of all.
_MOST_PAGES = 256
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Wanted:
    """A picture to fetch.

    Attributes:
        key: identifies it and how it is fetched.
        picture: what is wanted.
        page_url: of a page that shows it.
        trust: who named the page.
    """

    key: bytes
    picture: WebPicture
    page_url: str
    trust: Trust

    @property
    def url(self) -> str:
        """The URL of the picture."""
        return self.picture.url


@dataclass
class Album:
    """The pictures of a page.

    Attributes:
        left: keys of those that have not come yet.
        is_doubtful: a host could not be reached, perhaps because this machine is offline.
    """

    task: Task
    page: Page
    wanted: tuple[WebPicture, ...]
    left: set[bytes] = field(default_factory=set)
    copied: dict[str, Picture] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    is_doubtful: bool = False

    def fetched(self) -> FetchedPictures:
        """Return what became of the pictures."""
        return result(self.wanted, self.copied, self.failed)


class Albums:
    """All pages that wait for pictures.

    Args:
        key: identifies a picture and how it is fetched.
        find: finds a picture that an earlier run has fetched, by its key and URL.
    """

    def __init__(
        self,
        key: Callable[[WebPicture, Trust], bytes],
        find: Callable[[bytes, str], Picture | None],
    ) -> None:
        self._key = key
        self._find = find
        self._waiting: dict[str, deque[Wanted]] = {}
        self._albums: dict[bytes, list[Album]] = {}
        self._complete: list[Album] = []
        self._doubtful: list[Album] = []
        self._pages = self._bytes = 0

    @property
    def is_full(self) -> bool:
        """Tell whether no more pages should be fetched now."""
        return self._pages >= _MOST_PAGES or self._bytes >= _MOST_BYTES

    def begin(self, task: Task, page: Page, wanted: tuple[WebPicture, ...]) -> set[str]:
        """Take up the pictures of a page; return the hosts of those that are to be fetched."""
        album = Album(task, page, wanted)
        album.failed = {one.url: TOO_MANY for one in wanted[MOST:]}
        # What a saved page or a list says its URL is, gets no secrets; nor does the archive.
        is_own = task.kind == "web" and not page.archive_url
        trust: Trust = task.trust if is_own else "remote"
        hosts = set()
        for one in wanted[:MOST]:
            known_as = self._key(one, trust)
            found = self._find(known_as, one.url)
            if found:
                album.copied[one.url] = found
                continue
            album.left.add(known_as)
            others = self._albums.setdefault(known_as, [])
            others.append(album)
            hosts.add(host_of(one.url))
            if len(others) == 1:
                queue = self._waiting.setdefault(host_of(one.url), deque())
                queue.append(Wanted(known_as, one, page.archive_url or page.final_url, trust))
        self._pages += 1
        self._bytes += len(page.content)
        self._look_at(album)
        return hosts

    def next(self, host: str) -> Wanted | None:
        """Return the next picture of a host, which stays in the queue."""
        queue = self._waiting.get(host)
        return queue[0] if queue else None

    def take(self, wanted: Wanted) -> None:
        """Remove a picture, the next of its host, from the queue: it is being fetched."""
        host = host_of(wanted.url)
        queue = self._waiting[host]
        queue.popleft()
        if not queue:
            del self._waiting[host]

    def came(self, wanted: Wanted, picture: Picture) -> None:
        """Record that a picture was fetched."""
        for album in self._albums.pop(wanted.key):
            album.copied[wanted.url] = picture
            self._settle(album, wanted.key)

    def fail(self, wanted: Wanted, reason: str, *, is_unreachable: bool = False) -> None:
        """Record that a picture cannot be had."""
        for album in self._albums.pop(wanted.key):
            album.failed[wanted.url] = reason
            album.is_doubtful = album.is_doubtful or is_unreachable
            self._settle(album, wanted.key)

    def fail_host(self, host: str, reason: str, *, is_unreachable: bool = False) -> None:
        """Record that no picture of a host can be had that is not being fetched already."""
        for wanted in self._waiting.pop(host, ()):
            self.fail(wanted, reason, is_unreachable=is_unreachable)

    def _settle(self, album: Album, known_as: bytes) -> None:
        album.left.discard(known_as)
        self._look_at(album)

    def _look_at(self, album: Album) -> None:
        if album.left:
            return
        (self._doubtful if album.is_doubtful else self._complete).append(album)
        self._pages -= 1
        self._bytes -= len(album.page.content)

    def trust_failures(self) -> bool:
        """Take the albums as complete whose hosts could not be reached; return whether any are.

        Before another host has answered, the reason may be this machine's connection: then the next
        run has to do these pages again.
        """
        found, self._doubtful = self._doubtful, []
        self._complete += found
        return bool(found)

    def complete(self) -> list[Album]:
        """Return the albums that have become complete since this was last asked."""
        found, self._complete = self._complete, []
        return found
