"""UTF-8 that was read as Windows-1252."""

from __future__ import annotations

import pytest

from crosspost.targets.mojibake import repaired


@pytest.mark.parametrize(
    "text", ["it’s", "“Otters”", "Müller – café", "Çağ", "€ 5", "日本", "a\u00a0b"]
)
def test_it_is_decoded_again(text: str) -> None:
    read_wrongly = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )
    assert read_wrongly != text
    assert repaired(read_wrongly) == text
    assert repaired(f"Said: {read_wrongly} and more") == f"Said: {text} and more"


@pytest.mark.parametrize("text", ["São Paulo", "SÃO PAULO", "Âge d’or", "naïve", "plain", "â", ""])
def test_letters_that_are_meant_stay(text: str) -> None:
    assert repaired(text) == text
