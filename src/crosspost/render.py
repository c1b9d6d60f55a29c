"""Article → Post: front matter, note, attribution, Markdown body, file name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crosspost import markdown
from crosspost.attribution import attribution, is_template
from crosspost.attribution_lines import line_for
from crosspost.config import ATTRIBUTION, Config
from crosspost.control_characters import clean_text
from crosspost.dates import day_of, read_iso, zone
from crosspost.errors import ConfigError, PartsMissing
from crosspost.losses import find_losses, summarize
from crosspost.losses.markdown_index import MarkdownIndex, file_name
from crosspost.model import Article, Loss, Metadata, Picture, Post
from crosspost.model.metadata import SEEN_PICTURE, UNCERTAIN_DATE
from crosspost.targets import plain_text
from crosspost.targets.base import Target
from crosspost.targets.own_words import reworded
from crosspost.targets.slug import slug
from crosspost.targets.user_names import NameParts
from crosspost.urls import (
    clean,
    host,
    identity,
    is_web,
    path,
    path_identity,
    without_tracking,
)

#: Said of posts of the owner's own.
LOST_URL = "its old URL is not kept by the front matter"
#: The same of the further URLs that it had: a page that redirects or a file keeps them.
LOST_URLS = "older URLs of it are not kept by the front matter: --redirects writes a file for them"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class _Task:
    """The inputs of one post; ``chosen`` are the fields set by settings and command line."""

    article: Article
    config: Config
    target: Target
    chosen: Mapping[str, Any]
    now: datetime
    requested_url: str
    archive_url: str
    warnings: list[str]


def render(
    article: Article,
    config: Config,
    target: Target,
    *,
    overrides: Mapping[str, Any] = _NOTHING,
    now: datetime,
    requested_url: str = "",
    archive_url: str = "",
    pictures: tuple[Picture, ...] = (),
    image: str = "",
    old_urls: tuple[str, ...] = (),
    permalink: str = "",
) -> Post:
    """Make a post of an article.

    Args:
        target: the site that the post is for.
        overrides: front matter fields that override the page's and the settings'; None or an empty
            text removes a field.
        now: of the import, with a time zone.
        requested_url: the requested URL, before redirects.
        archive_url: of the snapshot that the article was taken from; empty if it was not.
        pictures: to be copied; the article has the URLs of the copies.
        image: the URL of a copy of the lead image, as the front matter has it; empty: no copy.
        old_urls: further URLs that the owner's own writing had, which are to live on.
        permalink: of a page of the site, not a post, the path that it had; empty: not known.

    Returns:
        The post; its ``warnings`` say what the user should check, its ``losses`` what of the
        article it has not.

    Raises:
        ConfigError: an unknown placeholder in the attribution, a field that the generator sets
            itself, a date that is not one, a site for which text cannot be made safe.
        FrontMatterError: a field cannot be written so that the generator reads it back.
        PartsMissing: the post has not all of the article, and ``strict`` is set.
    """
    target.refuse_reserved(config.front_matter, "front_matter")
    target.refuse_reserved(overrides, "--set")
    _refuse_renamed(config.fields, overrides)
    chosen = {**config.front_matter, **overrides}
    warnings = [*article.warnings, *article.metadata.warnings]
    task = _Task(article, config, target, chosen, now, requested_url, archive_url, warnings)
    title = _title(task)
    day, when = target.post_date(_published(task), now, task.warnings)
    words = str(chosen.get("slug") or title)
    name = target.new_name(
        _name_parts(task, slug(words, article.url), day, title), draft=config.draft
    )
    path = target.posts_folder(config.output, draft=config.draft) / name
    known = {"title": _with_suffix(title, config.title_suffix), "date": when}
    written = _article(task)
    page = _page_fields(task, written) | ({"image": image} if image else {})
    front = target.fields({**page, **chosen, **known}, path, task.warnings, draft=config.draft)
    if permalink:
        front |= _page_path(task, front, path, permalink)
        old_urls = tuple(u for u in old_urls if path_identity(u) != path_identity(permalink))
    if config.own and not config.draft:
        front |= _kept_urls(task, front, path, old_urls)
    losses = _losses(task, written, front, pictures)
    body = _body(task, written, front, title, day, path)
    return Post(
        filename=name,
        front_matter=MappingProxyType(front),
        body=body,
        text=target.compose(front, body),
        article=article,
        warnings=tuple(dict.fromkeys(task.warnings)),
        losses=losses,
        pictures=_copies(pictures, body, f"{image} {front.get('image', '')}"),
    )


def _refuse_renamed(fields: Mapping[str, str], overrides: Mapping[str, Any]) -> None:
    """Refuse a field of the command line that has the name of a renamed one."""
    for name, written in fields.items():
        if written and written in overrides and written != name:
            raise ConfigError(
                f"--set {written}: the setting fields gives this name to {name}",
                hint=f"Write --set {name}=…, or choose another name.",
            )


def _name_parts(task: _Task, slug: str, day: date, title: str) -> NameParts:
    """Return what the name of a post may be made of."""
    facts, own = task.article.metadata, task.chosen.get("categories") or task.config.categories
    categories = own.split() if isinstance(own, str) else tuple(own)
    author = task.chosen.get("author") or ", ".join(facts.authors) or task.config.author
    url = _canonical(task)
    return NameParts(
        slug,
        day,
        title=title,
        author=str(author),
        site=facts.site or host(url).removeprefix("www."),
        section=next(iter(facts.categories), ""),
        category=str(next(iter(categories), "")),
        lang=facts.language or "",
    )


def _page_path(task: _Task, front: Mapping[str, Any], path: Path, permalink: str) -> dict[str, Any]:
    """Return the fields that give a page of the list its old path, in the generator's words."""
    fields, reason = task.target.page_path(front, path, permalink)
    if reason and task.config.own and task.config.redirects in ("front-matter", "permalink"):
        task.warnings.append(f"{LOST_URL}: {reason}")
    return fields


