"""What a post names of its site: layout, author, image, permalink, other addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.permalinks import STYLES
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Mapping, Scalar
from crosspost.validate.vocabulary import ADDRESSES, IMAGES

RULES = (
    Rule(
        "CP701", "layout", "warning",
        "A layout that neither the site nor its theme has.",
        "The post is published without head, navigation and style.",
        "Jekyll prints 'Build Warning: Layout … does not exist' and exits 0.",
        "layout: blog", "layout: post",
        "none", "The nearest name is suggested. Layouts of themes that are not listed here are"
        " not judged.",
    ),
    Rule(
        "CP702", "author", "warning",
        "An author who is not in the site's list, where nine of ten are.",
        "No name, no picture, no page of the author.",
        "Jekyll hands the text on; the template finds nobody.",
        "authors: [melodi]", "authors: [melody]",
        "none", "The nearest name is suggested.",
    ),
    Rule(
        "CP703", "image", "warning",
        "An image of the site that is not there, or only in another case.",
        "A hole on the page and in every preview.",
        "Jekyll does not look; a server tells X.jpg from x.jpg, macOS does not.",
        "image: /assets/Cat.JPG", "image: /assets/cat.jpg",
        "none", "Correct the path.",
    ),
    Rule(
        "CP704", "image-path", "error",
        "An image that is a folder, a path out of the site, or a path of somebody's disk.",
        "Previews show no image.",
        "Jekyll prints it as it is: og:image is the address of a folder.",
        "image: ../assets/images/", "image: /assets/images/talas.jpg",
        "none", "Write the address of a file, from the site's root.",
    ),
    Rule(
        "CP705", "url", "warning",
        "An address of the original, a source or a redirect that is none: no scheme, a blank,"
        " localhost, javascript:.",
        "The canonical link points nowhere, and search engines follow it.",
        "jekyll-seo-tag prints canonical_url whatever it is.",
        "canonical_url: www.example.org/a", "canonical_url: https://www.example.org/a",
        "none", "Write the whole address, with https://.",
    ),
    Rule(
        "CP706", "permalink", "warning",
        "A permalink with a blank, '//', no leading slash, or a placeholder that Jekyll does not"
        " know.",
        "The page stands where no link expects it, or the build fails.",
        "Jekyll percent-encodes blanks, merges slashes and puts the first one; an unknown"
        " :placeholder stops the build. Other generators do otherwise.",
        "permalink: /my post/", "permalink: /my-post/",
        "unsafe", "Writes hyphens for blanks and one slash for two.",
    ),
)  # fmt: skip

_PLACEHOLDER = lazy_compile(r":([a-z_]+)")
_KNOWN_PLACEHOLDERS = frozenset(
    {"collection", "path", "output_ext", "name", "title", "slug", "categories",
     "slugified_categories", "year", "short_year", "month", "i_month", "short_month", "long_month",
     "day", "i_day", "y_day", "short_day", "long_day", "hour", "minute", "second", "week", "w_year",
     "w_day", "basename"}
)  # fmt: skip
# Somebody's disk: C:\\, C:cat.jpg, file:, \\\\server, ~/, /Users/me/, /home/me/.
_DRIVE = lazy_compile(r"[A-Za-z]:(?!//)|file:|\\\\|~/|/(?:Users|home)/[^/]+/")
_EXTENSION = lazy_compile(r"\.[A-Za-z0-9]{2,5}$")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report references of one post."""
    if not post.fields:
        return ()
    found: list[Problem] = []
    for entry in post.fields:
        key, value = entry.key, entry.value
        if key == "layout":
            found += _layout(context, value) if isinstance(value, Scalar) else ()
        elif key in IMAGES:
            found += _image_path(entry)
        elif key == "permalink":
            found += _permalink(post, context, value) if isinstance(value, Scalar) else ()
        elif key in ADDRESSES or key in ("link", "source", "redirect_to", "canonical"):
            found += _address(post, key, value) if isinstance(value, Scalar) else ()
    return found


