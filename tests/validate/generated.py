"""Sites that nobody would write: front matter, configuration, data and settings of any shape."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from crosspost.errors import CrosspostError
from crosspost.validate import Options, check_paths, load
from crosspost.validate.infer import infer
from crosspost.validate.reports import FORMATS, render
from crosspost.validate.vocabulary import NAMES

_SCALARS = (
    "",
    "~",
    "null",
    "yes",
    "No",
    "on",
    "12:30",
    "012",
    "0x1F",
    "1e999",
    ".inf",
    ".nan",
    "-",
    "a",
    "2013-03-06",
    "2013-13-45",
    "0000-00-00 99:99",
    "9999-12-31T23:59:60Z",
    "March 6, 2013",
    "'",
    '"',
    '"\\ud800"',
    '"\\0"',
    '"\\x1b[31m"',
    "“a”",
    "a: b",
    "a #b",
    "# a",
    "{{ a }}",
    "{% a %}",
    "[",
    "{",
    "]",
    "}",
    ",",
    ";",
    "*a",
    "&a",
    "&a x",
    "!x",
    "!!python/object:os.system a",
    "<<",
    "? a",
    "|",
    ">",
    "|+9",
    "%YAML 9",
    "---",
    "...",
    "\t",
    "\u202e",
    "\ufeff",
    "\u2028",
    "é",
    "日本語",
    "💩",
    "/",
    "//",
    "../",
    "/etc/passwd",
    "/:year/:x/",
    ":title",
    "C:\\a.jpg",
    "file:///a",
    "javascript:a",
    "http://",
    "http://[::1",
    "https://example.org/a b",
    "www.example.org",
    "a, b; c",
    "Peace Boat",
    "Peace Boat " * 40,
    "9" * 5_000,
    "-" * 3_000,
    "a" * 200 + "!",
    "&amp;",
    "<b>a</b>",
    "â€œ",
    "TODO: a",
)
_BODIES = (
    "{% if a %}",
    "{% endif %}",
    "{{ a",
    "{% include ../x.html a='b' %}",
    "{% post_url 2013-03-06-a %}",
    "{% link /a %}",
    "{% raw %}",
    "[a](/x/y.jpg)",
    "![a](a.png)",
    "<img src='/x/a.png'>",
    "```\n",
    "~~~",
    "_Originally posted at [a](https://example.org)_",
    "https://[",
    "\0",
    "\x1b[31m",
    "---\n",
    "+++\n",
    "{% for a in b %}",
    "{% highlight %}",
    "{% assign = %}",
    "\udc80",
    "\n\n",
    "text ",
    "{% comment %}",
)
_CONFIG = (
    "permalink",
    "timezone",
    "future",
    "source",
    "collections_dir",
    "layouts_dir",
    "data_dir",
    "includes_dir",
    "defaults",
    "collections",
    "theme",
    "remote_theme",
    "plugins",
    "url",
    "baseurl",
    "excerpt_separator",
    "image-path",
    "markdown",
    "kramdown",
    "title",
)
_SETTINGS = (
    "select",
    "ignore",
    "per-file-ignores",
    "severity",
    "required",
    "known-keys",
    "layouts",
    "authors",
    "tags",
    "image-roots",
    "schema",
    "drafts",
    "fail-on",
    "target",
    "show-info",
    "body",
    "prefer-date",
    "x",
)
_KEYS = (*sorted(NAMES), "titel", "Tags", "a b c", "", "<<", "?", "'a'", '"a', "1", "~", "é")


def _flow(rng: random.Random, depth: int = 0) -> str:
    kind = rng.random()
    if depth > 4 or kind < 0.55:
        return rng.choice(_SCALARS)
    items = [_flow(rng, depth + 1) for _ in range(rng.randrange(5))]
    anchor = rng.choice(("", "", "&a ", "!x "))
    if kind < 0.8:
        return f"{anchor}[{', '.join(items)}]"
    return f"{anchor}{{{', '.join(f'{rng.choice(_KEYS)}: {item}' for item in items)}}}"


def _table(rng: random.Random, keys: tuple[str, ...]) -> str:
    lines = []
    for _ in range(rng.randrange(9)):
        key, blank = rng.choice(keys), rng.choice((" ", " ", " ", "", "\t", "  "))
        if rng.random() < 0.25:
            lead = rng.choice(("- ", "  - ", "-\t", "-", "\t- ", "  "))
            items = (f"{lead}{_flow(rng)}" for _ in range(rng.randrange(5)))
            lines.append("\n".join((f"{key}:{rng.choice(('', ' a', ' [a]'))}", *items)))
        else:
            lines.append(f"{key}:{blank}{_flow(rng)}")
    return "\n".join(lines) + "\n"


def _post(rng: random.Random) -> str:
    opening, closing = rng.choice((("---", "---"),) * 8 + (("+++", "+++"), ("---", ""), ("—", "—")))
    block = _settings(rng) if opening == "+++" else _table(rng, _KEYS)
    body = "".join(rng.choice(_BODIES) for _ in range(rng.randrange(6)))
    return f"{opening}\n{block}{closing}\n{body}".replace("\n", rng.choice(("\n", "\n", "\r\n")))


def _settings(rng: random.Random) -> str:
    values = (
        "true",
        '"a"',
        '["CP2"]',
        '["x"]',
        '{"**" = "post.json"}',
        '{CP201 = "off"}',
        "1",
        "[]",
        '{"*" = ["CP9"]}',
        "1979-05-27",
        "nan",
        '"crosspost"',
        "[[1]]",
        '"""',
        "9" * 5_000,
        '{"**" = "crosspost"}',
        '["a", "b"]',
        '"jekyll"',
        '"hugo"',
    )
    return "".join(
        f"{rng.choice(_SETTINGS)} = {rng.choice(values)}\n" for _ in range(rng.randrange(3))
    )


