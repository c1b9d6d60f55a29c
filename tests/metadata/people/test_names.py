"""Names: out of bylines, split, without labels, roles, credentials, addresses and bios."""

from __future__ import annotations

import pytest

from crosspost.metadata.people.names import is_person, people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Otter", ("Ann Otter",)),
        ("By Ann Otter", ("Ann Otter",)),
        ("Written by: Ann Otter", ("Ann Otter",)),
        ("Ann Otter and Bo Lee", ("Ann Otter", "Bo Lee")),
        ("Ann Otter, Bo Lee & Cy Fox", ("Ann Otter", "Bo Lee", "Cy Fox")),
        ("Ann Otter with Bo Lee", ("Ann Otter", "Bo Lee")),
        ("Ann Otter; Bo Lee", ("Ann Otter", "Bo Lee")),
        ("Ludwig van der Berg", ("Ludwig van der Berg",)),
        ("María de los Ángeles", ("María de los Ángeles",)),
        ("Martin Fox, Jr. and Bo Lee", ("Martin Fox, Jr.", "Bo Lee")),
        ("Ann Otter, MD, PhD", ("Ann Otter",)),
        ("Ann Otter, Senior Editor, The River Post", ("Ann Otter",)),
        ("Ann Otter (Editor)", ("Ann Otter",)),
        ("Ann Otter, From Riverbend", ("Ann Otter",)),
        ("Ann Otter, gastroenterologist", ("Ann Otter",)),
        (
            "Ann Otter, Director, Content & Marketing, Riverbend and Riverbend Institute",
            ("Ann Otter",),
        ),
        ("Anna, Bo and Cy", ("Anna", "Bo", "Cy")),
        ("Ann (Fox) Otter", ("Ann (Fox) Otter",)),
        ("Ann Otter <ann@example.org>", ("Ann Otter",)),
        ("Ann O’Tter", ("Ann O’Tter",)),
        ("riverfan", ("riverfan",)),
        ("Center for Rivers and Lakes", ("Center for Rivers and Lakes",)),
        ("王小明", ("王小明",)),
        ("김철수 기자", ("김철수",)),
        ("Otter, Ann B.", ("Ann B. Otter",)),
        ("Ann Otter/Reuters", ("Ann Otter",)),
        ("Ann Otter for The River Post", ("Ann Otter",)),
        ("Ann Otter, river warden, Riverbend Hall", ("Ann Otter",)),
        ("Ann Otter, Head of Marketing and Community Development", ("Ann Otter",)),
        ("Ann Otter / riverpost.example", ("Ann Otter",)),
        ("The Riverbend editors", ("The Riverbend editors",)),
        ("Ann Otter (with Bo Lee and Cy Fox)", ("Ann Otter", "Bo Lee", "Cy Fox")),
        ("Anne Loutre (avec Luc Renard)", ("Anne Loutre", "Luc Renard")),
        ("Ann Otter @ann_otter", ("Ann Otter",)),
        ("@ann_otter", ("@ann_otter",)),
        ("Ann Otter (words) and Bo Lee (photography)", ("Ann Otter",)),
        ("Ann Otter, Bo Lee (Fotos)", ("Ann Otter",)),
        ("Ann Otter For Riverpost.Example", ("Ann Otter",)),
        ("Ann Otter, RIVER POST /", ("Ann Otter",)),
        ("Anna Otter, MDR TAL", ("Anna Otter",)),
        ("ANN OTTER, BO LEE", ("ANN OTTER", "BO LEE")),
        ("Ann Otter Associated Press", ("Ann Otter",)),
        ("Ann OTTER AFP", ("Ann OTTER",)),
        ("Kim Min Pa", ("Kim Min Pa",)),
        ("Ann Otter12", ("Ann Otter",)),
        ("Ann Otter1, Bo Lee2", ("Ann Otter", "Bo Lee")),
        ("Ann Otter Ann Otter", ("Ann Otter",)),
        ("Ann Otter | Bo Lee | Cy Fox", ("Ann Otter", "Bo Lee", "Cy Fox")),
        ("Ann Otter | River Valley", ("Ann Otter",)),
        ("riverpost.example, Riverbend, Germany", ("riverpost.example",)),
        ("Autor:in: Anna Otter", ("Anna Otter",)),
        ("Autorin/Autor Anna Otter", ("Anna Otter",)),
    ],
)
def test_an_author_field_is_read_as_names(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Otter | March 5, 2024", ("Ann Otter",)),
        ("March 5, 2024 · Ann Otter", ("Ann Otter",)),
        ("By Ann Otter Updated March 5, 2024", ("Ann Otter",)),
        ("Ann Otter is a writer who lives by the river", ("Ann Otter",)),
        ("By Ann Otter, Senior Editor, and Bo Lee, Reporter", ("Ann Otter", "Bo Lee")),
        ("By Ann Otter on March 5", ("Ann Otter",)),
        ("By Ann Otter March 5", ("Ann Otter",)),
        ("By Ann Otter 5 min read", ("Ann Otter",)),
        ("Ann Otter Staff Writer", ("Ann Otter",)),
        ("By Ann Otter, photos by Bo Lee", ("Ann Otter",)),
        ("Ann Otter Photographs: Bo Lee", ("Ann Otter",)),
    ],
)
def test_a_visible_line_is_read_up_to_the_end_of_the_names(
    text: str, names: tuple[str, ...]
) -> None:
    assert people(text, line=True) == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Von Anna Müller und Jörg Klein", "de", ("Anna Müller", "Jörg Klein")),
        ("Par Anne Loutre et Luc Renard", "fr", ("Anne Loutre", "Luc Renard")),
        ("Por Ana Nutria y Luis Zorro", "es", ("Ana Nutria", "Luis Zorro")),
        ("Di Anna Lontra e Luca Volpe", "it", ("Anna Lontra", "Luca Volpe")),
        ("Door Anna Otter en Luuk Vos", "nl", ("Anna Otter", "Luuk Vos")),
        ("Автор: Анна Выдра и Борис Лис", "ru", ("Анна Выдра", "Борис Лис")),
        ("作者：王小明", "zh", ("王小明",)),
        ("Von Miller", "en", ("Von Miller",)),
    ],
)
def test_other_languages_have_their_own_words(
    text: str, language: str, names: tuple[str, ...]
) -> None:
    assert people(text, language) == names


