"""Article → Post, with copies of the pictures that it shows from the web if they are wanted.

A page becomes a post twice then: first to know which pictures it shows, and again with those that
could be fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crosspost import urls
from crosspost.config import Config
from crosspost.markdown import images
from crosspost.model import Article, FetchedPictures, GivenPicture, Picture, Post, WebPicture
from crosspost.render import render
from crosspost.targets import plain_text
from crosspost.targets.base import Target


def render_with_pictures(
    article: Article,
    config: Config,
    target: Target,
    fetched: FetchedPictures | None,
    *,
    pictures: tuple[Picture, ...] = (),
    copies_inlined: bool = False,
    site_url: str = "",
    **how: Any,
) -> Post:
    """Make a post of an article.

    Args:
        fetched: the pictures of ``Post.on_web``, as far as they could be had; None: not yet.
        pictures: copies that the article shows already, those of a saved page.
        copies_inlined: the article's body came with a list: pictures that are in it are copied,
            even if those of the web are not.
        site_url: a URL of the article's site, if the article has none.
        how: further arguments of ``render.render``.

    Raises:
        ConfigError, FrontMatterError, PartsMissing: as of ``render.render``.
    """
    copies_all, copies_files = config.pictures_from_web == "copy", config.files_from_web == "copy"
    if not (copies_all or copies_files) and not (copies_inlined and config.pictures):
        return render(article, config, target, pictures=pictures, **how)
    from crosspost.images import attachments, on_web
    from crosspost.images.fetched import TOO_MANY_FILES, warning

    site_url = article.url if urls.is_web(article.url) else site_url
    files = attachments.find(article, site_url) if copies_files else []
    if fetched is None:
        wanted = on_web.find(article, images.source) if copies_all or copies_inlined else []
        post = render(article, config, target, pictures=pictures, **how)
        is_wanted = _is_shown if copies_all else _is_inlined
        shown = [one for one in wanted if is_wanted(one, post)]
        return replace(post, on_web=(*files[: config.files_max_number], *shown))
    too_many = tuple((one.url, TOO_MANY_FILES) for one in files[config.files_max_number :])
    fetched = replace(fetched, failed=(*fetched.failed, *too_many))
    folder, of_field = _folders(config, target)
    lead = fetched.copied.get(urls.clean(article.metadata.image or ""))
    if files:
        of_files = target.pictures_url(config.files)
        article = attachments.use_copies(article, fetched.copied, site_url, of_files)
    article = on_web.use_copies(article, fetched.copied, images.source, folder)
    said = warning(fetched.failed, len(fetched.copied) + len(fetched.failed))
    post = render(
        replace(article, warnings=(*article.warnings, *filter(None, [said]))),
        config,
        target,
        pictures=(*pictures, *fetched.copied.values()),
        image=f"{of_field}/{lead.name}" if lead else "",
        **how,
    )
    return replace(post, not_copied=fetched.failed)


def show_given(
    article: Article,
    given: tuple[GivenPicture, ...],
    fields: Mapping[str, Any],
    config: Config,
    target: Target,
) -> tuple[Article, tuple[Picture, ...], dict[str, Any]]:
    """Have an article show the copies of the pictures that came with it as files.

    Args:
        given: the pictures.
        fields: front matter fields; ``image`` may be one of the pictures.

    Returns:
        The article, the pictures to be copied, and ``image`` if that is one of them.
    """
    if not given:
        return article, (), {}
    from crosspost.images.given import lead_picture, use_given

    folder = target.pictures_url(config.pictures)
    article, pictures = use_given(article, given, images.source, folder)
    of_field = target.pictures_field_url(config.pictures) if folder else ""
    changed, lead = lead_picture(fields, given, of_field)
    image = {"image": changed["image"]} if changed is not fields else {}
    return article, (*pictures, lead) if lead else pictures, image


def _is_inlined(picture: WebPicture, post: Post) -> bool:
    return picture.url[:5].lower() == "data:"


def _folders(config: Config, target: Target) -> tuple[str, str]:
    """Return the URL of the folder with the copies, in the text and in a field."""
    base = config.pictures_base.rstrip("/")
    if base:
        return base, base
    return target.pictures_url(config.pictures), target.pictures_field_url(config.pictures)


def show_copies(text: str, copies: Iterable[Picture], config: Config, target: Target) -> str:
    """Return a post, as it was made, that shows copies instead of pictures on the web."""
    folder, of_field = _folders(config, target)
    body = target.body(text)
    head = text.removesuffix(body)
    for one in copies:
        if one.is_file:
            body = images.with_copy(
                body, one.url, f"{target.pictures_url(config.files)}/{one.name}"
            )
            continue
        head = head.replace(f'"{plain_text.picture(one.url)}"', f'"{of_field}/{one.name}"')
        body = images.with_copy(body, one.url, f"{folder}/{one.name}")
    return head + body


def _is_shown(picture: WebPicture, post: Post) -> bool:
    """Tell whether a post shows a picture, or would if it were not too large to be inlined."""
    if _is_inlined(picture, post):
        return True
    image = post.front_matter.get("image")
    return image == plain_text.picture(picture.url) or images.is_shown(picture.url, post.body)


def fetch_pictures(
    post: Post, get: Callable[..., bytes], config: Config, folder: Path
) -> FetchedPictures:
    """Fetch the pictures that a post shows from the web.

    Args:
        get: ``Fetcher.picture``, its arguments ``url`` and ``most_bytes`` left open.
        folder: where they are kept until the post is written.
    """
    from crosspost.images.fetched import CopyLimits, fetch_all

    def write(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    limits = CopyLimits(config.pictures_max_width, config.files_max_bytes)
    return fetch_all(post.on_web, lambda url, most: get(url, most_bytes=most), limits, write)
