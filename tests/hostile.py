"""Bodies of pages that try to be more than an article, and texts that try to be more than text."""

from __future__ import annotations

import random
from html import escape

PIXEL = "data:image/png;base64," + "A" * 300

PAGES = {
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
    "svg": '<svg><a xlink:href="javascript:x"><text>a</text></a><animate onbegin=x attributeName=x>'
    "</animate><set attributeName=onmouseover to=x></set><style><img src=x onerror=y></style>"
    "<foreignObject><iframe srcdoc=x></iframe></foreignObject><use href='data:image/svg+xml,x#y'>",
    "attributes that load or send": '<a href="/x" ping="//evil.example" target=_top download>a</a>'
    '<table background="javascript:x"><tr><td background=//evil.example colspan=2>b<tr><td>c<td>d'
    '</table><p is=x autofocus tabindex=0 onfocus=y contenteditable style="position:fixed">c</p>'
    '<button formaction="javascript:x">d</button><video poster="javascript:x" src="/a.mp4">',
    "pictures of many sizes": '<picture><source srcset="javascript:x 1x, data:text/html,y 2x">'
    '<img src="/a.png" srcset="data:image/svg+xml,z 3x, blob:x 4x" sizes=x usemap=#m></picture>',
    "more schemes": '<a href="blob:https://x/y">a</a><a href="view-source:x">b</a><a href="about:'
    'x">c</a><a href="javascript&amp;colon;alert(1)">d</a><a href="javascript&amp;colon&#x37e;x">'
    "e</a>"
    '<a href="javascript%3Ax">f</a><a href="&#xff4a;avascript:x">g</a><a href="java&#xad;script:x">'
    'h</a><a href="&amp;#106;avascript:x">i</a><img src="javascript&amp;colon&#x37e;x" alt=j>'
    '<iframe src="javascript&amp;colon&#x37e;x"></iframe>',
    "frames read two ways": r'<iframe src="https://evil.example\@www.youtube.com/embed/x"></iframe>'
    r'<iframe src="https://www.youtube.com\@evil.example/embed/x"></iframe>'
    '<iframe src="https://www.youtube.com:80@evil.example/embed/x"></iframe>'
    '<iframe src="https://www.youtube.com/embed/../redirect?q=//evil.example"></iframe>'
    '<iframe src="https://www.youtube.com/embed/%2e%2e/redirect?q=x"></iframe>'
    '<iframe src="https://www.google.com/maps/..\\url?q=x"></iframe>'
    '<iframe src="https://www.google.com&#x2044;.evil.example/maps/"></iframe>',
    "shadow roots": "<div><template shadowrootmode=open><script>x</script></template>a</div>"
    "<slot onslotchange=x>b</slot><my-element onclick=x>c</my-element>",
    "foreign names": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img "
    "src=x onerror=y&gt;'></table></mtext></math><svg></p><style><a id='</style><img src=x "
    "onerror=y>'></svg><form><math><mtext></form><form><mglyph><style></math><img src=x onerror=y>",
    "raw text": "<noscript><p title='</noscript><img src=x onerror=y>'></noscript><xmp><p title="
    "'</xmp><img src=x onerror=y>'></xmp><noembed><img src=x></noembed><plaintext><img src=x "
    "onerror=y>",
    "an overlay behind tags": "<p><b>\u0338a</b> <sup>\u0338b</sup> <kbd>\u0338c</kbd><br>\u0338d "
    "<code>\u0338e</code></p><table><tr><td colspan=2>\u0338f<tr><td>\u0338g<td title='\u0338'>h"
    "</table><details><summary>\u0338i</summary>\u0338j</details><p>\u0338k</p>",
    "characters that become others": "<p>\u1fefx\u1fef &lt;\u0338b&gt; &amp;lt\u037ei&amp;gt\u037e "
    "\u1fef\u1fef\u1fef</p><pre>\u1fef\u1fef\u1fef\n&lt;script&gt;</pre><a href='/\u1fef' "
    "title='\u1fef&amp;quot\u037e onclick=x'>a</a><img src='/a.png' alt='\u1fef\u037e'>",
    "controls between": "<pre>~~\x0c~\n&lt;script&gt;x&lt;/script&gt;\n~\x0c~~</pre><p>~\x0c~~</p>"
    "<pre>``\x0c`\n&lt;script&gt;x&lt;/script&gt;</pre><p>&lt;\x0cscript&gt; {\x0c: onclick=x}</p>"
    "<table><tr><td colspan=2><pre>a\rb\x0cc</pre><tr><td>a<td>b</table>",
    "fences": "<pre>~~~\n&lt;script&gt;x&lt;/script&gt;\n```\n~~~~~~ \n &lt;b onclick=x&gt;</pre>"
    "<ul><li><pre>    ~~~\n&lt;script&gt;x&lt;/script&gt;</pre></ul><blockquote><pre>&gt; ~~~\n"
    "&lt;script&gt;x&lt;/script&gt;</pre></blockquote><dl><dt>a<dd><pre>~~~\n&lt;script&gt;</dl>",
    "markdown in html": "<table><tr><td colspan=2>[a](javascript:x) **b** &lt;script&gt;x&lt;/"
    "script&gt;<p>{: onclick=&quot;x&quot;}</p>\n\n    c\n\n&lt;script&gt;<tr><td><pre>"
    "{::nomarkdown}&lt;script&gt;{:/}</pre><td>`d`</table><sup>&lt;script&gt;x&lt;/script&gt; "
    "[e](javascript:x)</sup><mark>&lt;img src=x onerror=y&gt;</mark><em>a<strong>b</strong>"
    "&lt;script&gt;</em><del>~&lt;script&gt;~</del><abbr title='[a](javascript:x) &lt;script&gt;'>"
    "f</abbr>",
    "links around footnotes": """<p><a href="/a" title="*b*{:onclick='x'}[c](javascript:x)">d
    <span class=sidenote>e</span>f</a> <a href="/*g*{:onclick='x'}[h](javascript:x)">i
    <sup><a href="#n" id="r">1</a></sup> j</a> <b><a href="/{::nomarkdown}" title="*k*{:onload=x}">
    <i><d-footnote>l</d-footnote></i></a></b></p><ol><li id=n>m <a href="#r">back</a></ol>""",
    "formulas that run": r"""<p>\(\href{javascript:alert(1)}{x}\) $$\style{position:fixed}{y}$$</p>
    <script type="math/tex">\cssId{x}{\class{y}{\require{html}\unicode[x;position:fixed]{x5c}}}
    </script>
    <span class="math">\(\def\x{\x\x}\x \let\h\href \h{javascript:x}{y} \bbox[border:9em]{z}\)
    </span>
    <script type="math/tex">[a](javascript:x) &lt;script&gt; {: onclick="x"} ]]> `b`
    <b onclick=x></script>
    <math><mtext>\href{javascript:x}{y}</mtext></math>""",
}