def _layout(context: Context, value: Scalar) -> list[Problem]:
    layouts = context.layouts if context.is_jekyll else None
    name = value.value
    if layouts is None or name in layouts or name in ("none", "null", "") or not name.strip():
        return []
    near = context.nearest(name.removesuffix(".html"), layouts, 0.5)
    hint = f" Is it {near}?" if near else f" There are: {', '.join(sorted(layouts)[:8])}."
    message = (
        f"There is no layout {name[:40]!r}. Jekyll warns once and publishes the bare text.{hint}"
    )
    return [Problem("CP701", value.start, value.end, message, key="layout")]


def _image_values(entry: Field) -> Iterator[Scalar]:
    """Yield the paths of a field that is one, or a table with ``path`` or ``url``."""
    if isinstance(entry.value, Mapping):
        for key, value in entry.value.pairs:
            named = isinstance(key, Scalar) and key.value in ("path", "url", "src", "feature")
            if named and isinstance(value, Scalar):
                yield value
    else:
        yield from texts(entry.value)


def _image_path(entry: Field) -> list[Problem]:
    found = []
    for value in _image_values(entry):
        path = value.value.strip()
        if not path or "{{" in path:
            continue
        if _DRIVE.match(path):
            what = "is a path of a disk"
        elif "://" in path[:10]:
            continue
        elif path.endswith("/") or path.rpartition("/")[2] in (".", ".."):
            what = "is a folder"
        elif path.startswith("../") or "/../" in path:
            what = "leaves the site's folder"
        else:
            continue
        message = (
            f"{path[:60]!r} {what}, not an image: Jekyll prints it as it is, and previews stay"
            " empty. Write the address of a file, from the site's root."
        )
        found.append(Problem("CP704", value.start, value.end, message, key=entry.key))
    return found


