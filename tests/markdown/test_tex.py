"""Formulas set something and do nothing: no link, style or macro of a page's reaches MathJax."""

from __future__ import annotations

from html import escape

import pytest

from crosspost.markdown import to_markdown
from crosspost.markdown.tex import harmless
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from kramdown import to_html
from shown import text

pytestmark = pytest.mark.threat("12: formulas that run, style or load something")


def markdown_of(html: str) -> str:
    return to_markdown(to_soup(parse_fragment(html, None)))


@pytest.mark.parametrize(
    ("tex", "kept"),
    [
        (r"\href{javascript:alert(1)}{x}", " {x}"),
        (r"a\href {b}{x}", "a {x}"),
        (r"\href%c {b}{x}", " c {b}{x}"),
        (r"\style{position:fixed}{\class{a}{\cssId{b}{x}}}", " { { {x}}}"),
        (r"\require{html}x\data{a=b}{y}", " x {y}"),
        (r"\bbox[border:9em solid]{x}\mmlToken{mi}[href=b]{y}", " {x} {y}"),
        (r"\toggle{a}{b}\endtoggle\mathtip{c}{d}\texttip{e}{f}", " {a}{b}  {c}{d} {e}{f}"),
        (r"\htmlClass{a}{x}\htmlData{b=c}{y}\htmlAnything{d}{z}", " {x} {y} {z}"),
        (r"\url{a}\includegraphics[height=1em]{b}x", "  x"),
        (r"\html@mathml{a}{b}\@char{92}x", " {b} x"),
        (r"\unicode{x2124}\unicode[a;b:c]{x5c}\unicode{8484}", " ℤ  ℤ"),
    ],
)
def test_commands_that_do_more_than_set_go_with_their_arguments(tex: str, kept: str) -> None:
    assert harmless(tex) == kept


@pytest.mark.parametrize(
    ("tex", "kept"),
    [
        (r"\def\x{\x\x}\x", r" \x"),
        (r"\gdef\h#1#2{\href{#1}{#2}}\h{a}{b}", r" \h{a}{b}"),
        (r"\newcommand{\h}[2][c]{\href{#1}{#2}}\h{a}{b}", r" \h{a}{b}"),
        (r"\newcommand*\h{\href}\h{a}{b}", r" \h{a}{b}"),
        (r"\newenvironment{e}{\href{a}{b}}{}\begin{e}\end{e}", r" \begin{e}\end{e}"),
        (r"\let\h=\href \h{a}{b}", r"  \h{a}{b}"),
        (r"\csname href\endcsname{a}{b}", "  href {a}{b}"),
        (r"\expandafter\href\noexpand{a}{b}", "  {a}{b}"),
        (r"\DeclareMathOperator*{\h}{\href{a}{b}}\h", r" \h"),
        (r"^^5chref{a}{b}^^^^005c", r"^ ^5chref{a}{b}^ ^ ^ ^005c"),
    ],
)
def test_macros_are_not_defined(tex: str, kept: str) -> None:
    assert harmless(tex) == kept


@pytest.mark.parametrize(
    "tex",
    [
        r"\hr\href{}{}ef{a}{b}",
        r"\\href{a}{b}",
        r"\\\href{a}{b}",
        r"\text{$\href{a}{b}$ \\href{a}{b}}",
        r"\verb|\href{a}|\href{b}",
        r"\href{\href{a}{\href{b}}",
        r"\href{",
        r"{\href}{a}",
        r"\ce{A ->[$\href{a}{b}$] B}",
    ],
)
def test_nothing_joins_or_hides(tex: str) -> None:
    assert r"\href" not in harmless(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a}{b} + \sqrt[3]{x}",
        r"\left\{ x \in \mathbb{R} \mid \|x\| < 1 \right\}",
        r"\begin{array}{c} a \\[2pt] b \end{array}",
        r"\hspace{10mm} \rule{0pt}{12pt}",
        r"\mathrm{100mm}",
        r"\hrefs \styles \classical",
        r"\textcolor{red}{x} \operatorname{foo} \label{a} \eqref{a}",
    ],
)
def test_ordinary_formulas_stay(tex: str) -> None:
    assert harmless(tex) == tex


def test_lengths_that_cover_the_page_and_deep_nesting_are_cut() -> None:
    assert harmless(r"\rule{1000em}{200.5ex}\hspace {-999pt}") == r"\rule{1em}{1ex}\hspace {-1pt}"
    deep = harmless("{" * 5000 + "x" + "}" * 5000)
    assert deep == "{" * 50 + "x" + "}" * 50


HREF = r"\href{javascript:alert(1)}{x}"


@pytest.mark.parametrize(
    "html",
    [
        f'<script type="math/tex">{HREF}</script>',
        f'<math alttext="{HREF}"><mi>x</mi></math>',
        f"<math><mtext>{HREF}</mtext></math>",
        f'<img class="latex" alt="{HREF}" src="/a.png">',
        f'<span class="katex"><annotation encoding="application/x-tex">{HREF}</annotation></span>',
        rf"<p>\(\frac{{a}}{{b}} {HREF}\)</p>",
        f"<p>$$x^{{2}} {HREF}$$</p>",
        f"<table><tr><td colspan=2><script type='math/tex'>{HREF}</script><tr><td>a<td>b</table>",
    ],
)
def test_wherever_a_formula_comes_from(html: str) -> None:
    assert r"\href" not in markdown_of(html)


@pytest.mark.parametrize(
    "command", [HREF, r"\style{a}{b}", r"\def\x{\x\x}\x", r"\rule{999em}{1em}"]
)
@pytest.mark.parametrize(
    "place",
    [
        r"<p>\({}\)</p>",
        "<p>$${}$$ and <b>more</b></p>",
        r"<h2>\[{}\]</h2>",
        "<p>$a<br>{}<br>$</p>",
        "<p>\\begin{{equation}}{}\\end{{equation}}</p>",
        r"<p><kbd>\({}\)</kbd></p>",
        r"<table><tr><th>\({}\)<th>a<tr><td>b<td>c</table>",
        r"<table><tr><td colspan=2>\({}\)<tr><td>b<td>c</table>",
        r"<details><summary>\({}\)</summary>a</details>",
        r"<figure><img src=/a.png><figcaption>\({}\)</figcaption></figure>",
        r"<p>a<a href=#n id=r>1</a></p><ol><li id=n>\({}\) <a href=#r>^</a></ol>",
    ],
)
def test_text_that_mathjax_would_take_for_a_formula_is_text(place: str, command: str) -> None:
    written = markdown_of(place.format(escape(command)))
    name = command[1:].partition("{")[0].partition("\\")[0]
    assert f"\\{name}" not in written.replace(f"`\\{name}", "")


@pytest.mark.jekyll
def test_what_parts_a_command_adds_no_backslash() -> None:
    html = r"<p>$ \@ \@a \\href \\\@b \href{} \\(\\@ $</p>"
    assert text(to_html(markdown_of(html))) == text(html)


def test_a_command_in_prose_stays_as_it_is() -> None:
    assert markdown_of(r"<p>the command \href of LaTeX</p>") == "the command \\href of LaTeX\n"
