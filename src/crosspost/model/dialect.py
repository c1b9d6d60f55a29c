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
            ``heading`` (at the end of headings), ``inline`` (there, and after blocks and elements
            in a line, with or without a colon), or nowhere.
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
        ids_keep_case: these ids have the capital letters of the text.
        demotes: how many levels the generator lowers each heading by.
        jsx: ``{`` and ``<`` begin code, as in MDX; set ``raw_html`` to False, too.
        escapes: the signs before which a backslash is removed; others get an entity.
        alt: what an alternative text with special signs is: ``escaped``; ``code``, of which
            CommonMark shows the text alone, where its escapes would be shown; or that of an element
            of HTML.
        emoji: ``:smile:`` becomes a character.
        list_indent: least number of spaces before the further blocks of a list's item.
        callouts: ``> [!note] title`` is a box.
        wiki: ``[[link]]``, ``%%comment%%``, ``==mark==``, ``#tag``, ``^id`` and ``field::`` have a
            meaning.
        fences: where code between fences is read: anywhere (``nested``), only outside of lists,
            quotes and notes (``outer``), or nowhere. Other code is indented.
        markdown_attribute: an element of HTML is read as Markdown if it has ``markdown="1"``; else
            what is between blank lines in it.
        code_bar: a ``|`` in code in a cell of a table.
        own_urls: beginnings of URLs that the generator takes for its own, and what is written.
    """

    name: str
    is_commonmark: bool = True
    raw_html: bool = True
    attributes: Literal["kramdown", "heading", "inline", ""] = ""
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
    ids_keep_case: bool = False
    demotes: int = 0
    jsx: bool = False
    escapes: str = punctuation
    alt: Literal["escaped", "code", "html"] = "escaped"
    emoji: bool = False
    list_indent: int = 0
    callouts: bool = False
    wiki: bool = False
    fences: Literal["nested", "outer", ""] = "nested"
    markdown_attribute: bool = False
    code_bar: str = "\\|"
    own_urls: tuple[tuple[str, str], ...] = ()


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
    markdown_attribute=True,
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
    alt="code",  # Hugo 0.111 shows the backslashes of escapes
)
#: Eleventy's and others'.
MARKDOWN_IT = Dialect("markdown-it", alt="html")
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
    ids_keep_case=True,
    escapes=punctuation.translate({ord(sign): None for sign in ":[]"}),
    alt="html",
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
    # A link within the page whose place is not found stops the build.
    own_urls=(("#", "./#"), ("@/", "./@/")),
)
#: Pelican's and Nikola's, with the extension "extra": not CommonMark, but no nearer to kramdown.
PYTHON_MARKDOWN = Dialect(
    "Python-Markdown",
    attributes="inline",
    footnotes=True,
    definition_lists=True,
    struck=("<del>", "</del>"),
    hard_break="  ",
    escapes="\\`*_{}[]()>#+-.!|",
    list_indent=4,
    fences="outer",
    markdown_attribute=True,
    code_bar="|",
    alt="html",
)