def _kept_urls(
    task: _Task, front: Mapping[str, Any], path: Path, more: tuple[str, ...]
) -> dict[str, Any]:
    """Return the fields that keep the old URLs of the owner's own post alive.

    Args:
        more: further ones, which a field keeps if it is a list.
    """
    url = next((u for u in (task.requested_url, task.article.url) if is_web(u)), "")
    fields: dict[str, Any] = {}
    if url:
        fields, reason = task.target.keep_url(front, path, url, task.config.redirects)
        if reason:
            task.warnings.append(f"{LOST_URL}: {reason}")
    lost = 0
    plain = {name: value for name, value in front.items() if name != "permalink"}
    for one in (one for one in more if "?" not in one):  # no field keeps a query
        kept, reason = task.target.keep_url(plain, path, one, task.config.redirects)
        lists = {name: value for name, value in kept.items() if isinstance(value, list)}
        lost += bool(reason) or len(lists) < len(kept)
        for name, value in lists.items():
            fields[name] = list(dict.fromkeys([*fields.get(name, ()), *value]))
    if lost:
        task.warnings.append(LOST_URLS)
    return fields


def _copies(pictures: tuple[Picture, ...], body: str, image: str) -> tuple[Picture, ...]:
    """Return the pictures to be copied, each once: of those on the web only what is shown."""
    shown = (p for p in pictures if not p.url or p.name in body or p.name in image)
    return tuple({picture.name: picture for picture in shown}.values())


def _title(task: _Task) -> str:
    """Return the title without suffix: the chosen one, the page's, or else the URL."""
    chosen = str(task.chosen.get("title") or "").strip()
    title = chosen or plain_text.plain(task.article.metadata.title or "", plain_text.MAX_TITLE)
    if not title:
        shown = re.sub(r"^\w+://(?:www\.)?|[?#].*$", "", clean(task.article.url)).strip("/")
        title = plain_text.plain(shown, plain_text.MAX_TITLE) or "Untitled"
        task.warnings.append(f"no title found in the page; the post has the title {title!r}")
    return title


def _with_suffix(title: str, suffix: str) -> str:
    suffix = suffix.strip()
    return title if not suffix or title.endswith(suffix) else f"{title} {suffix}"


