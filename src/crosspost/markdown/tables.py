"""Tables: as pipe tables if possible, as clean HTML if cells span or contain blocks."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import PageElement

from crosspost.markdown import clean_html, escape, inlines, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.flavor import HTML_BREAK
from crosspost.markdown.measure import LONG
from crosspost.page.vocabulary import HEADINGS, PLAYERS

_SECTIONS = frozenset(["thead", "tbody", "tfoot"])
# Elements that a cell of a pipe table cannot contain.
_BLOCKS_IN_CELLS = frozenset(
    [
        *("ul", "ol", "dl", "table", "pre", "blockquote", "hr", "figure"),
        *HEADINGS,
        *PLAYERS,
    ]
)
# A table with one of these in a cell is for layout, not for data.
_ARTICLE_PARTS = frozenset(["table", *HEADINGS, *PLAYERS])
_CAPTION = frozenset(["caption"])
# A pipe table may have this many times the cells of the page's table, and a few more.
_MOST_FILLED = 4
_FEW_CELLS = 1000
_MOST_COLUMNS = 500  # kramdown's time grows with their square
_ALIGNMENT = {"left": ":--", "right": "--:", "center": ":-:"}


def table(tag: Tag, ctx: Context) -> list[Block]:
    """Return a table after its caption; one that is only for layout is unwrapped."""
    rows, loose = _rows(tag)
    inner = ctx.deeper()
    above = [
        block
        for caption in search.children(tag, _CAPTION)
        for block in ctx.walk(caption.contents, inner)
    ]
    above += ctx.walk(loose, inner)
    if not rows:
        return above
    if _is_layout(tag, rows):
        cells = (cell for row in rows for cell in row)
        return [*above, *(block for cell in cells for block in ctx.walk(cell.contents, inner))]
    admonition = _admonition(rows, ctx)
    if admonition is not None:
        return [*above, *admonition]
    dialect = ctx.survey.dialect
    if _is_complex(rows) or not dialect.tables:
        if dialect.raw_html:
            return [Block(clean_html.clean(tag, ctx), "html")]
        ctx.survey.without_html.add("table")
        rows = _spread(rows)
    if not dialect.tables:
        return [*above, *(Block(_words(row, ctx)) for row in rows)]
    body = _pipes(tag, rows, ctx)
    return [*above, Block(body, "table")] if body else above


def _rows(tag: Tag) -> tuple[list[list[Tag]], list[PageElement]]:
    """Return the cells of each row, without nested tables; a footer comes last, as shown.

    Returns:
        The rows; and content outside of cells, which browsers show above the table.
    """
    found = []
    loose: list[PageElement] = []
    parts = sorted(tag.contents, key=lambda part: isinstance(part, Tag) and part.name == "tfoot")
    for part in parts:
        is_section = isinstance(part, Tag) and part.name in _SECTIONS
        for line in part.contents if is_section else [part]:  # type: ignore[attr-defined]
            if not isinstance(line, Tag) or line.name != "tr":
                if not isinstance(line, Tag) or line.name != "caption" or is_section:
                    loose.append(line)
                continue
            cells: list[Tag] = []
            for node in line.contents:
                if isinstance(node, Tag) and node.name in ("td", "th"):
                    cells.append(node)
                else:
                    loose.append(node)
            if cells:
                found.append(cells)
    return found, loose


def _is_layout(tag: Tag, rows: list[list[Tag]]) -> bool:
    """Tell whether a table is there for the page's layout and not for data."""
    if any(cell.name == "th" for row in rows for cell in row):
        return False
    if str(tag.attrs.get("role") or "") in ("presentation", "none"):
        return True
    if len(rows) == 1 and len(rows[0]) == 1:
        return True
    if search.children(tag, _CAPTION):
        return False
    return any(search.first(cell, _ARTICLE_PARTS) for row in rows for cell in row)


def _is_complex(rows: list[list[Tag]]) -> bool:
    """Tell whether it cannot be a pipe table: spans, blocks, very unequal rows.

    Every row of a pipe table has as many cells as the longest. One long row among many short ones
    would make the product of both.
    """
    cells, width = sum(map(len, rows)), max(map(len, rows))
    if len(rows) * width > _MOST_FILLED * cells + _FEW_CELLS or width > _MOST_COLUMNS:
        return True
    for row in rows:
        for cell in row:
            attrs = cell.attrs
            if _span(attrs.get("colspan")) or _span(attrs.get("rowspan")):
                return True
            if search.first(cell, _BLOCKS_IN_CELLS) or _is_chapter(cell):
                return True
    return False


