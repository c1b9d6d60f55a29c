"""How the outcome of one link is shown: to the user, in a pipe, as JSON, as the post."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crosspost.cli.console import Screen
from crosspost.dates import day_of
from crosspost.errors import CrosspostError
from crosspost.model import Outcome, Post, Update

_MARKS = {"written": "✓", "replaced": "✓", "updated": "✓", "dry-run": "·"}
_MARKS |= {"exists": "=", "unchanged": "="}
_DIFF_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_STYLES = {"written": "green", "replaced": "green", "updated": "green", "dry-run": "cyan"}
_STYLES |= {"exists": "yellow", "unchanged": "green"}
_MOST_LOST = 20  # lines of a post that are printed before they are replaced


def show(outcome: Outcome, screen: Screen, *, as_json: bool, as_text: bool) -> None:
    """Show the outcome of a link in the form that was asked for."""
    if as_json:
        screen.raw(json.dumps(as_record(outcome), ensure_ascii=False, default=_as_json) + "\n")
    elif not outcome.ok:
        assert isinstance(outcome.error, CrosspostError)
        screen.error(outcome.error)
        show_diff(outcome.diff, screen)
    elif as_text:
        assert outcome.post
        screen.raw(outcome.post.text)
        if outcome.post.pictures:
            screen.remark(
                ("! ", "yellow"), f"{_copies(outcome.post)} not copied: nothing is written"
            )
    else:
        _show_path(outcome, screen)
    if outcome.post and not as_json:
        for warning in outcome.post.warnings:
            screen.remark(("! ", "yellow"), warning)


def _as_json(value: Any) -> Any:
    """Convert values that JSON does not have: read-only tables, dates, times."""
    return dict(value) if isinstance(value, Mapping) else value.isoformat()


def _show_path(outcome: Outcome, screen: Screen) -> None:
    """Print the path (nothing else in a pipe), and what was found."""
    path = shortest(outcome.path)
    mark = (f"{_MARKS[outcome.status]} ", _STYLES[outcome.status])
    if outcome.status in ("exists", "unchanged"):
        screen.remark(mark, f"{path} {outcome.reason}")
        _show_kept(outcome, screen)
        _show_options(outcome, screen)
        return
    would = _would(outcome) if outcome.status == "dry-run" else ""
    if screen.is_terminal and not screen.quiet:
        screen.result(mark, would, (path, "bold"))
    else:
        screen.result(path)
    assert outcome.post
    for label, words in found(outcome.post, verbose=screen.verbose):
        screen.remark((f"  {label:<8}", "dim"), words)
    _show_kept(outcome, screen)
    _show_options(outcome, screen)
    if outcome.status == "dry-run" and outcome.lost:
        show_lost(screen, outcome.path, outcome.lost, would=True)
    show_diff(outcome.diff, screen)


def _would(outcome: Outcome) -> str:
    verb = "update" if outcome.update else "replace" if outcome.diff else "write"
    return f"would {verb} "


def _show_kept(outcome: Outcome, screen: Screen) -> None:
    """Print which fields stay although the article has changed them."""
    if outcome.update and outcome.update.kept:
        screen.remark(("  kept    ", "dim"), ", ".join(outcome.update.kept))


def _show_options(outcome: Outcome, screen: Screen) -> None:
    """Print, if it is wanted, which options of the import an update has used."""
    if screen.verbose and outcome.update and outcome.update.options:
        screen.remark(("  options ", "dim"), f"of the import: {', '.join(outcome.update.options)}")


def show_lost(
    screen: Screen, path: Path | None, lines: tuple[str, ...], *, would: bool = False
) -> None:
    """Print the lines of the owner's that go where a post is replaced."""
    number = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    go = "would be" if would else "is" if len(lines) == 1 else "are"
    screen.remark(("! ", "yellow"), f"{shortest(path)}: {number} of yours {go} lost:")
    for line in lines[:_MOST_LOST]:
        screen.remark((f"- {line}", "red"))
    if len(lines) > _MOST_LOST:
        screen.remark((f"  … {len(lines) - _MOST_LOST} more", "dim"))


def show_diff(diff: str, screen: Screen) -> None:
    """Print a unified diff."""
    for line in diff.splitlines():
        screen.remark((line, _DIFF_STYLES.get(line[:1], "")))


def shortest(path: Path | None) -> str:
    """Return the path relative to the working folder if it is below it."""
    if path is None:
        return ""
    here = Path.cwd()
    absolute = here / path
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def found(post: Post, *, verbose: bool = False) -> list[tuple[str, str]]:
    """Return what was found in the page, as rows of a label and words."""
    facts = post.article.metadata
    count = counts(post)
    parts = []
    if facts.authors:
        parts.append("author " + ", ".join(facts.authors))
    if facts.published:
        parts.append(f"date {day_of(facts.published)} ({facts.sources.get('published', '?')})")
    parts.append(f"{count['words']} words")
    parts += [
        f"{number} {name.removesuffix('s') if number == 1 else name}"
        for name, number in count.items()
        if number and name != "words"
    ]
    rows = [("title", str(post.front_matter.get("title", ""))), ("found", " · ".join(parts))]
    if post.pictures:
        rows.append(("copies", _copies(post)))
    if post.article.url:
        rows.append(("source", post.article.url + (f" ({facts.license})" if facts.license else "")))
    if verbose:
        rows += [
            ("lost", f"{loss.kind}: {example}") for loss in post.losses for example in loss.examples
        ]
        rows += [("from", f"{field}: {source}") for field, source in facts.sources.items()]
    return rows


def _copies(post: Post) -> str:
    many = sum(not picture.is_file for picture in post.pictures)
    of_page = "" if any(picture.url for picture in post.pictures) else " of the saved page"
    counts = ((many, "picture"), (len(post.pictures) - many, "file"))
    words = (f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number)
    return f"{' and '.join(words)}{of_page}"


def counts(post: Post) -> dict[str, int]:
    """Count the words, images and tables of a post's article."""
    article = post.article
    return {
        "words": article.words,
        "images": len(article.body.find_all("img")),
        "tables": len(article.body.find_all("table")),
    }


def _as_plain(update: Update) -> dict[str, Any]:
    return asdict(update) | {"file": shortest(update.file) or None}


def as_record(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as plain data for ``--json``."""
    record: dict[str, Any] = {
        "source": outcome.link.url,
        "status": outcome.status,
        "path": shortest(outcome.path) or None,
        "reason": outcome.reason or None,
        "hint": getattr(outcome.error, "hint", "") or None,
        "diff": outcome.diff or None,
        "lost": list(outcome.lost),
        "update": _as_plain(outcome.update) if outcome.update else None,
    }
    losses = outcome.post.losses if outcome.post else getattr(outcome.error, "losses", ())
    record["losses"] = [asdict(loss) for loss in losses]
    if outcome.post:
        facts = outcome.post.article.metadata
        record |= {
            "front_matter": dict(outcome.post.front_matter),
            "title": facts.title,
            "authors": list(facts.authors),
            "date": facts.published.isoformat() if facts.published else None,
            "url": outcome.post.article.url or None,
            **counts(outcome.post),
            "warnings": list(outcome.post.warnings),
            "pictures": [p.name for p in outcome.post.pictures if not p.is_file],
            "files": [p.name for p in outcome.post.pictures if p.is_file],
            "not_copied": [
                {"url": url, "reason": reason} for url, reason in outcome.post.not_copied
            ],
        }
    return record
