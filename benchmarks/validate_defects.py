"""Defects put into whole posts, one at a time: what ``validate_recall.py`` measures with.

Each maker takes a whole post and returns what a slip of its owner would have made of it, or None
where the post has no place for that slip. The kinds are those of real histories: what was broken
in published posts, and mended by their owners or not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from crosspost.validate.post import Field, Post
from crosspost.validate.tree import Scalar, Sequence


@dataclass(frozen=True)
class Mutant:
    """A post with one defect; ``name`` is the file's new name, empty where it keeps its own."""

    data: bytes
    name: str = ""


Maker = Callable[[Post, random.Random], Mutant | None]


@dataclass(frozen=True)
class Defect:
    """A kind of slip.

    Attributes:
        codes: the rules of which at least one must speak.
        mends: whether ``--fix`` is to give back every value as it was.
    """

    codes: tuple[str, ...]
    name: str
    make: Maker
    mends: bool = False


WORDS = ("Apple", "Notes", "Harbour", "Release", "Week 3", "Part two", "What we know", "Q&A")
TITLE = ("title",)
TEXT_KEYS = ("title", "description", "excerpt", "subtitle", "summary")


def _edit(post: Post, start: int, end: int, text: str) -> Mutant:
    return Mutant((post.text[:start] + text + post.text[end:]).encode("utf-8"))


def _field(post: Post, keys: tuple[str, ...], kind: type) -> Field | None:
    found = [post.by_key[k] for k in keys if k in post.by_key]
    return next((f for f in found if isinstance(f.value, kind)), None)


def _text_field(
    post: Post, rng: random.Random, keys: tuple[str, ...] = TEXT_KEYS
) -> tuple[Field, Scalar] | None:
    """Return a text on one line that is not empty."""
    found = []
    for key in keys:
        value = post.scalar(key)
        if value is not None and value.value.strip() and value.style in ("", "'", '"') and (
            "\n" not in post.text[value.start : value.end]
        ):  # fmt: skip
            found.append((post.by_key[key], value))
    return rng.choice(found) if found else None


def written(template: str, *, letters: bool = True, keys: tuple[str, ...] = TEXT_KEYS) -> Maker:
    """Write a text value anew: ``{}`` is the plain text that was there."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        chosen = _text_field(post, rng, keys)
        if chosen is None:
            return None
        _, value = chosen
        plain = (
            re.sub(r"[^\w ,.!?()-]", "", value.value).strip(" -?,.!()") if letters else value.value
        )
        if len(plain) < 4 or plain.isdigit():
            return None
        half = plain.find(" ", len(plain) // 2)
        new = template.replace("{}", plain).replace("{word}", rng.choice(WORDS))
        if "{head}" in template:
            if half < 1:
                return None
            new = new.replace("{head}", plain[:half]).replace("{tail}", plain[half + 1 :])
        return _edit(post, value.start, value.end, new)

    return make


def line(template: str) -> Maker:
    """Add a line to the front matter, anywhere at the top level."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        key = template.split(":")[0]
        if key in post.by_key or any(k.lower() == key.lower() for k in post.by_key):
            return None
        at = rng.choice([f.start for f in post.fields])
        return _edit(post, at, at, template + "\n")

    return make


def value_of(key: str, text: str) -> Maker:
    """Replace the value of a key that is there, or add the key."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = post.by_key.get(key)
        if entry is None:
            return line(f"{key}: {text}")(post, rng)
        if not isinstance(entry.value, Scalar) or entry.value.style in ("|", ">"):
            return None
        if not entry.value.value:
            return None
        return _edit(post, entry.value.start, entry.value.end, text)

    return make


def key_named(key: str, name: str) -> Maker:
    """Misspell a key."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = post.by_key.get(key)
        if entry is None or entry.quoted or name in post.by_key:
            return None
        return _edit(post, entry.start, entry.end, name)

    return make


def fence(first: str) -> Maker:
    """Write the first line anew."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        return Mutant((first + post.text[post.block_start :]).encode("utf-8"))

    return make


def no_fence(post: Post, rng: random.Random) -> Mutant | None:
    """Lose the whole block."""
    body = post.text[post.body_start :].strip()
    return Mutant(body.encode("utf-8")) if body and not body.startswith(("---", "+++")) else None


def unclosed(closing: str) -> Maker:
    """Write the last line anew, or lose it."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        body = post.text[post.body_start :]
        if re.search(r"^(?:---|\.\.\.)\s*$", body, re.M) or not body.strip():
            return None
        return _edit(post, post.block_end, post.body_start, closing)

    return make


