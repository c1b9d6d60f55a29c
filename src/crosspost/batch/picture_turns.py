"""The pictures of pages, fetched in the turns of their hosts, as links are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from crosspost.batch.albums import Album, Albums, Wanted
from crosspost.batch.hosts import Host, Hosts
from crosspost.batch.journal.pictures import PictureStore
from crosspost.batch.journal.queue import Task
from crosspost.batch.network import Event, crash
from crosspost.batch.pages import Pages
from crosspost.batch.robots import FORBIDDEN, Rules, read_rules
from crosspost.errors import FetchError
from crosspost.images.check import NotAPicture
from crosspost.images.fetched import (
    MOST_FAILING,
    NO_ANSWER,
    failures_in_a_row,
    keep,
    reason_of,
)
from crosspost.model import Page, Picture, WebPicture


class PictureTurns:
    """Fetches the pictures; only the deciding thread may use it.

    Args:
        hosts: whose turns are used; those without links are opened.
        pages: gets the pictures.
        store: keeps them until their posts are written.
        in_thread: runs a function in a thread of the network, in the turn of a host.
        release: ends the turn of a host.
        on_complete: called for each page whose pictures have come or failed.
    """

    def __init__(
        self,
        hosts: Hosts,
        pages: Pages,
        store: PictureStore,
        in_thread: Callable[[Host, Callable[[], Event]], None],
        release: Callable[[Host], None],
        on_complete: Callable[[Album], None],
    ) -> None:
        self._hosts = hosts
        self._pages = pages
        self._store = store
        self._in_thread = in_thread
        self._end_turn = release
        self._on_complete = on_complete
        self._albums = Albums(store.key, store.find)

    @property
    def is_full(self) -> bool:
        """Tell whether so many pages wait for pictures that no more should be fetched."""
        return self._albums.is_full

    def take_up(self, task: Task, page: Page, wanted: tuple[WebPicture, ...]) -> None:
        """Fetch the pictures of a page, in the turns to come."""
        for name in self._albums.begin(task, page, wanted):
            self._hosts.open(name)
        self._tell()

    def begin(self, host: Host) -> bool:
        """Begin with the next picture of a host whose turn it is; False if it has none."""
        wanted = self._albums.next(host.name)
        if wanted is None:
            return False
        rules = host.rules or host.rules_for_pictures
        if host.is_left:
            self._albums.fail_host(host.name, NO_ANSWER)
        elif rules is None:
            self._in_thread(host, partial(self._read_rules, host, wanted))
            return True
        elif rules.closed:
            self._albums.fail_host(host.name, rules.closed)
        else:
            self._albums.take(wanted)
            if rules.allows(wanted.url):
                self._in_thread(host, partial(self._get, host, wanted))
                return True
            self._albums.fail(wanted, FORBIDDEN)
        self._hosts.give_back(host, float("-inf"))
        self._tell()
        return True

    def trust_failures(self) -> bool:
        """Note that the network is there, or that nothing else is left to do.

        Returns:
            True if pages were waiting for that, whose pictures cannot be had.
        """
        found = self._albums.trust_failures()
        self._tell()
        return found

    def _tell(self) -> None:
        for album in self._albums.complete():
            self._on_complete(album)

    # In the threads

    def _read_rules(self, host: Host, wanted: Wanted) -> Event:
        """Read the ``robots.txt`` of a host that a page has named.

        Its IP address may not be private, so that what is read counts for pictures only.
        """
        try:
            ask = partial(self._pages.robots, trust="remote")
            return partial(self._on_rules, host, read_rules(wanted.url, ask))
        except Exception as error:  # noqa: BLE001 -- a bug of ours, which must not hang the batch
            return partial(crash, error)

    def _get(self, host: Host, wanted: Wanted) -> Event:
        """Get a picture, and keep it until its post is written."""
        try:
            limits = self._store.limits
            content = self._pages.picture(
                wanted.url, wanted.page_url, wanted.trust, limits.bytes_of(wanted.url)
            )
            picture = keep(wanted.picture, content, limits, self._store.write)
            return partial(self._on_picture, host, wanted, picture)
        except (FetchError, NotAPicture) as error:
            return partial(self._on_no_picture, host, wanted, error)
        except Exception as error:  # noqa: BLE001 -- as above; or the disk is full
            return partial(crash, error)

    # Taking in

    def _on_rules(self, host: Host, rules: Rules) -> None:
        host.rules_for_pictures = rules
        self._release(host)

    def _on_picture(self, host: Host, wanted: Wanted, picture: Picture) -> None:
        self._store.note(wanted.key, picture)
        host.failing_pictures = 0
        self._albums.came(wanted, picture)
        if not host.is_local:
            self._albums.trust_failures()
        self._release(host)
        self._tell()

    def _on_no_picture(self, host: Host, wanted: Wanted, error: FetchError | NotAPicture) -> None:
        is_unreachable = isinstance(error, FetchError) and error.unreachable
        host.failing_pictures = failures_in_a_row(host.failing_pictures, error)
        self._albums.fail(wanted, reason_of(error), is_unreachable=is_unreachable)
        if host.failing_pictures >= MOST_FAILING:
            self._albums.fail_host(host.name, NO_ANSWER, is_unreachable=is_unreachable)
        self._release(host)
        self._tell()

    def _release(self, host: Host) -> None:
        if not host.is_local:  # a local one has been given back already
            self._end_turn(host)
