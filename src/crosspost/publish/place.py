"""Where a post belongs: the one policy, for a single link and for a batch.

1. The site has the article: nothing is written; with ``replace`` that post is replaced, with
   ``update`` the article is merged into it (``update``).
2. The owner's own post has the wanted name: an error; with ``replace`` it is replaced.
3. Another article has the wanted name: the post gets ``-2``, ``-3`` … after its name, and its
   ``slug``, if it has one, the same, so that it gets a URL of its own.

Two articles are the same if they have a URL in common. Articles whose URL is not known are the same
if title and body are. The owner's own writing names no URL: a post has it if its page has the old
path, or if crosspost has made it, of no URL, and its name is the wanted one (a draft).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from crosspost.errors import PostExists
from crosspost.files import read_regular
from crosspost.publish.diff import unified

HAS_ARTICLE = "already has this article"
IS_OWN = "exists, and names no article that it was made from"
Action = Literal["exists", "new", "replace", "update"]
_LARGEST = 64 * 1024 * 1024  # bytes of a file that is compared


@dataclass(frozen=True)
class Wanted:
    """A post that is to be written.

    Attributes:
        path: the folder of new posts, and the name that the post should have.
        text: the whole file.
        urls: of its article, or their identities (``urls.identity``); empty if none is known. Of
            the owner's own writing also the path of its page (``Target.old_path``).
        before: in a batch, the post that an earlier run made of the same link, as its journal has
            it.
        own: it is the owner's own writing, even if it has no URL, as a draft of an export.
    """

    path: Path
    text: str
    urls: tuple[str, ...] = ()
    before: str = ""
    own: bool = False

    @property
    def is_own(self) -> bool:
        """Tell whether it is the owner's own writing, which may have a path among its URLs."""
        return self.own or any(url[:1] == "/" for url in self.urls)


@dataclass(frozen=True)
class Placement:
    """What is to be done with a post.

    Attributes:
        path: of its file.
        text: the whole file; it may have another ``slug`` than was wanted.
        action: ``exists``: nothing; ``new``: write a new file; ``replace``: replace the file;
            ``update``: merge the text into the file.
    """

    path: Path
    text: str
    action: Action


class KnownPosts(Protocol):
    """The posts that a site has."""

    def find(self, wanted: Wanted) -> Path | None:
        """Return the post that has the article already: by URL, or without one by its text."""

    def origin(self, path: Path) -> Literal["article", "unnamed", "own"] | None:
        """Return who made the post at a path; None where there is none.

        ``article``: crosspost, and the post names its article; ``unnamed``: crosspost, of a page
        whose URL is not known; ``own``: the owner, or another program.
        """

    def free(self, path: Path) -> Path:
        """Return the path, or the same with the first number that no post has."""

    def text_for(self, wanted: Wanted, path: Path) -> str:
        """Return the text of a post whose file gets another name than the wanted one."""


def place(wanted: Wanted, posts: KnownPosts, *, replace: bool, update: bool = False) -> Placement:
    """Decide where a post belongs.

    Args:
        replace: replace the post that has the article, or the owner's own that has the name.
        update: merge the article into the post that has it.

    Raises:
        PostExists: the owner's own post has the name, and is not to be replaced.
    """
    known: Action = "replace" if replace else "update" if update else "exists"
    same = posts.find(wanted)
    if same:
        return Placement(same, posts.text_for(wanted, same), known)
    origin = posts.origin(wanted.path)
    if origin == "unnamed" and wanted.is_own:
        return Placement(wanted.path, wanted.text, known)
    if origin == "own" or (origin == "unnamed" and wanted.urls):
        if not replace:
            raise PostExists(wanted.path, IS_OWN)
        return Placement(wanted.path, wanted.text, "replace")
    path = posts.free(wanted.path)
    return Placement(path, posts.text_for(wanted, path), "new")


def diff(path: Path, text: str) -> str:
    """Return what would change in a file (a unified diff); empty if there is no such file."""
    try:
        old = read_regular(path, _LARGEST, follow=True).decode("utf-8", "replace")
    except OSError:
        return ""  # writing will say why
    return unified(old, text, str(path))