def empty_block(post: Post, rng: random.Random) -> Mutant | None:
    """Lose everything between the fences."""
    return _edit(post, post.block_start, post.block_end, "")


def in_bytes(encoding: str, letters: str) -> Maker:
    """Save the post in another encoding."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        chosen = _text_field(post, rng)
        if chosen is None:
            return None
        at = chosen[1].start + 1
        text = post.text[:at] + letters + post.text[at:]
        return Mutant(text.encode(encoding, "replace"))

    return make


def _items(
    post: Post, keys: tuple[str, ...], least: int = 2
) -> tuple[Field, Sequence, list[str]] | None:
    """Return a list of plain items without anything that YAML would ask quotes for."""
    entry = _field(post, keys, Sequence)
    if entry is None:
        return None
    assert isinstance(entry.value, Sequence)
    items = [i.value for i in entry.value.items if isinstance(i, Scalar)]
    good = len(items) == len(entry.value.items) and len(items) >= least
    if not good or not all(re.fullmatch(r"[^\W\d_][\w /.+-]*", i) for i in items):
        return None
    return entry, entry.value, items


LIST_KEYS = ("tags", "categories", "authors", "keywords", "category", "Tags", "Categories")


def as_list(template: str, keys: tuple[str, ...] = LIST_KEYS, least: int = 2) -> Maker:
    """Write a list anew: ``{first}`` is its first item, ``{rest|…}`` a line for each other."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        found = _items(post, keys, least)
        if found is None:
            return None
        entry, value, items = found
        rest = re.search(r"\{rest\|(.*?)\}", template, re.S)
        text = template.replace("{first}", items[0]).replace("{all}", ", ".join(items))
        text = text.replace("{semicolons}", "; ".join(items)).replace("{quoted}", " ".join(
            f'"{i}"' for i in items))  # fmt: skip
        if rest:
            lines = "".join("\n" + rest[1].replace("~", item) for item in items[1:])
            text = text.replace(rest[0].replace("{first}", items[0]), lines)
        newline = "\r\n" if "\r\n" in post.block else "\n"
        line_end = post.text.find("\n", max(value.end - 1, entry.end))
        end = line_end - 1 if post.text[line_end - 1] == "\r" else line_end
        return _edit(post, entry.start, end, f"{entry.key}:{text}".replace("\n", newline))

    return make


def item(text: str, keys: tuple[str, ...] = LIST_KEYS) -> Maker:
    """Put one more item into a list with dashes; ``{first}`` is the first of them."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = _field(post, keys, Sequence)
        if entry is None or entry.value.flow or not entry.value.items:  # type: ignore[union-attr]
            return None
        first = entry.value.items[0]  # type: ignore[union-attr]
        if not isinstance(first, Scalar) or not first.value or first.style:
            return None
        start, _ = post.line_at(first.start)
        lead = post.text[start : first.start]
        if lead.strip() != "-":
            return None
        line_end = post.text.find("\n", first.end)
        return _edit(post, line_end + 1, line_end + 1,
                     text.replace("- ", lead).replace("{first}", first.value) + "\n")  # fmt: skip

    return make


def flow_item(text: str, keys: tuple[str, ...] = LIST_KEYS) -> Maker:
    """Put one more item into a list in brackets."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = _field(post, keys, Sequence)
        if entry is None or not entry.value.flow or not entry.value.items:  # type: ignore[union-attr]
            return None
        items = entry.value.items  # type: ignore[union-attr]
        if not isinstance(items[0], Scalar) or "\n" in post.text[entry.start : entry.value.end]:
            return None
        at = items[-1].end
        return _edit(post, at, at, ", " + text.replace("{first}", items[0].value))

    return make


