"""The labels in a list: where a comma separates two, and where it is a part of one."""

from __future__ import annotations

import pytest

from crosspost.metadata.fields.label_parts import parts

TEXT = "Ann Otter met Otto A. Heron at the mill."


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (["rivers, lakes; seas|bays"], ["rivers", "lakes", "seas", "bays"]),
        (["rivers", "lakes"], ["rivers", "lakes"]),
        (["河流、湖泊，海"], ["河流", "湖泊", "海"]),
        (["河流 湖泊 海洋"], ["河流", "湖泊", "海洋"]),
        # Names turned round, alone and in a list.
        (["Otter, Ann", "rivers"], ["Ann Otter", "rivers"]),
        (["rivers, Otter, Ann, mills"], ["rivers", "Ann Otter", "mills"]),
        (["rivers", "Heron, Otto A"], ["rivers", "Otto A. Heron"]),
        (["Pike, Paul", "rivers"], ["Pike, Paul", "rivers"]),
        # One label with a comma in it.
        (["Mill Boats, Inc", "rivers"], ["Mill Boats, Inc", "rivers"]),
        (["mills, Mill Boats, Inc."], ["mills", "Mill Boats, Inc."]),
        # Several labels in one of several values.
        (["Rivers, Lakes, & Seas"], ["Rivers", "Lakes", "Seas"]),
        (["Rivers, Lakes, and Seas", "mills"], ["Rivers", "Lakes", "Seas", "mills"]),
        (["rivers, lakes, seas, bays", "mills"], ["rivers", "lakes", "seas", "bays", "mills"]),
        (["Rivers &amp; Lakes"], ["Rivers & Lakes"]),
        ([", ,"], []),
    ],
)
def test_labels_in_values(values: list[str], labels: list[str]) -> None:
    assert [part for part in parts(values, TEXT.__contains__) if part] == labels


def test_every_comma_separates_where_the_vocabulary_says_so() -> None:
    values = ["rivers, lakes", "mills"]
    assert list(parts(values, TEXT.__contains__, by_comma=True)) == ["rivers", "lakes", "mills"]
    assert list(parts(values, TEXT.__contains__)) == ["rivers, lakes", "mills"]
