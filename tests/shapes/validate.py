"""Posts made to be slow to check: front matter up to its limit of 64 KB, bodies of any size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from crosspost.targets.jekyll import posts
from crosspost.validate.check import read_post
from crosspost.validate.context import Context
from crosspost.validate.options import Options
from crosspost.validate.run import check_text
from shapes import Shape, repeated
from validate.one_post import check_post

EVERYTHING = Options(show_info=True, body=True)
NAME = "/nowhere/_posts/2013-03-06-a.md"
# Bytes of a block that is still read.
BLOCK = 62_000


def check(given: list[str]) -> None:
    """Check posts of a site, and repair them with all there is."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "_config.yml").write_text("title: A site\n")
        for name in ("_posts", "_layouts", "_includes", "x"):
            (Path(folder) / name).mkdir()
        (Path(folder) / "_layouts/post.html").touch()
        for text in given:
            data = text.encode("utf-8", "surrogatepass")
            name = f"{folder}/_posts/2013-03-06-a.md"
            check_text(data, name, EVERYTHING, fix=True, unsafe=True)


def only_check(given: list[str]) -> None:
    """Check posts as those of one site."""
    context = Context(Path("/nowhere"), "plain", EVERYTHING)
    read = [read_post(NAME.replace("-a.", f"-{n}."), text.encode(), context, f"{n}.md")
            for n, text in enumerate(given)]  # fmt: skip
    for post in read:
        context.facts.add(post, names=True)
    check_post(read[0], context, read)


def find_sources(given: list[str]) -> None:
    """Ask posts which article they were made from."""
    for text in given:
        posts._sources(text.encode(), ())


