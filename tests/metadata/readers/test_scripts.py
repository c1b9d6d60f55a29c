"""Days in the data that a page hands to its own scripts."""

from __future__ import annotations

from datetime import datetime

import pytest

from article_page import found, read, values
from cpu import cpu_limit


def test_a_day_in_the_pages_state_is_read_where_nothing_else_says_it() -> None:
    head = '<script>window.state = {"post": {"publishedAt":"2024-03-05T09:00:00Z"}}</script>'
    assert read(head).published == datetime.fromisoformat("2024-03-05T09:00:00+00:00")


def test_escaped_quotes_are_understood() -> None:
    head = '<script>x = "{\\"datePublished\\":\\"2024-03-05T09:00:00Z\\"}"</script>'
    assert len(values("published", "script datePublished", head)) == 1


@pytest.mark.parametrize(
    "name", ["firstPublishedAt", "publishedDate", "publication_date", "pub_date", "publishTime"]
)
def test_the_names_of_the_day_are_known(name: str) -> None:
    head = f'<script>window.post = {{"{name}": "2024-03-05T09:00:00Z"}}</script>'
    assert values("published", f"script {name}", head) != []


@pytest.mark.parametrize("name", ["publisher", "publicKey", "isPublished", "republishedAt"])
def test_other_names_are_not_the_day(name: str) -> None:
    head = f'<script>window.post = {{"{name}": "2024-03-05T09:00:00Z"}}</script>'
    assert found("published", head) == []


def test_a_day_counted_from_the_epoch_is_read() -> None:
    head = '<script>window.post = {"publishedAt": 1709629200000, "id": 1709629200}</script>'
    (candidate,) = found("published", head)
    assert candidate.value == datetime.fromisoformat("2024-03-05T09:00:00+00:00")


@pytest.mark.parametrize(
    "state",
    [
        '{"author": "Ann Otter"}',
        '{"author":{"id":1,"name":"Ann Otter"}}',
        '{"pageAuthor":"Ann Otter"}',
    ],
)
def test_the_author_in_the_pages_state_is_offered(state: str) -> None:
    assert values("authors", "script author", f"<script>x = {state}</script>") == [("Ann Otter",)]


def test_authors_of_a_list_are_none() -> None:
    head = '<script>x = [{"author": "Ann Otter"}, {"author": "Bo Lee"}]</script>'
    assert found("authors", head) == []


def test_of_many_names_only_a_few_are_offered() -> None:
    names = (f"{'first' * n}{'page' * m}Published" for n in range(6) for m in range(6))
    days = (f'"{name}": "2024-03-{n % 28 + 1:02}"' for n, name in enumerate(names))
    assert 0 < len(found("published", f"<script>x = {{{', '.join(days)}}}</script>")) <= 20


@pytest.mark.parametrize("word", ["publish", "author", 'author":{', '"publishedAt":"'])
def test_a_script_of_one_word_takes_no_longer_than_it_is_long(word: str) -> None:
    head = f"<script>{word * (390_000 // len(word))}</script>"
    with cpu_limit(5):
        assert found("published", head) == []


def test_of_a_list_only_a_few_are_offered() -> None:
    days = ",".join(f'{{"publishedAt":"2024-03-{day:02}T09:00:00Z"}}' for day in range(1, 29))
    assert len(values("published", "script publishedAt", f"<script>[{days}]</script>")) < 10
