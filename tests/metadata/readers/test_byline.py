"""The visible byline: with "by", by a link, by a mark, over several lines; and what is none."""

from __future__ import annotations

import pytest

from article_page import found, read
from cpu import cpu_limit

HEADING = "<h1>Otters return to the river</h1>"


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ann Otter</p>",
        "<p>By <a href='/authors/ann'>Ann Otter</a></p>",
        "<div><span>By</span><span>Ann Otter</span></div>",
        "<div>By</div><div>Ann Otter</div>",
        "<p>March 5, 2024 by Ann Otter</p>",
        "<p>Written by Ann Otter | March 5, 2024</p>",
        "<p class='byline'>Ann Otter</p>",
        "<p><a rel='author' href='/ann'>Ann Otter</a></p>",
        "<p>By Ann Otter, Senior Editor</p>",
        "<p>Ann Otter</p><p>March 5, 2024</p>",
        "<address>Ann Otter</address>",
    ],
)
def test_a_byline_under_the_heading_names_the_author(line: str) -> None:
    assert read("", HEADING + line).authors == ("Ann Otter",)


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Von Anna Müller", "de"),
        ("Par Anne Loutre", "fr"),
        ("Por Ana Nutria", "es"),
        ("Di Anna Lontra", "it"),
        ("Door Anna Otter", "nl"),
        ("Автор: Анна Выдра", "ru"),
        ("Av Anna Utter", "sv"),
    ],
)
def test_a_byline_in_the_pages_language_is_read(line: str, lang: str) -> None:
    name = line.split(" ", 1)[1]
    assert read("", f"{HEADING}<p>{line}</p>", lang=lang).authors == (name,)


def test_authors_in_several_lines_are_one_byline() -> None:
    body = (
        HEADING + "<ul><li><a rel='author' href='/ann'>Ann Otter</a></li>"
        "<li><a rel='author' href='/bo'>Bo Lee</a></li></ul>"
    )
    assert ("Ann Otter", "Bo Lee") in [c.value for c in found("authors", "", body)]


def test_an_author_without_a_link_before_one_with_it_counts() -> None:
    body = HEADING + "<p>By Bo Lee and <a href='/authors/ann'>Ann Otter</a></p>"
    assert read("", body).authors == ("Bo Lee", "Ann Otter")


def test_the_card_of_whom_the_article_is_about_is_no_byline() -> None:
    box = "<table class='infobox vcard'><tr><td>Otter Pond Council</td></tr><tr><td>Riverbend</td>"
    assert found("authors", "", f"{HEADING}{box}</tr></table>") == []


def test_a_class_without_end_takes_no_longer_than_it_is_long() -> None:
    marks = "author-" * 60_000
    with cpu_limit(5):
        assert read("", f'{HEADING}<p class="{marks}">Ann Otter</p>').authors == ("Ann Otter",)


def test_a_line_in_a_menu_is_no_byline() -> None:
    assert found("authors", "", f"<p>By use case</p>{HEADING}<p>By industry</p>") == []


def test_a_reviewer_linked_in_the_same_line_is_no_author() -> None:
    body = (
        HEADING + "<p>By <a href='/authors/ann'>Ann Otter</a>. Medically reviewed by "
        "<a href='/authors/bo'>Bo Lee</a></p>"
    )
    assert read("", body).authors == ("Ann Otter",)


def test_a_photographer_is_no_author() -> None:
    body = HEADING + "<p>A bridge over the river. photo by Cy Fox</p>"
    assert read("", body).authors == ()


def test_a_commenter_is_no_author() -> None:
    body = "<p>One.</p>" * 60 + "<ol class='comments'><li><b class='author'>Cy Fox</b></li></ol>"
    assert read("", HEADING + body).authors == ()


@pytest.mark.parametrize("line", ["By Admin", "By", "Posted in News", "Updated", "By Staff Writer"])
def test_a_line_that_names_nobody_gives_no_author(line: str) -> None:
    assert read("", f"{HEADING}<p>{line}</p>").authors == ()


