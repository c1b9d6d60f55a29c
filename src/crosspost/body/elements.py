"""What each HTML element means for the flow of text.

After the rendering section of the HTML standard (https://html.spec.whatwg.org/#rendering): what
is displayed ``inline`` flows on, what is not displayed is no text, everything else (custom
elements too, which pages use as boxes) starts a block.
"""

from __future__ import annotations

from typing import Final

BLOCK: Final = 0
INLINE: Final = 1
LINK: Final = 2
BREAK: Final = 3
MEDIA: Final = 4
SILENT: Final = 5
NOSCRIPT: Final = 6

_INLINE = (
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr "
    "output progress q rb rt rtc ruby s samp small span strike strong sub sup time tt u var "
    "wbr slot math mi mn mo mrow msub msup msubsup mfrac msqrt mroot mtext mspace semantics "
    "mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose merror "
    "a-ad-never glyph g-emoji"
)
_MEDIA = "img picture video audio iframe object embed amp-img amp-video amp-iframe amp-youtube"
_SILENT = (
    "script style template svg head title meta link base select option datalist textarea input "
    "canvas map area param source track annotation annotation-xml colgroup col frameset frame "
    "noframes noembed applet rp"
)

#: Element name → what it means; names not listed are blocks.
KIND: Final[dict[str, int]] = {
    **dict.fromkeys(_INLINE.split(), INLINE),
    **dict.fromkeys(_MEDIA.split(), MEDIA),
    **dict.fromkeys(_SILENT.split(), SILENT),
    "a": LINK,
    "br": BREAK,
    "noscript": NOSCRIPT,
}

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