def _published(task: _Task) -> date | datetime:
    """Return the date of the post as the command line, the settings or the page give it."""
    chosen = task.chosen.get("date")
    if isinstance(chosen, str):
        chosen = read_iso(chosen)
        if chosen is None:
            raise ConfigError(
                f"date = {task.chosen['date']!r}: not a date",
                hint="Write it as 2013-03-06 or 2013-03-06T04:44:27Z.",
            )
    if isinstance(chosen, date):
        return chosen
    imported = _on_site_clock(task)
    if task.config.date == "now":
        return imported
    published = task.article.metadata.published
    if published is None:
        seen = task.article.metadata.rejected_day
        why = f"{UNCERTAIN_DATE}: {seen}" if seen else "no date found in the page"
        task.warnings.append(f"{why}; the post has the date {day_of(imported)}, the day of import")
        return imported
    return published


def _on_site_clock(task: _Task) -> datetime:
    """Return the time of import in the zone of the settings, of the site, or of this machine."""
    name = task.config.timezone or task.target.timezone
    return task.now.astimezone(zone(name) if name else None)


def _page_fields(task: _Task, text: str) -> dict[str, Any]:
    """Return the fields from the page and the settings, except title and date.

    Args:
        text: the article as Markdown.
    """
    facts, config = task.article.metadata, task.config
    if any(plain_text.LOST in fact for fact in _texts(facts)):
        task.warnings.append(
            "the page has lost letters (\ufffd) in its title, author, description or tags; they are"
            " left out"
        )
    byline = plain_text.names(reworded(facts.authors, config.ignore_authors, config.author_map))
    layout = {} if config.layout == "auto" else {"layout": config.layout}
    further = {"updated": facts.updated} if "updated" in task.target.further_fields else {}
    sections = task.target.categories(facts.categories) if config.page_categories else []
    return {
        **layout,
        **further,
        "categories": plain_text.labels(config.categories, sections),
        "tags": plain_text.labels(config.tags, _page_tags(facts.tags, sections, config)),
        "author": (byline or config.author) if config.own else (config.author or byline),
        "image": plain_text.picture(clean(_image(facts, text))),
        **({} if config.own else _source_fields(task, byline)),
        "description": plain_text.plain(facts.description or "", plain_text.MAX_DESCRIPTION),
        "license": plain_text.license_of(facts.license or ""),
    }


def _source_fields(task: _Task, byline: str) -> dict[str, Any]:
    """Return the fields that say where an article of somebody else came from."""
    own, canonical = task.config.author, _canonical(task)
    asked = next((u for u in (task.requested_url, task.article.url) if is_web(u)), "")
    asked_for_another = asked and identity(asked) != identity(canonical)
    return {
        "canonical_url": plain_text.encoded_url(canonical),
        "original_url": plain_text.encoded_url(without_tracking(asked))
        if asked_for_another
        else "",
        "archive_url": plain_text.encoded_url(task.archive_url),
        "original_author": byline if own and byline != own else "",
        "source": plain_text.plain(task.article.metadata.site or "", plain_text.MAX_NAME),
    }


def _image(facts: Metadata, text: str) -> str:
    """Return the URL of the lead image; one that was only seen on the page must be in the text."""
    image = facts.image or ""
    if image and facts.sources.get("image") == SEEN_PICTURE:
        return image if file_name(image) in MarkdownIndex(text).file_names else ""
    return image


def _texts(facts: Metadata) -> tuple[str, ...]:
    named = (facts.title, facts.description, facts.site)
    return (*filter(None, named), *facts.authors, *facts.tags)


def _page_tags(tags: Iterable[str], sections: Iterable[str], config: Config) -> tuple[str, ...]:
    """Return the tags of the page that the settings want, without those that are a category."""
    if not config.page_tags:
        return ()
    categories = set(map(str.casefold, sections))
    own = reworded(tags, config.ignore_tags, config.tag_map)
    return tuple(tag for tag in own if tag.casefold() not in categories)[: config.max_tags]


def _canonical(task: _Task) -> str:
    """Return the URL of the article; empty if it is not on the web.

    The URL in the page is used if it is absolute and http(s), since themes print it unescaped and
    whatever its scheme. A site's front page, which some templates name on every page, is not used.
    """
    claimed, own = clean(task.article.metadata.canonical_url or ""), task.article.url
    own = own if is_web(own) else ""
    if not is_web(claimed):
        return without_tracking(own)
    if own and not _path(claimed) and _path(own):
        return without_tracking(own)
    return without_tracking(claimed)


