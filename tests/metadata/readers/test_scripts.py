"""Days in the data that a page hands to its own scripts."""

from __future__ import annotations

from datetime import datetime

from article_page import read, values


def test_a_day_in_the_pages_state_is_read_where_nothing_else_says_it() -> None:
    head = '<script>window.state = {"post": {"publishedAt":"2024-03-05T09:00:00Z"}}</script>'
    assert read(head).published == datetime.fromisoformat("2024-03-05T09:00:00+00:00")


def test_escaped_quotes_are_understood() -> None:
    head = '<script>x = "{\\"datePublished\\":\\"2024-03-05T09:00:00Z\\"}"</script>'
    assert len(values("published", "script datePublished", head)) == 1


def test_of_a_list_only_a_few_are_offered() -> None:
    days = ",".join(f'{{"publishedAt":"2024-03-{day:02}T09:00:00Z"}}' for day in range(1, 29))
    assert len(values("published", "script publishedAt", f"<script>[{days}]</script>")) < 10