@pytest.mark.parametrize(
    "text",
    [
        "Admin",
        "By",
        "Posted in",
        "Updated",
        "Staff Writer",
        "Editorial Team",
        "ann@example.org",
        "https://example.org/ann",
        "Redaktion",
        "3d23d65e-ddc6-4ce5",
        "PhD",
        "Read more",
        "null",
        "",
        "NOC Admin",
        "mdelatorreq6vkpg2ma0ci",
        "5 Great Ideas For Rivers",
    ],
)
def test_what_is_nobody_gives_no_name(text: str) -> None:
    assert people(text) == ()


def test_a_team_is_no_person() -> None:
    assert is_person("Ann Otter")
    assert not is_person("The River Team")
    assert not is_person("Otter")
    assert not is_person("HR Strategy")


@pytest.mark.parametrize(
    "text",
    ["Sat", "Jun 2", "AA", "Print Article", "Image Credit: Rivers", "Just Out Wedding Plans Rings"],
)
def test_what_stands_beside_a_byline_is_no_name(text: str) -> None:
    assert people(text, line=True) == ()


@pytest.mark.parametrize(
    "text", ["um zu kommentieren", "Vorheriges Weiter", "退出", "Volgende Vorige", "Войти"]
)
def test_the_words_of_buttons_and_menus_are_no_names(text: str) -> None:
    assert people(text) == ()


def test_two_words_with_a_sign_between_them_are_no_person() -> None:
    assert not is_person("Otters & Co")
    assert not is_person("Ann From Otter")
