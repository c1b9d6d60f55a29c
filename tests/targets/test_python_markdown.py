"""Python-Markdown as the extensions of a site set it."""

from __future__ import annotations

from crosspost import markdown
from crosspost.model.dialect import Dialect
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.python_markdown import dialect_of


def written(html: str, dialect: Dialect) -> str:
    return markdown.render(to_soup(parse_fragment(html, None)), dialect).text


def test_extensions_by_their_names() -> None:
    plain = dialect_of([])
    assert not (plain.tables or plain.footnotes or plain.fences or plain.raw_html)
    extra = dialect_of(["markdown.extensions.extra", object()])
    assert extra.tables and extra.footnotes and extra.definition_lists and extra.raw_html
    assert (extra.fences, extra.attributes, extra.hard_break) == ("outer", "inline", "  ")
    assert dialect_of(["extra", "pymdownx.superfences"]).fences == "nested"
    more = dialect_of(["smarty", "toc", "nl2br", "pymdownx.magiclink", "pymdownx.emoji"])
    assert more.smart_quotes and more.heading_ids and more.autolinks and more.emoji
    assert more.hard_break == ""


def test_code_is_indented_where_fences_are_not_read() -> None:
    code = "<pre><code>a\n\n  b</code></pre>"
    extra = dialect_of(["extra"])
    assert written(code, extra) == "~~~\na\n\n  b\n~~~\n"
    assert written(code, dialect_of([])) == "    a\n\n      b\n"
    assert written(f"<ul><li>x{code}</ul>", extra) == "- x\n\n        a\n\n          b\n"
    assert written(f"<ul><li>{code}</ul>", extra) == "- &#8203;\n\n        a\n\n          b\n"
    inner = written(f"<ul><li>x<ul><li>y</ul>{code}</ul>", extra)
    assert inner == "- x\n\n    - y\n\n    &#8203;\n\n        a\n\n          b\n"
    quote = written(f"<blockquote>{code}</blockquote>", extra)
    assert quote == "> &#8203;\n>\n>     a\n>\n>       b\n"
    after = written(f"<ul><li>x</ul>{code}", dialect_of([]))
    assert after == "- x\n\n&#8203;\n\n    a\n\n      b\n"


def test_what_the_dialect_reads_in_another_way() -> None:
    extra = dialect_of(["extra"])
    assert written("<p>a {.b} 1 < 2 &lt;b@c.d></p>", extra) == "a \\{.b} 1 < 2 &#60;b@c.d>\n"
    assert written("<p>: a</p>", extra) == "&#58; a\n"
    task = written("<ul><li><input type=checkbox checked> a</ul>", extra)
    assert task == "- ☑ a\n"
    five = written("<ol start=5><li>a<li>b</ol>", extra)
    assert five == '5. a\n    {: value="5" }\n6. b\n'
    details = written("<details><summary>s</summary><p>a</p></details>", extra)
    assert details.startswith('<details markdown="1">\n<summary markdown="span">s</summary>')