@pytest.mark.parametrize(
    ("href", "names"),
    [
        ("/category/garden-life", []),
        ("https://example.org/topics/garden/", []),
        ("/ann", [("Ann Otter",)]),
    ],
)
def test_a_link_to_a_section_names_nobody(href: str, names: list[object]) -> None:
    line = f'<div class="post-author"><a href="{href}">Ann Otter</a></div>'
    assert [c.value for c in found("authors", "", f"<h1>Otters</h1>{line}")] == names


@pytest.mark.parametrize(
    "line",
    [
        '<p class="author">Garden Life</p>',
        '<p class="author">Wellness & Prevention</p>',
        '<p class="author-title">Otter Warden</p>',
        "<figure><figcaption>Bo Lee, River Agency</figcaption></figure><p>March 5, 2024</p>",
        "<p>SPANISH LEARNING</p><p>March 5, 2024</p>",
        "<p>Cover Art by Bo Lee</p>",
        "<p>Step by Step Guide</p>",
        "<p>Portrait by Bo Lee</p>",
    ],
)
def test_a_section_a_title_and_a_photographer_are_no_authors(line: str) -> None:
    assert found("authors", "", HEADING + line) == []


@pytest.mark.parametrize("label", ["Authors", "Author(s)", "Written by:"])
def test_the_list_under_a_label_is_the_byline(label: str) -> None:
    body = f"{HEADING}<h6>{label}</h6><ul><li>Ann Otter</li><li>Bo Lee</li></ul><p>Rivers</p>"
    assert read("", body).authors == ("Ann Otter", "Bo Lee")


def test_a_title_under_the_author_is_not_a_second_one() -> None:
    body = f"{HEADING}<div>By</div><b class='name'>Ann Otter</b><i class='role'>Otter Warden</i>"
    body = body.replace("<b", "<div").replace("</b>", "</div>").replace("<i", "<p")
    assert read("", body.replace("</i>", "</p>")).authors == ("Ann Otter",)


def test_people_with_their_degrees_sign_right_below_the_heading() -> None:
    line = "Ann Otter, VMD, DACVB; Bo Lee, BA, LVT; Cy Fox, DVM, DACVB & Di Hare, DVM, DACVB, FRCVS"
    body = f"{HEADING}<p>{line}</p>"
    assert read("", body).authors == ("Ann Otter", "Bo Lee", "Cy Fox", "Di Hare")
    places = "Ann Otter, Riverbend, and Bo Lee, Pondside, have long been friends of the old river."
    assert found("authors", "", f"{HEADING}<p>{places}</p>") == []


def test_a_house_of_common_words_signs_where_the_head_names_it_too() -> None:
    body = f'{HEADING}<p class="author">Method Architecture</p>'
    assert found("authors", "", body) == []
    head = '<meta name="author" content="Method Architecture">'
    assert [str(c.source) for c in found("authors", head, body)] == [
        "meta author",
        "visible author",
    ]


def test_the_person_whom_the_title_names_does_not_sign_by_standing_there() -> None:
    body = "<h1>Ann Otter is back at the river</h1><p>Ann Otter</p><p>March 5, 2024</p>"
    assert found("authors", "<title>Ann Otter is back at the river</title>", body) == []


def test_a_handle_beside_the_day_signs() -> None:
    body = f"{HEADING}<p>12 May 2024</p><p>by ibby</p>"
    assert read("", body).authors == ("ibby",)


def test_a_team_signs_at_the_end_where_nobody_else_does() -> None:
    text = "<p>The otters have come back to the river this spring.</p>" * 30
    line = '<div>May 5, 2024 By <span class="post-author">The Riverbend Team</span></div>'
    assert read("", HEADING + text + line).authors == ("The Riverbend Team",)


def test_a_folder_of_authors_may_be_relative() -> None:
    line = '<p><a href="authors/ann/">Ann Otter</a></p>'
    (candidate,) = found("authors", "", f"<h1>Otters</h1>{line}")
    assert (candidate.value, str(candidate.source)) == (("Ann Otter",), "author link")