def _is_chapter(cell: Tag) -> bool:
    length = 0
    for text in cell.strings:
        length += len(text)
        if length > LONG:
            return True
    return False


def _admonition(rows: list[list[Tag]], ctx: Context) -> list[Block] | None:
    """Return the content of Asciidoctor's table of an icon and a note, the icon's text in bold."""
    if len(rows) != 1 or len(rows[0]) != 2:
        return None
    icon, content = rows[0]
    if not ("icon" in icon.get_attribute_list("class") and _is_content(content)):
        return None
    named = icon.find(title=True)
    words = icon.get_text() or (str(named["title"]) if isinstance(named, Tag) else "")
    title = escape.inline(escape.words(words))
    blocks = ctx.walk(content.contents, ctx.deeper())
    return [Block(f"**{title}**"), *blocks] if title else blocks


def _is_content(cell: Tag) -> bool:
    return "content" in cell.get_attribute_list("class")


def _span(value: object) -> bool:
    return value is not None and str(value).strip() not in ("", "0", "1")


def _pipes(tag: Tag, rows: list[list[Tag]], ctx: Context) -> str:
    lines = [[_cell(cell, ctx) for cell in row] for row in rows]
    width = max(map(len, lines))
    kept = [(row, line) for row, line in zip(rows, lines, strict=True) if any(line)]
    if not kept:
        return ""
    first = kept[0][0]
    head = all(cell.name == "th" for cell in first) or any(
        parent.name == "thead" for parent in first[0].parents
    )
    separator = "|" + "|".join(_alignments(kept[-1][0], width)) + "|"
    out = [_row(line, width) for _, line in kept]
    if not ctx.survey.dialect.headerless_tables:
        return "\n".join(
            [*([] if head else [_row([], width)]), *out[:head], separator, *out[head:]]
        )
    if head and len(out) > 1:
        out.insert(1, separator)
    elif any(mark != "---" for mark in _alignments(kept[-1][0], width)):
        out.insert(0, separator)
    return "\n".join(out)


def _spread(rows: list[list[Tag]]) -> list[list[Tag]]:
    """Return rows with an empty cell at each further place that a cell spans."""
    out: list[list[Tag]] = []
    open_rows: dict[int, int] = {}  # column → rows that a cell above still spans
    for row in rows:
        line: list[Tag] = []
        for cell in [*row, None]:
            while open_rows.get(len(line)):
                open_rows[len(line)] -= 1
                line.append(Tag(name="td"))
            if cell is None:
                break
            wide, high = (_number(cell.attrs.get(name)) for name in ("colspan", "rowspan"))
            for column in range(len(line), len(line) + wide):
                open_rows[column] = high - 1
            line += [cell, *(Tag(name=cell.name) for _ in range(wide - 1))]
        out.append(line)
    return out


def _number(span: object) -> int:
    text = str(span or "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 2 else 1


def _words(row: list[Tag], ctx: Context) -> str:
    """Return a row as a line, for a dialect without tables."""
    return " | ".join(filter(None, (_cell(cell, ctx) for cell in row)))


def _cell(cell: Tag, ctx: Context) -> str:
    return HTML_BREAK.join(inlines.line(cell.contents, ctx).finish("cell"))


def _row(cells: list[str], width: int) -> str:
    filled = cells + [""] * (width - len(cells))
    return "| " + " | ".join(filled) + " |"


def _alignments(row: list[Tag], width: int) -> list[str]:
    marks = []
    for cell in row:
        style = str(cell.attrs.get("style") or "").replace(" ", "").lower()
        align = str(cell.attrs.get("align") or "").lower()
        classes = cell.attrs.get("class") or ()
        for word in _ALIGNMENT:
            if f"text-align:{word}" in style or f"has-text-align-{word}" in classes:
                align = word
        marks.append(_ALIGNMENT.get(align, "---"))
    return marks + ["---"] * (width - len(marks))
