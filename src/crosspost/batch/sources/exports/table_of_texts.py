"""A table whose rows name texts in a folder beside it: the exports of newsletters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.exports.files import Files, content, folder_of_file
from crosspost.batch.sources.exports.rows import rows
from crosspost.errors import CrosspostError

_LARGEST = 10 * 1024 * 1024  # bytes of a text


def tables(names: list[str], table: str, folder: str, ending: str) -> list[str]:
    """Return the paths of such tables among the paths of files.

    Args:
        names: paths of all files.
        table: the name of the table, such as ``posts.csv``.
        folder: beside it, such as ``posts/``.
        ending: of the texts in it, such as ``.html``.
    """
    folders = {folder_of_file(name) for name in names if name.endswith(ending)}
    found = [name for name in names if name.rpartition("/")[2] == table]
    return [name for name in found if f"{folder_of_file(name)}{folder}" in folders]


def rows_with_texts(
    files: Files, table: str, find: Callable[[dict[str, str]], str]
) -> Iterator[tuple[int, dict[str, str], str | None] | BadLine]:
    """Yield the line, the cells and the text of each row; the text is None if it is not there.

    Args:
        table: the path of the table.
        find: returns the path of the text of a row; empty if there is none.
    """
    with files.opened(table) as stream:
        for row in rows(stream):
            if isinstance(row, BadLine):
                yield row
                continue
            line, cells = row
            path = find(cells)
            try:
                text = content(files, path, _LARGEST).decode("utf-8", "replace") if path else None
            except CrosspostError as error:
                yield BadLine(line, str(error))
                continue
            yield line, cells, text
