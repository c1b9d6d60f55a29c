"""What the fields of front matter mean: for Jekyll, jekyll-seo-tag, jekyll-feed, most themes."""

from __future__ import annotations

# Markdown, one or two sentences each.
FIELD_DOCS = {
    "title": "The headline. Without it Jekyll makes one of the file's name.",
    "date": "When the post was published: `2024-03-05 09:30:00 +0100`. It wins over the date in the"
    " file's name, and the URL has its day.",
    "layout": "The layout that the page is drawn with: the name of a file in `_layouts`, without"
    " extension; `none` for no layout.",
    "tags": "Tags, as a list. Text without brackets is split at spaces.",
    "tag": "One tag; spaces do not split it.",
    "categories": "Categories, as a list. They are part of the URL in most permalinks. Text without"
    " brackets is split at spaces.",
    "category": "One category; spaces do not split it. It is part of the URL in most permalinks.",
    "author": "The author: a name, or a key of `_data/authors.yml` if the theme reads it.",
    "authors": "The authors, as a list, in themes that support several.",
    "permalink": "The URL of this post, instead of that of the site: a path, or a template with"
    " placeholders such as `:year` and `:title`.",
    "slug": "The last part of the URL, instead of that of the file's name.",
    "published": "`false`: Jekyll builds no page of this post.",
    "draft": "Read by themes and by other generators; Jekyll itself knows drafts by their folder,"
    " `_drafts`.",
    "description": "A summary for search engines and previews (jekyll-seo-tag).",
    "excerpt": "The beginning that lists of posts show; without it the first paragraph.",
    "excerpt_separator": "The text in the body that ends the excerpt.",
    "summary": "A summary that some themes show in lists.",
    "subtitle": "A second headline, in themes that show one.",
    "image": "The lead image: a path of the site or a URL (jekyll-seo-tag, jekyll-feed).",
    "thumbnail": "A small image for lists of posts, in themes that show one.",
    "lang": "The language, such as `en` or `de-AT`.",
    "canonical_url": "The URL at which the article was published first; jekyll-seo-tag makes"
    " `rel=\"canonical\"` of it.",
    "original_url": "The URL that the article was copied from.",
    "original_author": "Who wrote the article that was copied.",
    "redirect_from": "Old URLs that lead to this post (jekyll-redirect-from).",
    "redirect_to": "The URL that this post's page leads to (jekyll-redirect-from).",
    "last_modified_at": "When the post was changed last (jekyll-seo-tag, jekyll-sitemap).",
    "comments": "Whether readers can comment, in themes that have comments.",
    "toc": "Whether a table of contents is shown, in themes that have one.",
    "math": "Whether formulas are drawn, in themes that can.",
    "mathjax": "Whether formulas are drawn by MathJax, in themes that can.",
    "pin": "Whether the post stays at the top of lists, in themes that can.",
    "sitemap": "`false`: not in the site map (jekyll-sitemap).",
    "render_with_liquid": "`false`: Jekyll leaves `{{` and `{%` in the body as they are.",
    "weight": "The order in lists, in themes that use it; small numbers come first.",
}  # fmt: skip
