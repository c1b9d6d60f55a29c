"""The body of an article, which came with its metadata in a list → a post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from crosspost.body.complete_body import article_of_body
from crosspost.config import Config
from crosspost.dates import read_iso, zone
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.feed_entry import as_metadata
from crosspost.model import FetchedPictures, Page, Post, Selected
from crosspost.page.parse import parse_fragment
from crosspost.page.selected import keep_selected
from crosspost.post_pictures import render_with_pictures, show_given
from crosspost.sites import rule_for_body
from crosspost.targets.base import Target
from crosspost.urls import absolute, host, is_web

_PATH = lazy_compile(r"/(?!/)[\w./%~+@-]{1,500}")
# Front matter fields that a list gives as a page would: settings may overrule them.
_FACTS = ("title", "date", "author", "tags", "categories", "image", "description")
#: Said of posts whose time was kept without its offset.
NO_OFFSET = (
    "the time is written without its offset, since the day would be another one in the site's "
    "time zone: timezone in its configuration should be that of the old site"
)


def body_to_post(
    page: Page,
    config: Config,
    target: Target,
    *,
    given: Mapping[str, Any],
    overrides: Mapping[str, Any],
    now: datetime,
    fetched: FetchedPictures | None = None,
    warnings: tuple[str, ...] = (),
    is_instant: bool = False,
    base_url: str = "",
    old_urls: tuple[str, ...] = (),
) -> Post:
    """Turn the body of an article, which came with a list, into a post.

    Args:
        page: its content is the body, a fragment of HTML in UTF-8.
        given: front matter fields of the list; those that a page gives, too, are the article's
            metadata, the others win over ``overrides``.
        overrides: front matter fields that win over the metadata.
        now, fetched: as of ``pipeline.page_to_post``.
        warnings: what the user should check in the post.
        is_instant: the date is a time in UTC, to be shown on the clock of the site.
        base_url: what relative URLs are relative to, if the article has no URL.
        old_urls: as of ``render.render``.

    Raises:
        ConfigError, FrontMatterError: as of ``pipeline.page_to_post``.
    """
    own_url = page.final_url if is_web(page.final_url) else ""
    tree, missed = _parse(page, config, base_url or own_url)
    warnings += missed
    for mark in tree.iter("hr"):
        if mark.get("data-excerpt-end"):
            mark.set("data-excerpt-end", target.excerpt_separator)
    if is_instant:
        given = _on_clock_of_site(given, target)
    given, said = _on_clock(given, target, now)
    warnings += said
    image = given.get("image")
    base = base_url or (page.url if is_web(page.url) else "")
    if base and isinstance(image, str):
        image = absolute(base, image) or image
        given = {**given, "image": image}
    facts = as_metadata(given, page.url)
    own = {name: value for name, value in given.items() if name not in _FACTS}
    if config.own and _is_same_host(str(own.get("canonical_url", "")), page.url):
        del own["canonical_url"]  # the post is where the article is from now on
    if isinstance(image, str) and _PATH.fullmatch(image):  # of an export that names no site
        own["image"] = image
    article = replace(article_of_body(tree, page.url, lambda: facts), warnings=warnings)
    if "last_modified_at" in own and "updated" in target.further_fields:
        changed = own.pop("last_modified_at")  # the generator has a name of its own for it
        own["updated"] = read_iso(changed) if isinstance(changed, str) else changed
    article, pictures, lead = show_given(article, page.given, given, config, target)
    page_path = str(own.pop("permalink", ""))
    chosen = {**overrides, **own, **lead}
    return render_with_pictures(
        *(article, config, target, fetched),
        pictures=pictures,
        copies_inlined=b"data:image/" in page.content,
        site_url=base_url,
        overrides=chosen,
        now=now,
        requested_url=page.url,
        old_urls=old_urls,
        permalink=page_path,
    )


def _is_same_host(one: str, other: str) -> bool:
    """Tell whether two web URLs have one host, with or without ``www.``."""
    return is_web(one) and host(one).removeprefix("www.") == host(other).removeprefix("www.")


def _parse(page: Page, config: Config, base_url: str) -> tuple[Any, tuple[str, ...]]:
    """Return the tree of a body as the user's rules leave it, and warnings.

    A rule for a site names the body of its pages, which a list need not have: only what this call
    selects is missed.
    """
    rule = rule_for_body(page.final_url, config)
    found: list[Selected] = []
    tree = parse_fragment(
        page.content.decode("utf-8"),
        base_url,
        (lambda body: found.append(keep_selected(body, rule))) if rule else None,
    )
    chosen = "body" in config.of_call.get("select", {})
    if rule and found and chosen and not found[0].body:
        return tree, (f"--select body={rule.body[0].text} finds nothing in the text of the list",)
    return tree, ()


def _on_clock_of_site(given: Mapping[str, Any], target: Target) -> Mapping[str, Any]:
    """Return the fields with a time as the clock of the site shows it, if its zone is known."""
    when = given.get("date")
    when = read_iso(when) if isinstance(when, str) else when
    site = zone(target.timezone) if target.timezone else None
    if site is None or not isinstance(when, datetime) or when.tzinfo is None:
        return given
    try:
        return {**given, "date": when.astimezone(site)}
    except OverflowError:
        return given


def _on_clock(
    given: Mapping[str, Any], target: Target, now: datetime
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return the fields with a time that keeps its day, and a warning if it lost its offset.

    Where the generator would move the day, since the site's time zone is another one or not known,
    the time of the list's own clock is still right, and keeps posts of one day in order.
    """
    when = given.get("date")
    when = read_iso(when) if isinstance(when, str) else when
    if not isinstance(when, datetime) or when.tzinfo is None:
        return given, ()
    if isinstance(target.post_date(when, now, [])[1], datetime):
        return given, ()
    plain = when.replace(tzinfo=None)
    if not isinstance(target.post_date(plain, now, [])[1], datetime):
        return given, ()
    return {**given, "date": plain}, (NO_OFFSET,)
