"""An article becomes a post: fields in their order, note, attribution, body, file name."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

import real_jekyll
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.model import Article, Metadata, Post
from crosspost.model.metadata import SEEN_PICTURE
from crosspost.render import render
from crosspost.targets.free_name import free_name
from crosspost.targets.jekyll.site import Site
from crosspost.targets.jekyll.target import Jekyll
from nasty import nasty_texts

URL = "https://www.example.org/news/2725/"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PUBLISHED = datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)
SITE = Jekyll(Site(Path("/blog"), timezone="Asia/Bishkek"))


def article(html: str = "<p>The text.</p>", url: str = URL, **facts: Any) -> Article:
    known: dict[str, Any] = {"title": "Radio in the Valley", "published": PUBLISHED} | facts
    return Article(url, lambda: Metadata(**known), "", lambda: BeautifulSoup(html, "html.parser"))


def post(
    made: Article | None = None,
    *,
    overrides: dict[str, Any] | None = None,
    site: Jekyll = SITE,
    requested_url: str = "",
    **settings: Any,
) -> Post:
    return render(
        made or article(),
        Config(**settings),
        site,
        overrides=overrides or {},
        now=NOW,
        requested_url=requested_url,
    )


def test_a_post_like_the_ones_people_write_by_hand() -> None:
    made = post(
        article(
            "<p>One.</p><p>Two.</p>",
            authors=("Ann Lee",),
            site="Development Office",
            image="https://www.example.org/studio.png",
            description="A station goes on air.",
            tags=("Radio", "Talas"),
            categories=("News",),
            license="CC BY 4.0",
        ),
        requested_url="https://example.net/short/1",
        author="bloghost",
        categories=("Field Work",),
        tags=("radio", "Kyrgyzstan"),
        page_categories=True,
        title_suffix="[cross-post]",
        note="I will let it *speak* for itself.",
    )
    assert made.filename == "2013-03-06-radio-in-the-valley.md"
    assert made.text == (
        "---\n"
        'title: "Radio in the Valley [cross-post]"\n'
        "date: 2013-03-06 04:44:27 +0000\n"
        "categories:\n"
        '  - "Field Work"\n'
        '  - "News"\n'
        "tags:\n"
        '  - "radio"\n'
        '  - "Kyrgyzstan"\n'
        '  - "Talas"\n'
        'author: "bloghost"\n'
        'layout: "post"\n'
        'image: "https://www.example.org/studio.png"\n'
        'canonical_url: "https://www.example.org/news/2725/"\n'
        'original_url: "https://example.net/short/1"\n'
        'original_author: "Ann Lee"\n'
        'source: "Development Office"\n'
        'description: "A station goes on air."\n'
        'license: "CC BY 4.0"\n'
        "---\n"
        "\n"
        "I will let it *speak* for itself.\n"
        "\n"
        f"_The text below was originally posted here: [{URL}]({URL})_\n"
        "\n"
        "One.\n"
        "\n"
        "Two.\n"
    )
    assert made.warnings == ()


def test_what_is_not_known_is_left_out() -> None:
    assert list(post().front_matter) == ["title", "date", "layout", "canonical_url"]


def test_the_parts_of_a_post_are_its_text() -> None:
    made = post()
    assert made.text.endswith(f"---\n\n{made.body}")
    assert made.front_matter["title"] == "Radio in the Valley"


# --- who ------------------------------------------------------------------------------------------


def test_without_an_author_of_the_blog_the_byline_is_the_author() -> None:
    fields = post(article(authors=("Ann Lee",))).front_matter
    assert fields["author"] == "Ann Lee"
    assert "original_author" not in fields


def test_several_authors_are_one_text_which_every_theme_prints() -> None:
    fields = post(article(authors=("Ann Lee", "Bo Ek", "Cy Ra"))).front_matter
    assert fields["author"] == "Ann Lee, Bo Ek, Cy Ra"


def test_a_name_cannot_leave_the_attribute_that_themes_print_it_into() -> None:
    evil = '0;url=http://evil.example/" http-equiv="refresh'
    fields = post(article(authors=('Ann "Radio" Lee', evil))).front_matter
    assert fields["author"].startswith("Ann “Radio” Lee, ")
    assert '"' not in fields["author"]


def test_ones_own_article_has_no_original_author() -> None:
    fields = post(article(authors=("Ann Lee",)), author="Ann Lee").front_matter
    assert fields["author"] == "Ann Lee"
    assert "original_author" not in fields


# --- overrides ------------------------------------------------------------------------------------


def test_the_command_line_wins_over_settings_and_settings_over_the_page() -> None:
    page = article(description="The page's.", tags=("page",), site="Page")
    settings = {"description": "The settings'.", "lang": "en", "toc": True}
    fields = post(page, front_matter=settings, overrides={"lang": "ky", "tags": ["mine"]})
    assert fields.front_matter["description"] == "The settings'."
    assert fields.front_matter["lang"] == "ky"
    assert fields.front_matter["tags"] == ["mine"]
    assert list(fields.front_matter)[-2:] == ["lang", "toc"]


def test_every_field_of_the_command_line_stands_in_its_place() -> None:
    fields = post(
        overrides={
            "comments": False,
            "layout": "page",
            "author": {"name": "Ann"},
            "categories": ["A b"],
            "date": date(2014, 5, 7),
            "title": "Mine",
        },
        title_suffix="[x]",
        author="bloghost",
    )
    assert fields.filename == "2014-05-07-mine.md"
    assert dict(fields.front_matter) == {
        "title": "Mine [x]",
        "date": date(2014, 5, 7),
        "categories": ["A b"],
        "author": {"name": "Ann"},
        "layout": "page",
        "canonical_url": URL,
        "comments": False,
    }


def test_an_override_of_nothing_leaves_the_field_out() -> None:
    page = article(description="x", tags=("y",))
    fields = post(page, overrides={"description": None, "tags": [], "layout": ""}).front_matter
    assert list(fields) == ["title", "date", "canonical_url"]


@pytest.mark.parametrize("key", ["url", "id", "path", "content", "collection", "next", "previous"])
def test_jekylls_own_fields_are_refused(key: str) -> None:
    with pytest.raises(ConfigError, match=key):
        post(overrides={key: "x"})
    with pytest.raises(ConfigError, match=key):
        post(front_matter={key: "x"})


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("a\0b", "a-b"),
        ("-rf", "rf"),
        (".htaccess", "htaccess"),
        ("C:\\x", "c-x"),
    ],
)
def test_no_slug_leads_out_of_the_folder(slug: str, name: str) -> None:
    assert post(overrides={"slug": slug}).filename == f"2013-03-06-{name}.md"


def test_a_slug_of_ones_own_names_the_file() -> None:
    assert post(overrides={"slug": "on-air"}).filename == "2013-03-06-on-air.md"


# --- title ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("  Radio\n\tin   the Valley ", "Radio in the Valley"),
        ("The <em>good</em> <span class='x'>news</span><br/>", "The good news"),
        ("How <script> works", "How ‹script› works"),
        ("<img src=x onerror=alert(1)>", "‹img src=x onerror=alert(1)›"),
        ("<img src=x onerror=alert(1) ", "‹img src=x onerror=alert(1)"),
        ("a < b > c <3", "a ‹ b › c ‹3"),
        ("A > B and I <3 you", "A > B and I <3 you"),
        ("He said \"no\", didn't he? 'Yes'", "He said “no”, didn’t he? ‘Yes’"),
        ("C:\\new `x` ` ${y}", "C:∖new ‘x’ ‘ $ {y}"),
        ('A "10 things I wish I', "A “10 things I wish I"),
        ('"Never', "“Never"),
        ('radius (9.5"), scale (25.5")', "radius (9.5”), scale (25.5”)"),
        ('15" and 17" screens', "15” and 17” screens"),
        ('企業"総スカン"で', "企業“総スカン”で"),
        ("[a](b) {:.c} &lt;d&gt; e]]>", "[a] (b) { :.c} & lt;d& gt; e] ] >"),
        ("JavaScript: the good parts", "JavaScript∶ the good parts"),
        ("Data: the bad parts", "Data: the bad parts"),
        ("One\x00\x1b[31m two\x85three\u2028four", "One[31m two three four"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("{{ x }} {% raw %}", "{{ x }} {% raw %}"),
    ],
)
def test_a_title_is_one_line_of_plain_text(title: str, shown: str) -> None:
    assert post(article(title=title)).front_matter["title"] == shown


def test_a_title_of_ten_thousand_letters_is_cut() -> None:
    made = post(article(title="word " * 2000))
    assert made.front_matter["title"].endswith("word…")
    assert len(made.front_matter["title"]) <= 300
    assert len(made.filename) <= 140


@pytest.mark.parametrize(
    ("url", "title", "filename"),
    [
        (URL + "?x=1", "example.org/news/2725", "2013-03-06-example-org-news-2725.md"),
        ("", "Untitled", "2013-03-06-untitled.md"),
    ],
)
def test_a_page_without_title_is_called_by_its_address(url: str, title: str, filename: str) -> None:
    made = post(article(title=None, url=url))
    assert (made.front_matter["title"], made.filename) == (title, filename)
    assert "no title" in made.warnings[0]


def test_the_suffix_is_not_doubled_and_not_in_the_file_name() -> None:
    made = post(overrides={"title": "Radio [x]"}, title_suffix=" [x] ")
    assert made.front_matter["title"] == "Radio [x]"
    assert post(title_suffix="[x]").filename == "2013-03-06-radio-in-the-valley.md"


# --- date -----------------------------------------------------------------------------------------


def test_a_page_without_date_is_dated_by_the_import() -> None:
    made = post(article(published=None))
    assert made.filename.startswith("2026-03-01-")
    assert made.front_matter["date"].isoformat() == "2026-03-01T18:00:00+06:00"
    assert "no date" in made.warnings[0]


def test_a_day_that_was_not_taken_is_named_in_the_warning() -> None:
    seen = "2013-03-06 (time element) was not taken: of another story"
    made = post(article(published=None, rejected_day=seen))
    assert made.warnings[0].startswith(f"no date is certain in the page: {seen}; the post has")


def test_the_moment_of_import_may_be_asked_for() -> None:
    site = Jekyll(Site(Path("/blog"), timezone="Pacific/Kiritimati"))
    made = post(date="now", site=site)
    assert made.filename.startswith("2026-03-02-")
    assert made.front_matter["date"].isoformat() == "2026-03-02T02:00:00+14:00"
    assert made.warnings == ()


def test_the_time_of_import_is_in_the_zone_of_the_settings_or_of_the_site() -> None:
    night = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)

    def imported(zone: str, **settings: str) -> Any:
        site = Jekyll(Site(Path("/blog"), timezone=zone))
        made = render(article(), Config(date="now", **settings), site, now=night)
        return made.front_matter["date"]

    assert imported("Asia/Tokyo").isoformat() == "2026-03-02T05:00:00+09:00"
    assert imported("", timezone="Asia/Tokyo") == date(2026, 3, 2)
    assert imported("No/Such_Zone") == night


def test_a_date_given_as_text_is_read() -> None:
    assert post(overrides={"date": "2014-05-07"}).front_matter["date"] == date(2014, 5, 7)
    with pytest.raises(ConfigError, match="not a date"):
        post(overrides={"date": "soon"})


def test_a_future_date_is_kept_and_warned_about() -> None:
    made = post(article(published=date(2099, 1, 1)))
    assert made.filename.startswith("2099-01-01-")
    assert "future" in made.warnings[0]
    site = Jekyll(Site(Path("/blog"), timezone="UTC", future=True))
    assert post(article(published=date(2099, 1, 1)), site=site).warnings == ()


def test_a_draft_has_no_date_in_its_name() -> None:
    assert post(draft=True).filename == "radio-in-the-valley.md"


# --- tags, categories, layout, image --------------------------------------------------------------


def test_labels_stand_once_and_the_settings_come_first() -> None:
    page = article(tags=("radio", " Talas ", "", "#", "RADIO", "<b>UN</b>"), categories=("News",))
    own = {"tags": ("Radio",), "categories": ("Field Work",)}
    fields = post(page, **own, page_categories=True).front_matter
    assert fields["tags"] == ["Radio", "Talas", "UN"]
    assert fields["categories"] == ["Field Work", "News"]


def test_the_pages_own_labels_may_be_left_aside() -> None:
    page = article(tags=("a",), categories=("b",))
    fields = post(page, page_tags=False).front_matter
    assert "tags" not in fields and "categories" not in fields


def test_the_settings_choose_among_the_tags_and_authors_of_the_page() -> None:
    page = article(
        tags=("Web Dev", "sponsored post", "otters", "rivers", "boats"),
        categories=("Otters",),
        authors=("jdoe", "Mill staff"),
    )
    settings = {"tag_map": {"web dev": "web"}, "ignore_tags": ("sponsored*",), "max_tags": 3}
    people = {"author_map": {"jdoe": "Jane Doe"}, "ignore_authors": ("* staff",)}
    fields = post(page, tags=("own",), **settings, **people).front_matter
    assert fields["tags"] == ["own", "web", "otters", "rivers"]
    assert fields["author"] == "Jane Doe"
    assert post(page, author="Ann", **people).front_matter["original_author"] == "Jane Doe"


def test_a_tag_that_is_a_category_of_the_post_is_not_a_tag_too() -> None:
    page = article(tags=("otters", "rivers"), categories=("Otters",))
    assert post(page).front_matter["tags"] == ["otters", "rivers"]
    assert post(page, page_categories=True).front_matter["tags"] == ["rivers"]


def test_a_category_of_the_page_is_one_folder_of_the_url() -> None:
    page = article(categories=("Q&A: News / Asia?", "../..", "a\\b", ".Inc.\0", "x" * 500))
    categories = post(page, page_categories=True).front_matter["categories"]
    assert categories[:3] == ["Q+A-News-Asia", "a-b", "Inc"]
    assert len(categories) == 4 and len(categories[3]) <= 60


@pytest.mark.threat("11: a category that breaks the feed or leaves its folder in NFKC")
def test_a_category_is_one_folder_as_jekyll_normalises_it() -> None:
    page = article(categories=("a／b", "．．／．．", "Q＆A", "‥"))
    fields = post(page, page_categories=True).front_matter
    assert fields["categories"] == ["a-b", "Q+A"]


@pytest.mark.parametrize("category", ["Q&A: Radio", ": x", "Радио: x", "1:2"])
def test_a_category_that_would_stop_the_build_is_refused(category: str) -> None:
    with pytest.raises(ConfigError, match="cannot make a URL"):
        post(categories=(category,))
    with pytest.raises(ConfigError, match="cannot make a URL"):
        post(overrides={"categories": [category]})
    site = Jekyll(Site(Path("/blog"), permalink="/:year/:month/:day/:title/"))
    assert post(categories=(category,), site=site).front_matter["categories"] == [category]
    assert post(categories=("News", category)).front_matter["categories"][1] == category


@pytest.mark.jekyll
def test_jekyll_does_not_build_a_site_with_such_a_category(tmp_path: Path) -> None:
    """The reason why they are refused, and a page's own are mended."""
    (tmp_path / "_posts").mkdir()
    text = '---\ncategories: ["Q&A: Radio"]\n---\nx\n'
    (tmp_path / "_posts" / "2013-03-06-x.md").write_text(text, "utf-8")
    with pytest.raises(AssertionError, match="Invalid scheme"):
        real_jekyll.build(tmp_path)


