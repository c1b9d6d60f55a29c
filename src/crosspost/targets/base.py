"""The interface of a generator of static sites: the protocol ``Target``.

A target is one site of one generator. The data in the pipeline is the same for all of them;
the folder of a post, its file name, its fields and how its text is escaped for
the generator's template language are decided here. To add a generator, write a class with
these methods and enter it in ``crosspost.targets.TARGETS``. ``targets.generic`` has most of them
for a generator that a description says enough of. ``validate`` is not in the protocol: it has its
own profiles of generators (``validate.options.Profile``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, Self

from crosspost.model.dialect import Dialect
from crosspost.targets.user_names import NameParts, UserNames


@dataclass(frozen=True)
class Survey:
    """How often each value occurs in the front matter of a site's newest posts.

    Attributes:
        posts: how many posts were read.
        unreadable: how many of them have no readable front matter.
    """

    posts: int = 0
    unreadable: int = 0
    authors: Counter[str] = field(default_factory=Counter)
    layouts: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class PostFacts:
    """What an existing post says of where it came from.

    Attributes:
        sources: the articles that it was made from, as ``urls.identity`` names them; of the owner's
            own writing, the paths of its page now and before, as ``urls.path_identity`` names them.
        text_key: as of ``Target.text_key``; empty if the post cannot be read or is too large.
        origin: who made it. ``article``: crosspost, and it names its article; ``unnamed``:
            crosspost, of a page whose URL is not known; ``own``: the owner, or another program.
    """

    sources: frozenset[str] = frozenset()
    text_key: bytes = b""
    origin: Literal["article", "unnamed", "own"] = "own"


@dataclass(frozen=True)
class UpdatedFields:
    """A post whose front matter has been brought up to date, and bodies that can be merged.

    Attributes:
        head: the post up to its body.
        front: its front matter by the names of ``Target.fields``; dates are text.
        kept: names of the fields that stay although the article has changed them.
        imported: the body as it was imported; None if that is not known.
        mine: the body of the post.
        article: the body that the article gives now, safe in this post.
    """

    head: str
    front: Mapping[str, Any]
    kept: tuple[str, ...]
    imported: str | None
    mine: str
    article: str


class Original(NamedTuple):
    """The original that a post names.

    Attributes:
        urls: as they are written, the best first; none if the post is the owner's own.
        archive_url: of its copy in an archive; empty if the post names none.
    """

    urls: tuple[str, ...] = ()
    archive_url: str = ""


class Target(Protocol):
    """A site that posts are made for, and the requirements of its generator.

    Implementations are frozen and can be pickled: other processes convert pages. Called without
    arguments, a class gives a site without configuration, and reads nothing from the disk.

    A *name* below is the path of a post's file below the folder of the posts, with ``/`` between
    its parts.
    """

    #: The generator, as in ``TARGETS``.
    name: ClassVar[str]
    #: The usual name of the site's configuration file, for messages.
    config_name: ClassVar[str]

    def __init__(self) -> None: ...

    # The site

    @classmethod
    def is_site(cls, folder: Path) -> bool:
        """Tell whether a folder is the root of a site of this generator."""

    @classmethod
    def read_site(cls, root: Path) -> Self:
        """Read the configuration of a site; without one, the generator's defaults hold.

        Raises:
            ConfigError: the configuration cannot be read, or leads out of the site without the
                user's permission.
        """

    def with_names(self, names: UserNames) -> Self:
        """Return the site with the user's names of fields, files and folders.

        Raises:
            ConfigError: the generator could not read such posts.
        """

    @property
    def root(self) -> Path:
        """The root of the site."""

    @property
    def config_file(self) -> Path | None:
        """The site's configuration, None if there is none."""

    @property
    def timezone(self) -> str:
        """The IANA name of the site's time zone, empty if the site names none."""

    @property
    def author(self) -> str:
        """The author that the configuration names, empty for none."""

    @property
    def language(self) -> str:
        """The language of the site (BCP 47 or a locale), empty if the configuration names none."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """All data of the site that the text of a post depends on, to be hashed."""

    @property
    def further_fields(self) -> frozenset[str]:
        """The fields in ``targets.fields.FURTHER`` that the generator has."""

    @property
    def excerpt_separator(self) -> str:
        """The comment that ends the excerpt of a post."""

    @property
    def server_url(self) -> str:
        """The URL of the site at the generator's own server for previews, if that is on the
        loopback and speaks HTTP; else empty. Nobody knows whether it runs.
        """

    def publishes(self, path: Path) -> bool:
        """Tell whether a file of this path becomes part of the built site."""

    # Folders

    def posts_folder(self, output: str = "_posts", *, draft: bool = False) -> Path:
        """Return the folder that posts, or drafts, are written to.

        Args:
            output: the setting, relative to the root or absolute.
        """

    def post_folders(self) -> Iterator[Path]:
        """Yield every folder of the site that the generator reads posts or drafts from."""

    def is_post_path(self, path: Path) -> bool:
        """Tell whether the generator reads a post or draft at this path below the root."""

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return the folder for copies of pictures.

        Args:
            pictures: the setting, a path within the site; with its default, the generator's own
                folder, which may be beside the post.
            post: whose pictures they are; None: any.
        """

    def pictures_url(self, pictures: str) -> str:
        """Return the URL of that folder in the built site, percent-encoded, without a final ``/``;
        empty if the setting is, ``.`` if they are beside their post.

        Args:
            pictures: as of ``pictures_folder``.
        """

    def pictures_field_url(self, pictures: str) -> str:
        """Return the same as it is written in the front matter, to which themes add the base URL.

        Args:
            pictures: as of ``pictures_folder``.
        """

    # URLs of pages

    def page_url(self, text: str, path: Path) -> str:
        """Return the path of a post's page in the built site, without the base URL of the site.

        It is empty if it is not known, or if the post is not published.

        Args:
            text: of the post's file.
            path: of the post.
        """

    def link_to(self, page: str) -> str:
        """Return what a link to a page of the site is in a post, percent-encoded.

        Args:
            page: as of ``page_url``.
        """

    def old_path(self, url: str) -> str:
        """Return a key of the path that a URL of the owner's old site has in this site.

        It begins with ``/`` and may be among the ``sources`` of facts: of a post whose page has
        that path. It begins with ``//`` if it is outside of the site.
        """

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return the fields that keep an old URL of a post alive, and why there are none.

        Args:
            front: the front matter of the post.
            path: of the post.
            url: the old one, on another host.
            redirects: the setting.
        """

    def page_path(
        self, front: Mapping[str, Any], path: Path, permalink: str
    ) -> tuple[dict[str, Any], str]:
        """Return the fields that give a page of the site its path, and why there are none.

        Args:
            front: the front matter of the page.
            path: of its file.
            permalink: the path that it had on its old site, decoded.
        """

    def with_authors(self, names: Iterable[str]) -> tuple[Path, str] | None:
        """Return the site's data file of authors, and its text with further ones at its end.

        None if it has all of them, or has a form to which nothing can be added; also if the site
        has no such file, and there is only one author.

        Args:
            names: of authors, as posts have them.
        """

    def redirects_file(self, name: str) -> Path:
        """Return where a file for the host of the site is, such as ``_redirects``."""

    # A new post

    def refuse_reserved(self, fields: Iterable[str], where: str) -> None:
        """Refuse fields that the generator sets itself.

        Raises:
            ConfigError: names the field and ``where`` it was set.
        """

    def categories(self, names: Iterable[str]) -> list[str]:
        """Return the categories of a page in a form that the generator can use, in order."""

    def post_date(
        self, published: date | datetime, now: datetime, warnings: list[str]
    ) -> tuple[date, date | datetime]:
        """Return the day for the name and the value for the front matter.

        Args:
            published: as the page shows it.
            now: of the import, with a time zone.
            warnings: warnings for the user are added to it.
        """

    def filename(self, slug: str, day: date, *, draft: bool = False) -> str:
        """Return the name of a new post."""

    def new_name(self, parts: NameParts, *, draft: bool = False) -> str:
        """Return the name of a new post, with its folder, by the user's templates.

        Without them, that is ``filename``.
        """

    def name_of(self, path: Path) -> str:
        """Return the name that the path of a post ends with; what is before it is its folder."""

    def numbered(self, name: str, number: int) -> str:
        """Return the name of a post if its first choice is used.

        Args:
            number: 2 for the second of this name, and so on.
        """

    def undated(self, name: str) -> str:
        """Return the name of a post as it is outside the folder of posts, without its day."""

    def data_file(self, folder: str, name: str) -> Path:
        """Return where data that belong to a post are kept.

        Args:
            folder: of the data.
            name: of the post.
        """

    def data_text(self, values: Mapping[str, Any]) -> str:
        """Return the text of a data file.

        Raises:
            FrontMatterError: a value cannot be written so that the generator reads it back.
        """

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the front matter, in its order, without empty fields.

        The fields in ``targets.fields.FIELDS`` keep these names, whatever the generator calls them:
        ``compose`` renames them.

        Args:
            values: by the names in ``targets.fields.FIELDS``, and the user's own fields. ``layout``
                is missing if the generator decides.
            path: of the post.
            warnings: warnings for the user are added to it.
            draft: whether the post is one.

        Raises:
            ConfigError: the site could not be built with one of the values.
        """

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return how the site reads Markdown.

        Args:
            warnings: warnings for the user are added to it.

        Raises:
            ConfigError: text of a page could become markup in this site.
        """

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Return Markdown in which the generator's template language finds nothing to execute.

        Args:
            front: the post's front matter, which may switch that language off.
            path: of the post.
        """

    def shown_text(self, text: str) -> str:
        """Return Markdown as ``guard_text`` got it, as the built site shows it."""

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return the text of a post's file.

        Raises:
            FrontMatterError: a field cannot be written so that the generator reads it back.
        """

    # Posts that exist

    def existing_posts(self, output: Path) -> Iterator[Path]:
        """Yield the files of all posts and drafts.

        Args:
            output: the folder that posts are written to; it may be outside the site.
        """

    def fields_of(self, text: str) -> dict[str, Any]:
        """Return the front matter of a post by the names of ``fields``; dates are text.

        It is empty if it cannot be read.
        """

    def facts(self, path: Path) -> PostFacts:
        """Return where a post came from; of one that cannot be read, the defaults."""

    def facts_of(self, text: str) -> PostFacts:
        """Return what ``facts`` does once a post with this text is written."""

    def original_of(self, text: str) -> Original:
        """Return the original that a post with this text names."""

    def with_url(self, text: str, old: str, new: str) -> str | None:
        """Return a post with another URL of its original; None if it cannot be replaced safely."""

    def body_of(self, text: str) -> str:
        """Return a post's text without its front matter."""

    def text_key(self, text: str) -> bytes:
        """Return a key that is equal for two posts of the same title and body.

        Args:
            text: of a post's file.
        """

    def with_name(self, text: str, wanted: str, name: str) -> str:
        """Return the text of a post whose file gets another name than the wanted one.

        Where a field of the front matter decides the URL, it gets the number that the name has.
        """

    def find_same(self, output: Path, urls: Iterable[str]) -> Path | None:
        """Return the post that has an article already; None if there is none.

        Args:
            output: as of ``existing_posts``.
            urls: the article's: requested, after redirects, canonical.
        """

    def update_fields(
        self, imported: str | None, mine: str, article: str, own: Collection[str], path: Path
    ) -> UpdatedFields:
        """Return a post with the front matter fields that its article has changed.

        A field that the owner has changed stays, and so does what the URL of the post is made of.

        Args:
            imported: the post as it was imported; None if that is not known: no field changes.
            mine: the post as it is.
            article: the post as it would be imported now.
            own: fields that the owner has given at the import; they stay.
            path: of the post.

        Raises:
            FrontMatterError: the front matter of the post cannot be read.
        """

    def body(self, text: str) -> str:
        """Return what a post has after its front matter: the end of its text."""

    def name_key(self, name: str) -> str:
        """Return a key that is equal for two names that cannot both be posts of one folder."""

    def survey(self, output: Path) -> Survey:
        """Read the newest posts of a folder."""
