"""What a Markdown processor reads: the capabilities of a dialect, as data.

The writer of Markdown asks these, and never which generator or processor it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import punctuation
from typing import Literal


@dataclass(frozen=True)
class Dialect:
    """A dialect of Markdown, as a site has set its processor.

    Attributes:
        name: of the processor, for messages.
        is_commonmark: emphasis, lists and HTML are read by the rules of CommonMark; else by those
            of kramdown.
        raw_html: HTML is passed on to the built page; else the processor leaves it out or shows it
            as text.
        attributes: where ``{#id .class}`` is read: ``kramdown`` (``{: …}`` after any block),
            ``heading`` (at the end of headings), or nowhere.
        footnotes: ``[^1]`` and ``[^1]: note``.
        definition_lists: ``term`` and ``: definition``.
        tables: pipe tables.
        headerless_tables: pipe tables without a header row.
        struck: what is written before and after struck text; two empty texts if there is no form.
        single_tilde: one ``~`` on each side strikes text, too.
        task_lists: ``- [x] done``.
        math: ``$$`` (kramdown: inline and display), ``$`` (inline ``$x$``, display ``$$x$$``),
            ``\\(`` (inline ``\\(x\\)``, display ``$$x$$``), or
            ``text``: TeX is text, escaped, between the signs that a script such as KaTeX finds.
        hard_break: what ends a line that breaks; empty if every end of a line breaks.
        hash: a ``#`` that is not a heading.
        autolinks: bare URLs in text become links.
        smart_quotes: straight quotes, ``--`` and ``...`` become typographic signs.
        late_quotes: they become so after backslashes and entities are read, so that only an
            invisible character keeps ``--`` as it is.
        heading_ids: headings get ids from their text.
        jsx: ``{`` and ``<`` begin code, as in MDX; set ``raw_html`` to False, too.
        escapes: the signs before which a backslash is removed; others get an entity.
        list_indent: least number of spaces before the further blocks of a list's item.
        callouts: ``> [!note] title`` is a box.
        wiki: ``[[link]]``, ``%%comment%%``, ``==mark==``, ``#tag``, ``^id`` and ``field::`` have a
            meaning.
    """

    name: str
    is_commonmark: bool = True
    raw_html: bool = True
    attributes: Literal["kramdown", "heading", ""] = ""
    footnotes: bool = False
    definition_lists: bool = False
    tables: bool = True
    headerless_tables: bool = False
    struck: tuple[str, str] = ("~~", "~~")
    single_tilde: bool = False
    task_lists: bool = False
    math: Literal["$$", "$", "\\(", "text"] = "text"
    hard_break: str = "\\"
    hash: str = "\\#"
    autolinks: bool = False
    smart_quotes: bool = False
    late_quotes: bool = False
    heading_ids: bool = False
    jsx: bool = False
    escapes: str = punctuation
    list_indent: int = 0
    callouts: bool = False
    wiki: bool = False


#: Jekyll's default: kramdown with ``input: GFM``.
KRAMDOWN_GFM = Dialect(
    "kramdown",
    is_commonmark=False,
    attributes="kramdown",
    footnotes=True,
    definition_lists=True,
    headerless_tables=True,
    task_lists=True,
    math="$$",
    hash="#",
    smart_quotes=True,
    heading_ids=True,
)
#: By the names of ``Flavor``: the settings of kramdown that make a difference.
KRAMDOWN: dict[str, Dialect] = {
    "gfm": KRAMDOWN_GFM,
    "hard_wrap": Dialect(**{**vars(KRAMDOWN_GFM), "hard_break": ""}),
    "kramdown": Dialect(
        **{
            **vars(KRAMDOWN_GFM),
            "hard_break": "<br>",
            "struck": ('<del markdown="span">', "</del>"),
            "hash": "\\#",
            "task_lists": False,
        }
    ),
}
COMMONMARK = Dialect("CommonMark", tables=False, struck=("<del>", "</del>"))
#: Hugo's; raw HTML, extensions and passthrough are settings of a site.
GOLDMARK = Dialect(
    "goldmark",
    raw_html=False,
    attributes="heading",
    footnotes=True,
    definition_lists=True,
    task_lists=True,
    autolinks=True,
    smart_quotes=True,
    heading_ids=True,
)
#: Eleventy's and others'.
MARKDOWN_IT = Dialect("markdown-it")
#: Hexo's, with its defaults. A colon after a line break, even one with a backslash, makes a list of
#: definitions; brackets in the text of a link lose their backslashes before they are read.
MARKED = Dialect(
    "marked",
    single_tilde=True,
    task_lists=True,
    hard_break="",
    autolinks=True,
    smart_quotes=True,
    heading_ids=True,
    escapes=punctuation.translate({ord(sign): None for sign in ":[]"}),
)
#: Astro's, with remark-gfm; ``jsx`` for MDX.
REMARK = Dialect(
    "remark",
    footnotes=True,
    single_tilde=True,
    task_lists=True,
    autolinks=True,
    smart_quotes=True,
    late_quotes=True,
    heading_ids=True,
)
#: Zola's.
PULLDOWN_CMARK = Dialect(
    "pulldown-cmark",
    attributes="heading",
    footnotes=True,
    single_tilde=True,
    task_lists=True,
    heading_ids=True,
)
#: Pelican's and Nikola's, with the extension "extra": not CommonMark, but no nearer to kramdown.
PYTHON_MARKDOWN = Dialect(
    "Python-Markdown",
    attributes="heading",
    footnotes=True,
    definition_lists=True,
    struck=("<del>", "</del>"),
    hard_break="  ",
    escapes="\\`*_{}[]()>#+-.!|:",
    list_indent=4,
)