def site_with(tmp_path: Path, config: str, *layouts: str) -> Jekyll:
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    for name in layouts:
        (tmp_path / "_layouts").mkdir(exist_ok=True)
        (tmp_path / "_layouts" / name).touch()
    return Jekyll.read_site(tmp_path)


def test_the_layout_is_left_out_where_the_site_gives_one(tmp_path: Path) -> None:
    defaults = "defaults: [{scope: {path: _posts}, values: {layout: article}}]\n"
    site = site_with(tmp_path, defaults)
    assert "layout" not in post(site=site).front_matter
    assert post(site=site, layout="news").front_matter["layout"] == "news"
    assert post(site=site, draft=True).front_matter["layout"] == "post"
    assert "layout" not in post(layout="").front_matter


def test_a_layout_that_the_site_does_not_have_is_warned_about(tmp_path: Path) -> None:
    site = site_with(tmp_path, "title: x\n", "default.html", "article.html")
    assert "no layout 'post' (article, default)" in post(site=site).warnings[0]
    assert post(site=site, layout="article").warnings == ()
    assert post(site=site, overrides={"layout": "none"}).warnings == ()
    themed = site_with(tmp_path, "theme: minima\n", "default.html")
    assert post(site=themed).warnings == ()


@pytest.mark.parametrize(
    ("image", "written"),
    [
        ("https://example.org/a b.png", "https://example.org/a%20b.png"),
        ("../assets/images/", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AAAA", None),
    ],
)
def test_the_image_is_an_address_on_the_web(image: str, written: str | None) -> None:
    assert post(article(image=image)).front_matter.get("image") == written


@pytest.mark.parametrize(("body", "is_used"), [("quay-300x200.jpg", True), ("fog.jpg", False)])
def test_an_image_that_was_only_seen_on_the_page_must_be_in_the_text(
    body: str, is_used: bool
) -> None:
    """Without data of the page, the first large picture may be another story's."""
    html = f'<p>The text.</p><img src="https://www.example.org/{body}">'
    found = {"image": "https://www.example.org/quay.jpg", "sources": {"image": SEEN_PICTURE}}
    assert ("image" in post(article(html, **found)).front_matter) is is_used


# --- where from -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("https://other.example.net/story?utm_source=x", "https://other.example.net/story"),
        ("/news/2725/", URL),
        ("javascript:alert(1)", URL),
        ("java\tscript:alert(1)", URL),
        ("https://www.example.org/", URL),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        (None, URL),
    ],
)
def test_the_canonical_address_is_an_absolute_one_of_the_web(
    canonical: str | None, written: str
) -> None:
    made = post(article(url=URL + "?fbclid=1", canonical_url=canonical))
    assert made.front_matter["canonical_url"] == written
    assert f"({written})" in made.body


