"""The text of a WordPress post as HTML, as WordPress shows it.

The classic editor's text has no ``<p>``: WordPress adds them when it shows the post (``wpautop``);
the block editor's text (``<!-- wp:… -->``) has them. Markdown of Jetpack becomes HTML as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crosspost.batch.entry import SHORTCODES
from crosspost.batch.sources.wordpress_blocks import COMMENT, expand, has_blocks, write_blocks
from crosspost.batch.sources.wordpress_builders import remove_shells
from crosspost.batch.sources.wordpress_code import SetAside, set_code_aside
from crosspost.batch.sources.wordpress_export import Export
from crosspost.batch.sources.wordpress_media import WITHOUT_CONTENT, embed_lines, makers
from crosspost.batch.sources.wordpress_shortcodes import left_over, replace_shortcodes
from crosspost.lazy_regex import lazy_compile

# The elements round which wpautop makes no paragraph (wp-includes/formatting.php).
_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area"
    "|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header"
    "|footer|nav|figure|figcaption|details|menu|summary|audio|video"
)
_BLOCK_EDGE = lazy_compile(
    rf"(?<![ \t])[ \t]*+(</?(?:{_BLOCKS})(?:\s[^<>]{{0,2000}})?/?>)[ \t]*\n?", re.I
)
_BLOCK_TAG = lazy_compile(rf"<(/?)({_BLOCKS})\b", re.I)
# Elements whose text is one line of its own: no paragraph within.
_LINES = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure"])
_ASIDE = lazy_compile("(?:\x02\\d{1,9}\x03)")
_TAGS = lazy_compile(r"<[^<>]{0,4000}>")
_MOST_NAMES = 6


class Text(NamedTuple):
    """The text of a post.

    Attributes:
        html: as WordPress shows it.
        notes: what the user should check.
    """

    html: str
    notes: tuple[str, ...] = ()


def as_html(
    text: str,
    export: Export,
    post: str = "",
    *,
    footnotes: str = "",
    is_markdown: bool = False,
) -> Text:
    """Return the text of a post as HTML.

    Args:
        text: as the export has it.
        export: what the post refers to.
        post: its number, for the files that are attached to it.
        footnotes: its custom field ``footnotes``.
        is_markdown: the post is marked as Markdown.
    """
    notes: list[str] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_html = has_blocks(text)
    if is_markdown:
        from crosspost.batch.sources import wordpress_markdown as markdown

        if markdown.is_markdown(text):
            text, is_html = markdown.markdown_to_html(text), True
    aside = SetAside()
    text = set_code_aside(expand(text, export), aside)
    text = COMMENT.sub("", write_blocks(text, footnotes, notes))
    text = remove_shells(text, export, notes)
    text = replace_shortcodes(text, makers(export, post, notes), WITHOUT_CONTENT)
    text = embed_lines(text)
    names = left_over(_TAGS.sub("", text))
    if names:
        shown = ", ".join(f"[{name}]" for name in names[:_MOST_NAMES])
        notes.append(f"{SHORTCODES}: {shown}")
    made = text if is_html else paragraphs(text)
    return Text(aside.put_back(made), tuple(dict.fromkeys(notes)))


def paragraphs(text: str) -> str:
    """Return text with ``<p>`` at blank lines and ``<br>`` at single ones, as wpautop does.

    Args:
        text: whose ``pre``, ``script`` and the like are set aside.
    """
    text = _TAGS.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = _BLOCK_EDGE.sub(r"\n\n\1\n\n", text)
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text)]
    parts = [part for part in parts if part]
    made = []
    for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False):
        if _BLOCK_TAG.match(part) or _ASIDE.fullmatch(part):
            made.append(part)
            continue
        lines = part.replace("\n", "<br>\n")
        made.append(lines if _is_one_line(before, after) else f"<p>{lines}</p>")
    return "\n".join(made)


def _is_one_line(before: str, after: str) -> bool:
    """Tell whether text is the only content of its element, such as ``<li>text</li>``."""
    opening, closing = _BLOCK_TAG.match(before), _BLOCK_TAG.match(after)
    if not opening or opening[1]:
        return False
    name = opening[2].lower()
    return name in _LINES or bool(closing and closing[1] and closing[2].lower() == name)
