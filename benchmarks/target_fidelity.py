"""What a reader sees of posts that the real generators built, beside what the pages showed.

    python benchmarks/target_fidelity.py [NAME ...] [--show 3] [--texts 2000] [--fields 200]
                                         [--seed 1] [--keep FOLDER]

For each generator that is installed (``generators/``), and each of its configurations: 60 articles
of our own writing, with every construct of the golden cases of Markdown, go through the public
pipeline into one site, which the generator builds once. ``page_atoms`` compares the built pages
with the sources. Then texts that a processor or a template language would take for markup
(``target_texts``), each in 15 places: wrong where a reader sees something else, broken where the
build ends. Last, values of the front matter as the generator itself reads them.

Exits 1 if a text is wrong, a build broken, a field another one, or a mean below 0.975 where the
site shows HTML: elsewhere, players and raised text have no form.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import lxml.html

import crosspost
import page_atoms
import target_articles
import target_texts
from crosspost.markdown import render
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets import target_of
from crosspost.targets.base import Target
from generators import protocol
from generators.protocol import BuildError, RealGenerator
from target_articles import NOW, WITHOUT_ATTRIBUTION

LEAST = 0.975
WHOLE = replace(WITHOUT_ATTRIBUTION, select={"body": "article"})
_TOGETHER = 25  # texts in a post
_MARK = re.compile(r"qq(\d+)qq(.*?)(?=qq\d+qq)", re.S)


class Post(NamedTuple):
    """A post of a site: its file, relative to the folder of posts, its text, its name."""

    file: str
    text: str
    name: str


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=protocol.names())
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--texts", type=int, default=2000)
    arguments.add_argument("--fields", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path)
    given = arguments.parse_args()
    good = True
    for name in given.names:
        generator = protocol.load(name)
        if not generator.version:
            print(f"{name}: not installed, left out")
            continue
        for variant, config in generator.configurations.items():
            label = f"{name} {generator.version}{', ' if variant else ''}{variant}"
            with tempfile.TemporaryDirectory() as folder:
                root = (given.keep or Path(folder)) / re.sub(r"\W+", "-", label)
                trial = Trial(generator, config, root, given.show)
                good &= trial.run(label, given.texts, given.fields, given.seed)
    return 0 if good else 1


class Trial:
    """One generator with one configuration; its sites are in folders below one."""

    def __init__(self, generator: RealGenerator, config: str, root: Path, show: int) -> None:
        self.generator = generator
        self.config = config
        self.root = root
        self.show = show
        self.shows_html = True

    def run(self, label: str, texts: int, fields: int, seed: int) -> bool:
        """Measure, print a row, and tell whether all is as wanted."""
        start = time.perf_counter()
        total, by_kind, broken = self.fidelity()
        row = f"{label}: MEAN {total:.3f}, broken {broken}"
        wrong = lost = unread = 0
        if texts:
            wrong, lost, number, places = self.texts(target_texts.texts(texts, seed))
            row += f"; of {texts} texts in {number} places wrong {wrong}, broken {lost} {places}"
        if fields:
            unread, number = self.fields(target_texts.texts(fields, seed + 1))
            row += f"; of {number} fields another {unread}"
        kinds = " ".join(f"{kind} {value:.3f}" for kind, value in by_kind.items())
        print(f"{row} ({time.perf_counter() - start:.0f} s)\n    {kinds}", flush=True)
        return (total >= LEAST or not self.shows_html) and not (broken or wrong or lost or unread)

    def site(self, name: str) -> tuple[Path, Target]:
        """Make a site without posts."""
        root = self.root / name
        self.generator.new_site(root, self.config)
        return root, target_of(root, self.generator.name)

    def write(self, root: Path, posts: list[Post]) -> None:
        """Write posts into a site."""
        for post in posts:
            path = root / self.generator.posts / post.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(post.text, "utf-8")

    def fidelity(self) -> tuple[float, dict[str, float], int]:
        """Return the mean, the means by kind, and how many builds or posts broke."""
        root, site = self.site("articles")
        self.shows_html = site.dialect([]).raw_html
        articles = target_articles.articles()
        posts, sources = [], []
        for number, article in enumerate(articles):
            config = WHOLE if article.is_whole else WITHOUT_ATTRIBUTION
            title = f"Article {number:02}"
            made = crosspost.convert(
                article.page, article.url, config, site=site, overrides={"title": title}, now=NOW
            )
            posts.append(_post(made.filename, made.text))
            sources.append(article.shown)
        pages = self.built(root, site, posts)
        scores = []
        for post, article, source in zip(posts, articles, sources, strict=True):
            page = pages.get(post.name, "")
            one, other = page_atoms.atoms(source), page_atoms.atoms(page)
            scores.append((page_atoms.score(one, other), article.name, one, other))
        for score, name, one, other in sorted(scores, key=lambda row: mean(row[0].values()))[
            : self.show
        ]:
            print(f"  {mean(score.values()):.3f} {name}")
            for kind in page_atoms.KINDS[1:]:
                a, b = page_atoms.compared(kind, one, other)
                if a != b:
                    print(f"      {kind}: lost {str(list(a - b)[:3])[:300]}"
                          f" gained {str(list(b - a)[:3])[:300]}")  # fmt: skip
        by_kind = {
            kind: mean(score[kind] for score, *_ in scores if kind in score)
            for kind in page_atoms.KINDS
        }
        return page_atoms.total([row[0] for row in scores]), by_kind, len(posts) - len(pages)

    def built(self, root: Path, site: Target, posts: list[Post]) -> dict[str, str]:
        """Return the pages by their names; those at which a build ends are missing."""
        self.write(root, posts)
        try:
            self.generator.build(root)
        except BuildError as error:
            if len(posts) == 1:
                print(f"  broken: {posts[0].file}: {str(error).strip()[-500:]}")
                return {}
            half, pages = len(posts) // 2, {}
            for number, part in enumerate((posts[:half], posts[half:])):
                inner = root.with_name(f"{root.name}{number}")
                self.generator.new_site(inner, self.config)
                pages.update(self.built(inner, site, part))
            return pages
        return {post.name: self.generator.page_of(root, post.name) for post in posts}

    def texts(self, texts: list[str]) -> tuple[int, int, int, dict[str, int]]:
        """Return how many are wrong, how many posts broke, how many there were, where wrong."""
        root, site = self.site("texts")
        posts, wanted = [], {}
        number = 0
        for start in range(0, len(texts), _TOGETHER):
            html = ""
            for text in texts[start : start + _TOGETHER]:
                for place, snippet, seen in target_texts.snippets(text):
                    html += f"<p>qq{number}qq</p>{snippet}"
                    wanted[number] = (place, text, target_texts.folded(seen))
                    number += 1
            posts.append(_written(site, f"Texts {start:05}", f"{html}<p>qq{number}qq</p>"))
        pages = self.built(root, site, posts)
        seen_by_number: dict[int, str] = {}
        for page in pages.values():
            seen_by_number |= {
                int(n): target_texts.folded(t) for n, t in _MARK.findall(_seen(page))
            }
        wrong: Counter[str] = Counter()
        for key, (place, text, want) in wanted.items():
            if pages and seen_by_number.get(key) != want:
                wrong[place] += 1
                if wrong[place] <= self.show:
                    print(f"  wrong [{place}] {text!r}: {seen_by_number.get(key)!r}")
        return wrong.total(), len(posts) - len(pages), number, dict(wrong)

    def fields(self, values: list[str]) -> tuple[int, int]:
        """Return how many fields the generator reads as something else, and how many there are."""
        root, site = self.site("fields")
        posts, meant = [], {}
        has_slug = "slug" not in getattr(getattr(site, "about", None), "reserved", ())
        for number, value in enumerate(values):
            given = {"title": value, "description": value, "author": value, "slug": f"v{number}",
                     "tags": [value, "plain"], "categories": [value]}  # fmt: skip
            page = target_articles.pages.article("A bridge")
            if not has_slug:
                del given["slug"]
            made = crosspost.convert(
                page, f"https://news.example.org/{number}", site=site, overrides=given, now=NOW
            )
            post = _post(made.filename if has_slug else f"v{number}.md", made.text)
            posts.append(post)
            meant[post.name] = made.front_matter
        self.built(root, site, posts)
        read = self.generator.fields_of(root)
        if read is None:
            return 0, 0
        unlike = number = 0
        for name, fields in meant.items():
            for field in ("title", "description", "author", "tags", "categories", "date"):
                number += 1
                want, got = fields.get(field), read.get(name, {}).get(field)
                if not _same(want, got):
                    unlike += 1
                    if unlike <= self.show:
                        print(f"  field {field} of {name}: {want!r} was read as {got!r}")
        return unlike, number


def _post(filename: str, text: str) -> Post:
    name = filename.removesuffix("/index.md").rsplit(".", 1)[0]
    return Post(filename, text, name)


def _written(site: Target, title: str, html: str) -> Post:
    """Return a post of a body, which nothing is looked for in."""
    warnings: list[str] = []
    name = site.filename(title.lower().replace(" ", "-"), NOW.date())
    path = site.posts_folder() / name
    front = site.fields({"title": title, "date": NOW.date()}, path, warnings)
    text = render(to_soup(parse_fragment(html, None)), site.dialect(warnings)).text
    return _post(name, site.compose(front, "\n" + site.guard_text(text, front, path)))


def _seen(page: str) -> str:
    """Return the text of a page, with the alternative texts of pictures."""
    root = lxml.html.fromstring(f"<div>{page}</div>")
    for tag in root.iter("img"):
        tag.tail = f"[{tag.get('alt', '')}]{tag.tail or ''}"
    for tag in root.iter("br", "td", "th", "li", "p", "dt", "dd"):
        tag.tail = f" {tag.tail or ''}"
    return str(root.text_content())


def _same(meant: Any, read: Any) -> bool:
    if isinstance(meant, (date, datetime)):
        return isinstance(read, str) and _moment(meant) == _moment(_date_of(read))
    if isinstance(meant, str) and isinstance(read, list):
        return read == [meant]
    return bool(meant == read) or (not meant and not read)


def _date_of(text: str) -> datetime:
    text = re.sub(r"^(\S+) (\S+) ([+-]\d{2})(\d{2})$", r"\1T\2\3:\4", text)
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _moment(when: date | datetime) -> datetime:
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