@pytest.mark.parametrize(
    ("asked", "original"),
    [
        ("https://example.net/s/1?utm_source=x", "https://example.net/s/1"),
        ("http://example.org/news/2725?utm_source=x#top", None),
        ("", None),
        ("saved.html", None),
    ],
)
def test_the_address_asked_for_is_kept_where_it_is_another(
    asked: str, original: str | None
) -> None:
    assert post(requested_url=asked).front_matter.get("original_url") == original


def test_a_saved_page_without_address_has_no_attribution() -> None:
    made = post(article(url="", canonical_url="saved/page.html"))
    assert made.body == "The text.\n"
    assert "canonical_url" not in made.front_matter
    assert "URL of the page is unknown" in made.warnings[0]
    assert post(article(url=""), attribution_position="none").warnings == ()


def test_a_saved_page_is_attributed_to_the_address_that_it_names() -> None:
    assert f"[{URL}]({URL})" in post(article(url="", canonical_url=URL)).body


@pytest.mark.parametrize(
    ("position", "order"),
    [("top", ["Note", "_The", "The text."]), ("bottom", ["Note", "The text.", "_The"])],
)
def test_the_attribution_stands_where_it_is_wanted(position: str, order: list[str]) -> None:
    parts = post(note="Note\n", attribution_position=position).body.split("\n\n")
    assert [part[: len(start)] for part, start in zip(parts, order, strict=True)] == order


