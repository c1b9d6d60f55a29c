"""Microformats: h-entry and hAtom; of several entries the page's own."""

from __future__ import annotations

from datetime import date, datetime

from article_page import found, read


def test_an_h_entry_gives_title_author_day_and_tags() -> None:
    body = """
    <article class="h-entry"><h2 class="p-name">Otters return</h2>
      <a class="p-author h-card" href="/">Ann Otter</a>
      <time class="dt-published" datetime="2024-03-05T09:00:00+01:00">5 March</time>
      <a class="p-category" href="/t">#rivers</a></article>"""
    article = read("<title>Otters return</title>", body)
    assert article.title == "Otters return"
    assert article.authors == ("Ann Otter",)
    assert article.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")
    assert article.tags == ("rivers",)


def test_an_author_shown_as_a_picture_is_read() -> None:
    body = """<article class="h-entry"><h1 class="p-name">Otters return</h1>
      <a class="p-author h-card" href="/"><img src="ann.jpg" alt="Ann Otter"></a></article>"""
    assert read("", body).authors == ("Ann Otter",)


def test_hatom_of_older_themes_is_read() -> None:
    body = """
    <div class="post hentry"><h1 class="entry-title">Otters return</h1>
      <span class="author vcard"><a class="fn" href="/ann">Ann Otter</a></span>
      <abbr class="published" title="2024-03-05T09:00:00+01:00">5 March</abbr></div>"""
    article = read("", body)
    assert article.authors == ("Ann Otter",)
    assert article.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")


def test_of_two_names_for_an_author_the_surer_is_trusted() -> None:
    # In whatever order Python keeps the classes, which is another one in each process.
    for classes in ("p-author author", "author p-author fn", "fn author p-author vcard"):
        body = f'<article class="h-entry"><b class="{classes}">Ann Otter</b></article>'
        offered = [c for c in found("authors", "", body) if str(c.source) == "h-entry author"]
        assert [c.confidence for c in offered] == [0.8]


def test_of_several_entries_the_one_with_the_pages_title_counts() -> None:
    def entry(title: str, day: str) -> str:
        return (
            f'<div class="h-entry"><h2 class="p-name">{title}</h2>'
            f'<time class="dt-published" datetime="{day}T09:00:00+01:00">then</time></div>'
        )

    body = entry("Otters return", "2024-03-05") + entry("Something else", "2024-03-09")
    article = read("<title>Otters return</title>", body)
    assert article.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")


def test_what_is_within_the_entry_but_anothers_is_not_its_own() -> None:
    body = """<article class="h-entry"><h1 class="p-name">Otters return</h1>
      <div class="u-comment h-cite"><a class="p-author" href="/bo">Bo Lee</a>
        <time class="dt-published" datetime="2019-01-02">2 January</time></div>
      <a class="p-author h-card" href="/">Ann Otter</a>
      <time class="dt-published" datetime="2024-03-05">5 March</time>
      <div class="comments"><span class="author">Cy Fox</span></div></article>"""
    offered = [c for c in found("authors", "", body) if "h-entry" in str(c.source)]
    assert [c.value for c in offered] == [("Ann Otter",)]
    assert read("<title>Otters return</title>", body).published == date(2024, 3, 5)
