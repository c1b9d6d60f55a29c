"""The report as one self-contained HTML file with charts, a table and filters."""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from crosspost.batch import previews
from crosspost.batch.journal import results
from crosspost.batch.journal.duplicates import Duplicate, duplicates
from crosspost.batch.report import html_sections as sections
from crosspost.batch.report.charts import shares, timeline
from crosspost.batch.report.html_sections import MOST_ROWS, escape, link, link_to_file
from crosspost.batch.report.text import DRY, NAMES, OPEN, checks, names, reason, totals

# States of links whose post is the one in the preview.
_WITH_PREVIEW = ("done", "updated", "unchanged")
# States that no row of the table has.
_WITHOUT_ROWS = ("later", "unwanted")
# Columns of the timeline.
_STEPS = 60

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --back: #fff;
  --done: #2a7e3b; --updated: #0d74ce; --unchanged: #60646c; --exists: #8a6d00;
  --conflict: #ad5700; --failed: #ca244d; --open: #8b8d98; --later: #b9bbc6;
  --duplicate: #8e4ec6; --unwanted: #d9d9e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e;
  --back: #111113; --done: #4cc38a; --updated: #70b8ff; --unchanged: #b0b4ba; --exists: #e2b203;
  --conflict: #ffa057; --failed: #ff6b85; --open: #8b8d98;
  --later: #5a6169; --duplicate: #bf7af0; --unwanted: #43484e; } }
* { box-sizing: border-box }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back);
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 75rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem }
p { margin: .3rem 0; color: var(--soft) }
svg { display: block; width: 100%; height: auto } svg text { fill: var(--ink); font-size: 13px }
.key { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; margin: .6rem 0; padding: 0 }
.key li { list-style: none } .key b { font-variant-numeric: tabular-nums }
.key i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em }
.filters { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0; align-items: center }
.filters input, .filters button { font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: 6px; padding: .35rem .7rem }
.filters input { flex: 1 1 18rem } .filters button[aria-pressed=true] { border-color: var(--ink);
  font-weight: 600 }
table { border-collapse: collapse; width: 100% } th { text-align: left; font-weight: 600 }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: break-word } .links td:first-child, .number { white-space: nowrap }
.links td, .urls td { overflow-wrap: anywhere } .number { text-align: right }
td small { color: var(--soft); display: block } a { color: inherit }
.done { color: var(--done) } .exists { color: var(--exists) } .failed { color: var(--failed) }
.updated { color: var(--updated) } .unchanged { color: var(--unchanged) }
.conflict { color: var(--conflict) } .open { color: var(--open) }
.duplicate { color: var(--duplicate) } summary { cursor: pointer }
"""
_SCRIPT = """
const rows = [...document.querySelectorAll('tbody.links tr')];
const shown = document.getElementById('shown'), words = document.getElementById('words');
const buttons = [...document.querySelectorAll('[data-state]')].filter(e => e.matches('button'));
let state = '';
function filter() {
  const text = words.value.toLowerCase(); let count = 0;
  for (const row of rows) {
    const keep = (!state || row.dataset.state === state) &&
      row.textContent.toLowerCase().includes(text);
    row.hidden = !keep; count += keep;
  }
  shown.textContent = count + ' of ' + rows.length + ' links';
}
words.addEventListener('input', filter);
for (const button of buttons) button.addEventListener('click', () => {
  state = button.dataset.state;
  for (const other of buttons) other.setAttribute('aria-pressed', other === button);
  filter();
});
filter();
"""

# Only the page's own style and script are allowed, even if a text were not escaped.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    f"script-src 'sha256-{b64encode(sha256(_SCRIPT.encode()).digest()).decode()}'"
)


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write the page; links to posts are relative to its folder."""
    count = totals(db, run)
    total = sum(number for _, _, number in count)
    file.write(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>crosspost batch: {total} links</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{total} links</h1><p>{escape(root.name)}</p>\n"
    )
    if results.is_dry(db, run):
        file.write(f"<p><b>{DRY}</b></p>\n")
    file.write(shares([(state, number) for state, _, number in count]))
    file.write('<ul class="key">')
    for state, name, number in count:
        colour = f"background: var(--{state})"
        file.write(f'<li><i style="{colour}"></i><b>{number}</b> {name}</li>')
    file.write("</ul>\n")
    sections.contents(db, run, file)
    sections.causes(db, run, file)
    sections.bad_lines(db, run, file)
    sections.doubts(db, run, file)
    sections.url_map(db, run, file, root, folder)
    sections.links_left(db, run, file)
    times = _times(db, run)
    if times:
        file.write(f"<h2>Links over time</h2>\n{times}\n")
    _links(db, run, file, count, root, folder)
    file.write(f"<script>{_SCRIPT}</script></body></html>\n")