def test_no_attribution_is_none() -> None:
    assert post(attribution_position="none").body == "The text.\n"
    assert post(attribution="").body == "The text.\n"


@pytest.mark.parametrize("author", ["", "bloghost"])
def test_the_attribution_knows_the_articles_own_author_site_and_day(author: str) -> None:
    template = "By {author}, {site}, {date}[[ ({license})]]: {title} <{url}>"
    page = article(authors=("Ann Lee",), site="Office")
    made = post(page, attribution=template, author=author, title_suffix="[x]", date="now")
    line = f"By Ann Lee, Office, 2013-03-06: Radio in the Valley <{URL}>"
    assert made.body.split("\n")[0] == line


def test_the_blogs_author_is_never_given_out_as_the_articles() -> None:
    made = post(attribution="First posted[[ by {author}]]: {site}", author="bloghost")
    assert made.body.startswith("First posted: example.org\n")


# --- body -----------------------------------------------------------------------------------------

LIQUID = "<p>Write {{ user.name }} or {% if x %}.</p>"
GUARDED = "Write {{ '{{' }} user.name }} or {{ '{%' }} if x %}."


def test_liquid_in_the_article_is_guarded_and_in_the_posters_own_note_it_works() -> None:
    made = post(
        article(LIQUID, site="{% raw %}"),
        note="{{ site.title }}",
        attribution="{site} {{{{",
    )
    note, line, text = made.body.rstrip("\n").split("\n\n")
    assert note == "{{ site.title }}"
    assert line == "\\{{ '{%' }} raw %\\} {{ '{{' }}"
    assert text == GUARDED


