"""Code in WordPress posts: nothing of it is read as text."""

from __future__ import annotations

import pytest

from batch.sources.test_wordpress_text import markdown

CODE = 'if a < b:\n    s = "x"\n\n    # *note* [gallery] https://example.org/'


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"[code lang='py']\n{CODE}\n[/code]", "py"),
        (f"[sourcecode language=“py” light=1]{CODE.replace('<', '&lt;')}[/sourcecode]", "py"),
        (f"[python]{CODE}[/python]", "python"),
        (f"[code]{CODE}[/code]", ""),
        (f'<pre lang="py" line="3">{CODE}</pre>', "py"),
        (f'<pre class="brush: py; gutter: true">{CODE}</pre>', "py"),
        (f"<code>\n{CODE.replace('<', '&lt;')}\n</code>", ""),
        (f'<!-- wp:x/code {{"language":"py"}} --><pre>{CODE.replace("<", "&lt;")}</pre>', "py"),
    ],
)
def test_code_keeps_its_lines_and_its_language(text: str, language: str) -> None:
    assert markdown(f"Look:\n\n{text}\n\nAfter.") == (
        f"Look:\n\n~~~{language}\n{CODE}\n~~~\n\nAfter."
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("That is <code>[[gallery]]</code>.", "That is `[gallery]`."),
        ("[[code]x[/code]]", "[code]x[/code]"),
        ("[[code]] and [[/code]]", "[code] and [/code]"),
        ("[go] home", "[go] home"),
        ("<pre>a &lt; <b>b</b></pre>", "~~~\na < b\n~~~"),
        ('<pre lang="html"><a href="x">y</a></pre>', '~~~html\n<a href="x">y</a>\n~~~'),
        ('<pre lang="c">#include <a.h></pre>', "~~~c\n#include <a.h>\n~~~"),
    ],
)
def test_what_is_about_code_or_no_code_stays_text(text: str, made: str) -> None:
    assert markdown(text).replace("\\[", "[").replace("\\]", "]") == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Write <code>[code]x[/code]</code> here.", "Write `[code]x[/code]` here."),
        ("A <code>[[php]x[/php]]</code> b.", "A `[php]x[/php]` b."),
        ("<pre>[php]\necho 1;\n[/php]</pre>", "~~~php\necho 1;\n~~~"),
        ("<pre>a\n[php]echo 1;[/php]\nb</pre>", "~~~\na\n[php]echo 1;[/php]\nb\n~~~"),
        ("<code>\na\n[php]echo 1;[/php]\n</code>", "~~~\na\n[php]echo 1;[/php]\n~~~"),
    ],
)
def test_a_shortcode_of_code_within_code_is_not_lost(text: str, made: str) -> None:
    assert markdown(text) == made