def _times(db: sqlite3.Connection, run: int) -> str:
    """Return the chart of links over time, or an empty text for a very short run."""
    first, last = results.span(db, run)
    if last - first < 1:
        return ""
    step = (last - first) / _STEPS
    return timeline(results.per_step(db, run, first, step), step)


def _links(
    db: sqlite3.Connection,
    run: int,
    file: TextIO,
    count: list[tuple[str, str, int]],
    root: Path,
    folder: Path,
) -> None:
    file.write('<h2>Links</h2>\n<div class="filters"><input id="words" type="search" ')
    file.write('placeholder="words in the URL, title or reason" aria-label="words">')
    file.write('<button data-state="" aria-pressed="true">all</button>')
    for state, name, number in count:
        if state not in _WITHOUT_ROWS:
            file.write(f'<button data-state="{state}" aria-pressed="false">{name} ({number})')
            file.write("</button>")
    file.write('<span id="shown"></span></div>\n<table><tbody class="links">\n')
    words = names(db, run)
    rows = chain(
        (
            _row(record, words, root, folder)
            for record in results.records(db, run, failed_first=True)
        ),
        (_duplicate(one, root, folder) for one in duplicates(db, run)),
    )
    for row in islice(rows, MOST_ROWS):
        file.write(row)
    file.write("</tbody></table>\n")


def _row(record: results.Record, words: Mapping[str, str], root: Path, folder: Path) -> str:
    state = record.state if record.state in NAMES else "open"
    cells = [f'<td class="{state}">{words.get(state, OPEN)}', f"<td>{link(record.url)}"]
    if record.source:
        line = f":{record.line}" if record.line else ""
        cells.append(f"<small>{escape(record.source)}{line}</small>")
    cells.append("<td>")
    if record.path:
        cells.append(_post(record.path, record.title, root, folder))
        preview = previews.find(folder, record.key)
        if preview and record.state in _WITH_PREVIEW:
            beside = link_to_file(preview, folder, "the post beside its original")
            cells.append(f"<small>{beside}</small>")
    if record.page:
        cells.append(f"<small>new URL: {escape(record.page)}</small>")
    if record.reason:
        hint = f"<small>{escape(record.hint)}</small>" if record.hint else ""
        cells.append(escape(reason(record)) + hint)
    cells += [f"<small>{escape(check)}</small>" for check in checks(record)]
    return f'<tr data-state="{state}">{"".join(cells)}</tr>\n'


def _duplicate(one: Duplicate, root: Path, folder: Path) -> str:
    post = _post(one.path, "", root, folder) if one.path else ""
    return (
        f'<tr data-state="duplicate"><td class="duplicate">duplicate<td>{link(one.entry.url)}'
        f"<small>{escape(one.entry.place)}</small><td>{post}a duplicate of {link(one.of.url)}"
        f"<small>{escape(one.of.place)}</small></tr>\n"
    )


def _post(path: str, title: str, root: Path, folder: Path) -> str:
    name = title or Path(path).name
    post = link_to_file(root / path, folder, name)
    return f"{post}<small>{escape(path)}</small>"