@pytest.mark.parametrize(
    ("gemfile", "text"),
    [
        ("    jekyll (4.3.1)\n", "Write {{ user.name }} or {% if x %}."),
        ("    jekyll (3.10.0)\n", GUARDED),
    ],
)
def test_where_the_site_turns_liquid_off_the_text_stays_as_it_is(
    gemfile: str, text: str, tmp_path: Path
) -> None:
    config = "defaults: [{scope: {path: ''}, values: {render_with_liquid: false}}]\n"
    (tmp_path / "Gemfile.lock").write_text(gemfile, "utf-8")
    made = post(article(LIQUID), site=site_with(tmp_path, config), attribution_position="none")
    assert made.body == f"{text}\n"
    on = {"render_with_liquid": True}
    again = post(
        article(LIQUID), site=Jekyll.read_site(tmp_path), attribution_position="none", overrides=on
    )
    assert again.body == f"{GUARDED}\n"


def test_a_file_is_nfc_with_lf_and_one_final_newline() -> None:
    made = post(article("<p>Cafe\u0301\x00\x1b</p>"), note="a\r\nb\n\n\n")
    assert made.body.startswith("a\nb\n\n_The")
    assert made.body.endswith("\n\nCaf\u00e9\n")


def test_the_warnings_of_the_article_stay() -> None:
    page = Article(URL, Metadata, "", lambda: BeautifulSoup("<p>x</p>", "lxml"), ("may be cut",))
    assert post(page).warnings[0] == "may be cut"


