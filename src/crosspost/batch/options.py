"""What a batch is to do, and why it may end early."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crosspost.publish.update import Conflicts

if TYPE_CHECKING:
    from crosspost.batch.sources.bookmarks import TagsFrom

# Why a batch ended early; empty: it did not. ``gone``: the Dask cluster is gone.
Ending = Literal["", "interrupted", "failures", "offline", "gone"]


@dataclass(frozen=True)
class FilterOptions:
    """Which entries of a list are wanted.

    Attributes:
        include: patterns of which a URL must match one; ``*`` matches anything, and a pattern
            without ``*`` and ``?`` matches anywhere in the URL.
        exclude: patterns of which it must match none.
        since: entries that the list dates earlier are left out; undated ones are not.
        newest: of each list only so many, the last dated first. Undated ones count as oldest.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    newest: int | None = None


@dataclass(frozen=True)
class RetryOptions:
    """Which links of earlier runs a run does again; temporary failures always are.

    Attributes:
        failed: all that failed; and pictures that could not be copied.
        done: all; their posts are replaced.
        deleted: those whose post was deleted.
        update: all; the articles are merged into their posts.
        conflicts: with ``update``, whose lines are taken where both sides changed the same.
    """

    failed: bool = False
    done: bool = False
    deleted: bool = False
    update: bool = False
    conflicts: Conflicts = "leave"

    @property
    def retries_pictures(self) -> bool:
        """Tell whether pictures that could not be copied are asked for again, without the page."""
        return self.failed and not self.changes_posts

    @property
    def changes_posts(self) -> bool:
        """Tell whether articles that the site has are needed, too."""
        return self.done or self.update


@dataclass(frozen=True)
class BatchOptions:
    """What a batch is to do.

    Attributes:
        sources: paths, URLs, ``-``.
        kind: format of the lists; empty: it is detected.
        use_content: take a feed's own full text.
        tags_from: what gives the tags of bookmarks.
        post_types: the types of items of an export that are wanted.
        comments: also take the comments of an export.
        base_url: what relative URLs of lists on the disk, and of exports, are relative to;
            empty: of nothing.
        own: the articles are the owner's own (the setting).
        limit: do no more than this many links.
        delay: least seconds between two requests to a host.
        polite: honour robots.txt.
        most_failures: end after so many; None: never.
        workers: processes that convert; 0: this one.
        scheduler: URL of a Dask scheduler; empty: processes of this machine.
        cache: the folder where pages are kept, and looked for first; None: nowhere.
        previews: the folder for previews of the posts; None: none are made.
    """

    sources: tuple[str, ...]
    kind: str = ""
    use_content: bool = False
    tags_from: TagsFrom = "both"
    post_types: tuple[str, ...] = ("post",)
    comments: bool = False
    base_url: str = ""
    own: bool = False
    filter: FilterOptions = field(default_factory=FilterOptions)
    retry: RetryOptions = field(default_factory=RetryOptions)
    limit: int | None = None
    delay: float = 1.0
    polite: bool = True
    most_failures: int | None = None
    workers: int = 2
    scheduler: str = ""
    cache: Path | None = None
    previews: Path | None = None
