"""The site itself, as ``jekyll doctor`` checks it: its configuration, folders and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost.files import is_folder
from crosspost.lazy_regex import lazy_compile
from crosspost.validate.collections import documents_of
from crosspost.validate.context import Context
from crosspost.validate.pages import file_of, pages_of
from crosspost.validate.rule import Problem, Rule

RULES = (
    Rule(
        "CP721", "site-url", "warning",
        "A url in _config.yml that is not the whole URL of the site; level info if there is none.",
        "Links in feeds, sitemaps and previews lead nowhere.",
        "Jekyll puts it before paths as it is (absolute_url, jekyll-feed, jekyll-sitemap,"
        " jekyll-seo-tag). On GitHub Pages a missing url is filled in.",
        "url: blog.example.org", "url: https://blog.example.org",
        "none", "Write the scheme and the host, without a path: that is baseurl.",
    ),
    Rule(
        "CP722", "relative-permalinks", "warning",
        "relative_permalinks in _config.yml.",
        "Pages have other URLs than the setting says.",
        "Jekyll removed it in version 3.0, and warns.",
        "relative_permalinks: true", "(no such line)",
        "none", "Remove the line.",
    ),
    Rule(
        "CP723", "posts-outside", "error",
        "A folder _posts at the top of a site that has a collections_dir.",
        "None of its posts is published.",
        "Jekyll reads the _posts in collections_dir only.",
        "collections_dir: content, and _posts/", "content/_posts/",
        "none", "Move the folder into collections_dir.",
    ),
    Rule(
        "CP724", "page-clash", "error",
        "Two pages, or documents of collections, that are written to one file.",
        "One of them is missing from the site.",
        "Jekyll writes one over the other; a warning 'Conflict' at most, exit 0. Level warning if"
        " they differ in capitals: they are one file on macOS and Windows.",
        "about.md and about.html", "about.md",
        "none", "Remove one, or give it another permalink.",
    ),
)  # fmt: skip
_WHOLE_URL = lazy_compile(r"(?i)https?://[^\s/]")


@dataclass(frozen=True, slots=True)
class SiteProblem:
    """A problem of the site, not of a post.

    Attributes:
        path: the file or folder, below the source or, if it is the configuration, its own path.
        problem: its offsets are not used.
        setting: the setting that it is about; empty if none.
    """

    path: str
    problem: Problem
    setting: str = ""


def check_whole_site(context: Context) -> Iterator[SiteProblem]:
    """Report what is wrong with a Jekyll site whatever its posts are."""
    site = context.site
    if context.profile != "jekyll" or site is None or site.config_file is None:
        return
    config = str(site.config_file)
    problem = _url(site.config.get("url"))
    if problem:
        yield SiteProblem(config, problem, "url")
    if site.config.get("relative_permalinks"):
        message = "Jekyll has removed relative_permalinks: it has no effect. Remove the line."
        yield SiteProblem(config, Problem("CP722", 0, 0, message), "relative_permalinks")
    if site.collections_dir and is_folder(site.source / "_posts"):
        message = (
            f"Jekyll reads posts in {site.collections_dir}/_posts only, since collections_dir is"
            f" set: none of these is published. Move the folder into {site.collections_dir}."
        )
        yield SiteProblem("_posts", Problem("CP723", 0, 0, message))
    yield from _clashes(context)


def _url(value: object) -> Problem | None:
    if value is None or value == "":
        message = (
            "The site has no url: links in feeds, sitemaps and previews have no host, except on"
            " GitHub Pages. Write url: https://…"
        )
        return Problem("CP721", 0, 0, message, level="info")
    if isinstance(value, str) and _WHOLE_URL.match(value):
        return None
    message = "url is not a whole URL: links in feeds and sitemaps lead nowhere. Write https://…"
    return Problem("CP721", 0, 0, message)


def _clashes(context: Context) -> Iterator[SiteProblem]:
    files: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in pages_of(context):
        if page.url:
            file = file_of(page.url)
            files[file.casefold()].append((file, page.path))
    for path, url in documents_of(context):
        files[file_of(url).casefold()].append((file_of(url), path))
    for group in files.values():
        file, first = group[0]
        for other, path in group[1:]:
            same = [before for f, before in group if f == other and before != path]
            if same:
                message = (
                    f"This page and {same[0]} both become {other}: Jekyll writes one over the"
                    " other. Remove one, or give it another permalink."
                )
                yield SiteProblem(path, Problem("CP724", 0, 0, message, key="permalink"))
            else:
                message = (
                    f"{other} and {file} ({first}) differ in capitals only: on macOS and Windows"
                    " one file overwrites the other."
                )
                yield SiteProblem(
                    path, Problem("CP724", 0, 0, message, key="permalink", level="warning")
                )
