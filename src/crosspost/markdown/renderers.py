"""The table of renderers: element → function."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from bs4 import Tag

from crosspost.markdown.code import code_block
from crosspost.markdown.context import Block, Context
from crosspost.markdown.definition_lists import definition_list
from crosspost.markdown.details import details
from crosspost.markdown.embeds import iframe, media, unmade
from crosspost.markdown.figures import figcaption, figure
from crosspost.markdown.headings import heading
from crosspost.markdown.lists import ordered, unordered
from crosspost.markdown.objects import object_
from crosspost.markdown.quotes import blockquote
from crosspost.markdown.tables import table
from crosspost.markdown.thematic_breaks import rule

Renderer = Callable[[Tag, Context], list[Block]]

# Element → its renderer. Of other blocks (div, section, p …) only the content is written.
RENDERERS: MappingProxyType[str, Renderer] = MappingProxyType(
    {
        "amp-audio": media,
        "amp-iframe": iframe,
        "amp-video": media,
        "audio": media,
        "blockquote": blockquote,
        "details": details,
        "dir": unordered,
        "dl": definition_list,
        "figcaption": figcaption,
        "figure": figure,
        "h1": heading,
        "h2": heading,
        "h3": heading,
        "h4": heading,
        "h5": heading,
        "h6": heading,
        "hr": rule,
        "iframe": iframe,
        "listing": code_block,
        "menu": unordered,
        "object": object_,
        "oembed": unmade,
        "ol": ordered,
        "plaintext": code_block,
        "pre": code_block,
        "table": table,
        "ul": unordered,
        "video": media,
        "xmp": code_block,
    }
)
# Renderers that nest their content a level deeper; above the limit only the content is written.
NESTING = frozenset(
    [
        "blockquote",
        "details",
        "dir",
        "dl",
        "figure",
        "menu",
        "object",
        "oembed",
        "ol",
        "table",
        "ul",
    ]
)