def named(pattern: str) -> Maker:
    """Rename the file."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        parts = post.name_parts()
        if parts is None or not post.in_posts or " " in post.name:
            return None
        year, month, day, slug, extension = parts.groups()
        values = {"y": year, "m": month, "d": day, "slug": slug, "ext": extension}
        return Mutant(post.text.encode("utf-8"), pattern.format(**values))

    return make


def dated(text: str) -> Maker:
    """Write the date anew, with the file's own year, month and day."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        day = post.file_day()
        if day is None or post.kind != "post":
            return None
        months = (
            "January February March April May June July August September October November December"
        )
        name = months.split()[day.month - 1]
        new = text.format(y=day.year, m=f"{day.month:02}", d=f"{day.day:02}", im=day.month,
                          id=day.day, month=name, mon=name[:3], wrong=(day.year + 1),
                          next=f"{day.month % 12 + 1:02}")  # fmt: skip
        return value_of("date", new)(post, rng)

    return make


def doubled(same: bool, far: bool) -> Maker:
    """Repeat a key."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = rng.choice(post.fields)
        value = entry.value
        if (
            not isinstance(value, Scalar)
            or "\n" in post.text[entry.start : value.end]
            or not value.value
        ):
            return None
        text = post.text[entry.start : value.end] if same else f"{entry.key}: something else"
        at = post.block_end if far else entry.start
        if post.text[at - 1] != "\n":
            return None
        return _edit(post, at, at, text + "\n")

    return make


def without(key: str) -> Maker:
    """Lose a line."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        entry = post.by_key.get(key)
        if entry is None or len(post.fields) < 2:
            return None
        start, end = post.whole_lines(entry.start, max(entry.value.end - 1, entry.start))
        return _edit(post, start, end, "")

    return make


def no_blank(post: Post, rng: random.Random) -> Mutant | None:
    """Lose the blank behind a colon."""
    entry = rng.choice(post.fields)
    if not isinstance(entry.value, Scalar) or not entry.value.value or len(post.fields) < 2:
        return None
    return _edit(post, entry.end, entry.value.start, ":")


def tab_before(post: Post, rng: random.Random) -> Mutant | None:
    """Put a tab before the last key."""
    return _edit(post, post.fields[-1].start, post.fields[-1].start, "\t")


def tag_too(post: Post, rng: random.Random) -> Mutant | None:
    """Write a tag beside the tags."""
    return line("tag: music")(post, rng) if "tags" in post.by_key else None


def indented(post: Post, rng: random.Random) -> Mutant | None:
    """Put a blank before a key below a list or a text."""
    places = [f.start for f in post.fields[1:]]
    if not places:
        return None
    at = rng.choice(places)
    return _edit(post, at, at, " ")


