"""Chinese and Korean names, which have no space between family and given name."""

from __future__ import annotations

import pytest

from crosspost.metadata.people.east_asian import is_east_asian_person


@pytest.mark.parametrize("name", ["王小明", "李四", "김철수"])
def test_a_name_begins_with_a_family_name(name: str) -> None:
    assert is_east_asian_person(name)


@pytest.mark.parametrize("text", ["首页", "山谷新闻", "王", "王小明先生", "김Otter", "王1明", "Li"])
def test_other_texts_are_no_names(text: str) -> None:
    assert not is_east_asian_person(text)
