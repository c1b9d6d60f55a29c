"""The registry of generators: which site a folder belongs to."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from crosspost.targets import TARGETS, default_target, find_site, target_of


def test_each_target_has_the_name_that_it_is_registered_by() -> None:
    assert [load().name for load in TARGETS.values()] == list(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_without_a_site_goes_to_other_processes(name: str) -> None:
    target = TARGETS[name]()()
    assert target.config_file is None and target.timezone == target.author == ""
    assert pickle.loads(pickle.dumps(target.root)) == Path()


def test_a_folder_that_is_no_site_is_taken_for_a_new_one(tmp_path: Path) -> None:
    target = target_of(tmp_path)
    assert type(target) is type(default_target())
    assert target.root == tmp_path and target.config_file is None


def test_the_site_is_the_nearest_folder_upwards_with_a_configuration(tmp_path: Path) -> None:
    inner = tmp_path / "blog" / "_posts" / "2013"
    inner.mkdir(parents=True)
    assert find_site(inner) == inner
    (tmp_path / "_config.yaml").touch()
    assert find_site(inner) == tmp_path
    (tmp_path / "blog" / "_config.toml").touch()
    assert find_site(inner) == tmp_path / "blog"


def test_a_closed_folder_on_the_way_up_is_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", closed)  # root may look everywhere
    assert find_site(tmp_path) == tmp_path
