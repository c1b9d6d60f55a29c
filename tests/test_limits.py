"""Bounds cut what would take minutes to read, and never a page's text."""

from __future__ import annotations

from crosspost import limits


def test_the_attributes_of_a_tag_are_cut_at_the_limit() -> None:
    content = b"<p" + b" a=1" * 5000 + b">text</p>"
    cut, tags = limits.limit_attributes(content)
    assert tags == 1 and len(cut) < 2 * len(b" a=1") * limits.MAX_ATTRIBUTES
    assert cut.endswith(b">text</p>")


def test_a_comparison_in_a_script_is_no_tag_however_much_follows() -> None:
    script = (b'<script>if (a<b && s.split("\'")[0] == "') + b"x y " * 3000 + b'") go()</script>'
    content = b"<html>" + script + b"<p>It's the text.</p>" + script
    assert limits.limit_attributes(content) == (content, 0)


def test_a_quotation_mark_in_a_tag_that_opens_no_value_swallows_nothing() -> None:
    content = b'<p class=a">one</p>' + b"<p>and two</p>" * 2000 + b'<p class=b">end</p>'
    assert limits.limit_attributes(content) == (content, 0)
