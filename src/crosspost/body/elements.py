"""The block elements that a feature tells apart."""

from __future__ import annotations

from typing import Final

_TOLD_APART = (
    "p div li h1 h2 h3 h4 h5 h6 td th blockquote pre dd dt figcaption section article main aside "
    "header footer nav ul ol table tr figure form body button center dl summary details address "
    "caption fieldset"
)
#: The block elements that a feature tells apart; the rest are 0.
TAG_NUMBER: Final = {name: number for number, name in enumerate(_TOLD_APART.split(), start=1)}
