"""What the posts of a site have in common."""

from __future__ import annotations

import pickle

from crosspost.targets.astro import Astro
from crosspost.targets.field_names import front_matter, values_of
from crosspost.targets.habits import Habits, habits_of, with_names

ABOUT = Astro.about


def test_the_name_that_most_posts_use_is_that_of_the_field() -> None:
    posts = [
        (".md", {"title": "a", "date": "2020-01-01", "tags": ["posts", "x"], "layout": "p"}),
        (".md", {"title": "b", "date": "2020-01-01", "tags": ["posts"], "layout": "p"}),
        (".md", {"title": "c", "pubDate": "2020-01-01", "tags": "posts", "layout": "p"}),
    ]
    habits = habits_of(ABOUT, posts)
    assert habits.names["date"] == "date" and "image" not in habits.names
    assert habits.always == {"title", "tags", "layout"}
    assert (habits.layout, habits.tags, habits.suffix) == ("p", ("posts",), ".md")
    about = with_names(ABOUT, habits)
    assert front_matter(about, {"title": "a", "date": "x"}, "yaml") == {"title": "a", "date": "x"}
    assert values_of(about, {"date": "x"}) == {"date": "x"}
    assert pickle.loads(pickle.dumps(about)) == about


def test_of_names_used_as_often_the_generator_s_own_is_taken() -> None:
    habits = habits_of(ABOUT, [(".md", {"pubDate": "x"}), (".mdx", {"date": "x"})])
    assert habits.names["date"] == "pubDate" and habits.suffix == ""


def test_without_posts_there_are_no_habits() -> None:
    assert habits_of(ABOUT, []) == Habits()
    assert with_names(ABOUT, Habits()) is ABOUT
    assert habits_of(ABOUT, [(".md", {"tags": ["x"]}), (".md", {})]).tags == ()
