"""Images of a post: paths that cannot be one, and files that the site does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.post import Field, Post, texts
from crosspost.validate.rule import Problem, Rule
from crosspost.validate.tree import Mapping, Scalar
from crosspost.validate.vocabulary import IMAGES

RULES = (
    Rule(
        "CP703", "image", "warning",
        "A missing image of the site, or one with different upper and lower case.",
        "A missing image on the page and in every preview.",
        "Jekyll does not check; for a server X.jpg and x.jpg are different, not for macOS.",
        "image: /assets/Cat.JPG", "image: /assets/cat.jpg",
        "none", "Correct the path.",
    ),
    Rule(
        "CP704", "image-path", "error",
        "An image that is a folder, a path out of the site, or a path on the author's disk.",
        "Previews show no image.",
        "Jekyll prints it as it is: og:image is the URL of a folder.",
        "image: ../assets/images/", "image: /assets/images/talas.jpg",
        "none", "Write the URL of a file, from the site's root.",
    ),
)  # fmt: skip

# Paths on a disk: C:\\, C:cat.jpg, file:, \\\\server, ~/, /Users/me/, /home/me/.
_DRIVE = lazy_compile(r"[A-Za-z]:(?!//)|file:|\\\\|~/|/(?:Users|home)/[^/]+/")
_EXTENSION = lazy_compile(r"\.[A-Za-z0-9]{2,5}$")


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report paths of one post that are not those of an image."""
    return [found for entry in post.fields if entry.key in IMAGES for found in _image_path(entry)]


def _image_values(entry: Field) -> Iterator[Scalar]:
    """Yield the paths of a field that is a path, or a table with ``path`` or ``url``."""
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
            what = "is a path on a disk"
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
            " empty. Write the URL of a file, from the site's root."
        )
        found.append(Problem("CP704", value.start, value.end, message, key=entry.key))
    return found


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report missing images, if some of the site's images exist; else the files are elsewhere."""
    if context.profile == "plain" and not context.options.image_roots:
        return
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
                f"{value.value[:60]!r} exists with different upper and lower case: it is shown on"
                " macOS and Windows and not on the server."
            )
        else:
            message = f"{value.value[:60]!r} is not in the site. Correct the path."
        yield post, Problem("CP703", value.start, value.end, message, key=key)


def _elsewhere(missing: list[tuple[Post, str, Scalar, str]]) -> Iterator[tuple[Post, Problem]]:
    """Report once that the images of a site are not in the folder that its posts name."""
    folders = Counter(value.value.strip("/").split("/")[0] for _, _, value, _ in missing)
    if not folders or len(missing) < 5:
        return
    folder, number = folders.most_common(1)[0]
    post, key, value = next(
        (p, k, v) for p, k, v, _ in missing if v.value.strip("/").split("/")[0] == folder
    )
    message = (
        f"{number} images in /{folder[:40]} are not in this folder of the site. If they are on"
        " another server, ignore this; image-roots in the settings names other folders."
    )
    yield post, Problem("CP703", value.start, value.end, message, key=key, level="info")


def _find(context: Context, path: str) -> str:
    """Look for an image of the site; other paths are not checked."""
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