def test_warnings_about_the_metadata_are_those_of_the_post() -> None:
    page = article(warnings=("two licenses",))
    assert "two licenses" in post(page).warnings


def test_letters_that_are_lost_are_left_out_with_a_warning() -> None:
    made = post(article(title="Caf\ufffd by the river", tags=("caf\ufffds",)))
    assert made.front_matter["title"] == "Caf by the river"
    assert made.front_matter["tags"] == ["cafs"]
    assert any("lost letters" in warning for warning in made.warnings)
    assert not any("lost letters" in warning for warning in post(article()).warnings)


# --- with Jekyll ----------------------------------------------------------------------------------

NASTY = {
    "title": "a: b # c [x] \"q\" 'q' \\ {{ x }} --- 12:30",
    "site": "x\ndate: 1999-01-01\nlayout: evil",
    "authors": ("yes", ":sym", "!!str 5"),
    "tags": ("012", "true", "a, b", "Central Asia", "- x", "null"),
    "categories": ("Q&A: x", "Peace Corps", "a/b", "50%", "C#?", "..", "x" * 300, "日本" * 100),
    "description": "{{ page.title }}\n---\n{% raw %}",
}


@pytest.mark.jekyll
def test_jekyll_builds_what_was_meant(tmp_path: Path, make_site: Callable[[Path], Jekyll]) -> None:
    site = make_site(tmp_path)
    made = post(article(LIQUID, **NASTY), site=site, page_categories=True)
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / made.filename).write_text(made.text, "utf-8")
    [built] = real_jekyll.build(tmp_path)
    data = built["data"]
    for key in ("title", "author", "tags", "categories", "source", "description"):
        assert data[key] == made.front_matter[key], key
    assert data["tags"] == list(NASTY["tags"])
    assert built["day"] == "2013-03-06"
    assert "/2013/03/06/" in built["url"]
    assert "Write {{ user.name }} or {% if x %}." in built["output"]