def sites(number: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield sites as paths with their text, the same ones for the same seed."""
    rng = random.Random(seed)
    for _ in range(number):
        files = {f"_posts/2013-03-0{n}-{rng.choice('aé')}.md": _post(rng) for n in (1, 2)}
        files["_config.yml"] = _table(rng, _CONFIG) if rng.random() < 0.7 else "title: a\n"
        if rng.random() < 0.3:
            files["_data/authors.yml"] = rng.choice((_table(rng, _KEYS), _flow(rng)))
            files["_authors/ann.md"] = _post(rng)
            files["_layouts/post.html"] = files["_includes/x.html"] = _post(rng)
        if rng.random() < 0.3:
            files["crosspost.toml"] = "[validate]\n" + _settings(rng)
            files["post.json"] = rng.choice(('{"type": "object"}', "{", '{"$ref": "#"}', "1", "[]"))
        yield files


def failures(number: int, seed: int) -> Iterator[str]:
    """Check generated sites in all ways; yields each one that ends in a fault of crosspost."""
    with TemporaryDirectory() as folder:
        for count, files in enumerate(sites(number, seed)):
            root = Path(folder) / "site"
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                _use(root, count)
            except Exception as error:  # noqa: BLE001 -- each is counted
                yield f"site {count}: {error!r}"
            shutil.rmtree(root)


def _use(root: Path, count: int) -> None:
    everything = {"show_info": True, "body": True}
    try:
        options = load(root, everything)
    except CrosspostError as error:
        if "\n" in str(error).strip() or not str(error):
            raise AssertionError(f"not one line: {error!r}") from error
        (root / "crosspost.toml").unlink()
        options = Options(**everything, root=str(root))
    given = [["."], ["_posts"]][count % 2]
    try:
        run = check_paths(given, options, working=str(root))
    except CrosspostError as error:
        if "\n" in str(error).strip() or not str(error):
            raise AssertionError(f"not one line: {error!r}") from error
        (root / "_config.yml").write_text("title: A site\n")
        options = Options(**everything)
        run = check_paths(given, options, working=str(root))
    for style in FORMATS:
        render(run, style).encode("utf-8")
    check_paths(given, options, working=str(root), fix=True, unsafe=count % 3 > 0, write=True)
    infer([str(root)], options)
    broken = [finding for finding in run.findings if finding.code == "CP004"]
    if broken:
        raise AssertionError(broken[0].message)
