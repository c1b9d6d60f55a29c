"""TOML front matter and settings: what somebody else wrote costs little and is read as TOML."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.toml import MOST_BYTES, parse_toml
from validate.blog import Blog

DEEP = ".".join("b" * 40)


@pytest.mark.threat("13: dotted TOML takes gigabytes")
@pytest.mark.parametrize(
    "text",
    [
        'x = {a = """a"""", %s = 1}',  # a text may end in two quotes more
        "x = {a = '''a'''', %s = 1}",
        'x = {"}" = 1, %s = 1}',
        'a = "\\\\" # "\n%s = 1',
        "a = '\\' # '\n%s = 1",
        'a = "#"\n[%s]',
        'a = """\n"""\n[[ %s ]]',
    ],
)
def test_no_text_hides_a_key_of_many_parts(text: str) -> None:
    with pytest.raises(ValueError, match="more than 16 parts"):
        parse_toml(text % DEEP)


@pytest.mark.parametrize(
    "text", ['x = "%s"', "x = '%s'", "# %s", 'x = """\n%s\n"""', "x = '''%s'''"]
)
def test_dots_in_texts_are_text(text: str) -> None:
    parse_toml(text % DEEP)


@pytest.mark.threat("13: TOML made to be slow to read")
@pytest.mark.parametrize(
    "piece", ['\\"', '"', "'", '"""\n', "a.", ". ", "#", "\\", "\n", "='a", '","']
)
@pytest.mark.parametrize("start", ["", 'a = "', "a = '''", "a = ["])
def test_reading_takes_a_time_that_grows_with_the_text(start: str, piece: str) -> None:
    with cpu_limit(1):
        try:
            parse_toml((start + piece * MOST_BYTES)[:MOST_BYTES])
        except ValueError as error:
            assert str(error)


@pytest.mark.threat("13: dotted TOML takes gigabytes")
def test_front_matter_of_many_parts_is_a_finding(blog: Blog) -> None:
    blog.file("_posts/2013-03-06-a.md", f"+++\n{DEEP} = 1\n+++\n")
    blog.file("_posts/2013-03-06-b.md", f"+++\na = {'9' * 5_000}\n+++\n")
    blog.file("_posts/2013-03-06-c.md", f"+++\n{'a = 1' * 20_000}\n+++\n")
    blog.post("title: 12:30\n")
    assert {"CP201", "CP003", "CP209"} <= set(blog.codes())