def front(piece: str, before: str = "", after: str = "") -> Callable[[int], list[str]]:
    """Return a maker of posts in whose front matter a piece is repeated."""
    block = repeated(piece, before, after)

    def make(size: int) -> list[str]:
        sizes = [BLOCK] * (size // BLOCK) + [size % BLOCK or 1]
        return [f"---\n{block(part)}\n---\n\nText\n" for part in sizes]

    return make


def toml(piece: str, before: str = "", after: str = "") -> Callable[[int], list[str]]:
    """Return the same for TOML."""
    make = front(piece, before, after)
    return lambda size: [text.replace("---", "+++") for text in make(size)]


def body(piece: str, before: str = "", after: str = "") -> Callable[[int], list[str]]:
    """Return a maker of posts in whose body a piece is repeated."""
    make = repeated(piece, before, after)
    head = "---\ntitle: Radio\noriginal_url: https://example.org/a\n---\n\n"
    return lambda size: [head + make(size) + "\n"]


def fences(size: int) -> list[str]:
    """Return a body of fences none of which closes another one."""
    lines = (f"{'`' * n}\n\n" for n in range(3, int((2 * size) ** 0.5)))
    return [f"---\ntitle: a\n---\n\n{''.join(lines)}"]


def numbered(piece: str, before: str = "") -> Callable[[int], list[str]]:
    """Return a maker of front matter with lines that differ; ``{n}`` is the number."""

    def make(size: int) -> list[str]:
        out = []
        for _ in range(max(1, size // BLOCK)):
            wide = min(size, BLOCK) // len(piece.format(n=10_000))
            lines = "".join(piece.format(n=n) for n in range(wide))
            out.append(f"---\n{before}{lines}---\n\nText\n")
        return out

    return make


MAKERS: dict[str, Callable[[int], list[str]]] = {
    "a comment of blanks": front(" ", "title: x # crosspost:"),
    "comments that silence nothing": front("# crosspost: ignore[CP1,x,folded]\n"),
    "comments with unknown rules": numbered("# crosspost: ignore[cp{n},foldde{n}]\n", "title: x\n"),
    "blank lines": front("\n"),
    "blank lines before a key": front("\n", "", "source: https://example.org/a"),
    "brackets in front matter": front("["),
    "braces in front matter": front("{"),
    "dashes and tabs": front("-\t", "tags:\n  "),
    "tabs": front("\t", "title: x"),
    "tabs after quoted items": front('- "a"\t\n', "tags:\n"),
    "quoted lines with tabs": front('-\t"a\n  b"\t\n', "tags:\n"),
    "empty items": front("-\n", "tags:\n"),
    "items that are cut": front("- #a\n", "tags:\n"),
    "items of one letter": front("- a\n", "tags:\n"),
    "numbers as items": front("- 1\n", "tags:\n"),
    "many items": numbered("- tag {n}\n", "tags:\n"),
    "many items in a flow": front("a, ", "tags: [", "a]"),
    "many keys": numbered("key{n}: a\n"),
    "many typos": numbered("titl{n}: a\n"),
    "the same key": front("title: a\n"),
    "many authors": numbered("- Ann {n}\n", "authors:\n"),
    "redirects": numbered("- /a/{n}/\n", "redirect_from:\n"),
    "commas in tags": front("a, ", "tags: "),
    "words in tags": front("Peace Boat ", "tags: "),
    "semicolons in categories": front(";", "categories: a"),
    "a title of quotes": front('"', "title: "),
    "a title of curly quotes": front("“", "title: "),
    "a title of hashes": front(" #x", "title: a"),
    "a title of colons": front(": ", "title: a"),
    "a title of entities": front("&amp;", "title: "),
    "a title of tags": front("<b ", "title: "),
    "a title of mojibake": front("â€œ", "title: "),
    "a title of backslashes": front("\\'", "title: a"),
    "a title on many lines": front("\n  a", "title: a"),
    "a quoted title on many lines": front("\nkey: a", 'title: "a', '"'),
    "a date of digits": front("1", "date: 2013-03-06 "),
    "a date of blanks": front(" ", "date: 2013-03-06", "x"),
    "a permalink of colons": front(":a/", "permalink: /"),
    "a permalink of slashes": front("/", "permalink: "),
    "an image of dots": front("../", "image: "),
    "an original of slashes": front("/", "original_url: https://example.org"),
    "aliases": front("*a, ", "a: &a [x, x]\ntags: [", "*a]"),
    "anchors": numbered("- &a{n} x\n", "tags:\n"),
    "tags of YAML": front("- !x a\n", "tags:\n"),
    "half a list": front("- a\n", "tags: [code]\n"),
    "lines without a colon": front("abc\n", "title: a\n"),
    "broken keys": front("title: a: b\n"),
    "broken lists": front("tags: [a, b\n"),
    "quotes in quotes": front('title: "a "b" c"\n'),
    "indented keys": front(" title: a\n"),
    "carriage returns": front("\r"),
    "mixed line ends": front("a: b\r\nc: d\n"),
    "prose as keys": numbered("a b c d {n} <: e\n"),
    "TOML of one key with many parts": toml(".a", "a", "=1"),
    "TOML of tables": toml("[[a]]\n"),
    "TOML of quotes": toml('"', "a="),
    "TOML of brackets": toml("[", "a="),
    "TOML of one long number": toml("1", "a="),
    "TOML of lists": toml("[1],", "tags=[", "]"),
    "TOML of blank lines": toml("\n"),
    "brackets": body("["),
    "links that do not end": body("[a]("),
    "images that do not end": body("![a"),
    "images of elements": body("<img "),
    "an element that does not end": body("a ", "<img "),
    "links of elements": body("<a href='x"),
    "links to files that are not there": body("[a](/x/y.jpg) "),
    "code fences": body("```\n"),
    "code fences of growing length": fences,
    "backticks": body("`"),
    "tildes": body("~"),
    "Liquid variables that do not end": body("{{ "),
    "Liquid tags that do not end": body("{% "),
    "Liquid tags": body("{% if a %}"),
    "Liquid blocks that are raw": body("{% raw %}"),
    "raw blocks": body("{% raw %}a{% endraw %}"),
    "Liquid includes": body("{% include a.html %}"),
    "an include with many parameters": body(' a="b"', "{% include a.html", " %}"),
    "an include of backslashes": body("\\", '{% include a.html a="', " %}"),
    "a condition of quotes": body("'", "{% if ", " %}"),
    "a condition of ands": body(" and a", "{% if a", " %}"),
    "a loop of words": body("a", "{% tablerow ", " %}"),
    "a loop of blanks": body(" ", "{% for a", " %}"),
    "a highlight of options": body(" a=b", "{% highlight ruby", " ! %}"),
    "a highlight of digits": body("1 ", '{% highlight ruby a="', " %}"),
    "comments of Liquid": body("{% comment %}"),
    "variables": body("{{ a }}"),
    "assignments": body("{% assign a = b %}"),
    "addresses": body("https://example.org/b "),
    "addresses in a line": body("originally posted https://example.org/"),
    "an address that does not end": body("a", "https://example.org/"),
    "attributions": body("_originally posted at "),
    "reprints": body("cross-posted from\n"),
    "blank lines in the body": body("\n"),
    "blanks": body(" "),
    "lines of dashes": body("---\n"),
}  # fmt: skip
SHAPES: dict[str, Shape] = {name: Shape(make, check) for name, make in MAKERS.items()} | {
    "source lines after blank lines": Shape(front("\n", "", "x: http://example.org"), find_sources),
    "source lines after blanks": Shape(front(" \n", "", "x: http://example.org"), find_sources),
    "source lines of quotes": Shape(front('"{', "http://"), find_sources),
    "an attribution of brackets": Shape(body("_](https://a("), find_sources),
    "an attribution of blank lines": Shape(body("\n", "http://"), find_sources),
    "a site of posts with many tags": Shape(numbered("- tag {n}\n", "tags:\n"), only_check),
    "a site of posts with many keys": Shape(numbered("key{n}: a\n"), only_check),
    "a site of posts with many redirects": Shape(
        numbered("- /a/{n}/\n", "redirect_from:\n"), only_check
    ),
}
