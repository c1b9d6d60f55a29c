"""A fix changes what its finding says and nothing else, in the eyes of the real Jekyll."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crosspost.validate import Options
from crosspost.validate.check import alone, read_post
from crosspost.validate.context import Context
from crosspost.validate.promises import outcome
from crosspost.validate.run import check_text
from validate.blog import Blog
from validate.jekyll_reading import differences, read_all
from validate.mutations import faults

NAME = "_posts/2013-03-06-a.md"
WHOLE = [path.read_bytes() for path in sorted((Path(__file__).parent / "cases").glob("*/_posts/*"))]
EVERYTHING = Options(show_info=True, extend_select=("CP309",))
VALUES = st.text(
    alphabet=st.sampled_from("ab ñ海:#&*!|>'\"[]{},;-?%@`\\“”0129.~=：\t/"), min_size=1, max_size=24
)
DATES = st.tuples(
    st.sampled_from(["2021-09-03", "3. September 2021", "Sept 3, 2021", "3/9/2021", "20210903",
                     "2021/9/3", "Fri, 3 Sep 21", "2021-09", "3 Sep"]),
    st.sampled_from(["", " 11:21", " 11h21", " 9:30 pm", "T112100", " 11:21:00.5", " 29:39:00"]),
    st.sampled_from(["", "Z", " +0800", " +08:00", " EST", " JST", " -3", " (late)", " +08:00:00"]),
).map("".join)  # fmt: skip
KEYS = st.sampled_from(["title", "Title", "description", "tags", "categories", "published", "draft",
                        "permalink", "layout", "author", "note", "Date"])  # fmt: skip
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(": ".join),
    st.tuples(KEYS, VALUES, VALUES).map(lambda t: f"{t[0]}: {t[1]}\n  - {t[2]}"),
    st.tuples(KEYS, VALUES, VALUES).map(lambda t: f"{t[0]}:\n- {t[1]}\n- {t[2]}"),
    st.tuples(KEYS, VALUES, VALUES).map(lambda t: f"{t[0]}: [{t[1]}, {t[2]}]"),
    DATES.map("date: {}".format),
)
POSTS = st.lists(LINES, min_size=1, max_size=5).map(
    lambda lines: ("---\n" + "\n".join(lines) + "\n---\n\nText.\n").encode()
)


def assert_nothing_else_changes(posts: list[bytes]) -> int:
    """Repair posts with the safe fixes; returns how many changed."""
    changed = []
    for data in posts:
        run = check_text(data, NAME, EVERYTHING, fix=True)
        if run.changed:
            named = {(finding.code, finding.key) for finding in run.repaired}
            changed.append((data, next(iter(run.changed.values()))[1], named))
    for zone in ("UTC", "Asia/Tokyo", "America/New_York"):
        before = read_all([old for old, _, _ in changed], zone)
        after = read_all([new for _, new, _ in changed], zone)
        for (old, new, named), was, now in zip(changed, before, after, strict=True):
            assert not differences(was, now, named), (zone, old, new, named)
    return len(changed)


@pytest.mark.jekyll
def test_posts_with_typical_faults_in_three_time_zones() -> None:
    assert assert_nothing_else_changes(list(faults(WHOLE, 600, seed=4))) > 200


@pytest.mark.jekyll
@settings(max_examples=8, deadline=None, phases=[Phase.generate], derandomize=True)
@given(st.lists(POSTS, min_size=40, max_size=60))
def test_generated_front_matter_in_three_time_zones(posts: list[bytes]) -> None:
    assert_nothing_else_changes(posts)


def fault_of_edit(block: str, old: str, new: str, code: str, key: str = "title") -> str:
    """Return why one replacement in a front matter is refused; empty if it is not."""
    context = Context(Path("/nowhere"), "plain", EVERYTHING)
    text = f"---\n{block}---\n\nText.\n"
    post = read_post(f"/nowhere/{NAME}", text.encode(), context, NAME)
    at = text.index(old)
    return outcome(post, [(at, at + len(old), new)], code, key, context).fault


@pytest.mark.parametrize(
    ("block", "old", "new", "code", "key"),
    [
        ("title: ! 'a: b'\n", "! 'a: b'", "\"! 'a: b'\"", "CP209", "title"),
        ("date: 3. September 2021\n", "3. September 2021", "2021-09-01", "CP402", "date"),
        ("date: 2021-09-03 11h21\n", "2021-09-03 11h21", "2021-09-03", "CP402", "date"),
        (
            "date: 2021-09-03 1:02 pm\n",
            "2021-09-03 1:02 pm",
            "2021-09-03 13:02:00",
            "CP402",
            "date",
        ),
        ("date: 2021-09-03 11:21 JST\n", "11:21 JST", "11:21:00 +0900", "CP402", "date"),
        ("tags: R&amp;D\n", "R&amp;D", '["R&amp", D]', "CP501", "tags"),
        ("tags: a, b\n", "a, b", "[a]", "CP501", "tags"),
        ("permalink: //\n", "//", "/", "CP706", "permalink"),
        ("published: false #todo\n", "false #todo", '"false #todo"', "CP206", "published"),
        ("published:\n", "published:\n", "", "CP309", "published"),
        ("title: 1.10\nnote: x\n", "1.10\nnote: x", '"1.10"', "CP209", "title"),
        ("title: 1.10\n", "1.10", '"1.1"', "CP209", "title"),
        ("title: 1.10\n", "1.10\n", '"1.10"\n---\n', "CP209", "title"),
        ("title: a\n", "title: a", "title: [a", "CP204", ""),
        ("tags: [a, b, a]\n", ", b, a", "", "CP504", "tags"),
        ("title: a: b\ntags: [c]\n", ": a: b\ntags: [c]", ': "a: b tags: [c]"', "CP201", "title"),
        ("title: a: b\n", "a: b", '"a"', "CP201", "title"),
    ],
)
def test_edits_that_do_harm_are_refused(
    block: str, old: str, new: str, code: str, key: str
) -> None:
    assert fault_of_edit(block, old, new, code, key)


@pytest.mark.parametrize(
    ("block", "old", "new", "code", "key"),
    [
        ("title: 1.10\n", "1.10", '"1.10"', "CP209", "title"),
        ("date: 3. September 2021\n", "3. September 2021", "2021-09-03", "CP402", "date"),
        ("date: 2021-09-03 11h21\n", "2021-09-03 11h21", '"2021-09-03 11:21:00"', "CP402", "date"),
        ("tags: a, b\n", "a, b", "[a, b]", "CP501", "tags"),
        ("title: a: b\n", "a: b", '"a: b"', "CP201", "title"),
        ("title:\ta\n", "\ta", " a", "CP204", ""),
    ],
)
def test_edits_that_do_what_they_say_are_not(
    block: str, old: str, new: str, code: str, key: str
) -> None:
    assert not fault_of_edit(block, old, new, code, key)


def test_a_fix_that_moves_the_page_is_not_safe_and_says_so(blog: Blog) -> None:
    blog.post("title: Radio\nDate: 2013-04-01\n")
    found = blog.said("CP302")
    assert found.fix is not None and not found.fix.safe
    assert "its URL from /2013/03/06/talas.html to /2013/04/01/talas.html" in found.message
    assert not blog.run(fix=True).changed


def test_a_refused_fix_gives_no_advice_and_is_not_offered(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post("title: Radio\npermalink: //\n")
    found = blog.said("CP706")
    assert found.fix is None
    assert "Write" not in found.message and "by hand" in found.message
    assert not blog.run(fix=True, unsafe=True).changed


@pytest.mark.parametrize("closing", ["---On the air", "--- On the air"])
@pytest.mark.parametrize("rule", ["", "\n\n---\nMore.\n"])
def test_text_behind_a_closing_fence_is_kept(closing: str, rule: str) -> None:
    data = f"---\ntitle: Radio\n{closing}\n\nText.\n{rule}"
    run = check_text(data.encode(), NAME, EVERYTHING, fix=True, unsafe=True)
    ((_, fixed),) = run.changed.values()
    assert fixed.decode() == f"---\ntitle: Radio\n---\nOn the air\n\nText.\n{rule}"


# -- advice without a fix --------------------------------------------------------------------------


def said_of(block: str, body: str = "Text.\n") -> str:
    """Return the messages of a post in which nothing is fixed."""
    run = check_text(f"---\n{block}---\n\n{body}".encode(), NAME, EVERYTHING)
    return " | ".join(finding.message for finding in run.findings)


@pytest.mark.parametrize(
    ("block", "advice", "instead"),
    [
        ("permalink: https://example.org/\n", "Write the path", "the URL of the home page"),
        ("title: Ships\ntittle: Boats\n", "Write title", "title is there, too"),
        ('title: "a &#92; b"\n', "Write", "it would not do what is meant"),
        # The post is broken: the advice is checked in the post as it will be.
        ("title: a: b\npermalink: https://example.org/\n", "Write the path", "of the home page"),
    ],
)
def test_advice_that_would_do_harm_is_not_given(block: str, advice: str, instead: str) -> None:
    said = said_of(block)
    assert advice not in said
    assert instead in said


@pytest.mark.parametrize(
    ("block", "body", "advice"),
    [
        ("permalink: https://example.org/radio/\n", "Text.\n", "Write the path alone: /radio/."),
        ("excerpt_separator: <!--more-->\n", "a\n<!-- more -->\nb\n", "Write <!--more-->."),
        ("title: The sea &amp; the land\n", "Text.\n", "Write '&'."),
        ("author: A\u200bnn\n", "Text.\n", "Remove it."),
        ('"layot": post\n', "Text.\n", "Write layout."),
        ("published: no\n  - harbour\n", "Text.\n", "Write no alone. This changes the post from"),
    ],
)
def test_advice_that_does_what_it_says_is_given(block: str, body: str, advice: str) -> None:
    assert advice in said_of(block, body)


def test_a_rule_that_tells_what_to_write_has_a_fix_or_advice() -> None:
    """What is said in words of the post itself is checked: no rule says it in passing."""
    context = Context(Path("/nowhere"), "jekyll", EVERYTHING)
    concrete = re.compile(r"\bWrite (?!the |it |a |at |values|key: |--- |YYYY|one |true or|\d)")
    told = 0
    for data in [*WHOLE, *faults(WHOLE, 400, seed=9)]:
        post = read_post(f"/nowhere/{NAME}", data, context, NAME)
        for problem in alone(post, context):
            if concrete.search(problem.message):
                told += 1
                assert problem.fix or problem.advice, problem.message
    assert told > 100


def test_the_limit_of_fixes_is_said() -> None:
    tags = "".join(f"- tag {n},\n" for n in range(150))
    run = check_text(f"---\ntags:\n{tags}---\n\nText.\n".encode(), NAME, EVERYTHING)
    beyond = [finding for finding in run.findings if not finding.fix]
    assert 50 <= len(beyond) < 150
    assert all("more than 100 fixes" in finding.message for finding in beyond)
    assert not any("Write" in finding.message for finding in beyond)


def test_the_limit_of_front_matter_is_said() -> None:
    block = f"title: a &quot;b\ndescription: {'long ' * 13_000}\n"
    assert "more than 100 fixes, or the front matter is too long" in said_of(block)
