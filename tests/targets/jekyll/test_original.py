"""The original that a post names, and its new URL."""

from __future__ import annotations

import pytest

from crosspost.targets.jekyll.original import original_of, with_url

OLD, NEW = "https://example.org/a_b", "https://example.com/c(d)"
POST = f"""---
title: "Coal"
canonical_url: "{OLD}"
source: Valley News
---

_The text below was originally posted here: [https://example.org/a\\_b]({OLD})_

See [it]({OLD}) and [more]({OLD}/more).
"""


def test_the_urls_of_a_post() -> None:
    assert original_of(POST).urls == (OLD,)
    both = POST.replace("source: Valley News", "original_url: https://m.example.org/a")
    assert original_of(both).urls == (OLD, "https://m.example.org/a")
    assert original_of("---\ntitle: Own\n---\nSee https://example.org/a.\n").urls == ()
    named = POST.replace("source:", "archive_url: https://web.archive.org/web/2013/x\nsource:")
    assert original_of(named).archive_url == "https://web.archive.org/web/2013/x"


def test_a_new_url_replaces_the_old_one_in_front_matter_and_attribution() -> None:
    text = with_url(POST, OLD, NEW)
    assert text
    assert 'canonical_url: "https://example.com/c%28d%29"' in text
    assert original_of(text).urls == ("https://example.com/c%28d%29",)
    assert OLD not in text.split("See [it]")[0] and "a\\_b" not in text


def test_longer_urls_and_the_rest_of_the_text_stay() -> None:
    lines = "".join(f"Line {n}.\n\n" for n in range(30))
    post = POST + lines + f"Once more: {OLD}\n"
    text = with_url(post, OLD, "https://example.com/c")
    assert text and text.endswith(f"Once more: {OLD}\n")
    assert f"[more]({OLD}/more)" in text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_the_form_of_the_file_stays(line_end: str, quote: str) -> None:
    post = POST.replace(f'"{OLD}"', f"{quote}{OLD}{quote}").replace("\n", line_end)
    text = with_url(post, OLD, "https://example.com/c")
    assert text
    assert text.count("\n") == post.count("\n") and text.count("\r") == post.count("\r")
    assert f"canonical_url: {quote}https://example.com/c{quote}{line_end}" in text


def test_what_cannot_be_replaced_is_left() -> None:
    assert with_url(POST, "https://example.org/other", NEW) is None
    folded = POST.replace(f'"{OLD}"', '"https://example.org/\\\n  a_b"')
    assert with_url(folded, OLD, NEW) is None
