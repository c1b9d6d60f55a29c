"""What becomes of the things in an export, of any format, and the summary of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import quote

from crosspost.batch.entry import BadLine, Comment, Entry, Item, ListContents, Note
from crosspost.batch.sources.export_types import (
    HIDDEN,
    INVALID,
    PING,
    folder_of,
    outcome_of,
    outcome_of_comment,
    parts_of,
    summary_name,
    why_not,
)
from crosspost.batch.sources.old_links import links_note, links_to
from crosspost.batch.sources.wordpress_dates import zone_of
from crosspost.batch.sources.wordpress_fields import permalink
from crosspost.batch.sources.wordpress_fields import slug as slug_of
from crosspost.batch.sources.wordpress_media import figure
from crosspost.dates import zone as zone_named
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import host as host_of
from crosspost.urls import is_web

# Characters of a text, pictures within it included.
LARGEST = 32 * 1024 * 1024
# Times that are looked at for the time zone; one of each month and offset.
_MOST_TIMES = 5000
# Characters of a description; what is longer is not one.
_LONGEST_DESCRIPTION = 5000
EMPTY = "without text in the export"
#: Said once of an export that does not name its site, and what is missing without it.
NO_SITE = "the export does not have the URL of its site: give it as --base-url"
NOT_KEPT = "old URLs are not kept, and links between posts lead to the old site"
#: Said of a text whose slug another one has, too.
SAME_URL = "another text of the export has the same slug: its old URL is not kept"
_MOST_AUTHORS = 1000
_EMAIL = lazy_compile(r"[^@\s]{1,200}@[^@\s]{1,200}")
_MOST_ALIASES = 20
# Of a path that an export has as text: what a URL may have, and escapes that are there already.
_OF_PATH = "/%~@!$&'()*+,;=:"


@dataclass(frozen=True)
class ExportOptions:
    """What is wanted of an export.

    Attributes:
        post_types: the types of things that are wanted, such as ``post`` and ``page``.
        comments: also take the comments.
        base_url: the URL of the site, as the user gives it; empty if it is not known.
        own: the texts are the user's own: those without a URL get the one that they had.
    """

    post_types: tuple[str, ...] = ("post",)
    comments: bool = False
    base_url: str = ""
    own: bool = False


@dataclass
class Exported:
    """One text of an export.

    Attributes:
        key: what identifies it in the export.
        html: its text.
        kind: its type: ``post``, ``page`` …
        status: as the export has it.
        draft: it is not published.
        private: why it is a draft although it is published, such as ``for members only``.
        url: empty if the export does not have it.
        path: on its site, beginning with ``/``, as the platform makes it of the slug; with the URL
            of the site it is the text's URL if the export has none.
        aliases: further URLs of it on its site; paths begin with ``/``.
        line: of the export; None if it has no lines.
        date: when it was published; a draft's may be when it was written.
        authors: names.
        image: the URL of its lead picture; a path if the export does not name the site.
        image_alt, image_caption: of the lead picture, as text.
        further: front matter fields that few platforms have; empty ones are left out.
        notes: what the user should check.
        comments: those that its site shows.
        hidden: how many comments its site does not show.
        pings: how many links from other sites are among the comments.
    """

    key: str
    html: str = field(repr=False)
    title: str = ""
    kind: str = "post"
    status: str = "published"
    draft: bool = False
    private: str = ""
    url: str = ""
    path: str = ""
    aliases: list[str] = field(default_factory=list)
    line: int | None = None
    date: date | datetime | None = None
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    description: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    slug: str = ""
    canonical_url: str = ""
    further: dict[str, object] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    hidden: int = 0
    pings: int = 0


class Contents:
    """Takes the things of an export, one after the other.

    Args:
        options: what is wanted.
        name: what the export is called, for texts that have no URL: a path or a title.
        base: the URL of the site; empty if it is not known.

    Attributes:
        zone: the name of the blog's time zone, if the export has it.
    """

    def __init__(self, options: ExportOptions, name: str = "", base: str = "") -> None:
        self._options = options
        self._place = base or name
        self.zone = ""
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._private: Counter[str] = Counter()
        self._times: dict[object, datetime] = {}
        self._links = self._linking = self._without_site = 0
        self._authors: dict[str, None] = {}
        self._made: set[str] = set()  # URLs that are made of slugs
        self._site = options.base_url or base
        self._link_pattern = links_to(self._site)

    def leave_out(self, kind: str, status: str, why: str, number: int = 1) -> None:
        """Count things that are left out.

        Args:
            why: in a few words, after "left out: ".
        """
        if number:
            self._counts[summary_name(kind), summary_name(status), f"left out: {why}"] += number

    def take(self, one: Exported) -> Iterator[Entry | BadLine]:
        """Yield the entry of a text; nothing if its type is not wanted."""
        kind, outcome = one.kind, why_not(one.kind, self._options.post_types)
        is_draft = one.draft or bool(one.private)
        if not outcome:
            entry = self._entry(one, is_draft=is_draft)
            outcome = INVALID if isinstance(entry, BadLine) else outcome_of(kind, is_draft=is_draft)
            yield entry
        self._counts[summary_name(kind), summary_name(one.status), outcome] += 1
        is_public = not is_draft and not outcome.startswith("left out")
        self._count_comments(one, is_public=is_public)

    def _count_comments(self, one: Exported, *, is_public: bool) -> None:
        wanted = self._options.comments
        shown = outcome_of_comment(is_wanted=wanted, is_public=is_public)
        for kind, state, outcome, number in (
            ("comment", "shown", shown, len(one.comments)),
            ("comment", "not shown", HIDDEN if wanted else shown, one.hidden),
            ("pingback", "shown", PING if wanted else shown, one.pings),
        ):
            if number:
                self._counts[kind, state, outcome] += number

    def _entry(self, one: Exported, *, is_draft: bool) -> Entry | BadLine:
        if len(one.html) > LARGEST:
            return BadLine(one.line, f"a text of over {LARGEST >> 20} MiB: {one.title[:60]!r}")
        if not one.html.strip() and not one.title:
            return BadLine(one.line, f"a {one.kind[:20]} without title and text: {one.key[:60]!r}")
        notes = list(dict.fromkeys(one.notes))
        if one.private:
            notes.insert(0, f"{one.private}: it is a draft")
            self._private[one.private] += 1
        body = one.html
        if not body.strip():
            body = figure(one.image) if is_web(one.image) else ""
            notes.append(EMPTY)
        self._note_time(one.date)
        links = len(self._link_pattern.findall(body)) if self._link_pattern else 0
        self._links += links
        self._linking += links > 0
        fields = _fields(one)
        if len(self._authors) < _MOST_AUTHORS:
            self._authors.update(dict.fromkeys(_names(one)))
        is_commented = self._options.comments and not is_draft
        url = one.url if is_web(one.url) else "" if is_draft else self._on_site(one.path)
        self._without_site += bool(one.path) and not (url or is_draft)
        if url in self._made:  # the export says that they are two texts
            url = ""
            notes.append(SAME_URL)
        elif url and url != one.url:
            self._made.add(url)
        if one.kind != "post":
            fields["layout"] = "page"
            # The path is that of the slug, wherever the site is.
            if link := permalink(url) or permalink(f"https://example.org{one.path}"):
                fields["permalink"] = link
        return Entry(
            *(
                url or f"{one.kind} {_printable(one.key)[:40]}: {_printable(one.title)[:60]}",
                one.line,
            ),
            overrides=fields,
            dated=one.date,
            kind="ready",
            # What is made of --base-url does not identify it: another run may have had none.
            place="" if url and url == one.url else f"{self._place}#{one.kind} {one.key}",
            body=body,
            draft=is_draft,
            warnings=tuple(notes),
            is_instant=_is_instant(one.date),
            collection="" if one.kind == "post" else folder_of(one.kind),
            comments=tuple(one.comments) if is_commented else (),
            # What is a draft for its readers only had a page, which others may link to.
            aliases=self._aliases(one, url or (self._on_site(one.path) if one.private else "")),
        )

    def _on_site(self, path: str) -> str:
        """Return the URL of a path of the user's own site; empty if it is not known."""
        if not self._options.own:
            return ""
        site = self._site.partition("?")[0].partition("#")[0].rstrip("/")
        return f"{site}{quote(path, safe=_OF_PATH)}" if path.startswith("/") and site else ""

    def _aliases(self, one: Exported, url: str) -> tuple[str, ...]:
        """Return the further URLs of a text that are of its own site; none if that is unknown."""
        if not url:
            return ()
        found = [one.path, *one.aliases[:_MOST_ALIASES]]
        urls = (self._on_site(each) if each.startswith("/") else each for each in found)
        same = (each for each in urls if is_web(each) and host_of(each) == host_of(url))
        return tuple(each for each in dict.fromkeys(same) if one.private or each != url)

    def _note_time(self, when: date | datetime | None) -> None:
        """Keep a time of each month and offset: enough to tell time zones apart."""
        if isinstance(when, datetime) and when.tzinfo and len(self._times) < _MOST_TIMES:
            self._times.setdefault((when.year, when.month, when.utcoffset()), when)

    def end(self, about_site: str = "") -> Iterator[Item]:
        """Yield what is to be said of the whole export.

        Args:
            about_site: what else is missing if the URL of the site is not known.
        """
        hints = [NOT_KEPT] if self._options.own and self._without_site else []
        hints += [about_site] if about_site else []
        if hints and not self._site:
            yield Note(f"{NO_SITE}, or {', and '.join(hints)}")
        for why, number in self._private.items():
            posts = "1 text is a draft" if number == 1 else f"{number:,} texts are drafts"
            yield Note(f"{posts}: {why}")
        if self._links:
            yield links_note(self._links, self._linking, self._site)
        # Most services write all times in UTC, which is then not the zone of the blog.
        times = self._times.values()
        zone = zone_of(times) if any(one.utcoffset() != timedelta() for one in times) else ""
        if self.zone and zone_named(self.zone) is not None:
            zone = self.zone
        yield ListContents(parts_of(self._counts.items()), zone=zone, authors=tuple(self._authors))


