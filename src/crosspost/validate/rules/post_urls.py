"""Two posts, one URL: pages that overwrite each other, redirects that two posts claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crosspost.validate.context import Context
from crosspost.validate.generators import JEKYLL
from crosspost.validate.page import Page
from crosspost.validate.pages import pages_of, plain_url
from crosspost.validate.paths import posts_folder
from crosspost.validate.post import Post, is_unpublished
from crosspost.validate.post_urls import may_redirect, redirects_of, slug_of, url_of
from crosspost.validate.rule import Problem, Rule

RULES = (
    Rule(
        "CP707", "url-clash", "error",
        "Two posts, or a post and a page, that have one URL.",
        "One of them is missing from the site.",
        "Jekyll writes one over the other; a warning 'Conflict' at most, exit 0.",
        "_posts/2013-03-06-a.md and _posts/2013-03-06-a.markdown", "different slugs or days",
        "none", "Give one of them another slug or permalink.",
        generators=JEKYLL | {"hugo", "zola", "eleventy", "astro", "hexo"},
    ),
    Rule(
        "CP708", "redirect-clash", "error",
        "A redirect_from that another post has too, or that is the URL of another post or page.",
        "Readers get the wrong post, or the post is overwritten by a redirect.",
        "jekyll-redirect-from writes a page there for each; without it, nothing is reported.",
        "redirect_from: /old/ in two posts", "redirect_from: /old/ in one",
        "none", "Keep it in the post that had this URL.",
        generators=JEKYLL | {"hugo", "zola"},
    ),
)  # fmt: skip


def check_site(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    """Report URLs that two posts of a Jekyll site claim."""
    if context.profile != "jekyll":
        return
    redirecting = may_redirect(context)
    pages: dict[str, list[Post]] = defaultdict(list)
    redirects: dict[str, list[Post]] = defaultdict(list)
    slugs: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.kind != "post" or post.trouble or is_unpublished(post):
            continue
        # Only posts with the same last word can clash: no other URLs are computed.
        own = "permalink" in post.by_key
        slugs["" if own else slug_of(post).casefold()].append(post)
        for value in redirects_of(post) if redirecting else ():
            redirects[_page(value.value)].append(post)
    others = pages_of(context)
    wanted = {_last_word(page) for page in redirects} | {_last_word(p.url) for p in others}
    for slug, group in slugs.items():
        if len(group) > 1 or not slug or slug in wanted:
            for post in group:
                url = url_of(post, context)
                if url:
                    pages[url].append(post)
    yield from _with_pages(others, pages, redirects, redirecting)
    yield from _clashes(pages, context)
    yield from _cases(pages)
    yield from _cases_of_pages(others, pages)
    if redirecting:
        yield from _redirects(posts, pages, redirects)


def _rivals(post: Post, posts: list[Post], context: Context) -> list[Post]:
    """Return the posts that a post clashes with.

    A second tree of posts (a copy, another language) counts only if it was named, too:
    whether Jekyll builds it into the same site is not certain.
    """
    tree = posts_folder(post.path)
    return [
        other
        for other in posts
        if other is not post
        and (posts_folder(other.path) == tree or {post.path, other.path} <= context.reported)
    ]


def _last_word(page: str) -> str:
    last = page.rstrip("/").rpartition("/")[2]
    return last.removesuffix(".html").casefold()


def _page(url: str) -> str:
    return (
        "/" + url.split("://", 1)[-1].partition("/")[2] if "://" in url else "/" + url.lstrip("/")
    )


def _place(post: Post) -> tuple[int, int]:
    entry = post.by_key.get("permalink") or post.by_key.get("title")
    return (entry.start, entry.end) if entry else (0, 0)


def _clashes(pages: dict[str, list[Post]], context: Context) -> Iterator[tuple[Post, Problem]]:
    for url, posts in pages.items():
        for post in posts if len(posts) > 1 else ():
            others = ", ".join(p.shown for p in _rivals(post, posts, context)[:5])
            if not others:
                continue
            message = (
                f"This post and {others} both become {url}: Jekyll writes one over the other."
                " Change the slug or the permalink of one."
            )
            yield post, Problem("CP707", *_place(post), message, key="permalink")


def _with_pages(
    others: Sequence[Page],
    pages: dict[str, list[Post]],
    redirects: dict[str, list[Post]],
    redirecting: bool,
) -> Iterator[tuple[Post, Problem]]:
    """Report posts that have the URL of a page, and redirects from or to one."""
    posts_at: dict[str, list[Post]] = defaultdict(list)
    for url, posts in pages.items():
        posts_at[plain_url(url)] += posts
    from_at: dict[str, list[Post]] = defaultdict(list)
    for url, posts in redirects.items():
        from_at[plain_url(url)] += posts
    for page in others:
        for post in posts_at.get(page.url, ()) if page.url else ():
            message = (
                f"This post and {page.path} both become {page.url}: Jekyll writes one over the"
                " other. Change the permalink of one."
            )
            yield post, Problem("CP707", *_place(post), message, key="permalink")
        for post in from_at.get(page.url, ()) if page.url else ():
            for value in redirects_of(post):
                if plain_url(_page(value.value)) == page.url:
                    message = f"{page.url} is the URL of {page.path}: one overwrites the other."
                    yield post, Problem("CP708", value.start, value.end, message,
                                        key="redirect_from")  # fmt: skip
        for url in page.redirects if redirecting else ():
            for post in posts_at.get(plain_url(_page(url)), ()):
                message = f"{page.path} redirects from {_page(url)}, the URL of this post."
                yield post, Problem("CP708", *_place(post), message, key="permalink")


def _cases(pages: dict[str, list[Post]]) -> Iterator[tuple[Post, Problem]]:
    folded: dict[str, list[str]] = defaultdict(list)
    for url in pages:
        folded[url.casefold()].append(url)
    for urls in folded.values():
        for url in urls[1:] if len(urls) > 1 else ():
            post, other = pages[url][0], pages[urls[0]][0]
            message = (
                f"{url} and {urls[0]} ({other.shown}) differ in capitals only: on macOS and Windows"
                " one file overwrites the other."
            )
            yield post, Problem("CP707", *_place(post), message, key="permalink", level="warning")


def _cases_of_pages(
    others: Sequence[Page], pages: dict[str, list[Post]]
) -> Iterator[tuple[Post, Problem]]:
    """Report posts whose URL is that of a page but for capitals."""
    by_lower: dict[str, list[tuple[str, Post]]] = defaultdict(list)
    for url, posts in pages.items():
        by_lower[plain_url(url).casefold()] += [(plain_url(url), post) for post in posts]
    for page in others:
        for url, post in by_lower.get(page.url.casefold(), ()) if page.url else ():
            if url != page.url:
                message = (
                    f"{url} and {page.url} ({page.path}) differ in capitals only: on macOS and"
                    " Windows one file overwrites the other."
                )
                yield post, Problem("CP707", *_place(post), message, key="permalink",
                                    level="warning")  # fmt: skip


def _redirects(
    posts: list[Post], pages: dict[str, list[Post]], redirects: dict[str, list[Post]]
) -> Iterator[tuple[Post, Problem]]:
    for post in posts:
        for value in redirects_of(post):
            page = _page(value.value)
            rivals = [p for p in redirects[page] if p is not post]
            owners = [p for p in pages.get(page, ()) if p is not post]
            is_own = post in pages.get(page, ())
            if not (rivals or owners or is_own):
                continue
            if is_own and not owners:
                message = (
                    f"{page} is the URL of this post itself: the page that redirects overwrites it,"
                    " and leads to itself. Remove it."
                )
            elif owners:
                message = f"{page} is the URL of {owners[0].shown}: one overwrites the other."
            else:
                message = f"{rivals[0].shown} redirects from {page} too: only one of them can."
            yield post, Problem("CP708", value.start, value.end, message, key="redirect_from")
