"""Settings and journals made at random: whatever is in them, there is an outcome or one clear line.

The tests try some hundreds; ``benchmarks/attack.py`` tries thousands with the same functions.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from batch.batches import Web, batch, settings
from crosspost.batch.journal import FILE, FOLDER
from crosspost.batch.network import Network
from crosspost.config import keys
from crosspost.errors import CrosspostError
from crosspost.pipeline import convert
from crosspost.settings import ENVIRONMENT_PREFIX, load
from crosspost.targets.jekyll.target import Jekyll
from crosspost.trust import real_folder

PAGE = (
    "<html><head><title>Of rivers</title></head><body><article><h1>Of rivers</h1>"
    + "<p>The river is long and its water is cold, and many people live beside it.</p>" * 8
    + "</article></body></html>"
)
# What people write by mistake, and what others write on purpose.
VALUES = (
    *('""', '"x"', '"a, b"', '"../../etc"', '"/etc/passwd"', r'"..\\..\\x"', '"C:/x"', r'"\u0000"'),
    *(r'"a\nb"', r'"\u202e"', '"{url}"', '"{title.__class__}"', '"{{{{"', '"[[{author}"', '"@/x"'),
    *("0", "1", "-1", "3.5", "nan", "inf", "-inf", "1e308", "9" * 30, "9" * 5000, "true", "false"),
    *("[]", '["a"]', "[1]", "[[[[]]]]", '["a", 1]', "{}", '{a = "b"}', "{a = {b = {c = 1}}}"),
    *(
        '{"\\n" = "\\r\\n"}',
        "1979-05-27",
        "1979-05-27T07:32:00Z",
        "07:32:00",
        '"' + "y" * 3000 + '"',
    ),
    *('"general"', '"none"', '"now"', '"Asia/Bishkek"', '"../UTC"', '"((("', '"p:has(p:has(p))"'),
    *('{author = "((("}', '{title = "h1"}', '{date = "p"}', '{x = "*"}', "[" * 200, "{" * 50),
)
CONFIG_VALUES = (
    *("", "x", "../..", "/etc", "/", "..\\..\\x", "[a, b]", "{a: b}", "~", "1", "true", "'\\0'"),
    *('"a\\0b"', '"\\uD800"', "&a [*a]", "2013-03-06", "!ruby/object:X {}", "|\n  x", "C:\\x"),
)
CONFIG_KEYS = (
    *("source", "collections_dir", "layouts_dir", "timezone", "permalink", "future", "defaults"),
    *("collections", "theme", "baseurl", "title", "author", "kramdown", "exclude"),
)


class Settings(NamedTuple):
    """What a site and an environment say."""

    toml: bytes
    config: bytes
    environment: dict[str, str]


def generated_settings(number: int, seed: int = 0) -> Iterator[Settings]:
    """Yield settings of a site, of its ``_config.yml`` and of the environment."""
    dice = random.Random(seed)
    for _ in range(number):
        names = [dice.choice([*keys(), "x", "a.b", '"q"']) for _ in range(dice.randrange(5))]
        lines = [f"{name} = {dice.choice(VALUES)}" for name in dict.fromkeys(names)]
        toml = "\n".join(lines).encode()
        config = "\n".join(
            f"{name}: {dice.choice(CONFIG_VALUES)}"
            for name in dict.fromkeys(dice.choices(CONFIG_KEYS, k=dice.randrange(4)))
        ).encode()
        if dice.random() < 0.2:
            toml = _garbled(toml, dice)
        if dice.random() < 0.2:
            config = _garbled(config, dice)
        plain = [value.strip('"') for value in VALUES if "\\u0000" not in value]
        environment = {
            ENVIRONMENT_PREFIX + dice.choice(keys()).upper(): dice.choice([*plain, "\udcff"])
            for _ in range(dice.randrange(2))
        }
        yield Settings(toml, config, environment)


def _garbled(data: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(data or b"x")
    for _ in range(dice.randrange(1, 6)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def use_settings(settings: Settings, root: Path) -> None:
    """Make a post of a page with settings; anything but a ``CrosspostError`` is a fault."""
    (root / "crosspost.toml").write_bytes(settings.toml)
    (root / "_config.yml").write_bytes(settings.config)
    try:
        config = load(root, environment=settings.environment)
        site = Jekyll.read_site(root)
        folder = real_folder(root, site.posts_folder(config.output, draft=config.draft))
        assert folder.is_relative_to(root) or "CROSSPOST_OUTPUT" in settings.environment
        assert real_folder(root, site.pictures_folder(config.pictures)).is_relative_to(root)
        convert(PAGE, "https://example.org/a", config, site=site).text.encode("utf-8")
    except CrosspostError as error:
        assert str(error)


LINKS = [f"https://example.org/{n}" for n in range(6)]
WEB = Web({link: f"River {n}" for n, link in enumerate(LINKS)})
TABLES = ("run", "link", "draft", "post", "post_url", "host", "content", "bad_line")
JOURNAL_VALUES = (
    *(None, 0, 1, -1, 2**62, 1.5, float("inf"), 1e300, "", "x", b"\xff\xfe", "[]", "{}", "[1]"),
    *('["a"]', '{"a": 1}', "[" * 2000, "null", "2024-01-01", "2024-02-30T00:00:00+00:00", "now"),
    *("../../x", "/etc/passwd", "..\\x", "a\0b", "_posts/../../x", "_posts", ".", "staged"),
    *("placing", "done", "todo", "failed", '[["/etc/passwd", "../x.png", false]]', "y" * 10_000),
)


def make_journal(root: Path) -> Path:
    """Make a site whose journal has links of every state; return a copy of it."""
    (root / "_config.yml").touch()
    batch(root, WEB, LINKS[:4])
    path = root / FOLDER / FILE
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        draft = "INSERT INTO draft VALUES (?, ?, ?, 'text', '[]', '[]', '')"
        for link, state in ((1, "staged"), (2, "placing"), (3, "failed")):
            db.execute("UPDATE link SET state = ?, run = 1 WHERE id = ?", (state, link))
            db.execute(draft, (link, settings(root), f"2024-05-01-other-{link}.md"))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = root / "journal.copy"
    shutil.copy(path, copy)
    return copy


def generated_journals(number: int, seed: int = 0) -> Iterator[list[tuple[str, str, int, object]]]:
    """Yield changes of a journal: table, column as a number, row, value."""
    dice = random.Random(seed)
    for _ in range(number):
        yield [
            (
                dice.choice(TABLES),
                str(dice.randrange(20)),
                dice.randrange(6),
                dice.choice(JOURNAL_VALUES),
            )
            for _ in range(dice.randrange(1, 8))
        ]


def use_journal(changes: list[tuple[str, str, int, object]], root: Path, copy: Path) -> None:
    """Run a batch over a changed journal; anything but a ``CrosspostError`` is a fault."""
    path = root / FOLDER / FILE
    for post in (root / "_posts").iterdir():
        post.unlink()  # of the journal before
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copy(copy, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for table, number, row, value in changes:
            columns = [column[1] for column in db.execute(f"PRAGMA table_info({table})")]
            column = columns[int(number) % len(columns)]
            chosen = db.execute(
                f"SELECT {columns[0]} FROM {table} LIMIT 1 OFFSET ?", (row,)
            ).fetchone()
            try:
                db.execute(
                    f"UPDATE {table} SET {column} = ? WHERE {columns[0]} IS ?",
                    (value, chosen[0] if chosen else None),
                )
            except sqlite3.IntegrityError:
                continue  # SQLite itself does not let it in
    outside = sorted(p.name for p in root.parent.iterdir())
    try:
        batch(root, WEB, LINKS, network=Network(1))
    except CrosspostError as error:
        assert str(error)
    assert sorted(p.name for p in root.parent.iterdir()) == outside
    assert {p.name for p in root.iterdir()} <= {
        *("_config.yml", "_posts", "_drafts", "_data", FOLDER, "journal.copy"),
    }
    assert {p.name for p in root.glob("_data/*")} <= {"comments"}
