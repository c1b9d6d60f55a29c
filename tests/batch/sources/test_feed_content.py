"""The full text of items of a feed."""

from __future__ import annotations

import pytest

from batch.sources.lists import entries
from crosspost.batch.entry import Entry
from crosspost.batch.sources.feed_content import without_hidden

RSS = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>One</title>'
    "<link>https://pod.example.org/1</link>{}<content:encoded>&lt;p&gt;Words.&lt;/p&gt;"
    "</content:encoded></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>'
    '<link href="https://pod.example.org/1"/>{}'
    '<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>'
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<p>a</p><p style="display:none">b</p> c', "<p>a</p> c"),
        ("<p hidden>b</p><p>a &amp; b</p>", "<p>a &amp; b</p>"),
        ('<p class="x">a<br>b</p>', '<p class="x">a<br>b</p>'),
        ("<p>a", "<p>a"),
    ],
)
def test_hidden_elements_are_left_out(text: str, shown: str) -> None:
    assert without_hidden(text) == shown


@pytest.mark.parametrize(
    ("feed", "enclosure", "player"),
    [
        (RSS, '<enclosure url="https://pod.example.org/1.mp3" type="audio/mpeg"/>', "audio"),
        (ATOM, '<link rel="enclosure" href="https://pod.example.org/1.mp3" type="video/mp4"/>',
         "video"),
        (RSS, '<enclosure url="https://pod.example.org/1.jpg" type="image/jpeg"/>', ""),
        (RSS, '<enclosure url="javascript:alert(1)" type="audio/mpeg"/>', ""),
    ],
)  # fmt: skip
def test_the_recording_of_an_episode_is_in_its_text(feed: str, enclosure: str, player: str) -> None:
    (entry,) = entries(feed.format(enclosure), use_content=True)
    assert isinstance(entry, Entry) and "<p>Words.</p>" in entry.body
    made = f'<{player} src="https://pod.example.org/1.mp3" controls></{player}>'
    assert (made in entry.body) == bool(player) and ("controls" in entry.body) == bool(player)
