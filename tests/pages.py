"""Pages written for the tests: an article with what stands round one."""

from __future__ import annotations

import json
from typing import Any

PARAGRAPH = (
    "The meeting lasted two hours, and most of those who came had never met before. They spoke "
    "about the road, the school and the price of coal, and in the end they agreed on a plan. "
)


def article(
    title: str = "A bridge for the village",
    body: str = "",
    *,
    url: str = "https://news.example.org/bridge",
    author: str = "A. Correspondent",
    published: str = "2013-03-06T10:44:27+06:00",
    head: str = "",
    **more: Any,
) -> str:
    """Return a page with navigation, metadata, an article of ``body`` and a footer.

    An empty value leaves its element out; ``more`` goes into the JSON-LD.
    """
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "author": {"@type": "Person", "name": author} if author else "",
        **more,
    }
    known = json.dumps({k: v for k, v in facts.items() if v}).replace("</", "<\\/")
    text = body or f"<p>{PARAGRAPH}</p>" * 4
    link = f'<link rel="canonical" href="{url}">' if url else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{_escaped(title)} | Valley News</title>{link}
<meta property="og:site_name" content="Valley News">
<script type="application/ld+json">{known}</script>{head}</head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><article><h1>{_escaped(title)}</h1>{text}</article></main>
<footer>Imprint and privacy</footer></body></html>"""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
