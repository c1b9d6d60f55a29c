"""The body (``--body``): Liquid that does not parse, missing files, the attribution."""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Rule

RULES = (
    Rule(
        "CP851", "liquid-error", "error",
        "Liquid in the body that cannot be parsed, or that names a post or a file that is not"
        " there. With --body.",
        "One post stops the build of the whole site.",
        "Jekyll prints 'Liquid Exception' and exits 1. Code samples count: Liquid runs before"
        " Markdown.",
        "Write {{ name } in the template.", "Write {{ '{{' }} name } in the template.",
        "none", "Close the tag, or write {{ '{{' }} for two braces that are text.",
    ),
    Rule(
        "CP852", "live-liquid", "info",
        "An expression in the body that Jekyll evaluates and whose name no site defines."
        " With --body.",
        "In a code sample it disappears: ${{ secrets.X }} becomes $.",
        "Jekyll prints nothing for an undefined name.",
        "${{ secrets.TOKEN }}", "${{ '{{' }} secrets.TOKEN }}",
        "none", "For information only: the expression may be intended.",
    ),
    Rule(
        "CP853", "missing-file", "warning",
        "A link in the body to a file of the site that is not there. With --body.",
        "Readers get a 404 page.",
        "Jekyll does not look at links.",
        "[slides](/files/talk.pdf)", "[slides](/files/2013-talk.pdf)",
        "none", "Correct the path.",
    ),
    Rule(
        "CP854", "missing-body-image", "warning",
        "An image in the body that is not in the site. With --body.",
        "A missing image in the text.",
        "Jekyll does not look at images.",
        "![Talas](/assets/talas.jpg)", "![Talas](/assets/talas.jpeg)",
        "none", "Correct the path.",
    ),
    Rule(
        "CP855", "attribution-link", "warning",
        "A post with canonical_url or original_url on another site whose body does not link there,"
        " or whose attribution links elsewhere. With --body.",
        "Readers do not see where the text comes from, or are sent to the wrong page.",
        "Jekyll prints only what the theme uses.",
        "canonical_url: https://example.org/a … _originally posted: [here](https://example.org/b)_",
        "canonical_url: https://example.org/a … _originally posted: [here](https://example.org/a)_",
        "none", "Make both name the same page.",
    ),
)  # fmt: skip


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report problems in the body, if ``body`` is set."""
    if not context.options.body or post.trouble or post.format == "none" or post.kind == "page":
        return ()
    from crosspost.validate.body_text import problems  # most runs do not need it

    return problems(post, context)