@pytest.mark.parametrize(
    "line",
    [
        "by <a href='/ann'><span class=name>Ann Otter</span></a> <span>Gazette Staff</span>",
        "By <a href='/ann'>Ann Otter</a> Correspondent",
        "By <span class=name>Ann Otter</span> <span class=post>River Desk</span>",
    ],
)
def test_a_post_beside_the_name_is_not_part_of_it(line: str) -> None:
    assert read("", f"{HEADING}<div class=byline>{line}</div>").authors == ("Ann Otter",)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By <b>Ann</b> Otter", "Ann Otter"),
        ("By <span>Ann Maria</span> <span>Otter</span>", "Ann Maria Otter"),
    ],
)
def test_a_name_in_several_elements_is_whole(line: str, author: str) -> None:
    assert read("", f"{HEADING}<div class=byline>{line}</div>").authors == (author,)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("2024年3月5日 作者：王小明 来源：山谷新闻", "王小明"),
        ("来源：山谷新闻 记者：李华 2024-03-05", "李华"),
        ("2024年3月5日 ｜ 文：山田 太郎", "山田 太郎"),
    ],
)
def test_an_author_amid_the_labels_of_a_line(line: str, author: str) -> None:
    page = read("", f"<h1>桥上的钟声</h1><div class=info>{line}</div>", lang="")
    assert page.authors == (author,)


@pytest.mark.parametrize(
    "line",
    [
        "2024年3月5日 作者：王小明 来源：山谷新闻",
        "2024年3月5日来源：山谷新闻作者：王小明编辑：李四",
        "作者：王小明\u3000来源：山谷新闻",
        "作者:王小明 2024-03-05",
        "来源：山谷新闻 | 作者：王小明 | 责任编辑：李四",
    ],
)
def test_a_chinese_author_ends_at_the_next_label(line: str) -> None:
    assert read("", f"{HEADING}<div class='info'>{line}</div>", lang="zh").authors == ("王小明",)


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote><p>We love them.</p><p>By Cy Fox</p></blockquote>",
        "<ul><li><em>The Long River</em> by Cy Fox</li></ul>",
        "<p>“The Long River” by Cy Fox</p>",
        "<p>The tune at the end is a waltz by Cy Fox</p>",
        "<p>Contact: <a href='/authors/cy'>Cy Fox</a></p>",
        "<p><a href='/author/a'>Ann Otter</a>. Updated by <a href='/author/c'>Cy Fox</a></p>",
    ],
)
def test_whom_the_text_quotes_or_names_is_no_author(text: str) -> None:
    assert ("Cy Fox",) not in [c.value for c in found("authors", "", HEADING + text)]


def test_a_standfirst_may_end_with_the_author() -> None:
    deck = "<p>Nobody counted them for thirty years, {} in the valley.</p>"
    for said, names in (
        ("writes Ann Otter", ("Ann Otter",)),
        ("says ANN OTTER", ("ANN OTTER",)),
        ("says Ann Otter", ()),
    ):
        line = deck.format(said).replace(" in the valley", "")
        assert read("", HEADING + line).authors == names


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("5 марта 2024, 10:15 <span>Текст: Анна Выдрина</span>", "ru", "Анна Выдрина"),
        ("Haber: Ayşe Samur - Yayınlanma: 05.03.2024", "tr", "Ayşe Samur"),
        ("Muhabir: Ayşe Samur", "tr", "Ayşe Samur"),
        ("Words: Ann Otter · Photos: Cy Fox", "en", "Ann Otter"),
        ("Texto: Ana Nutria / Fotografía: Carlos Zorro", "es", "Ana Nutria"),
        ("Texto de Ana Lontra", "pt", "Ana Lontra"),
        ("Propos recueillis par Anne Loutre", "fr", "Anne Loutre"),
        ("Par <b>Anne Loutre</b> (avec l’agence)", "fr", "Anne Loutre"),
        ("Door onze redacteur <b>Anna de Otter</b>", "nl", "Anna de Otter"),
        ("Von unserer Korrespondentin Anna Otter", "de", "Anna Otter"),
        ("【記者：川本花子】", "ja", "川本花子"),
        ("文／川本花子　写真／狐田一郎", "ja", "川本花子"),
        ("文/王小明 图/李四", "zh", "王小明"),
        ("2024-03-05 作者：王小明 责任编辑：李四", "zh", "王小明"),
        ("山谷日报记者 王小明 报道", "zh", "王小明"),
        ("山谷三月五日电（记者王小明）", "zh", "王小明"),
        ("김하늘 기자 sky@example.org", "ko", "김하늘"),
        ("글 김하늘 · 사진 이바다", "ko", "김하늘"),
    ],
)
def test_a_label_of_any_language_names_the_author(line: str, language: str, name: str) -> None:
    assert read("", f"<h1>1234 5678</h1><p>{line}</p>", lang=language).authors == (name,)


