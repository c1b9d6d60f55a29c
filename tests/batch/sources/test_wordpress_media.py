"""Pictures, films and embedded pages of WordPress posts."""

from __future__ import annotations

import pytest

from batch.sources.test_wordpress_text import markdown
from crosspost.batch.sources.wordpress_export import Attachment, Export
from crosspost.batch.sources.wordpress_text import as_html

FILM = (
    '<iframe src="https://www.youtube.com/embed/abcdefghijk" loading="lazy" allowfullscreen>'
    "</iframe>"
)
VIMEO = (
    '<iframe src="https://player.vimeo.com/video/1234567" loading="lazy" allowfullscreen></iframe>'
)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("https://youtu.be/abcdefghijk", FILM),
        ("<p>https://www.youtube.com/watch?v=abcdefghijk&amp;t=3</p>", FILM),
        ("[youtube abcdefghijk]", FILM),
        ("[youtube=https://www.youtube.com/watch?v=abcdefghijk&w=3]", FILM),
        ("[youtube]abcdefghijk[/youtube]", FILM),
        ("[embed width='3']https://youtu.be/abcdefghijk[/embed]", FILM),
        ("[vimeo id=1234567]", VIMEO),
        ('[tweet "https://twitter.com/a/status/1"]', "<https://twitter.com/a/status/1>"),
        ("[gist id=a1 file=b.c]", "<https://gist.github.com/a1#file-b-c>"),
        ("https://example.org/page", "<https://example.org/page>"),
        ("See https://example.org/page there.", "See https://example.org/page there."),
        ("[audio ogg=https://e.org/a.ogg]", '<audio controls src="https://e.org/a.ogg"></audio>'),
        ("https://e.org/a.mp4", '<video controls src="https://e.org/a.mp4"></video>'),
        ("[embed]nothing[/embed]", "[embed]nothing[/embed]"),
    ],
)
def test_what_wordpress_embeds_is_a_player_or_a_link(text: str, made: str) -> None:
    assert markdown(f"A\n\n{text}\n\nB") == f"A\n\n{made}\n\nB"


def test_a_line_with_a_url_between_lines_of_text_is_a_paragraph() -> None:
    assert markdown("A\nhttps://youtu.be/abcdefghijk\nB") == f"A\n\n{FILM}\n\nB"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('[caption id="x"]<img src="https://e.org/i.png"> The <b>words</b>[/caption]',
         "![](https://e.org/i.png)\\\n_The **words**_"),
        ("[wp_caption caption='Old [sic]']<img src=\"https://e.org/i.png\">[/wp_caption]",
         "![](https://e.org/i.png)\\\n*Old [sic]*"),
        ('[caption]<img src="https://e.org/i.png"><br />Below[/caption]',
         "![](https://e.org/i.png)\\\n*Below*"),
    ],
)  # fmt: skip
def test_captions(text: str, made: str) -> None:
    assert markdown(text) == made


def _album() -> Export:
    files = [
        Attachment("1", "https://e.org/1.png", "one", "Alt 1", "Caption 1", 2),
        Attachment("2", "https://e.org/2.jpg", "two", 'A "quote"', "", 1),
        Attachment("3", "https://e.org/3.mp3", "Song"),
    ]
    export = Export(attachments={one.id: one for one in files})
    export._parents["7"] = ["1", "2", "3"]
    return export


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[gallery]", ["2.jpg", "1.png"]),  # in the order of the menu
        ("[gallery ids='1,2']", ["1.png", "2.jpg"]),
        ("[gallery include=2]", ["2.jpg"]),
        ("[gallery exclude=“2”]", ["1.png"]),
        ("[gallery id=8]", []),
        ("[playlist]", ["3.mp3"]),
        ("[playlist ids=3,9]", ["3.mp3"]),
    ],
)
def test_galleries_show_what_they_name_or_what_is_attached(text: str, shown: list[str]) -> None:
    made = as_html(text, _album(), "7")
    places = {name: made.html.find(f"https://e.org/{name}") for name in ("1.png", "2.jpg", "3.mp3")}
    assert sorted((n for n in places if places[n] >= 0), key=lambda n: places[n]) == shown
    assert bool(made.notes) == (not shown or "9" in text)  # what is missing is said


def test_a_gallery_has_alternative_texts_and_captions() -> None:
    made = as_html("[gallery ids=1,2]", _album()).html
    assert '<img src="https://e.org/1.png" alt="Alt 1">' in made
    assert "<figcaption>\nCaption 1\n</figcaption>" in made and 'alt="A &quot;quote&quot;"' in made
