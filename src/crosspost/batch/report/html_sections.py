"""Sections of the report as a page: exports, failures, what to check, old and new URLs."""

from __future__ import annotations

import os
import sqlite3
from html import escape as escaped
from itertools import islice
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from crosspost.batch.journal import moved, results
from crosspost.batch.report.charts import bars
from crosspost.batch.report.text import shown, shown_url
from crosspost.files import is_missing
from crosspost.urls import is_web

# Browsers are slow with more rows. The JSON report has all of them.
MOST_ROWS = 20_000


def escape(text: str) -> str:
    """Return a text as HTML, without control characters."""
    return escaped(shown(text))


def link(url: str) -> str:
    """Return a URL of a list as HTML: a link if it is of the web."""
    text = escaped(shown_url(url))
    return f'<a href="{text}" rel="noreferrer">{text}</a>' if is_web(url) else text


def link_to_file(path: Path, folder: Path, words: str) -> str:
    """Return a link to a file as HTML, relative to the folder of the report.

    A file that is not there, as in a dry run, has no link.
    """
    if is_missing(path):
        return escape(words)
    target = quote(os.fsencode(os.path.relpath(path, folder)))
    return f'<a href="{target}">{escape(words)}</a>'


def contents(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    """Write what each export has, by type, and what became of it."""
    for source, parts in results.contents(db, run).items():
        file.write(f"<h2>What {escape(source)} has</h2>\n<table><tr><th>type<th>status")
        file.write('<th class="number">number<th>what became of it</tr>')
        for part in parts:
            file.write(
                f"<tr><td>{escape(part.kind)}<td>{escape(part.status)}"
                f'<td class="number">{part.number}<td>{escape(part.words)}</tr>'
            )
        items = sum(part.number for part in parts)
        file.write(f'<tr><td>all<td><td class="number">{items}<td></tr></table>\n')


def causes(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    """Write why links failed."""
    found = results.causes(db, run)
    if not found:
        return
    file.write("<h2>Why links failed</h2>\n")
    file.write(bars([(shown(cause.reason), cause.links) for cause in found[:15]]))
    file.write('<table><tr><th>reason<th class="number">links<th>what to try</tr>')
    for cause in found:
        file.write(
            f'<tr><td>{escape(cause.reason)}<td class="number">{cause.links}'
            f"<td>{escape(cause.hint)}</tr>"
        )
    file.write("</table>\n")


def bad_lines(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    """Write the lines from which no link could be read."""
    lines = list(islice(results.bad_lines(db, run), MOST_ROWS))
    if lines:
        file.write("<h2>Invalid lines</h2>\n<table>")
        for source, line, reason in lines:
            where = f"{source}:{line}" if line else source
            file.write(f"<tr><td>{escape(where)}<td>{escape(reason)}</tr>")
        file.write("</table>\n")


def doubts(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    """Write what to check in the posts, the most frequent first."""
    found = results.doubts(db, run)
    if found:
        file.write(
            '<h2>Please check</h2>\n<table class="urls"><tr><th>what<th class="number">posts'
        )
        file.write("<th>such as</tr>")
        for words, posts, path in found:
            file.write(f'<tr><td>{escape(words)}<td class="number">{posts}<td>{escape(path)}</tr>')
        file.write("</table>\n")


def links_left(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    """Write the links that lead to the old site and to no post, and those to no place in it."""
    _links("Links to the old site", moved.left(db, run), file)
    _links("Links to a place that the other post does not have", moved.missing(db, run), file)


def _links(heading: str, found: list[moved.LeftLink], file: TextIO) -> None:
    if found:
        file.write(f'<h2>{heading}</h2>\n<table class="urls"><tr><th>link')
        file.write('<th class="number">posts<th>such as</tr>')
        for one in found[:MOST_ROWS]:
            file.write(f'<tr><td>{link(one.url)}<td class="number">{one.posts}')
            why = f"<small>{escape(one.reason)}</small>" if one.reason else ""
            file.write(f"<td>{escape(one.path)}{why}</tr>")
        file.write("</table>\n")


def url_map(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write the old URL of each post, and its page in the new site."""
    number = posts = kept = 0
    rows: list[str] = []
    for one in moved.url_map(db, run):
        number += 1
        posts += one.is_main
        kept += one.is_main and one.is_kept
        if number <= MOST_ROWS:
            same = "<small>the same path</small>" if one.is_kept else ""
            new = link_to_file(root / one.path, folder, one.new)
            rows.append(f"<tr><td>{link(one.old)}<td>{new}{same}</tr>\n")
    if number:
        keep = "keeps its" if kept == 1 else "keep their"
        said = f"{kept:,} of {posts:,} post{'' if posts == 1 else 's'} {keep} path."
        file.write(f"<h2>Old and new URLs</h2>\n<p>{said}</p>\n<details><summary>")
        file.write(f'all {number:,} old URLs</summary>\n<table class="urls">')
        file.write("<tr><th>old<th>new</tr>\n")
        file.write(f"{''.join(rows)}</table></details>\n")
