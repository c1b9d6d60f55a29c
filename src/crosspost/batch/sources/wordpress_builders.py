"""Shells of page builders in the text of a WordPress post: their content is kept.

Divi (``et_pb_``), WPBakery (``vc_``), Avada (``fusion_``), Enfold (``av_``), Cornerstone (``cs_``),
Themify and others write a page as nested shortcodes; the text is between them, pictures and
headings are their attributes.
"""

from __future__ import annotations

import html
import re

from crosspost.batch.entry import BUILDER_CODE
from crosspost.batch.sources.wordpress_export import Export
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.batch.sources.wordpress_shortcodes import Shortcode, replace_shortcodes
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

_PREFIXES = ("et_pb_", "vc_", "fusion_", "av_", "cs_", "themify_", "mk_", "tatsu_", "fw_", "kc_")
_NAME = lazy_compile(rf"\[/?((?:{'|'.join(_PREFIXES)})\w{{1,60}})")
_END = lazy_compile(rf"\[/(?:{'|'.join(_PREFIXES)})\w{{1,60}}\]")
# Simple shells of columns, which many themes and plugins have.
_COLUMNS = lazy_compile(
    r"\[/?(?:row|column|columns|col|container|section|one_half|one_third|two_third|one_fourth"
    r"|three_fourth|one_half_last|one_third_last|two_third_last|one_fourth_last|three_fourth_last"
    r"|raw|dropcap|clear|divider|spacer|hr|toc|su_row|su_column)(?:\s[^\[\]]{0,500})?\]"
)
_HEADINGS = ("title", "heading", "text", "header", "question", "name")
_CODED = ("vc_raw_html", "vc_raw_js", "fusion_code")
_FEW = 300


def remove_shells(text: str, export: Export, notes: list[str]) -> str:
    """Return a text without the shells of page builders.

    Args:
        notes: what the user should check is added to it.
    """
    text = _COLUMNS.sub("\n\n", text)
    names = set(_NAME.findall(text))
    if not names:
        return text

    def one(code: Shortcode) -> str:
        return f"\n\n{_content(code, export)}\n\n"

    coded = [name for name in _CODED if name in names]
    if coded:
        text = replace_shortcodes(text, dict.fromkeys(coded, lambda code: "\n\n"))
        notes.append(f"{BUILDER_CODE}: {', '.join(coded)}")
    rest = names - set(coded)
    text = replace_shortcodes(text, dict.fromkeys(rest, one), frozenset(rest))
    notes.append(
        "made with a page builder: its shell is removed, see whether the text is all there"
    )
    return _END.sub("\n\n", text)


def _content(code: Shortcode, export: Export) -> str:
    """Return what the attributes of a shell have of a text."""
    made = []
    if "heading" in code.name or code.name.endswith(
        ("_blurb", "_cta", "_toggle", "_slide", "_tab")
    ):
        words = code.get(*_HEADINGS)
        if words and len(words) <= _FEW:
            made.append(f"<h3>{html.escape(words, quote=False)}</h3>")
    is_picture = "image" in code.name or code.name.endswith(
        ("_blurb", "_slide", "_fullwidth_image")
    )
    source = code.get("src", "image", "image_url", "url") if is_picture else ""
    if source.isdecimal():
        source = export.picture(source)
    if is_web(source):
        made.append(figure(source, code.get("alt", "image_alt")))
    if code.name.endswith(("_gallery", "_images_carousel", "_media_grid")):
        for number in re.findall(r"\d{1,12}", code.get("images", "gallery_ids", "ids", "include")):
            found = export.attachments.get(number)
            if found is not None:
                made.append(figure(found.url, found.alt))
    if "video" in code.name or code.name.endswith(("_audio", "_youtube", "_vimeo")):
        film = code.get("src", "link", "url", "video_url", "audio", "id")
        if is_web(film):
            made.append(embed(film))
    if "button" in code.name or code.name.endswith("_btn"):
        label = code.get("button_text", "title", "label")
        link = code.get("button_url", "link", "href")
        link = (
            re.sub(r"^url:([^|]{1,2000}).*$", r"\1", link).replace("%3A", ":").replace("%2F", "/")
        )
        if label and is_web(link):
            made.append(f'<p><a href="{html.escape(link)}">{html.escape(label)}</a></p>')
    return "\n\n".join(made)