@pytest.mark.parametrize(
    "line",
    [
        "Report: Bo Lee Leaves Club",
        "Interview: Bo Lee on rivers",
        "Photo: Cy Fox · Words and deeds",
        "5 March 2024 · Text: all you need to know",
        '<a href="https://creativecommons.org/licenses/by/2.0/">CC BY</a>',
    ],
)
def test_a_headline_or_a_license_is_no_byline(line: str) -> None:
    assert found("authors", "", f"{HEADING}<p>{line}</p>") == []


def test_agencies_after_the_author_are_none() -> None:
    for others in ("Wire Reports", "wire services", "agencies"):
        line = f"<p class='byline'>By Ann Otter, River Courier Staff and {others}</p>"
        assert read("", HEADING + line).authors == ("Ann Otter",)


@pytest.mark.parametrize(
    "credit",
    [
        "Image: <a href='/users/karl/'>Karl Kamera</a>",
        "Photo by Karl Kamera",
        "Bild von Karl Kamera",
        "Фото: Карл Камерин",
        "Fot. Karol Lis",
        "写真：狐田一郎",
    ],
)
def test_who_made_a_picture_is_no_author(credit: str) -> None:
    assert found("authors", "", f"{HEADING}<p>{credit}</p><p>5 March 2024</p>") == []
    line = f"{HEADING}<p>{credit} | Text: Ann Otter</p>"
    assert [c.value for c in found("authors", "", line)] == [("Ann Otter",)]


def test_the_label_of_a_day_is_no_author() -> None:
    for line in ("Giriş Tarihi: 05.03.2024", "Data Publikacji: 05.03.2024"):
        assert found("authors", "", f"{HEADING}<p>{line}</p>", lang="tr") == []
    line = f"{HEADING}<p>Ann Otter | Published: 5 March 2024</p>"
    assert [c.value for c in found("authors", "", line)] == [("Ann Otter",)]


def test_a_translator_after_the_author_is_none() -> None:
    line = "<p>By Ann Otter. Translated by Bo Lee</p>"
    assert read("", HEADING + line).authors == ("Ann Otter",)


def test_an_offer_by_a_person_is_no_byline() -> None:
    line = "<p>Sign up for our newsletter by Cy Fox</p>"
    assert found("authors", "", HEADING + line) == []


def test_authors_in_one_box_are_one_byline() -> None:
    box = (
        '<div class="authors"><div><a href="/staff/ann">Ann Otter</a><span>Reporter</span></div>'
        '<div><a href="/staff/bo">Bo Lee</a><span>Editor</span></div></div>'
    )
    assert read("", HEADING + box).authors == ("Ann Otter", "Bo Lee")
    assert [c.value for c in found("authors", "", HEADING + box)] == [("Ann Otter", "Bo Lee")]
    other = [c.value for c in found("authors", "", HEADING + box.replace("authors", "people"))]
    assert other == [("Ann Otter",), ("Bo Lee",), ("Ann Otter", "Bo Lee")]