@pytest.fixture
def make_site() -> Callable[[Path], Jekyll]:
    return lambda root: site_with(root, "timezone: Asia/Bishkek\n")


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '" onload="x',
    "../..",
    "/etc",
    ".",
    "?a=1",
    "a#b#c",
    "%2e%2e",
    ":title",
    "a: b",
    "x" * 3000,
    "日" * 900,
    "javascript:alert(1)",
    "lone \ud800 surrogate",
]


def hostile_article(pick: random.Random) -> Article:
    """Return an article whose every field may be anything."""
    texts = [*nasty_texts(500), *HOSTILE]

    def text() -> str:
        return pick.choice(texts)

    def some(most: int) -> tuple[str, ...]:
        return tuple(text() for _ in range(pick.randint(0, most)))

    zone = timezone(timedelta(hours=pick.randint(-12, 14)))
    days = [None, date(2013, 3, 6), datetime(2013, 3, 6, 23, 30, tzinfo=zone)]
    return article(
        "<p>The text.</p>",
        url=pick.choice(["", "https://example.org/" + text()]),
        title=text(),
        authors=some(3),
        published=pick.choice(days),
        site=text(),
        description=text(),
        image="https://example.org/" + text(),
        canonical_url="https://example.org/" + text(),
        tags=some(8),
        categories=some(3),
        license=text(),
    )


@pytest.mark.jekyll
def test_no_page_can_break_a_site_or_leave_its_fields(tmp_path: Path) -> None:
    pick = random.Random(4)
    site = site_with(tmp_path, "timezone: Asia/Tokyo\n", "post.html")
    page = "<h1>{{ page.title }}</h1><i>{{ page.author }}</i>{{ content }}"
    (tmp_path / "_layouts" / "post.html").write_text(page, "utf-8")
    (tmp_path / "_posts").mkdir()
    template = "_[[By {author}, ]]{site} {date}: [{title}]({url}) {license}_"
    wanted: dict[str, Post] = {}
    for _ in range(200):
        made = post(hostile_article(pick), site=site, attribution=template)
        name = free_name(site, tmp_path / "_posts", made.filename)
        (tmp_path / "_posts" / name).write_text(made.text, "utf-8")
        wanted[name] = made
    built = real_jekyll.build(tmp_path)
    assert {found["name"] for found in built} == set(wanted)
    assert len({found["url"] for found in built}) == len(built)
    for found in built:
        fields = wanted[found["name"]].front_matter
        kept = {key: found["data"][key] for key in fields if key != "date"}
        assert kept == {key: value for key, value in fields.items() if key != "date"}
        assert f"/{found['name'][:10].replace('-', '/')}/" in found["url"]
        shown = BeautifulSoup(found["output"], "html.parser")
        assert {tag.name for tag in shown.find_all(True)} <= {"h1", "i", "p", "em", "a"}
        assert shown.h1 and shown.h1.get_text().split() == fields["title"].split()


FEED = """---
---
{% for post in site.posts %}{{ post.author }}|{{ post.url }}|{{ post.path }}|{{ post.id }}
|{{ post.content | size }}|{{ post.collection }}{% endfor %}"""


@pytest.mark.jekyll
def test_jekylls_own_fields_do_hide_those_of_a_post(tmp_path: Path) -> None:
    """The reason why they are refused."""
    (tmp_path / "_posts").mkdir()
    mine = "".join(f"{key}: mine\n" for key in ("url", "path", "id", "content", "collection"))
    (tmp_path / "_posts" / "2013-03-06-x.md").write_text(f"---\n{mine}---\nx\n", "utf-8")
    (tmp_path / "feed.txt").write_text(FEED, "utf-8")
    real_jekyll.build(tmp_path)
    assert "mine" not in (tmp_path / "_site" / "feed.txt").read_text("utf-8")
