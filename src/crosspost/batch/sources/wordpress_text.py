"""The text of a WordPress post as HTML: paragraphs by blank lines, short codes.

WordPress stores the classic editor's text without ``<p>`` and adds them when it shows the post
(``wpautop``); the block editor's text (``<!-- wp:… -->``) has them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from crosspost.lazy_regex import lazy_compile

# The elements round which wpautop makes no paragraph (wp-includes/formatting.php).
_BLOCKS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area"
    "|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header"
    "|footer|nav|figure|figcaption|details|menu|summary"
)
_BLOCK_EDGE = lazy_compile(
    rf"(?<![ \t])[ \t]*+(</?(?:{_BLOCKS})(?:\s[^<>]{{0,2000}})?/?>)[ \t]*\n?", re.I
)
# What a blank line within does not end: its own lines count.
_VERBATIM = lazy_compile(r"<(pre|script|style|textarea)\b", re.I)
_BLOCK_TAG = lazy_compile(rf"<(/?)({_BLOCKS})\b", re.I)
# Elements whose text is one line of its own: no paragraph within.
_LINES = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure"])
_CAPTION = lazy_compile(r"\[caption\b([^\]\[]{0,1000})\]")
_CAPTION_TEXT = lazy_compile(r"caption=\"([^\"]{0,2000})\"")
_PICTURE = lazy_compile(
    r"\s*((?:<a\s[^<>]{0,2000}>\s*)?<img\s[^<>]{0,4000}>(?:\s*</a>)?)(.*)", re.S
)
_EMBED = lazy_compile(
    r"\[(embed|youtube|vimeo|audio|video)\b([^\]\[]{0,1000})\](?:([^\[]*)\[/\1\])?"
)
_GALLERY = lazy_compile(r"\[gallery\b([^\]\[]{0,2000})\]")
_IDS = lazy_compile(r"ids=\"([\d,\s]{1,2000})\"")
_SOURCE = lazy_compile(r"(?:src|mp4|mp3|url)?=?\"?(https?://[^\s\"\]]{1,2000})")
_KEPT = lazy_compile(r"<hr data-kept=(\d{1,9})>")
# What is between has its < and > escaped.
_BLOCK_COMMENT = lazy_compile(r"<!--\s{0,9}/?wp:[^<>]{0,20000}-->")


def as_html(text: str, pictures: Mapping[str, str]) -> str:
    """Return the text of a post as HTML.

    Args:
        text: as the export has it.
        pictures: number → URL of the attachments, which galleries name by number.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    has_blocks = "<!-- wp:" in text
    text = _BLOCK_COMMENT.sub("", text)
    text = _GALLERY.sub(lambda found: _gallery(found[1], pictures), text)
    text = _EMBED.sub(_embed, text)
    text = _captions(text)
    return text if has_blocks else paragraphs(text)


def _captions(text: str) -> str:
    """Make figures of ``[caption]<img> words[/caption]``."""
    *closed, rest = text.split("[/caption]")
    made = []
    for part in closed:
        found = _CAPTION.search(part)
        made.append(
            part[: found.start()] + _figure(found[1], part[found.end() :]) if found else part
        )
    return "".join([*made, rest])


def _figure(attributes: str, inside: str) -> str:
    """Older posts have the words of a caption as an attribute."""
    picture = _PICTURE.match(inside)
    if not picture:
        return inside
    words = picture[2].strip()
    attribute = _CAPTION_TEXT.search(attributes)
    if not words and attribute:
        words = attribute[1]
    words = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[1]}{words}</figure>\n\n"


def _embed(found: re.Match[str]) -> str:
    """A link to what is shown; a short code without a URL stays as it is."""
    source = _SOURCE.search(f"{found[3] or ''} {found[2]}")
    if not source:
        return found[0]
    url = html.escape(html.unescape(source[1]))
    return f'\n\n<a href="{url}">{url}</a>\n\n'


def _gallery(attributes: str, pictures: Mapping[str, str]) -> str:
    ids = _IDS.search(attributes)
    found = [pictures.get(number.strip(), "") for number in (ids[1] if ids else "").split(",")]
    images = [
        f'<figure><img src="{html.escape(url)}"></figure>' for url in dict.fromkeys(found) if url
    ]
    return "\n\n" + "\n".join(images) + "\n\n"


def paragraphs(text: str) -> str:
    """Return text with ``<p>`` at blank lines and ``<br>`` at single ones, as wpautop does.

    ``pre``, ``script``, ``style`` and ``textarea`` stay as they are.
    """
    kept: list[str] = []
    # A placeholder that the text itself has would be filled in as well.
    text = _set_aside(text.replace("<hr data-kept=", "<hr data-was="), kept)
    text = _BLOCK_EDGE.sub(r"\n\n\1\n\n", text)
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text)]
    parts = [part for part in parts if part]
    made = []
    for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False):
        if _BLOCK_TAG.match(part):
            made.append(part)
            continue
        lines = part.replace("\n", "<br>\n")
        made.append(lines if _is_one_line(before, after) else f"<p>{lines}</p>")
    return _KEPT.sub(lambda found: kept[int(found[1])], "\n".join(made))


def _set_aside(text: str, kept: list[str]) -> str:
    """Replace every verbatim element by an empty one that carries its number."""
    out, position = [], 0
    while found := _VERBATIM.search(text, position):
        # The pattern object is the same few every time: re keeps them.
        closing = re.compile(rf"</{found[1]}\s{{0,9}}>", re.I).search(text, found.end())
        end = closing.end() if closing else len(text)
        out.append(f"{text[position : found.start()]}\n\n<hr data-kept={len(kept)}>\n\n")
        kept.append(text[found.start() : end])
        position = end
    return "".join([*out, text[position:]])


def _is_one_line(before: str, after: str) -> bool:
    """Tell whether text is the only content of its element, such as ``<li>text</li>``."""
    opening, closing = _BLOCK_TAG.match(before), _BLOCK_TAG.match(after)
    if not opening or opening[1]:
        return False
    name = opening[2].lower()
    return name in _LINES or bool(closing and closing[1] and closing[2].lower() == name)
