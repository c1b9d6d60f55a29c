"""Texts of others in messages and reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosspost.control_characters import escaped_json, replaced
from crosspost.errors import FetchError

HIDDEN = "\x1b\x07\x7f\x9b\u202e\u2066\u200b\u2028\ufeff\udcff\ud800\ufffe\xad\U000e0041\x00\r"


@pytest.mark.threat("low: bidi and control characters in a message or a report")
def test_each_control_character_is_replaced() -> None:
    assert replaced(f"a{HIDDEN}b") == "a" + "\ufffd" * len(HIDDEN) + "b"
    assert replaced(f"a{HIDDEN}b", "") == "ab"
    assert replaced("क्\u200dष 👩\u200d💻") == "क्\u200dष 👩\u200d💻"


@pytest.mark.threat("low: bidi and control characters in a message or a report")
def test_in_json_the_values_stay() -> None:
    value = {f"a{HIDDEN}": [HIDDEN, "é"]}
    text = escaped_json(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(text) == value
    assert not set(HIDDEN) & set(text)


@pytest.mark.threat("17: lone surrogates")
def test_a_message_spells_out_bytes_and_other_surrogates() -> None:
    assert str(FetchError("a\udcff\ud800", "gone")) == "a\\xff\\ud800: gone"
    assert str(FetchError(str(Path("a\u202e\n")), "gone")) == "a\ufffd\ufffd: gone"
