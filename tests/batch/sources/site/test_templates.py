"""Shortcodes of Hugo, tags of Liquid and Hexo → what they show."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest
from lxml import etree

from cpu import cpu_limit
from crosspost.batch.sources.exports.html_tree import tree_of
from crosspost.batch.sources.site.expanded import Names
from crosspost.batch.sources.site.markdown_html import to_html
from crosspost.batch.sources.site.templates import expand

PAGES = {"2013-03-06-bread": ("https://a.example/b/bread/", "Bread"), "draft": ("", "Draft")}
NAMES = Names("https://a.example/b", "/b", PAGES.get, is_liquid=True, is_kramdown=True)
HUGO = Names("https://a.example/b", "/b", PAGES.get, is_liquid=False)


def html(text: str, names: Names = NAMES) -> str:
    return to_html(expand(text, names)).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![a]({{ site.baseurl }}/a.png)", '<p><img src="/b/a.png" alt="a" /></p>'),
        (
            "![a]({{site.url}}{{ site.baseurl }}/a.png)",
            '<p><img src="https://a.example/b/a.png" alt="a" /></p>',
        ),
        ('![a]({{ "/a b.png" | relative_url }})', '<p><img src="/b/a%20b.png" alt="a" /></p>'),
        ("![a]({{ 'a.png' | absolute_url }})", '<p><img src="/b/a.png" alt="a" /></p>'),
        ("![a]({{ '/a.png' | prepend: site.baseurl }})", '<p><img src="/b/a.png" alt="a" /></p>'),
        ('<img src="{{ site.baseurl }}/a.png">', '<img src="/b/a.png">'),
        (
            "[a]({% post_url 2013-03-06-bread %}#x)",
            '<p><a href="https://a.example/b/bread/#x">a</a></p>',
        ),
        ("[a]({% post_url nope %})", '<p><a href="unknown-post:nope">a</a></p>'),
        ("[a]({% link draft %})", '<p><a href="unknown-post:draft">a</a></p>'),
        (
            "[a]({{ site.baseurl }}{% post_url 2013-03-06-bread %})",
            '<p><a href="https://a.example/b/bread/">a</a></p>',
        ),
        (
            "[a]({{ site.url }}{{ site.baseurl }}/{% post_url 2013-03-06-bread %}#x)",
            '<p><a href="https://a.example/b/bread/#x">a</a></p>',
        ),
        (
            "[a]({{ site.baseurl }}{% post_url nope %})",
            '<p><a href="unknown-post:nope">a</a></p>',
        ),
        ("a {% post_url nope %} b", "<p>a nope b</p>"),
        ("a {{ site.url }}{% post_url nope %} b", "<p>a nope b</p>"),
        ("[a]\n\n[a]: {% post_url nope %}", '<p><a href="unknown-post:nope">a</a></p>'),
        ("![a]({% link i/a.png %})", '<p><img src="/b/i/a.png" alt="a" /></p>'),
        ("{% raw %}{{ x }} *a*{% endraw %}", "<p>{{ x }} <em>a</em></p>"),
        ("a {% comment %}secret{% endcomment %}b", "<p>a b</p>"),
        (
            "{% highlight ruby linenos %}\nputs '<%= 1 %>'\n{% endhighlight %}",
            "<pre><code class=\"language-ruby\">puts '&lt;%= 1 %&gt;'\n</code></pre>",
        ),
        (
            "{% codeblock A title lang:js %}\nx\n{% endcodeblock %}",
            '<pre><code class="language-js">x\n</code></pre>',
        ),
        ("{% post_link 2013-03-06-bread %}", '<a href="https://a.example/b/bread/">Bread</a>'),
        ("{% asset_img a.png The <b> %}", '<img src="a.png" alt="The &lt;b&gt;">'),
        ("{% gist ann/0123abc %}", "https://gist.github.com/ann/0123abc"),
        ("{% youtube abcdefghijk %}", "https://www.youtube.com/watch?v=abcdefghijk"),
        (
            "`{{ x }}` and `{% raw %}{{ y }}{% endraw %}`",
            "<p><code>{{ x }}</code> and <code>{{ y }}</code></p>",
        ),
        (
            "```\n{% raw %}{{ y }}{% endraw %}\n{% include x %}\n```",
            "<pre><code>{{ y }}\n{% include x %}\n</code></pre>",
        ),
        ("a\n{: .note}\n\n* TOC\n{:toc}\n\nb", "<p>a</p>\n<p>b</p>"),
        ("## A {#x-y}", '<h2>A <a id="x-y"></a></h2>'),
        ("a $$x_1 * y_2$$ b", '<p>a <script type="math/tex">x_1 * y_2</script> b</p>'),
        ("$$\nx\n$$", '<script type="math/tex; mode=display">x</script>'),
        ("It costs 5 $ or $$.", "<p>It costs 5 $ or $$.</p>"),
        ("a\n\n<!-- more -->\n\nb", '<p>a</p>\n<hr data-excerpt-end="more">\n<p>b</p>'),
        ("<!-- {{ x }} -->", "<!-- {{ x }} -->"),
        (r"\{{ x }} and \`{{ site.baseurl }}", "<p>{{ x }} and `/b</p>"),
        ("A {#x}\n===\nb", '<h1>A <a id="x"></a></h1>\n<p>b</p>'),
        ('<div class="a" markdown="1">\n*x*\n</div>', '<div class="a">\n<p><em>x</em></p>\n</div>'),
        ("    {% youtube abcdefghijk %}", "<pre><code>{% youtube abcdefghijk %}\n</code></pre>"),
        (
            "> {% highlight sh %}\n> x\n>  y\n> {% endhighlight %}",
            '<blockquote>\n<pre><code class="language-sh">x\n y\n</code></pre>\n</blockquote>',
        ),
        ("Term\n: Definition", "<dl>\n<dt>Term</dt>\n<dd>Definition</dd>\n</dl>"),
    ],
)
def test_liquid_and_its_relatives(text: str, expected: str) -> None:
    found = html(text)
    assert found == expected or (expected.startswith("https:") and expected in unescape(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{{< figure src="a.png" alt="A" caption="A *b* <i>" >}}',
            '<figure><img src="a.png" alt="A"><figcaption>A <em>b</em> &lt;i&gt;</figcaption>'
            "</figure>",
        ),
        (
            '{{< figure src="a.png" link="/x" >}}',
            '<figure><a href="/x"><img src="a.png" alt=""></a></figure>',
        ),
        (
            '{{< highlight go "linenos=true" >}}\n{{ x }}\n{{< /highlight >}}',
            '<pre><code class="language-go">{{ x }}\n</code></pre>',
        ),
        (
            '[a]({{< ref "2013-03-06-bread#x" >}})',
            '<p><a href="https://a.example/b/bread/#x">a</a></p>',
        ),
        (
            '[a]({{% relref path="2013-03-06-bread" %}})',
            '<p><a href="https://a.example/b/bread/">a</a></p>',
        ),
        ('[a]({{< ref "no<b>" >}})', '<p><a href="unknown-post:no%3Cb%3E">a</a></p>'),
        ('a {{</* ref "x" */>}} b', "<p>a {{&lt; ref &quot;x&quot; &gt;}} b</p>"),
        ("`{{</* x */>}}`", "<p><code>{{&lt; x &gt;}}</code></p>"),
        (
            '```\n{{</* x */>}}\n{{< figure src="a" >}}\n```',
            "<pre><code>{{&lt; x &gt;}}\n{{&lt; figure src=&quot;a&quot; &gt;}}\n</code></pre>",
        ),
        ("{{<b>}} *x*", "<p>{{&lt;b&gt;}} <em>x</em></p>"),
        ('{{< custom a="*b*" >}}', "{{&lt; custom a=&quot;*b*&quot; &gt;}}"),
        ("{{ x }} and {% y %}", "<p>{{ x }} and {% y %}</p>"),
        ("a {{< unclosed", "<p>a {{&lt; unclosed</p>"),
        ("{{< youtube abcdefghijk >}}", "https://www.youtube.com/watch?v=abcdefghijk"),
        (
            '{{< youtube id="abcdefghijk" autoplay="true" >}}',
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("{{< vimeo 12345 >}}", "https://vimeo.com/12345"),
        ("{{< gist ann 0123abc >}}", "https://gist.github.com/ann/0123abc"),
        ('{{< tweet user="ann" id="12" >}}', "https://twitter.com/ann/status/12"),
        ("{{< instagram AbC >}}", "https://www.instagram.com/p/AbC"),
    ],
)
def test_shortcodes_of_hugo(text: str, expected: str) -> None:
    found = html(text, HUGO)
    assert found == expected or (expected.startswith("https:") and expected in unescape(found))


def test_what_is_not_known_stays_and_is_named() -> None:
    made = expand(
        "{% include a.html x=1 %} {{ page.x }} {{< z >}} {{< /z >}} {% raw %}{{ y }}{% endraw %}",
        NAMES,
    )
    assert list(made.left) == ["include", "page.x", "z"]
    shown = unescape(re.sub(r"<[^<>]*>", "", to_html(made)))
    assert "{% include a.html x=1 %} {{ page.x }} {{< z >}} {{< /z >}} {{ y }}" in shown


def test_attributes_are_said_to_be_left_out() -> None:
    assert list(expand("a\n{: .b}", NAMES).left_out)
    assert not expand("a\n{: .b}", HUGO).left_out


@pytest.mark.parametrize(
    "text",
    [
        '{{< figure src="javascript:x" alt="&quot; onload=x" caption="</figcaption><script>" >}}',
        '{{< youtube "x"><script>" >}}',
        "{% gist ../../x %}",
        '{{< tweet user="a/b" id="1" >}}',
        "$$</script><script>alert(1)</script>$$",
        '## a {#x"onclick=y}',
        "\ufdd20\ufdd3 \ufdd2999\ufdd3 %EF%B7%920%EF%B7%93",
        '{% post_link x "<script>" %}',
        '{% asset_img x"onload="y <script> %}',
        "[a]({{ '/x\"onclick=\"y' | relative_url }})",
    ],
)
def test_nothing_breaks_out(text: str) -> None:
    # What is not a tag is HTML that its author wrote; it is cleaned like that of a page.
    for names in (NAMES,) if text.startswith("{%") else (NAMES, HUGO):
        for tag in tree_of(html(text, names)).iter(etree.Element):
            assert not any(name.startswith("on") for name in tag.attrib), text
            assert tag.tag != "script" or tag.get("type", "").startswith("math/"), text


def test_the_language_of_code_is_a_word() -> None:
    text = '{% highlight "><script> %}\n</code><script>\n{% endhighlight %}'
    assert html(text) == "<pre><code>&lt;/code&gt;&lt;script&gt;\n</code></pre>"


PIECES = [
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "`",
        "```",
        "\n",
        "\n\n",
        "~~~",
        "$$",
        "$",
    ),
    *("{% raw %}", "{% endraw %}", "{% highlight x %}", "{% endhighlight %}", "{% comment %}"),
    *("{{< highlight x >}}", "{{< /highlight >}}", '{{< figure src="a" >}}', "{{</* a */>}}"),
    *(
        "<!--",
        "-->",
        "<!--more-->",
        "{: x}",
        "{#x}",
        "* TOC\n{:toc}",
        "\\",
        "word ",
        "é",
        "<b>",
        "\ufdd2",
        "\ufdd3",
        "0",
    ),
]


@pytest.mark.parametrize("seed", range(300))
def test_words_of_any_text_are_kept(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"word{number}" for number in range(12)]
    text = "".join(f"{''.join(chance.choices(PIECES, k=4))} {word} " for word in words)
    # A comment, an attribute list and a formula with a blank line within are looked at by others.
    for names in (NAMES, HUGO):
        made = to_html(expand(text, names))
        assert "\ufdd2" not in made and "\ufdd3" not in made
        if "comment" not in text and "{:" not in text:
            assert all(word in made for word in words), (text, made)


@pytest.mark.threat("13: a text made to be slow")
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "{{",
            "{%",
            "{{<",
            "`",
            "` ",
            "`a``b```c",
            "$$",
            "$$a",
            "<!--",
            "{% raw %}",
            "{: ",
            "{#a ",
            "[",
            "*a ",
            "~~~\n",
        ),
        *(
            "{% highlight x %}",
            "{{< highlight x >}}",
            '{{< figure src="',
            "{% x ",
            "a|",
            "> ",
            "- ",
            "\\",
            "<a ",
            "[^1]",
        ),
        *('{{< ref "a" >}}', "![](", "&#", "{{ 'a", "* TOC\n", "`" * 3 + "\n", ": a\n", "[a]: b\n"),
    ],
)
def test_a_text_made_to_be_slow_is_read_at_once(unit: str) -> None:
    text = "\n".join([unit * (2000 // len(unit))] * 10) + "\n\n" + unit * (20_000 // len(unit))
    with cpu_limit(4):
        for names in (NAMES, HUGO):
            to_html(expand(text, names))
