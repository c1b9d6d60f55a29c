"""Whatever the source holds: of the built page, parsed again, nothing can run or reach out."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from crosspost.jekyll.liquid import guard
from crosspost.markdown import to_markdown
from crosspost.parse import parse_fragment
from crosspost.soup import to_soup
from kramdown import to_html


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What an article's body may consist of on the built page.
ALLOWED = names(
    """a abbr audio b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em h1 h2
    h3 h4 h5 h6 hr i iframe img ins kbd li mark ol p pre q rt ruby s samp small source span strong
    sub summary sup table tbody td tfoot th thead tr u ul var video big"""
)
ATTRIBUTES = names(
    """alt allowfullscreen class colspan controls dir height href id loading markdown poster rel
    role rowspan scope src start style title width"""
)
PIXEL = "data:image/png;base64," + "A" * 300

HOSTILE = {
    "scripts": "<script>alert(1)</script><p>a<script src=//evil.example></script></p>",
    "a script in svg": "<svg><script>alert(1)</script></svg><svg onload=alert(1)>",
    "styles": "<style>body{display:none}</style><link rel=stylesheet href=//evil.example>",
    "handlers": '<p onclick="alert(1)"><a href="/x" onmouseover=alert(1)>a</a>'
    "<img src=/x onerror=alert(1)><b onclick=x>b</b><sup onclick=x>c</sup></p>",
    "handlers in kept html": '<table onclick=x><tr><td colspan=2 onclick=x style="position:fixed">'
    '<a href="javascript:x" onclick=y>a</a><img src=x onerror=y></td></tr><tr><td>a<td>b</table>',
    "schemes": '<a href="javascript:alert(1)">a</a><a href="jAvA&#9;script:alert(1)">b</a>'
    '<a href=" javascript:alert(1)">c</a><a href="vbscript:x">d</a><a href="data:text/html,x">e</a>'
    '<a href="&#1;javascript:x">f</a><a href="java&#10;script:x">g</a><a href="file:///etc">h</a>',
    "pictures that are none": '<img src="javascript:x"><img src="data:text/html;base64,AAAA">'
    '<img src="data:image/svg+xml;base64,PHN2Zz4="><img srcset="javascript:x 2x">',
    "large data": f'<img src="data:image/png;base64,{"A" * 9000}" alt="a">',
    "forms": '<form action="//evil.example"><input name=a><button>b</button>'
    "<select><option>c</select><textarea></textarea><p>d</p></form>",
    "objects": '<object data="//evil.example/x.html"></object><embed src="//evil.example/x">'
    '<applet code=x></applet><object data="javascript:x"><param name=movie value="javascript:y">',
    "frames": '<iframe src="//evil.example"></iframe><iframe srcdoc="<script>x</script>"></iframe>'
    '<iframe src="javascript:x"></iframe><iframe src="https://youtube.com.evil.example/embed/x">'
    '</iframe><iframe src="https://evil.example/?https://www.youtube.com/embed/x"></iframe>'
    '<iframe src="https://www.youtube.com@evil.example/embed/x"></iframe>',
    "players with handlers": '<iframe src="https://www.youtube.com/embed/x" onload=x '
    'title=\'" onload="y\'></iframe><video src="/a.mp4" onplay=x poster="javascript:y"></video>'
    '<video><source src="javascript:x"></video><lite-youtube videoid=\'x" onload="y\'>',
    "quotes that end an attribute": "<a href='/x\" onclick=\"y' title='a\" onclick=\"y'>a</a>"
    "<img src='/x\" onerror=\"y' alt='a\" onerror=\"y'><abbr title='a\" onclick=\"y'>b</abbr>"
    "<ol start='1\" onclick=\"x'><li>a</ol><p dir='rtl\" onclick=\"x'>x</p>",
    "text that is html": "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=y&gt;</p>"
    "<code>&lt;/code&gt;&lt;script&gt;</code><pre>&lt;/code&gt;&lt;script&gt;\n```\n&lt;script&gt;"
    "</pre><h2>&lt;script&gt;</h2>",
    "text that is kramdown": "<p>a</p><p>{: onclick=&quot;x&quot;}</p><p>b{: onclick=&quot;x&quot;}"
    "</p><p>{::nomarkdown}&lt;script&gt;{:/}</p><h2>a {: onclick=x}</h2>"
    "<p>{::options parse_block_html=&quot;true&quot; /}</p>",
    "names": '<a href="#x&quot; onclick=&quot;y">a</a><p id="x&quot; onclick=&quot;y">b</p>'
    '<a href="#}{: onclick=y}">c</a><p id="}{: onclick=y}">d</p>',
    "a template": "<template><script>x</script></template><noscript><script>x</script></noscript>",
    "comments": "<!-- <script>x</script> --><p>a<!--><script>x</script>--></p>",
    "classes of code": "<pre class='language-x\" onclick=\"y'>a</pre>"
    '<pre class="language-`x">b</pre>',
    "formulas": '<script type="math/tex">\\href{javascript:x}{y}</script>'
    '<span class="katex"><annotation encoding="application/x-tex">$$&lt;script&gt;</annotation>',
    "a base": '<base href="//evil.example/"><meta http-equiv=refresh content="0;//evil.example">',
}


@pytest.mark.jekyll
@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_hostile_is_on_the_built_page(html: str) -> None:
    page = BeautifulSoup(
        to_html(guard(to_markdown(to_soup(parse_fragment(html, None))))), "html.parser"
    )
    for tag in page.find_all():
        assert tag.name in ALLOWED
        assert set(tag.attrs) <= ATTRIBUTES
        for name in ("href", "src", "poster"):
            url = str(tag.attrs.get(name, "")).lower()
            assert ":" not in url or url.startswith(("https://", "http://", "mailto:", PIXEL[:16]))
            assert len(url) < 9000
        if tag.name == "iframe":
            assert str(tag["src"]).startswith("https://www.youtube.com/embed/")
        if "style" in tag.attrs:
            assert str(tag["style"]).startswith("text-align:")


def test_a_small_picture_as_data_is_kept() -> None:
    assert PIXEL in to_markdown(to_soup(parse_fragment(f'<img src="{PIXEL}">', None)))
