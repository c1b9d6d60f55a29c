"""What Markdown has is found in whatever form it is written; what it lacks is not."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.losses.markdown_index import MarkdownIndex, beginning, file_name, page_name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a/otter.jpg", "otter"),
        ("/a/otter-300x200.webp?w=40", "otter"),
        ("/a/otter-scaled.jpg", "otter"),
        ("/_next/image?url=%2Fa%2Fotter.png&w=640", "otter"),
        ("https://example.org/image/4711/", "4711"),
        ("data:image/gif;base64,R0lGOD", ""),
    ],
)
def test_a_picture_is_known_by_the_name_of_its_file(url: str, name: str) -> None:
    assert file_name(url) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a/Otters?from=feed#top", "otters"),
        ("../otters/", "otters"),
        ("mailto:otter@example.org", "otter@example.org"),
        ("/", ""),
        ("../", ""),
    ],
)
def test_a_link_is_known_by_the_last_part_of_its_path(url: str, name: str) -> None:
    assert page_name(url) == name


@pytest.mark.parametrize(
    "markdown",
    [
        "[Otters](https://example.org/otters)",
        "[Otters](<https://example.org/otters>)",
        '[Otters](https://example.org/otters "Of otters")',
        "<https://example.org/otters>",
        '<a href="https://example.org/otters">Otters</a>',
        "\\[Otters\\]([here](https://example.org/otters))",
    ],
)
def test_a_url_is_found_in_every_form(markdown: str) -> None:
    assert MarkdownIndex(markdown).urls == {"https://example.org/otters"}


def test_urls_elsewhere_in_the_post_count() -> None:
    assert MarkdownIndex("", ["/a/otter.jpg"]).file_names == {"otter"}


@pytest.mark.parametrize(
    "markdown",
    [
        "## Of otters",
        "> - ### 1. Of *otters* {#of-otters}",
        "## [Of otters](https://example.org/a) ![A picture](/a.png)",
        "<table><tr><td><h3>Of otters</h3></td></tr></table>",
    ],
)
def test_a_heading_is_found(markdown: str) -> None:
    assert MarkdownIndex(markdown).has_heading("Of otters")
    assert not MarkdownIndex(markdown).has_heading("Of bears")


def test_a_line_that_is_not_a_heading_does_not_count_as_one() -> None:
    assert not MarkdownIndex("Of otters\n\n#otters").has_heading("Of otters")


@pytest.mark.parametrize(
    "markdown",
    ["| 12 km | **a \\| b** |", "> | 12&nbsp;km | a\\|b |", "<table><td>12 km</td><td>a | b</td>"],
)
def test_cells_are_found(markdown: str) -> None:
    written = MarkdownIndex(markdown)
    assert written.has_cell("12 km") and written.has_cell("a | b") and written.has_cell("—")
    assert not written.has_cell("13 km")


@pytest.mark.parametrize(
    "markdown",
    [
        "~~~html\n<b>otter</b> = 1\n~~~",
        "- ````\n  <b>otter</b> = 1\n  ````",
        "<table><td><pre>&lt;b&gt;otter&lt;/b&gt; = 1</pre></td>",
    ],
)
def test_code_is_found_with_its_tags(markdown: str) -> None:
    assert MarkdownIndex(markdown).has_code("\n\n<b>otter</b> = 1\nend")
    assert not MarkdownIndex(markdown).has_code("otter = 2")
    assert not MarkdownIndex("<b>otter</b> = 1").has_code("<b>otter</b> = 1")


def test_the_numbers_beside_code_are_not_code() -> None:
    assert MarkdownIndex("").has_code("1\n2\n3")


def test_marks_of_notes_and_links_within_the_post_are_counted() -> None:
    assert MarkdownIndex("one[^1] two[^b] [three](#c)\n\n[^1]: A note.\n").note_marks == 3
    assert MarkdownIndex("The rule[^1]:\n\n[^1]: A note.\n").note_marks == 1


@pytest.mark.parametrize(
    "markdown",
    ["> Of *otters*", "- > > Of otters", "<td><blockquote><p>Of otters</p></blockquote>"],
)
def test_a_quotation_is_found(markdown: str) -> None:
    assert MarkdownIndex(markdown).has_quotation("Of otters")
    assert not MarkdownIndex("Of otters").has_quotation("Of otters")


def test_a_text_begins_with_its_first_letters() -> None:
    assert beginning("\n — \n Of Otters, and\nbears") == "ofottersand"
    assert MarkdownIndex("Much is said *of* otters, and bears.").has_text("Of otters and bears")


def test_many_texts_that_are_not_there_take_linear_time() -> None:
    """After a limit they are no longer searched for, and count as written."""
    written = MarkdownIndex("otter " * 200_000)
    assert not written.has_text("bear")
    with cpu_limit(2):
        assert [written.has_text(f"bear{number}") for number in range(20_000)][-1]


@pytest.mark.parametrize(
    "heading",
    [
        '## Otters of [`The Lake`](https://example.org/lake "The lake, \\"so called\\"") here',
        '## Otters of [The Lake](<https://example.org/lake> "The lake") here',
        "## Otters of the *Lake* here",
    ],
)
def test_the_title_of_a_link_in_a_heading_is_not_shown(heading: str) -> None:
    assert MarkdownIndex(heading).has_heading("Otters of the lake here¶")


def test_what_is_escaped_is_no_tag() -> None:
    assert MarkdownIndex("### Otters in \\<lake>.txt").has_heading("Otters in <lake>.txt")


def test_what_looks_like_a_tag_within_code_is_shown() -> None:
    assert MarkdownIndex("## The `Lake<Otter>` type").has_heading("The Lake<Otter> type")
    assert MarkdownIndex("| `Lake<Otter>` | 6 |").has_cell("Lake<Otter>")
    assert MarkdownIndex("> Use `Lake<Otter>` here").has_quotation("Use Lake<Otter> here")
    assert MarkdownIndex("- Use `Lake<Otter>` here").has_text("Use Lake<Otter> here")
