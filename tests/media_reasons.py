"""Why pictures between two paragraphs are not content, for tests."""

from __future__ import annotations

import numpy as np

from block_page import PROSE, cut
from crosspost.body.media import MediaFilter

HOST = "https://coast.example/2024/ferry/"


def reasons(markup: str, *, author: str = "Tora Moen", kept: bool = True) -> list[str]:
    """Return why each picture or player of the markup is not content, in order; empty if it is."""
    found, page = cut(f"<div><p>{PROSE}</p>{markup}<p>{PROSE} Two.</p></div>")
    media_filter = MediaFilter(found, page, lambda: [author], HOST)
    media = np.ones(len(found.media), dtype=bool)
    media[list(media_filter.icons)] = False
    texts = np.array([kept or text.startswith(PROSE) for text in found.texts])
    rejected = media_filter.find_rejected(media, texts, precise=True)
    return [
        "an icon" if number in media_filter.icons else rejected.get(number, "")
        for number in range(len(found.media))
    ]
