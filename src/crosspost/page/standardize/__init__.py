"""A page's markup in the form that HTML has for it, before any step reads it.

Platforms and scripts write what HTML has an element for (a note, a code block, a player, a formula,
a heading with its button) in boxes of their own. Here such boxes are replaced, once, so that
the steps that read the metadata, choose the body and write Markdown all see the same. A module is a
kind of content; what it does not recognize stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.page.standardize import (
    buttons,
    cards,
    code,
    code_labels,
    embeds,
    end_notes,
    formulas,
    google_docs,
    headings,
    infoboxes,
    inline_notes,
    latexml,
    notion,
    own_links,
    posts,
    redirects,
    services,
    subtitles,
    tabs,
    threads,
)
from crosspost.page.standardize.tree import IndexedTree

if TYPE_CHECKING:
    from lxml.etree import _Element


def standardize(
    tree: _Element, base: str, own_urls: tuple[str, ...], *, is_clean: bool = False
) -> None:
    """Replace the markup of platforms and scripts by that of HTML, in place.

    Args:
        tree: the page, or the body of an article.
        base: what relative URLs are relative to.
        own_urls: the page's own URLs.
        is_clean: it is the body of an article without controls: tabs and labels of code stay.
    """
    page = IndexedTree(tree)
    own_links.to_fragments(page, base, own_urls)
    redirects.to_targets(page)
    notion.to_plain(page)
    google_docs.to_plain(page)
    if not is_clean:
        threads.to_text(page)
    headings.to_plain(page)
    latexml.to_html(page)
    if not is_clean:
        subtitles.to_paragraphs(page)
    inline_notes.to_sidenotes(page)
    end_notes.to_lists(page)
    formulas.to_math(page)
    embeds.to_frames(page)
    services.to_frames(page)
    posts.to_quotes(page)
    infoboxes.to_tables(page)
    cards.to_links(page)
    if not is_clean:
        tabs.to_lines(page)
        code_labels.remove_inside(page)
    code.to_blocks(page)
    if not is_clean:
        code_labels.remove_beside(page)
    buttons.to_words(page)
