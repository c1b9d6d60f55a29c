"""Configurations of sites: read as data, and programs never executed."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.targets.site_config import assignments, look, read_config, setting, text_setting


@pytest.mark.threat("1: a configuration in Python")
def test_python_is_read_and_not_run(tmp_path: Path) -> None:
    file = tmp_path / "conf.py"
    file.write_text(
        f"import os\nopen({str(tmp_path / 'ran')!r}, 'w')\nAUTHOR = 'Me'\nN: int = 3\n"
        "A = B = {'a': ['b']}\nC = os.getcwd()\nD = 1\nD = f()\n"
    )
    assert read_config(tmp_path, file) == {
        "AUTHOR": "Me",
        "N": 3,
        "A": {"a": ["b"]},
        "B": {"a": ["b"]},
    }
    assert not (tmp_path / "ran").exists()


def test_what_is_broken_is_an_error_where_it_is_needed_and_nothing_where_it_is_not(
    tmp_path: Path,
) -> None:
    for name, text in {"a.toml": "a = ", "b.yaml": "a: [", "c.json": "{", "d.py": "def"}.items():
        file = tmp_path / name
        file.write_text(text)
        assert look(file) == {}
        with pytest.raises(ConfigError, match=name):
            read_config(tmp_path, file)
    assert look(tmp_path / "missing.toml") == {}
    with pytest.raises(ValueError, match="not Python"):
        assignments("(" * 500)


def test_settings_are_found_in_tables_whatever_their_case() -> None:
    config = {"Params": {"author": {"Name": "Me"}}, "timezone": 5, "TimeZone": "UTC"}
    assert setting(config, ["params.AUTHOR.name"]) == "Me"
    assert setting(config, ["params.none", "none"]) is None
    assert text_setting(config, ["params", "params.author.name"]) == "Me"
