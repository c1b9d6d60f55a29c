"""Buttondown's archive: ``emails.csv``, and the texts in ``emails/SLUG.md``."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources.exports import table_of_texts
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.files import Files, below, folder_of_file
from crosspost.batch.sources.exports.markdown_text import front_matter, to_html
from crosspost.batch.sources.exports.newsletter import is_published, why_private
from crosspost.batch.sources.exports.table_of_texts import rows_with_texts
from crosspost.batch.sources.exports.values import in_utc, when

TABLE = "emails.csv"
# Its editor writes HTML into the Markdown, and says so in the first line.
_EDITOR = "<!-- buttondown-editor-mode:"


def tables(names: list[str]) -> list[str]:
    """Return the tables of Buttondown's archives among the names of files."""
    return table_of_texts.tables(names, TABLE, "emails/", ".md")


def read(files: Files, table: str, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the issues of a newsletter.

    Args:
        table: the name of ``emails.csv``.
        name: of the archive.
    """
    around = folder_of_file(table)
    folder = f"{around}emails/"
    texts = {one[len(folder) :]: one for one in below(files.names(), folder)}
    contents = Contents(options, name)
    for row in rows_with_texts(files, table, lambda cells: texts.pop(f"{_slug(cells)}.md", "")):
        if isinstance(row, BadLine):
            yield row
            continue
        line, cells, written = row
        if written is None:
            subject = cells.get("subject", "")[:60]
            slug = _slug(cells)[:60]
            yield BadLine(line, f"{subject!r}: its text {slug}.md is not in the export")
            contents.leave_out("post", "", "see the invalid lines")
            continue
        yield from contents.take(issue(cells, written, line))
    contents.leave_out("file", "", "a text that emails.csv does not name", len(texts))
    others = [one for one in below(files.names(), around) if not one.startswith(folder)]
    contents.leave_out("file", "", "not a text for readers", len(others) - 1)
    yield from contents.end()


def _slug(cells: dict[str, str]) -> str:
    return cells.get("slug", "").strip()


def issue(cells: dict[str, str], written: str, line: int | None) -> Exported:
    """Return an issue of a newsletter.

    Args:
        cells: column → cell of its row.
        written: its text in Markdown.
    """
    fields, text = front_matter(written)
    about = {**fields, **{name: cell.strip() for name, cell in cells.items() if cell.strip()}}
    status = about.get("status", "")
    published = in_utc(when(about.get("publish_date", "") or about.get("date", "")))
    slug = about.get("slug", "").strip("/")
    is_draft = published is None or not is_published(status)
    return Exported(
        key=about.get("id", "") or about.get("slug", ""),
        html=body(text),
        title=about.get("subject", "") or about.get("title", ""),
        status=status or ("draft" if is_draft else "published"),
        draft=is_draft,
        private=why_private(about.get("email_type", ""), about.get("audience", "")),
        line=line,
        url=about.get("absolute_url", ""),
        path=f"/archive/{slug}/" if slug else "",
        date=published or in_utc(when(about.get("creation_date", ""))),
        description=about.get("description", ""),
        image=about.get("image", ""),
        slug=slug,
    )


def body(text: str) -> str:
    """Return the text of an issue as HTML."""
    start, _, rest = text.partition("-->")
    return to_html(rest if start.lstrip().startswith(_EDITOR) else text)
