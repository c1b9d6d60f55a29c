"""Pictures amid two paragraphs, and what is said against them."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut
from crosspost.body.media import Judge

HOST = "https://coast.example/2024/ferry/"


def reasons(markup: str, *, author: str = "Tora Moen", kept: bool = True) -> list[str]:
    """Return what is said against each picture or player of the markup, in order."""
    found, page = cut(f"<div><p>{PROSE}</p>{markup}<p>{PROSE} Two.</p></div>")
    judge = Judge(found, page, lambda: [author], HOST)
    media = np.ones(len(found.media), dtype=bool)
    media[list(judge.small)] = False
    texts = np.array([kept or text.startswith(PROSE) for text in found.texts])
    left_out = judge.left_out(media, texts, precise=True)
    return [
        "small" if number in judge.small else left_out.get(number, "")
        for number in range(len(found.media))
    ]