def _path(url: str) -> str:
    return (path(url) + url.partition("#")[0].partition("?")[2]).strip("/")


def _article(task: _Task) -> str:
    """Return the article as Markdown."""
    dialect = task.target.dialect(task.warnings)
    written = markdown.render(task.article.body, dialect, keep_ids=task.config.own)
    task.warnings.extend(written.warnings)
    return written.text.strip("\n").rstrip()


def _losses(
    task: _Task, text: str, front: Mapping[str, Any], pictures: tuple[Picture, ...]
) -> tuple[Loss, ...]:
    """Return what of the article is not in its Markdown, with a warning.

    Raises:
        PartsMissing: something is missing, and ``strict`` is set.
    """
    image = front.get("image")
    also = [image] if isinstance(image, str) else []
    # A copy may have another name than the picture of the page.
    also += [picture.url or picture.source for picture in pictures if picture.name in text]
    losses = find_losses(task.article, text, also)
    if losses and task.config.strict:
        raise PartsMissing(task.article.url, summarize(losses), losses)
    if losses:
        task.warnings.append(summarize(losses))
    return losses


def _body(
    task: _Task, text: str, front: Mapping[str, Any], title: str, day: date, path: Path
) -> str:
    """Return note, attribution and article, one blank line between them."""
    line = _attribution(task, front, title)
    line, text = (task.target.guard_text(part, front, path) for part in (line, text))
    note = _note(task, front, title, path)
    below = task.config.attribution_position == "bottom"
    parts = [note, text, line] if below else [note, line, text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _attribution(task: _Task, front: Mapping[str, Any], title: str) -> str:
    """Return the attribution line; empty if there is nothing to link to."""
    config = task.config
    url = str(front.get("canonical_url") or front.get("original_url") or "")
    if config.own or config.attribution_position == "none" or not config.attribution:
        return ""
    if not is_web(url):
        task.warnings.append(
            "the URL of the page is unknown: the post has no attribution and no canonical_url"
        )
        return ""
    values = _values(task, front, title, url)
    template = config.attribution
    if template == ATTRIBUTION:
        template = line_for(config.lang or task.target.language)
    template = clean_text(template)
    if is_template(template):
        return _filled(task, template, values, "attribution")
    return attribution(template, values)


def _values(task: _Task, front: Mapping[str, Any], title: str, url: str) -> dict[str, str]:
    """Return the values of the placeholders, as plain text."""
    author = front.get("original_author") or (not task.config.author and front.get("author"))
    published = task.article.metadata.published
    return {
        "title": title,
        "author": author if isinstance(author, str) else "",
        "site": str(front.get("source") or host(url).removeprefix("www.")),
        "date": day_of(published).isoformat() if published else "",
        "license": str(front.get("license") or ""),
        "url": url,
        "archive_url": task.archive_url,
    }


def _note(task: _Task, front: Mapping[str, Any], title: str, path: Path) -> str:
    """Return the user's note; filled in if the settings say that it is a template."""
    note = clean_text(task.config.note)
    if not task.config.note_template or not note:
        return note
    url = str(front.get("canonical_url") or front.get("original_url") or "")
    values = _values(task, front, title, url if is_web(url) else "")
    # The note's own text may be of the generator's template language; a value never is.
    guard = partial(task.target.guard_text, front=front, path=path)
    return _filled(task, note, values, "note", guard)


def _filled(
    task: _Task,
    template: str,
    values: Mapping[str, str],
    setting: str,
    guard: Callable[[str], str] = lambda text: text,
) -> str:
    """Fill in a template of attribution or note."""
    from crosspost.text_template import fill  # loads Jinja2, and few need it

    facts = task.article.metadata
    further = {
        "date": facts.published and day_of(facts.published),
        "authors": list(facts.authors),
        "tags": list(facts.tags),
        "categories": list(facts.categories),
        "lang": facts.language or "",
    }
    return fill(template, {**values, **further}, setting, guard)
