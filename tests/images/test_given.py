"""Pictures that came with an article as files."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from crosspost.images.given import lead_picture, use_given
from crosspost.model import Article, GivenPicture, Metadata, Picture

A = GivenPicture("https://pictures.invalid/a.png", "/a.png", Picture("/tmp/a.png", "a-1.png"))
GONE = GivenPicture("https://pictures.invalid/b.png", "/b.png", None)


def shown(tag: Tag) -> str:
    return str(tag.get("src") or "")


def article(html: str) -> Article:
    body = BeautifulSoup(html, "lxml")
    return Article("https://example.org/x", Metadata, "", lambda: body)


def test_pictures_are_replaced_by_their_copies() -> None:
    html = f'<p><a href="{A.url}"><img src="{A.url}" srcset="x 2x"></a><img src="{GONE.url}"></p>'
    made, used = use_given(article(html), (A, GONE), shown, "/assets")
    images = made.body.find_all("img")
    assert [image["src"] for image in images] == ["/assets/a-1.png", "/b.png"]
    assert "srcset" not in images[0].attrs and used == (A.picture,)
    assert made.body.a and made.body.a["href"] == "/assets/a-1.png"
    assert made.warnings == (
        "pictures of the folder cannot be copied: their URLs are the old ones",
    )


def test_without_a_folder_they_stay_where_they_were() -> None:
    made, used = use_given(article(f'<img src="{A.url}">'), (A,), shown, "")
    assert made.body.img and made.body.img["src"] == "/a.png"
    assert used == () and made.warnings == ()


def test_the_lead_picture() -> None:
    assert lead_picture({"image": A.url}, (A,), "/x") == ({"image": "/x/a-1.png"}, A.picture)
    assert lead_picture({"image": GONE.url}, (GONE,), "/x") == ({"image": "/b.png"}, None)
    fields = {"image": "https://example.org/c.png"}
    assert lead_picture(fields, (A,), "/x") == (fields, None)