def in_body(text: str, *, head: bool = False) -> Maker:
    """Add a paragraph to the beginning or the end of the body."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        if not post.fields or post.text[post.body_start :].strip() == "":
            return None
        if head:
            return _edit(post, post.body_start, post.body_start, f"\n\n{text}\n\n")
        return Mutant((post.text.rstrip() + f"\n\n{text}\n").encode("utf-8"))

    return make


def with_bytes(change: Callable[[bytes], bytes | None]) -> Maker:
    """Change the bytes of the file."""

    def make(post: Post, rng: random.Random) -> Mutant | None:
        data = change(post.text.encode("utf-8"))
        return Mutant(data) if data is not None else None

    return make


def _one_crlf(data: bytes) -> bytes | None:
    return data.replace(b"\n", b"\r\n", 2) if b"\r" not in data[:500] else None


D = Defect
YAML, FOLD, DATE = ("CP201",), ("CP205",), ("CP401",)
BROKEN_LIST = ("CP201", "CP205")
DEFECTS: tuple[Defect, ...] = (
    D(("CP101",), "no block", no_fence),
    D(("CP102",), "no closing fence", unclosed("")),
    D(("CP102",), "closing fence of four", unclosed("----\n")),
    D(("CP102",), "closing fence of two", unclosed("--\n")),
    D(("CP102",), "closing long dash", unclosed("—-\n")),
    D(("CP102",), "closing fence indented", unclosed(" ---\n")),
    D(("CP103",), "long dash and hyphen", fence("—-\n"), True),
    D(("CP103",), "long dash", fence("—\n"), True),
    D(("CP103",), "four hyphens", fence("----\n"), True),
    D(("CP103",), "two hyphens", fence("--\n"), True),
    D(("CP103",), "blank before", fence(" ---\n"), True),
    D(("CP103",), "tab before", fence("\t---\n"), True),
    D(("CP103",), "no-break space before", fence("\u00a0---\n"), True),
    D(("CP103",), "empty line before", fence("\n---\n"), True),
    D(("CP103",), "two empty lines before", fence("\n\n---\n"), True),
    D(("CP103",), "key on the line", fence("---layout: post\n")),
    D(("CP103",), "key and blank on the line", fence("--- layout: post\n")),
    D(("CP103", "CP101"), "text before", fence("Draft\n---\n")),
    D(("CP103", "CP101"), "comment before", fence("<!-- draft -->\n---\n")),
    D(("CP103", "CP101"), "asterisks", fence("***\n")),
    D(("CP103", "CP101"), "code fence around", fence("```yaml\n---\n")),
    D(("CP104",), "latin-1", in_bytes("latin-1", "é")),
    D(("CP104",), "windows quotes", in_bytes("cp1252", "“x”")),
    D(("CP104",), "utf-16", in_bytes("utf-16", "é")),
    D(("CP105",), "mark", with_bytes(lambda b: b"\xef\xbb\xbf" + b), True),
    D(("CP106",), "one CRLF", with_bytes(_one_crlf), True),
    D(("CP108",), "empty block", empty_block),
    D(("CP110",), "day first", named("{d}-{m}-{y}-{slug}{ext}")),
    D(("CP110",), "no day", named("{y}-{m}-{slug}{ext}")),
    D(("CP110",), "underscores", named("{y}_{m}_{d}_{slug}{ext}")),
    D(("CP110",), "blank after the date", named("{y}-{m}-{d} {slug}{ext}")),
    D(("CP110",), "no date", named("{slug}{ext}")),
    D(("CP110",), "compact", named("{y}{m}{d}-{slug}{ext}")),
    D(("CP110",), "long dashes", named("{y}–{m}–{d}–{slug}{ext}")),
    D(("CP110",), "dots", named("{y}.{m}.{d}-{slug}{ext}")),
    D(("CP110",), "date only", named("{y}-{m}-{d}{ext}")),
    D(("CP111",), "month 13", named("{y}-13-{d}-{slug}{ext}")),
    D(("CP111",), "month and day swapped", named("{y}-22-{m}-{slug}{ext}")),
    D(("CP111",), "31 June", named("{y}-06-31-{slug}{ext}")),
    D(("CP111",), "30 February", named("{y}-02-30-{slug}{ext}")),
    D(("CP111",), "month 0", named("{y}-00-{d}-{slug}{ext}")),
    D(("CP112",), "copy", named("{y}-{m}-{d}-{slug} copy{ext}")),
    D(("CP112",), "copy 2", named("{y}-{m}-{d}-{slug} copy 2{ext}")),
    D(("CP112",), "(1)", named("{y}-{m}-{d}-{slug} (1){ext}")),
    D(("CP112",), "blank", named("{y}-{m}-{d}-my {slug}{ext}")),
    D(("CP112",), "doubled extension", named("{y}-{m}-{d}-{slug}.md{ext}")),
    D(("CP112",), "html.md", named("{y}-{m}-{d}-{slug}.html{ext}")),
    D(("CP112",), "backup", named("{y}-{m}-{d}-{slug} - Copy{ext}")),
    D(YAML, "colon", written("{word}: {}"), True),
    D(YAML, "colon in the middle", written("{head}: {tail}"), True),
    D(YAML, "two colons", written("{word}: {head}: {tail}"), True),
    D(YAML, "colon at the end", written("{}:"), True),
    D(YAML, "colon, tab", written("{head}:\t{tail}")),
    D(YAML, "colon and apostrophe", written("What's new: {}"), True),
    D(YAML, "colon and quotes", written('{word}: the "{}" story'), True),
    D(YAML, "colon after a quoted word", written('"{head}": {tail}'), True),
    D(YAML, "text after the quote", written('"{head}" {tail}'), True),
    D(YAML, "text after an apostrophe quote", written("'{head}' {tail}"), True),
    D(YAML, "quotes in quotes", written('"The "{head}" of {tail}"'), True),
    D(YAML, "quotes at the end in quotes", written('"{head} "{tail}""'), True),
    D(YAML, "apostrophe in single quotes", written("'{head}'s {tail}'"), True),
    D(YAML, "two apostrophes in single quotes", written("'It's {head}'s {tail}'"), True),
    D(YAML, "quote not closed", written('"{}')),
    D(YAML, "single quote not closed", written("'{}")),
    D(YAML, "closed with a curly quote", written('"{}”')),
    D(YAML, "closed with the other quote", written("\"{}'")),
    D(YAML, "closed twice", written('"{}""')),
    D(YAML, "text in brackets first", written("[{word}] {}"), True),
    D(YAML, "bar first", written("|{}"), True),
    D(YAML, "at sign first", written("@{}"), True),
    D(YAML, "percent first", written("%{}"), True),
    D(YAML, "backtick first", written("`{head}` {tail}"), True),
    D(YAML, "bold", written("**{head}** {tail}"), True),
    D(YAML, "ampersand first", written("& {}"), True),
    D(YAML, "greater first", written("> {}"), True),
    D(("CP201", "CP208", "CP209"), "exclamation first", written("!{}")),
    D(YAML, "dash first", written("- {}"), True),
    D(YAML, "question first", written("? {}: x")),
    D(YAML, "brace first", written("{{word}} {}")),
    D(YAML, "liquid", written("{{ site.title }} {}", letters=False)),
    D(YAML, "backslash in double quotes", written('"{head} \\d \\w {tail}"'), True),
    D(YAML, "path in double quotes", written('"C:\\Users\\{}"'), True),
    D(YAML, "no blank after the colon", no_blank, True),
    D(YAML, "tab before a key", tab_before),
    D(("CP201", "CP207", "CP205", "CP502", "CP209", "CP211", "CP402", "CP401", "CP701", "CP305",
       "CP501", "CP702"), "blank before a key", indented),
    D(YAML, "merge conflict", line("<<<<<<< HEAD\nweight: 1\n=======\nweight: 2\n>>>>>>> other")),
    D(YAML, "a line of prose", line("just some words that are no key")),
    D(YAML, "half list in brackets", as_list(" [{first}]{rest|- ~}"), True),
    D(YAML, "half list in brackets, indented", as_list(" [{first}]{rest|  - ~}"), True),
    D(YAML, "half list, no indent", as_list(" {first}{rest|- ~}"), True),
    D(YAML, "half list, quoted", as_list(' "{first}"{rest|- ~}')),
    D(YAML, "half list, quoted, indented", as_list(' "{first}"{rest|  - ~}')),
    D(BROKEN_LIST, "half list, tab, no indent", as_list("\t\t{first}{rest|- ~}"), True),
    D(YAML, "dashes without blanks", as_list("\n-{first}{rest|-~}"), True),
    D(YAML, "one dash without blank", as_list("\n- {first}{rest|-~}"), True),
    D(YAML, "no commas", as_list(" [{quoted}]"), True),
    D(YAML, "bracket not closed", as_list(" [{all}"), True),
    D(YAML, "bracket not opened", as_list(" {all}]\nweight: [1")),
    D(YAML, "tab as indent", as_list("\n\t- {first}{rest|\t- ~}"), True),
    D(YAML, "two items on the key's line", as_list(" - {first}{rest|  - ~}"), True),
    D(YAML, "no blank after the key's colon", as_list("[{all}]"), True),
    D(YAML, "unknown alias", as_list("\n- *{first}{rest|- ~}", least=1)),
    D(YAML, "at sign in an item", as_list("\n- @{first}{rest|- ~}", least=1)),
    D(("CP201", "CP209"), "colon in an item", as_list("\n- {first}: x{rest|- ~}", least=1)),
    D(("CP202",), "a list", lambda p, c: _edit(p, p.block_start, p.block_end, "- title\n- x\n")),
    D(("CP202",), "a text", lambda p, c: _edit(p, p.block_start, p.block_end, "My title\n")),
    D(("CP203",), "same twice", doubled(True, False), True),
    D(("CP203",), "same twice, far", doubled(True, True), True),
    D(("CP203",), "twice, another value", doubled(False, True)),
    D(("CP204",), "tabs", lambda p, c: _edit(p, p.fields[0].end + 1, p.fields[0].end + 1, "\t")),
    D(FOLD, "folded list", as_list(" {first}{rest|  - ~}"), True),
    D(FOLD, "folded list, tabs", as_list("\t\t{first}{rest|  - ~}"), True),
    D(FOLD, "folded list, one blank", as_list(" {first}{rest| - ~}"), True),
    D(FOLD, "folded list, four blanks", as_list(" {first}{rest|    - ~}"), True),
    D(FOLD, "folded list, tab after the dash", as_list(" {first}{rest|  -\t~}"), True),
    D(("CP206",), "cut title", written("{head} #{tail}"), True),
    D(("CP206",), "title of a hash", written("#{}"), True),
    D(("CP206", "CP503"), "item of a hash", item("- #{first}")),
    D(("CP206",), "cut item", item("- C #{first}")),
    D(("CP207",), "sentence as a key", line("We asked what they think of it, and why: nothing")),
    D(("CP207",), "markup as a key", line('<p class="x">Look here: nothing</p>')),
    D(("CP207",), "quote over keys", line('description: "not closed\nsubtitle: second"')),
    D(("CP208",), "ruby object", line("excerpt: !ruby/object:Hpricot::Doc\n  options: {}")),
    D(("CP208",), "python object", line("meta: !!python/object/apply:os.system [ls]")),
    *(D(("CP209",), f"title {v}", value_of("title", v), False)
      for v in ("1.10", "012", "12:30", "no", "Yes", "~", "null", "1_000", "1,000", "0x1F", "on",
                ".5", "2.", "off", "True", "+1", "1:30:00")),
    *(D(("CP209",), f"tag {v}", item(f"- {v}", ("tags",)))
      for v in ("1.10", "012", "12:30", "no", "on", "yes", "2.0.10e1")),
    D(("CP209", "CP503"), "tag null", item("- null", ("tags",))),
    D(("CP209", "CP503"), "tag ~", item("- ~", ("tags",))),
    D(("CP209",), "tag in brackets", flow_item("1.10", ("tags",))),
    D(("CP210",), "curly quotes", written("“{}”")),
    D(("CP210",), "German quotes", written("„{}“")),
    D(("CP210",), "backslash", written("It\\'s {}")),
    D(("CP210",), "quotes in quotes", written("'\"{}\"'", keys=TITLE)),
    D(("CP210",), "quotes in quotes, other way", written("\"'{}'\"", keys=TITLE)),
    D(("CP210",), "escaped quotes in quotes", written('"\\"{}\\""', keys=TITLE)),
    D(("CP210",), "curly single quotes", written("‘{}’")),
    D(("CP210",), "mixed quotes", written("”{}”")),
    *(D(("CP211",), f"published: {v}", value_of("published", v))
      for v in ("yes", "no", "on", "off", '"false"', "'true'", "ture", "flase", "", "y",
                "n", "0", "1", "fasle", "treu", "~", "null")),
    *(D(("CP301",), f"{k} as {v}", key_named(k, v))
      for k, v in (("title", "titel"), ("title", "tilte"), ("title", "tittle"), ("title", "titile"),
                   ("title", "itle"), ("title", "titl"), ("title", "titlee"), ("title", "tiltle"),
                   ("layout", "layot"), ("layout", "laoyut"), ("layout", "layour"),
                   ("layout", "lay-out"), ("date", "dtae"), ("date", "daet"), ("tags", "tgas"),
                   ("tags", "tasg"), ("tags", "tagss"), ("categories", "catagories"),
                   ("categories", "cateogries"),
                   ("categories", "caegories"), ("categories", "categoies"),
                   ("categories", "catogories"), ("categories", "categeries"),
                   ("author", "auther"), ("author", "authro"),
                   ("author", "authur"), ("authors", "auhtors"),
                   ("description", "descripion"), ("description", "desciption"),
                   ("description", "discription"), ("description", "descriptoin"),
                   ("excerpt", "exerpt"), ("excerpt", "excerp"), ("excerpt", "exceprt"),
                   ("permalink", "permlink"),
                   ("permalink", "premalink"), ("image", "iamge"), ("image", "imgae"),
                   ("comments", "coments"), ("published", "publishd"), ("published", "pubilshed"),
                   ("redirect_from", "redirect-from"), ("redirect_from", "redirect_form"),
                   ("redirect_from", "redirects_from"), ("translator", "translate"),
                   ("translator", "tranlator"))),
    *(D(("CP302",), f"{k} as {v}", key_named(k, v))
      for k, v in (("title", "Title"), ("title", "TITLE"), ("layout", "Layout"), ("date", "Date"),
                   ("tags", "Tags"), ("author", "Author"), ("authors", "Authors"),
                   ("categories", "Categories"), ("categories", "CATEGORIES"),
                   ("description", "Description"), ("image", "Image"), ("excerpt", "Excerpt"),
                   ("permalink", "Permalink"), ("tags", "tAgs"))),
    D(("CP303",), "tag beside tags", tag_too),
    D(("CP304",), "draft", line("draft: true")),
    *(D(("CP305",), f"without {k}", without(k)) for k in ("title", "layout", "author")),
    *(D(("CP306",), f"{k}: {v}", value_of(k, v)) for k in ("title", "date", "layout")
      for v in ("", '""', "''")),
    *(D(("CP307",), f"placeholder {v}", value_of("title", v)) for v in
      ("...", "TBD", "TODO", "Title", "x", "Lorem ipsum dolor sit amet", "xxx", "'…'", "T.B.D.",
       "Your title here", "TODO - write a title", "[title]", "<title>", "Untitled")),
    *(D(("CP307",), f"placeholder description {v}", value_of("description", v)) for v in
      ("...", "TBD", "Description", "description here", "Lorem ipsum dolor sit amet, consectetur")),
    *(D(DATE, f"date {v}", dated(v)) for v in
      ("{y}-13-{d}", "{y}-{m}-57", "{y}-02-30", "{y}-06-31", "{y}-{m}-{d} 24:34",
       "{y}-{m}-{d} 12:60:00",
       "{y}-{m}-{d} 25:00:00 +0000", "'{y}-02-31'", "{y}-00-{d}", "{y}-{m}-00", "{y}-{m}",
       "{y}-{m}-0{d}", "sometime", "{y}–{m}–{d}", "99/99/{y}", "{y}-{m}-{d}T10:00:00+30:00",
       "2013-06-31 10:00:00", "{y}{m}", "{y}-{m}-{d} 10:00:61 +0200", "YYYY-MM-DD")),
    *(D(("CP402",), f"date {v}", dated(v)) for v in
      ("{month} {id}, {y}", "{mon} {id}, {y}", "{id} {month} {y}", "{y}/{m}/{d}", "{y}.{m}.{d}",
       "{y}-{m}-{d} (optional)", "{y}-{m}-{d} 10:00 PM", "{y}-{m}-{d} 10:00pm", "{y}{m}{d}",
       "{d}.{m}.{y}", "{id}{mon}{y}", "{y}-{m}-{d} at 10:00", "'{month} {id}, {y}'",
       "{mon} {id} {y} 10:00", "{y}-{m}-{d}.", "{id}th {month} {y}", "{y}-{m}-{d}, 10:00",
       "{month} {id} {y}", "{y}-{m}-{d} 10h30", "{y}-{m}-{d}-10:00", "{y}-{m}-{d} 10.30")),
    *(D(("CP403",), f"date {v}", dated(v)) for v in
      ("{wrong}-{m}-{d}", "{y}-{next}-05", "'{wrong}-{m}-{d}'", "{wrong}-{m}-{d} 10:00:00 +0000",
       "{wrong}-{m}-{d}T10:00:00Z", "{month} {id}, {wrong}")),
    D(("CP404", "CP403"), "future", dated("2199-{m}-{d}")),
    D(("CP501",), "commas", as_list(" {all}", ("tags", "categories")), True),
    D(("CP501",), "commas in quotes", as_list(' "{all}"', ("tags", "categories")), True),
    D(("CP501",), "semicolons", as_list(" {semicolons}", ("tags", "categories")), True),
    *(D(("CP501",), f"tags {v}", value_of("tags", v)) for v in
      ("音乐，钢琴", "piano,music", "peace corps, kyrgyzstan", "piano, music,", "'a, b'",
       "a / b, c")),
    D(("CP502",), "two words", value_of("tags", "Peace Corps")),
    D(("CP502",), "two words in quotes", value_of("categories", '"Harbour Notes"')),
    *(D(("CP503",), f"item {v!r}", item(v)) for v in ("-", "- ", "- # why", '- ""', "- ~")),
    D(("CP503",), "last item", lambda p, c: item("-")(p, c)),
    D(("CP504",), "item twice", item("- {first}"), True),
    D(("CP504",), "item twice, quoted", item('- "{first}"'), True),
    D(("CP504",), "item twice in brackets", flow_item("{first}"), True),
    D(("CP505",), "one item of three", as_list(' ["{all}"]', least=3)),
    D(("CP505",), "one item of three, dash", as_list("\n- {all}", least=3)),
    D(("CP506",), "hash item", item("- '#jazz'")),
    D(("CP506",), "comma item", item("- jazz,")),
    *(D(("CP601",), f"entity {v}", written(f"{{head}} {v} {{tail}}", keys=TITLE)) for v in
      ("&quot;", "&#39;", "&rsquo;", "&ntilde;", "&#8217;", "&#x2019;", "&mdash;", "&nbsp;",
       "&hellip;", "&amp;", "&eacute;", "&ldquo;", "&#038;", "&apos;", "&#x27;")),
    *(D(("CP602",), f"markup {v}", written(v, keys=TITLE)) for v in
      ("The <em>{}</em>", "{head}<br>{tail}", "<b>{}</b>", '<span class="x">{}</span>',
       "{head} <code>x</code> {tail}", '<a href="https://example.org">{}</a>', "{}<br/>",
       "<i>{head}</i> {tail}", "{head} <sup>2</sup> {tail}", "<strong>{}</strong>")),
    *(D(("CP603",), f"mojibake {v}", written(f"{{head}} {v} {{tail}}", keys=TITLE)) for v in
      ("CafÃ©", "donâ€™t", "â€œx", "â€“", "naÃ¯ve", "Ã¼ber", "EspaÃ±a", "Â©", "â€¦", "Â·",
       "FranÃ§ois", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "ä½ å¥½", "ï¿½", "\ufffd")),
    D(("CP701",), "unknown layout", value_of("layout", "blogg")),
    *(D(("CP704",), f"image {v}", value_of("image", v)) for v in
      ("../assets/images/", "/assets/images/", "C:\\Users\\me\\cat.jpg", "file:///home/me/cat.jpg",
       "../cat.jpg", "images/", "..", "D:/cat.jpg", "./", "/", "~/cat.jpg", "/Users/me/cat.jpg",
       "C:cat.jpg")),
    *(D(("CP705",), f"{k}: {v}", value_of(k, v)) for k, v in
      (("canonical_url", "www.example.org/a"), ("canonical_url", "/a/b"),
       ("canonical_url", "http://localhost:4000/a"), ("canonical_url", "htp://example.org/a"),
       ("canonical_url", "https://example.org/a b"), ("canonical_url", "https:/example.org/a"),
       ("canonical_url", "example.org/a"), ("redirect_to", "javascript:alert(1)"),
       ("canonical_url", "https://"), ("canonical_url", "http://127.0.0.1:4000/a"),
       ("canonical_url", "https//example.org/a"), ("canonical_url", "N/A"),
       ("canonical_url", "https://https://example.org/a"))),
    *(D(("CP706",), f"permalink {v}", value_of("permalink", v)) for v in
      ("blog/my-post/", "/my post/", "/a//b/", "a/b.html", "/:yaer/:title/", "my-post",
       "https://example.org/a/")),
    *(D(("CP801",), f"title {v}", written(f"{{}} {v}", keys=TITLE)) for v in
      ("[cross-post]", "(cross-post)", "[crosspost]", "(crossposted from my blog)", "[repost]",
       "[Cross-posted]")),
    *(D(("CP801",), f"body {v[:30]}", in_body(v, head=h)) for h in (True, False) for v in
      ("*Originally posted [here](https://example.org/a).*",
       "_The text below was originally posted here: [https://example.org/a](https://example.org/a)_",
       "This post was originally published on [my blog](https://example.org/a).",
       "*This article first appeared on [Medium](https://medium.com/@a/b).*",
       "Cross-posted from [the blog](https://example.org/a).",
       "> Originally published at https://example.org/a on March 3, 2013.",
       '<p><em>Originally posted at <a href="https://example.org/a">X</a>.</em></p>',
       "Crossposted from https://example.org/a",
       "*First published at [example](https://example.org/a)*",
       "**Note:** this was originally posted on [X](https://example.org/a).",
       "This blog post originally appeared at [X](https://example.org/a).",
       "This is a cross-post from [X](https://example.org/a).",
       "This is a repost of an article at [X](https://example.org/a).",
       "Reposted from [X](https://example.org/a) with permission.",
       "Read the original article at [X](https://example.org/a).",
       "This entry was cross-posted to [X](https://example.org/a).",
       "(This post originally appeared on the [X blog](https://example.org/a).)")),
    *(D(("CP802", "CP705"), f"{v}", line(v)) for v in
      ("original_author: [A, B]", "original_url: nowhere", "license:", "original_url: [a]",
       "original_author: ''", "canonical_url: [a]", "license: {a: b}")),
)  # fmt: skip
