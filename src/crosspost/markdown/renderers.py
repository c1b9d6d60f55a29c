"""Which renderer writes which element: read this table first."""

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
from crosspost.markdown.objects import object_, player
from crosspost.markdown.quotes import blockquote
from crosspost.markdown.tables import table
from crosspost.markdown.thematic_breaks import rule

Renderer = Callable[[Tag, Context], list[Block]]

# Element → its renderer. Blocks that are not here (div, section, p …) are only their content.
RENDERERS: MappingProxyType[str, Renderer] = MappingProxyType(
    {
        "amp-audio": media,
        "amp-dailymotion": player,
        "amp-iframe": iframe,
        "amp-video": media,
        "amp-vimeo": player,
        "amp-youtube": player,
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
        "lite-vimeo": player,
        "lite-youtube": player,
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
# Those that put their content a level deeper; past the limit they are only their content.
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
