"""``details``: the summary stays clickable, the content stays Markdown."""

from __future__ import annotations

from bs4 import Tag

from crosspost.markdown import inlines, search
from crosspost.markdown.context import Block, Context, join
from crosspost.markdown.headings import signs
from crosspost.markdown.measure import LONG
from crosspost.page.vocabulary import HEADINGS


def details(tag: Tag, ctx: Context) -> list[Block]:
    """Return a ``details`` element that kramdown reads Markdown in."""
    summary = next(iter(search.children(tag, {"summary"})), None)
    rest = [node for node in tag.contents if node is not summary]
    inner = ctx.inside_html()
    title = ""
    if summary is not None:
        title = " ".join(inlines.paragraphs(summary.contents, inner, "heading"))
        heading = search.first(summary, HEADINGS)
        if heading is not None and title:
            title = f"\n\n{signs(heading, ctx)} {title}\n\n"
    if summary is not None and len(title) > LONG:
        title, rest = "", [*summary.contents, *rest]
    content = join(ctx.walk(rest, inner))
    if not content:
        return [Block(title)] if title else []
    dialect = ctx.survey.dialect
    if not dialect.raw_html:
        ctx.survey.without_html.add("details")
        title = title if title[:1] == "\n" or not title else f"**{title}**"
        return [Block(f"{title.strip()}\n\n{content}" if title else content)]
    if not dialect.markdown_attribute:
        head = f"<summary>\n\n{title.strip()}\n\n</summary>\n\n" if title else "\n"
        opened = " open" if "open" in tag.attrs else ""
        return [Block(f"<details{opened}>\n{head}{content}\n\n</details>", "html")]
    model = "block" if title[:1] == "\n" else "span"
    head = f'<summary markdown="{model}">{title}</summary>\n\n' if title else ""
    opened = " open" if "open" in tag.attrs else ""
    return [Block(f'<details{opened} markdown="1">\n{head}{content}\n\n</details>', "html")]
