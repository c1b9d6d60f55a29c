"""What a person is told of a page without an article; see ``test_extract`` for the plain cases."""

from __future__ import annotations

import pytest

from block_page import PROSE, document
from crosspost.body import find
from crosspost.errors import NoArticle
from crosspost.model import Metadata

LOGIN = '<form><input name="user"><input type="password"><button>Log in</button></form>'


def reason(body: str) -> str:
    with pytest.raises(NoArticle) as caught:
        find(document(body), Metadata())
    return f"{caught.value} {caught.value.hint}"


def test_an_element_that_a_script_is_to_fill_is_named_as_the_cause() -> None:
    said = reason('<div id="__next"></div>')
    assert "needs JavaScript" in said and "save the page" in said


def test_a_page_of_scripts_alone_needs_javascript() -> None:
    assert "needs JavaScript" in reason('<script src="/app.js"></script>')
    assert "needs JavaScript" in reason('<link rel="modulepreload" href="/chunk.js">')


def test_a_forum_that_a_script_draws_is_no_login_although_it_has_a_form_for_one() -> None:
    body = f'<p>Donate</p><section id="main"></section><div style="display: none">{LOGIN}</div>'
    assert "needs JavaScript" in reason(body)


def test_a_form_for_a_password_and_little_else_is_a_login() -> None:
    said = reason(f"<p>Members only</p>{LOGIN}")
    assert "asks for a login" in said and "--cookies" in said


def test_a_form_for_a_password_beside_an_article_is_not() -> None:
    body = find(document(f"<article>{f'<p>{PROSE}</p>' * 3}</article>{LOGIN}"), Metadata())
    assert body.text.count("ferry leaves") == 3


def test_an_anchor_that_is_called_main_is_no_empty_page() -> None:
    body = find(document(f'<a id="main"></a><p>{PROSE}</p>'), Metadata())
    assert "ferry leaves" in body.text
