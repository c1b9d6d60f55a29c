"""Whatever the owner and the article have changed: nothing of the owner's is lost, and what the
article changed where the owner did not is there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosspost.errors import FrontMatterError, WriteError
from crosspost.publish.update import Conflicts, Updated, Updates
from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.target import Jekyll

URL = "https://news.example.org/a"
KEYS = ("news.example.org/a",)
LINE = f"_Posted here: [{URL}]({URL})_"
FIELDS = {
    "title": "A bridge",
    "date": "2013-03-06 10:44:27 +0600",
    "tags": ["river", "road"],
    "author": "A. Writer",
    "canonical_url": URL,
    "description": "About a bridge.",
}


def post_of(fields: dict[str, Any], paragraphs: list[str], note: str = "") -> str:
    body = "\n\n".join(filter(None, [note, LINE, *paragraphs]))
    return front_matter.compose(fields, f"{body}\n")


@dataclass
class Site:
    """A site with one post."""

    root: Path

    @property
    def path(self) -> Path:
        return self.root / "_posts" / "2013-03-06-a-bridge.md"

    def updates(self, note: str = "", conflicts: Conflicts = "leave") -> Updates:
        return Updates(Jekyll.read_site(self.root), note, conflicts)

    def write(self, text: str, *, own: tuple[str, ...] = (), note: str = "") -> None:
        """Import an article."""
        self.path.parent.mkdir(exist_ok=True)
        updates = self.updates(note)
        updates.keep(updates.article(text, own, KEYS), self.path, text)
        self.path.write_bytes(text.encode())

    def update(self, text: str, *, note: str = "", conflicts: Conflicts = "leave") -> Updated:
        """Update the post, unless there are conflicts."""
        updates = self.updates(note, conflicts)
        article = updates.article(text, (), KEYS)
        updated = updates.merge(article, self.path)
        if updated.state != "conflict":
            updates.write(article, updated)
        return updated

    def text(self) -> str:
        return self.path.read_bytes().decode()


@contextmanager
def new_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        yield Site(Path(folder).resolve())


# The property

PARAGRAPHS = [f"Paragraph {number} of the article." for number in range(8)]
Kind = Literal["edit", "remove"]


@dataclass(frozen=True)
class Edits:
    """What one side does to the paragraphs of an article, by their numbers.

    Attributes:
        changed: number → edited or removed.
        added: numbers before which a paragraph is added.
    """

    side: str
    changed: dict[int, Kind]
    added: frozenset[int]

    def of(self, number: int) -> list[str]:
        """Return what becomes of a paragraph, with what is added before it."""
        new = [f"Added by {self.side} before {number}."] if number in self.added else []
        kind = self.changed.get(number)
        if number == len(PARAGRAPHS) or kind == "remove":
            return new
        text = PARAGRAPHS[number]
        return [*new, f"{text} Changed by {self.side}." if kind == "edit" else text]

    def paragraphs(self) -> list[str]:
        return [line for number in range(len(PARAGRAPHS) + 1) for line in self.of(number)]

    def near(self, other: Edits) -> bool:
        """Tell whether both sides touch the same paragraph, or two beside each other."""
        mine, theirs = ({*each.changed, *each.added} for each in (self, other))
        return any(abs(a - b) < 2 for a in mine for b in theirs)


def edits(side: str) -> st.SearchStrategy[Edits]:
    numbers = st.integers(0, len(PARAGRAPHS) - 1)
    kinds: st.SearchStrategy[Kind] = st.sampled_from(["edit", "remove"])
    return st.builds(
        Edits,
        st.just(side),
        st.dictionaries(numbers, kinds, max_size=3),
        st.frozensets(st.integers(0, len(PARAGRAPHS)), max_size=2),
    )


VALUES = st.sampled_from(
    ["", "x", "A: b # c", 'a "quote"', "true", "7", "Ünï", "- a", "*x", "a\\n"]
)
NAMES = st.sampled_from(["title", "tags", "author", "description", "license", "image"])
CHANGES = st.dictionaries(NAMES, st.none() | VALUES, max_size=3)  # None: removed


def changed(fields: dict[str, Any], changes: dict[str, Any], side: str) -> dict[str, Any]:
    all_fields = fields | {k: f"{v} ({side})" for k, v in changes.items() if v is not None}
    return {k: v for k, v in all_fields.items() if changes.get(k, "") is not None}


@dataclass(frozen=True)
class Owner:
    """What an owner does to a post."""

    fields: dict[str, Any]
    edits: Edits
    own_field: bool
    order: list[int]
    comments: bool
    note: str
    crlf: bool

    def post(self) -> str:
        fields = changed(FIELDS, self.fields, "mine")
        if self.own_field:
            fields["rating"] = 5
        names = sorted(fields, key=lambda name: self.order[hash_of(name)])
        text = post_of({name: fields[name] for name in names}, self.edits.paragraphs(), self.note)
        if self.comments:
            text = text.replace("author: ", "# who wrote it\nauthor: ", 1)
            text = text.replace('"A. Writer"', "A. Writer", 1)
        return text.replace("\n", "\r\n") if self.crlf else text


def hash_of(name: str) -> int:
    return sum(map(ord, name)) % 12


OWNERS = st.builds(
    Owner,
    CHANGES,
    edits("mine"),
    st.booleans(),
    st.permutations(range(12)),
    st.booleans(),
    st.sampled_from(["", "My note.", "My note\n\nof two paragraphs."]),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(OWNERS, CHANGES, edits("article"))
def test_nothing_of_the_owner_s_is_lost(
    owner: Owner, new_fields: dict[str, Any], new: Edits
) -> None:
    imported = post_of(FIELDS, PARAGRAPHS)
    now = changed(FIELDS, new_fields, "article")
    with new_site() as site:
        site.write(imported)
        mine = owner.post()
        site.path.write_bytes(mine.encode())
        updated = site.update(post_of(now, new.paragraphs()))
        both = owner.edits.changed.keys() & new.changed.keys()
        if any("edit" in (owner.edits.changed[n], new.changed[n]) for n in both):
            assert updated.state == "conflict"
        if not owner.edits.near(new):
            assert updated.state != "conflict"
        assert_lines_are_there(owner, new, updated)
        if updated.state == "conflict":
            assert site.text() == mine
            return
        assert site.text() == updated.text
        assert_fields_are_right(mine, now, updated)
        assert site.update(post_of(now, new.paragraphs())).state == "unchanged"


def assert_lines_are_there(owner: Owner, new: Edits, updated: Updated) -> None:
    lines = updated.text.splitlines()
    for line in {*owner.post().splitlines()} - {*post_of(FIELDS, PARAGRAPHS).splitlines()}:
        is_field = ": " in line and not line.startswith("#")
        assert is_field or line in lines, f"{line!r} of the owner's is lost"
    for line in {*new.paragraphs()} - {*PARAGRAPHS}:
        assert line in lines, f"{line!r} of the article's is lost"
    for number, line in enumerate(PARAGRAPHS):
        sides = (owner.edits.changed.get(number), new.changed.get(number))
        if sides == (None, None):
            assert line in lines
        elif updated.state != "conflict":
            assert line not in lines


def assert_fields_are_right(mine: str, now: dict[str, Any], updated: Updated) -> None:
    had, have, found = FIELDS, front_matter.read(mine), front_matter.read(updated.text)
    for name in {*had, *have, *now}:
        if have.get(name) != had.get(name):
            assert found.get(name) == have.get(name), f"{name} was changed by the owner"
        else:
            assert found.get(name) == now.get(name), f"{name} was changed by the article"
        stays = have.get(name) != had.get(name) and now.get(name) not in (
            had.get(name),
            have.get(name),
        )
        assert (name in updated.about.kept) == stays
    order = [name for name in have if name in found]
    assert [name for name in found if name in have] == order
    assert mine.count("# who wrote it") == updated.text.count("# who wrote it")


@settings(max_examples=60, deadline=None)
@given(OWNERS, edits("article"))
def test_without_the_text_as_imported_the_post_stays(owner: Owner, new: Edits) -> None:
    with new_site() as site:
        site.path.parent.mkdir()
        site.path.write_bytes(owner.post().encode())
        updated = site.update(post_of(FIELDS | {"license": "CC"}, new.paragraphs()))
        assert site.text() == owner.post() and not updated.about.is_three_way
        assert "license" in updated.about.kept
        missing = {*new.paragraphs()} - {*owner.post().splitlines()}
        assert missing <= {*updated.text.splitlines()}
        assert (updated.state == "conflict") == bool(missing)


@settings(max_examples=60, deadline=None)
@given(OWNERS, edits("article"), st.sampled_from(["mine", "article"]))
def test_a_decided_conflict_is_settled_for_good(owner: Owner, new: Edits, side: Conflicts) -> None:
    article = post_of(FIELDS, new.paragraphs())
    with new_site() as site:
        site.write(post_of(FIELDS, PARAGRAPHS))
        site.path.write_bytes(owner.post().encode())
        updated = site.update(article, conflicts=side)
        before, after = owner.post().splitlines(), site.text().splitlines()
        gone = [line for line in before if line.strip() and line not in after]
        imported = {*PARAGRAPHS}
        assert [line for line in gone if line not in imported] == [*updated.lost]
        assert side == "article" or not updated.lost
        assert site.update(article).state == "unchanged"


# Single cases


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_note_given_at_the_import_stays_without_it(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS, "My words."), note="My words.")
    updated = site.update(post_of(FIELDS, ["New.", *PARAGRAPHS]))
    assert updated.state == "updated"
    assert site.text() == post_of(FIELDS, ["New.", *PARAGRAPHS], "My words.")


def test_another_note_of_the_settings_changes_no_post(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS, "My words."), note="My words.")
    assert site.update(post_of(FIELDS, PARAGRAPHS, "Other."), note="Other.").state == "unchanged"


def test_fields_given_at_the_import_stay_without_them(site: Site) -> None:
    site.write(
        post_of(FIELDS | {"title": "Mine", "rating": 5}, PARAGRAPHS), own=("title", "rating")
    )
    updated = site.update(post_of(FIELDS, PARAGRAPHS))
    assert (updated.state, updated.about.kept) == ("unchanged", ())
    assert site.update(post_of(FIELDS | {"title": "New"}, PARAGRAPHS)).about.kept == ("title",)


def test_a_title_with_a_suffix_stays(site: Site) -> None:
    site.write(post_of(FIELDS | {"title": "A bridge [again]"}, PARAGRAPHS))
    assert site.update(post_of(FIELDS, PARAGRAPHS)).about.kept == ("title",)
    assert 'title: "A bridge [again]"' in site.text()


@pytest.mark.parametrize(
    ("name", "value", "is_said"),
    [("date", "2020-01-01", False), ("categories", ["news"], True), ("slug", "other", True)],
)
def test_what_the_url_of_the_post_is_made_of_stays(
    name: str, value: object, is_said: bool, site: Site
) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    updated = site.update(post_of(FIELDS | {name: value}, PARAGRAPHS))
    assert updated.state == "unchanged" and (name in updated.about.kept) == is_said


def test_a_renamed_post_is_merged_with_its_text_as_imported(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    new = site.path.with_name("2014-01-01-other.md")
    site.path.rename(new)
    updates = site.updates()
    article = updates.article(post_of(FIELDS, ["New."]), (), KEYS)
    updated = updates.merge(article, new)
    assert updated.state == "updated" and updated.about.is_three_way


def test_front_matter_that_cannot_be_read_is_an_error_with_its_line(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    site.path.write_text(site.text().replace("author: ", 'author: "', 1))
    with pytest.raises(
        FrontMatterError, match=r"a-bridge\.md:\d+: the front matter cannot be read"
    ):
        site.update(post_of(FIELDS, ["New."]))


def test_front_matter_that_the_owner_removed_stays_away(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    site.path.write_text("\n\n".join([LINE, *PARAGRAPHS]) + "\n")
    updated = site.update(post_of(FIELDS | {"title": "New"}, ["New.", *PARAGRAPHS]))
    assert site.text() == "\n\n".join([LINE, "New.", *PARAGRAPHS]) + "\n"
    assert updated.about.kept == ("title",)


def test_a_post_that_is_not_utf_8_is_an_error(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    site.path.write_bytes(b"---\ntitle: \xe9\n---\n")
    with pytest.raises(WriteError, match="not UTF-8"):
        site.update(post_of(FIELDS, ["New."]))


def test_a_post_that_is_changed_meanwhile_is_left_alone(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    updates = site.updates()
    article = updates.article(post_of(FIELDS, ["New."]), (), KEYS)
    updated = updates.merge(article, site.path)
    site.path.write_text(f"{site.text()}\nWritten in the editor.\n")
    with pytest.raises(WriteError, match="changed meanwhile"):
        updates.write(article, updated)
    assert site.text().endswith("Written in the editor.\n")


def test_new_text_is_safe_where_the_owner_has_switched_liquid_on(site: Site) -> None:
    off = FIELDS | {"render_with_liquid": False}
    site.write(post_of(off, PARAGRAPHS))
    site.path.write_text(site.text().replace("render_with_liquid: false\n", ""))
    site.update(post_of(off, [*PARAGRAPHS, "See {% include secrets %} and {{ site }}."]))
    assert "{{ '{%' }} include secrets %} and {{ '{{' }} site }}." in site.text()


def test_a_post_that_is_a_link_is_an_error(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    other = site.path.rename(site.root / "other.md")
    site.path.symlink_to(other)
    with pytest.raises(WriteError, match="this is a link"):
        site.update(post_of(FIELDS, ["New."]))


def test_a_text_as_imported_that_others_made_takes_no_line_that_they_did_not_know(
    site: Site,
) -> None:
    site.write(post_of(FIELDS, [*PARAGRAPHS, "A guess."]))
    site.path.write_text(post_of(FIELDS, [*PARAGRAPHS, "What the owner wrote."], "A note."))
    updated = site.update(post_of({"title": "Evil"}, ["Evil."]), conflicts="mine")
    assert "What the owner wrote." in site.text() and "A note." in site.text()
    assert not updated.lost


def test_lines_of_the_article_in_a_conflict_are_not_said_to_be_the_owner_s(site: Site) -> None:
    site.write(post_of(FIELDS, PARAGRAPHS))
    site.path.write_text(site.text().replace(PARAGRAPHS[0], "Mine."))
    updated = site.update(post_of(FIELDS, ["New.", *PARAGRAPHS[2:]]), conflicts="article")
    assert updated.lost == ("Mine.",) and PARAGRAPHS[1] not in site.text()
