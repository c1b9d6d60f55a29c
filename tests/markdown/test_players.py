"""Which frames are players: by the host and the path that a browser goes to."""

from __future__ import annotations

import pytest

from crosspost.markdown.players import is_player
from crosspost.pipeline import to_markdown


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/embed/x",
        "//www.youtube.com/embed/x",
        "https://WWW.YouTube.com:443/embed/x?a=b",
        "https://player.vimeo.com/video/1",
        "https://www.google.com/maps/embed?pb=1",
    ],
)
def test_players(url: str) -> None:
    assert is_player(url)


@pytest.mark.threat("2: URLs read two ways")
@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\@www.youtube.com/embed/x",
        "//evil.example\\@www.youtube.com/embed/x",
        "https:evil.example/@www.youtube.com/embed/x",
        "https:///www.youtube.com/embed/x",
        "https://a@evil.example@www.youtube.com/embed/x",
        "https://www.youtube.com/embed/../redirect?q=//evil.example",
        "https://www.youtube.com/embed/%2e%2e/redirect?q=//evil.example",
        "https://www.google.com/maps/../url?q=//evil.example",
        "https://www.youtube.com\uff0fevil.example/embed/x",
    ],
)
def test_a_frame_of_another_page_is_no_player(url: str) -> None:
    assert not is_player(url)
    written = to_markdown(f'<p>Text.</p><iframe src="{url}"></iframe>', "https://good.example/")
    assert "<iframe" not in written