# Texts that would be markup to HTML, kramdown, Liquid, YAML, JavaScript, TeX, feeds. The first word
# of each is one that a reader must see again.
TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "`${alert(1)}`",
    "</script><script>alert(1)//",
    '";alert(1);//',
    "';alert(1);//",
    "a\\",
    "]]><b>c</b>",
    "]]< x>><b>c</b>",
    "--><script>alert(1)</script><!--",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[a](javascript:alert(1))",
    '![a](javascript:alert(1) "b")',
    "<javascript:alert(1)>",
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    '*a*{: onclick="alert(1)"}',
    '{: onclick="alert(1)"}',
    "{::nomarkdown}<script>alert(1)</script>{:/}",
    "~~~\n<script>alert(1)</script>",
    "```\n<script>alert(1)</script>",
    "a\u0338<b>\u0338c",
    "\u0338a",
    "javascript&colon\u037ealert(1)",
    "\u1fef\u1fef\u1fef <script>",
    "\\(\\href{javascript:alert(1)}{x}\\)",
    "$$\\style{position:fixed}{x}$$",
    "{{ site.source }}{% include x %}",
    "a | b\n|---|---|",
    "</textarea></title></style><script>alert(1)</script>",
    "<svg><style><img src=x onerror=alert(1)>",
    "a\n\n    <script>alert(1)</script>",
)
_PIECES = (
    *TEXTS,
    *(
        "~~~",
        "```",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "\\",
        "`",
        "``",
        "$$",
        "{:",
        "}",
        "[",
        "](",
        ")",
    ),
    *("&", ";", "\u037e", "\u0338", "\u1fef", "\x0c", "\u2028", "\xa0", "\n", "\n\n", "    ", "|"),
    *(
        "a",
        "b ",
        " c",
        "*",
        "**",
        "_",
        "#",
        "# ",
        "- ",
        "1. ",
        ": ",
        "> ",
        "^",
        "{{",
        "%}",
        '"',
        "'",
    ),
)


def mixed(number: int, seed: int = 1) -> list[str]:
    """Return texts put together from all of these."""
    pick = random.Random(seed)
    return ["".join(pick.choices(_PIECES, k=pick.randint(2, 6))) for _ in range(number)]


def everywhere(text: str) -> str:
    """Return an article's body that has the text in every place where a page may have text."""
    shown, quoted = escape(text, quote=False), escape(text)
    return (
        f"<p>Words {shown} and <b>{shown}</b> <em>{shown}</em> <s>{shown}</s> <code>{shown}</code>"
        f" <kbd>{shown}</kbd> <sup>{shown}</sup> <mark>{shown}</mark> <q>{shown}</q><br>{shown}"
        f'<a href="{quoted}" title="{quoted}">{shown}</a> <abbr title="{quoted}">x</abbr></p>'
        f'<h2 id="{quoted}">{shown}</h2><a href="#{quoted}">up</a><pre>{shown}</pre>'
        f'<pre class="language-{quoted}">a\n{shown}</pre><ul><li>{shown}<li><pre>{shown}</pre></ul>'
        f"<ol><li>{shown}</ol><blockquote>{shown}<pre>{shown}</pre></blockquote>"
        f"<dl><dt>{shown}<dd>{shown}</dl><table><tr><th>{shown}<th>a<tr><td>{shown}<td>b</table>"
        f"<table><tr><td colspan=2>{shown}<tr><td><pre>{shown}</pre><td>{shown}</table>"
        f'<figure><img src="{quoted}" alt="{quoted}" title="{quoted}"><figcaption>{shown}'
        f'</figcaption></figure><figure><img src="/a.png" alt="{quoted}"><figcaption>{shown}'
        f"</figcaption></figure><details><summary>{shown}</summary>{shown}</details>"
        f'<script type="math/tex">{text.replace("</script", "").replace("<!--", "")}</script>'
        f'<iframe src="{quoted}" title="{quoted}"></iframe><video src="{quoted}" poster="{quoted}">'
        f'</video><object data="{quoted}">{shown}</object><p dir="rtl">{shown}</p>'
    )