def _fields(one: Exported) -> dict[str, object]:
    """Return the front matter fields of a text; empty ones are left out."""
    canonical = one.canonical_url if is_web(one.canonical_url) else ""
    description = " ".join(one.description.split())
    has_image = is_web(one.image) or one.image.startswith("/")
    values = {
        "title": " ".join(one.title.split()),
        "date": one.date,
        "author": ", ".join(_names(one)),
        "categories": _labels(one.categories),
        "tags": _labels(one.tags),
        "image": one.image,
        "image_alt": " ".join(one.image_alt.split()) if has_image else "",
        "image_caption": " ".join(one.image_caption.split()) if has_image else "",
        "description": description if len(description) <= _LONGEST_DESCRIPTION else "",
        "slug": slug_of(one.slug),
        "canonical_url": canonical,
        **one.further,
    }
    return {name: value for name, value in values.items() if value}


def _names(one: Exported) -> list[str]:
    """Return the names of the authors; an e-mail address is none."""
    plain = (" ".join(name.split()) for name in one.authors)
    return list(dict.fromkeys(name for name in plain if name and not _EMAIL.fullmatch(name)))


def _printable(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _is_instant(when: date | datetime | None) -> bool:
    """Tell whether a time is in UTC, as most services write all of them."""
    return isinstance(when, datetime) and when.utcoffset() == timedelta()


def _labels(names: list[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
