"""The report as one self-contained HTML file with charts, a table and filters."""

from __future__ import annotations

import os
import sqlite3
from base64 import b64encode
from hashlib import sha256
from html import escape as escaped
from itertools import islice
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from crosspost.batch.journal import results
from crosspost.batch.report.charts import bars, shares, timeline
from crosspost.batch.report.text import NAMES, shown, shown_url
from crosspost.urls import is_web

# Browsers are slow with more rows. Failed links come first; the JSON report has all links.
_MOST_ROWS = 20_000
_OPEN = "not yet done"
# Columns of the timeline.
_STEPS = 60

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --back: #fff;
  --done: #2a7e3b; --updated: #0d74ce; --unchanged: #60646c; --exists: #8a6d00;
  --conflict: #ad5700; --failed: #ca244d; --open: #8b8d98; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e;
  --back: #111113; --done: #4cc38a; --updated: #70b8ff; --unchanged: #b0b4ba; --exists: #e2b203;
  --conflict: #ffa057; --failed: #ff6b85; --open: #8b8d98; } }
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
  overflow-wrap: anywhere } td:first-child, .number { white-space: nowrap } .number { text-align:
  right } td small { color: var(--soft); display: block } a { color: inherit }
.done { color: var(--done) } .exists { color: var(--exists) } .failed { color: var(--failed) }
.updated { color: var(--updated) } .unchanged { color: var(--unchanged) }
.conflict { color: var(--conflict) } .open { color: var(--open) }
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


def escape(text: str) -> str:
    """Return a text as HTML, without control characters."""
    return escaped(shown(text))


def write(db: sqlite3.Connection, run: int, file: TextIO, root: Path, folder: Path) -> None:
    """Write the page; links to posts are relative to its folder."""
    count = _by_name(results.counts(db, run))
    total = sum(number for _, _, number in count)
    file.write(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>crosspost batch: {total} links</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{total} links</h1><p>{escape(root.name)}</p>\n"
    )
    file.write(shares([(state, number) for state, _, number in count]))
    file.write('<ul class="key">')
    for state, name, number in count:
        colour = f"background: var(--{state})"
        file.write(f'<li><i style="{colour}"></i><b>{number}</b> {name}</li>')
    file.write("</ul>\n")
    _contents(db, run, file)
    _causes(db, run, file)
    _bad_lines(db, run, file)
    times = _times(db, run)
    if times:
        file.write(f"<h2>Links over time</h2>\n{times}\n")
    _links(db, run, file, count, root, folder)
    file.write(f"<script>{_SCRIPT}</script></body></html>\n")


def _by_name(count: dict[str, int]) -> list[tuple[str, str, int]]:
    """Return state, name and number; all states that are not final count as one."""
    rows = [(state, name, count.get(state, 0)) for state, name in NAMES.items()]
    rows.append(("open", _OPEN, sum(n for state, n in count.items() if state not in NAMES)))
    return [row for row in rows if row[2]]


def _contents(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    for source, parts in results.contents(db, run).items():
        file.write(f"<h2>What {escape(source)} has</h2>\n<table><tr><th>type<th>status")
        file.write('<th class="number">number<th>what became of it</tr>')
        for part in parts:
            file.write(
                f"<tr><td>{escape(part.kind)}<td>{escape(part.status)}"
                f'<td class="number">{part.number}<td>{escape(part.outcome)}</tr>'
            )
        items = sum(part.number for part in parts)
        file.write(f'<tr><td>all<td><td class="number">{items}<td></tr></table>\n')


def _causes(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    causes = results.causes(db, run)
    if not causes:
        return
    file.write("<h2>Why links failed</h2>\n")
    file.write(bars([(shown(cause.reason), cause.links) for cause in causes[:15]]))
    file.write('<table><tr><th>reason<th class="number">links<th>what to try</tr>')
    for cause in causes:
        file.write(
            f'<tr><td>{escape(cause.reason)}<td class="number">{cause.links}'
            f"<td>{escape(cause.hint)}</tr>"
        )
    file.write("</table>\n")


def _bad_lines(db: sqlite3.Connection, run: int, file: TextIO) -> None:
    lines = list(islice(results.bad_lines(db, run), _MOST_ROWS))
    if lines:
        file.write("<h2>Invalid lines</h2>\n<table>")
        for source, line, reason in lines:
            where = f"{source}:{line}" if line else source
            file.write(f"<tr><td>{escape(where)}<td>{escape(reason)}</tr>")
        file.write("</table>\n")


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
        file.write(f'<button data-state="{state}" aria-pressed="false">{name} ({number})</button>')
    file.write('<span id="shown"></span></div>\n<table><tbody class="links">\n')
    rows = results.records(db, run, failed_first=True)
    for record in islice(rows, _MOST_ROWS):
        file.write(_row(record, root, folder))
    file.write("</tbody></table>\n")


def _row(record: results.Record, root: Path, folder: Path) -> str:
    state = record.state if record.state in NAMES else "open"
    url = escaped(shown_url(record.url))
    if is_web(record.url):
        url = f'<a href="{url}" rel="noreferrer">{url}</a>'
    cells = [f'<td class="{state}">{NAMES.get(state, _OPEN)}', f"<td>{url}"]
    if record.source:
        line = f":{record.line}" if record.line else ""
        cells.append(f"<small>{escape(record.source)}{line}</small>")
    cells.append("<td>")
    if record.path:
        target = quote(os.fsencode(os.path.relpath(root / record.path, folder)))
        name = escape(record.title or Path(record.path).name)
        cells.append(f'<a href="{target}">{name}</a><small>{escape(record.path)}</small>')
    if record.reason:
        hint = f"<small>{escape(record.hint)}</small>" if record.hint else ""
        cells.append(escape(record.reason) + hint)
    cells += [f"<small>{escape(warning)}</small>" for warning in record.warnings]
    return f'<tr data-state="{state}">{"".join(cells)}</tr>\n'
