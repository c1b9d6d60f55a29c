"""Posts beside what is said of them and what ``--fix`` makes of them.

A case is a folder: ``_posts/`` with a post, ``expected.txt`` with the findings, and ``fixed`` with
the post as it is after ``--fix``, where that changes it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crosspost.validate import Options, check_paths
from crosspost.validate.reports import concise

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
EVERYTHING = Options(show_info=True)


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def the_post(folder: Path) -> Path:
    (post,) = (folder / "_posts").iterdir()
    return post


def test_what_is_said_of_the_post(case: Path, tmp_path: Path) -> None:
    site = shutil.copytree(case, tmp_path / "site")
    run = check_paths(["_posts"], EVERYTHING, working=str(site))
    assert concise.render(run) == (case / "expected.txt").read_text("utf-8")


def test_what_fix_makes_of_it(case: Path, tmp_path: Path) -> None:
    site = shutil.copytree(case, tmp_path / "site")
    check_paths(["_posts"], EVERYTHING, fix=True, write=True, working=str(site))
    fixed = case / "fixed"
    wanted = fixed if fixed.exists() else the_post(case)
    assert the_post(site).read_bytes() == wanted.read_bytes()


def test_a_second_run_changes_nothing(case: Path, tmp_path: Path) -> None:
    site = shutil.copytree(case, tmp_path / "site")
    check_paths(["_posts"], EVERYTHING, fix=True, write=True, working=str(site))
    assert not check_paths(["_posts"], EVERYTHING, fix=True, working=str(site)).changed


def test_no_case_has_stray_files() -> None:
    for case in CASES:
        assert {path.name for path in case.iterdir()} <= {"_posts", "expected.txt", "fixed"}