def _permalink(post: Post, context: Context, value: Scalar) -> list[Problem]:
    text = value.value
    if not context.is_jekyll or not text.strip():
        return []
    if "://" in text:
        path = "/" + text.partition("://")[2].partition("/")[2]
        message = (
            f"The permalink is a whole address: Jekyll writes the page to the folder {text[:50]!r}."
            f" Write the path alone: {path[:60]}."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink")]
    unknown = [w for w in _PLACEHOLDER.findall(text) if w not in _KNOWN_PLACEHOLDERS]
    known = any(w in _KNOWN_PLACEHOLDERS for w in _PLACEHOLDER.findall(text))
    if unknown and (known or "/:" in text):
        message = (
            f":{unknown[0]} is no placeholder of a permalink, and Jekyll stops the build."
            " Remove it."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink", level="error")]
    if text in STYLES:
        message = (
            f"{text!r} is the name of a style, which counts in _config.yml only: here it is the"
            f" address, and Jekyll writes the page to /{text}. Write the path of the page."
        )
        return [Problem("CP706", value.start, value.end, message, key="permalink")]
    what = (
        "a blank" if re.search(r"\s", text) else "a doubled slash" if "//" in text else
        "no leading slash" if not text.startswith("/") else ""
    )  # fmt: skip
    if not what:
        return []
    better = re.sub(r"/{2,}", "/", re.sub(r"\s+", "-", text.strip()))
    if not better.startswith("/"):
        better = "/" + better
    message = f"The permalink {text[:50]!r} has {what}. Write {better[:60]}."
    fix = Repair(False, f"write {better}", ((value.start, value.end, better),))
    return [Problem("CP706", value.start, value.end, message, fix, "permalink")]


def _address(post: Post, key: str, value: Scalar) -> list[Problem]:
    url = value.value.strip()
    if not url or "{{" in url:
        return []
    strict = key in ADDRESSES
    looks = (
        "://" in url or url.startswith("www.") or url.lower().startswith(("javascript:", "data:"))
    )
    if not strict and not looks:
        return []
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        parts, host = None, ""
    if parts is None:
        what = "is no address"
    elif parts.scheme.lower() in ("javascript", "data", "vbscript", "file"):
        what = f"is {parts.scheme}:, which no page should link to"
    elif re.search(r"\s", url):
        what = "has a blank in it"
    elif host in ("localhost", "127.0.0.1", "0.0.0.0") and strict:
        what = "is the writer's own machine"
    elif parts.scheme.lower() not in ("http", "https"):
        if not strict and not url.startswith("www."):
            return []
        what = "has no https:// before it"
    elif not host:
        what = "has no host"
    elif host in ("http", "https"):
        what = "has https:// twice"
    else:
        return []
    message = f"{url[:60]!r} {what}: the link leads nowhere. Write the whole address of the page."
    return [Problem("CP705", value.start, value.end, message, key=key)]


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report authors and images, where the site shows that such references are meant to resolve."""
    yield from _authors(posts, context)
    if context.profile != "plain" or context.options.image_roots:
        yield from _images(posts, context)


def _authors(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    known = context.authors
    if not known:
        return
    uses = context.facts.authors
    total = sum(uses.values())
    resolved = sum(n for name, n in uses.items() if name in known)
    if not context.options.authors and (total < 10 or resolved < 0.9 * total or resolved == total):
        return
    for post in posts:
        for key in ("author", "authors"):
            entry = post.by_key.get(key)
            for value in texts(entry.value) if entry else ():
                if value.value and value.value not in known:
                    near = context.nearest(value.value, known)
                    hint = f" Is it {near}?" if near else ""
                    message = f"{value.value[:40]!r} is not in the site's list of authors.{hint}"
                    yield post, Problem("CP702", value.start, value.end, message, key=key)


def _images(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Images are judged only where some of the site's are found, else the files live elsewhere."""
    missing: list[tuple[Post, str, Scalar, str]] = []
    found = 0
    for post in posts:
        for entry in post.fields:
            if entry.key not in IMAGES:
                continue
            for value in _image_values(entry):
                verdict = _find(context, value.value.strip())
                if verdict == "found":
                    found += 1
                elif verdict in ("missing", "case"):
                    missing.append((post, entry.key, value, verdict))
    if found < max(1, len([m for m in missing if m[3] == "missing"]) / 4):
        yield from _elsewhere([m for m in missing if m[3] == "missing"])
        missing = [m for m in missing if m[3] == "case"]
    for post, key, value, verdict in missing:
        if verdict == "case":
            message = (
                f"{value.value[:60]!r} is there, but in other capitals: it shows on macOS and"
                " Windows and not on the server."
            )
        else:
            message = f"{value.value[:60]!r} is not in the site. Correct the path."
        yield post, Problem("CP703", value.start, value.end, message, key=key)


def _elsewhere(missing: list[tuple[Post, str, Scalar, str]]) -> Iterator[tuple[Post, Problem]]:
    """Say once that the images of a site are not where its posts say: one cause, one finding."""
    folders = Counter(value.value.strip("/").split("/")[0] for _, _, value, _ in missing)
    if not folders or len(missing) < 5:
        return
    folder, number = folders.most_common(1)[0]
    post, key, value = next(
        (p, k, v) for p, k, v, _ in missing if v.value.strip("/").split("/")[0] == folder
    )
    message = (
        f"{number} images in /{folder[:40]} are not in this folder of the site. If they stand on"
        " another server, all is well; image-roots in the settings names other folders."
    )
    yield post, Problem("CP703", value.start, value.end, message, key=key, level="info")


def _find(context: Context, path: str) -> str:
    """Look for an image of the site; what is no path of the site is left alone."""
    if not path or "{" in path or "//" in path or ":" in path[:10] or path.endswith("/"):
        return "other"
    plain = unquote(path.split("?")[0].split("#")[0])
    if plain.startswith("../") or not _EXTENSION.search(plain):
        return "other"
    best = "missing"
    for prefix in context.image_prefixes:
        verdict = context.find_file(f"{prefix}/{plain.lstrip('/')}" if prefix else plain)
        if verdict == "found":
            return "found"
        if verdict == "case":
            best = "case"
    return best
