"""Chinese and Korean names, which have no space between family and given name."""

from __future__ import annotations

import pytest

from crosspost.metadata.people.east_asian import is_east_asian_person, reporters


@pytest.mark.parametrize("name", ["王小明", "李四", "김철수"])
def test_a_name_begins_with_a_family_name(name: str) -> None:
    assert is_east_asian_person(name)


@pytest.mark.parametrize("text", ["首页", "山谷新闻", "王", "王小明先生", "김Otter", "王1明", "Li"])
def test_other_texts_are_no_names(text: str) -> None:
    assert not is_east_asian_person(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("김하늘·이바다 기자", ("김하늘", "이바다")),
        ("(골짜기=일보) 김하늘 기자 =", ("김하늘",)),
        ("본지 記者 王小明 李四", ("王小明", "李四")),
        ("（本报记者王小明、李四）", ("王小明", "李四")),
        ("기자 목록", ()),
        ("기자회견 김하늘 기자회견", ()),
        ("记者 说了什么", ()),
        ("글 목록", ()),
    ],
)
def test_people_who_are_called_reporters_are_found(text: str, people: tuple[str, ...]) -> None:
    assert reporters(text) == people
