"""The beginning of an article: its title, standfirst and lead picture."""

from __future__ import annotations

import re

from crosspost import urls
from crosspost.body.arrays import Bools, Floats
from crosspost.body.blocks import Blocks
from crosspost.body.captions import caption_of
from crosspost.body.media import MediaFilter
from crosspost.body.page import BOILERPLATE, PageArrays
from crosspost.body.phrases import YEAR
from crosspost.lazy_regex import lazy_compile
from crosspost.page import class_hints
from crosspost.page.vocabulary import HEADINGS

_NOT_WORD = lazy_compile(r"\W+")
_TITLE_WITHIN = 40  # blocks from the first kept one in which the title is looked for

_WITHIN = 15  # blocks from the title to the text, between which a standfirst is looked for
_RIGHT_UNDER_WITHIN = 40  # the same for lines right under the title: a bar of buttons may follow
_ABOVE = 8  # the same, from the text upwards, on a page whose title was not found
_MOST_LINES = 2  # of a standfirst
_FEWEST_WORDS, _LONGEST = 6, 700  # words, characters
_WORDS_OF_DAY = 12  # fewer words with a year are a dateline
_MOST_LINKED = 0.3  # share of links
# The least probability of a standfirst:
_RIGHT_UNDER_TITLE = 0.1  # at most two blocks under the title
_UNDER_TITLE = 0.2
_NAMED = 0.02  # under the title, in a box that themes name so
_UNTITLED = 0.3  # on a page whose title was not found
_STANDFIRST = lazy_compile(
    r"standfirst|dek\b|deck\b|lead|lede|intro|sub-?_?title|subhead|subline|excerpt|teaser|summary"
    r"|strapline|einleitung|bajada|chapo|sapo|description|abstract|vorspann|ingress|sommario"
    r"|entradilla",
    re.I,
)
_NOT_STANDFIRST = (
    BOILERPLATE & ~(class_hints.ASIDE | class_hints.SHARE | class_hints.FORM)
    | class_hints.CAPTION
    | class_hints.FIGURE
    | class_hints.CONTENTS
)
_NOT_STANDFIRST_TAGS = frozenset(("time", "figcaption", "button", "label", "li", "h1"))

_LEAD_WITHIN = 25  # blocks from the title to the text, between which a picture is looked for
_LEAD_ABOVE = 8  # from the text upwards, on a page whose title was not found
_BEFORE_TITLE = 2  # blocks
_NOT_LEAD = (BOILERPLATE | class_hints.TEASER) & ~(class_hints.ASIDE | class_hints.COOKIE)
_NOT_LEAD_TAGS = frozenset(("li", "aside", "nav"))
_LONGEST_CAPTION = 400  # characters
# The box of the lead picture, not one of the small pictures of other articles.
_FEATURED = lazy_compile(r"(?:post|entry|article)-thumb|featured", re.I)


def title_lines(found: Blocks, kept: Bools, title: str | None) -> list[int]:
    """Return the kept lines at the top of the article that are the page's title.

    A first heading of rank 1 is one too if it is similar to the title in the metadata.
    """
    lines: list[int] = []
    first = int(kept.argmax())
    wanted = _letters(title or "")
    prose = 0
    for index in range(first, min(len(kept), first + _TITLE_WITHIN)):
        if not kept[index]:
            continue
        text = found.texts[index]
        heading = found.box_tags[found.boxes[index]] == "h1"
        letters = _letters(text) if len(text) < 500 else ""
        if letters and (letters == wanted or (heading and prose == 0 and _is_like(text, title))):
            lines.append(index)
        elif len(text) > 200:
            prose += 1
            if prose > 1:
                break
    return lines


def _letters(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()


def _is_like(heading: str, title: str | None) -> bool:
    """True if half of the words are the title's, or if there is no title to compare."""
    if not title:
        return True
    words, wanted = set(heading.lower().split()), set(title.lower().split())
    return len(words & wanted) * 2 >= min(len(words), len(wanted))


def standfirst(
    found: Blocks, page: PageArrays, probabilities: Floats, kept: Bools, open_: Bools, title: int
) -> list[int]:
    """Return the lines between the title and the text that introduce the article, if not kept yet.

    Args:
        open_: the blocks that may be added.
        title: the block of the title, -1 if it was not found.
    """
    first = _first_prose(page, kept, title)
    if first < 0:
        return []
    distance = first - title if title >= 0 else -1
    is_titled = 0 <= distance <= _WITHIN
    low = title + 1 if is_titled else max(first - _ABOVE, 0)
    is_far = _WITHIN < distance <= _RIGHT_UNDER_WITHIN
    under = range(title + 1, min(title + 1 + _MOST_LINES, low)) if is_far else range(0)
    around = int(page.class_hints[title]) if is_titled or is_far else 0
    lines: list[int] = []
    for index in (*under, *range(low, first)):
        if not open_[index] or not _may_introduce(found, page, index, around):
            continue
        if title >= 0 and found.texts[index] == found.texts[title]:
            continue
        if index in under and (page.link_share[index] > 0 or _is_heading(found, index)):
            continue  # a byline, the beginning of a section
        if not is_titled and index not in under:
            least = _UNTITLED
        elif _STANDFIRST.search(found.box_names[found.boxes[index]]):
            least = _NAMED
        else:
            least = _RIGHT_UNDER_TITLE if index - title <= _MOST_LINES else _UNDER_TITLE
        if probabilities[index] >= least:
            lines.append(index)
    return lines[:_MOST_LINES]


def _is_heading(found: Blocks, index: int) -> bool:
    return found.box_tags[found.boxes[index]] in HEADINGS


def _may_introduce(found: Blocks, page: PageArrays, index: int, around: int) -> bool:
    """Tell whether a line may be a standfirst; hints of boxes around the title do not count."""
    return bool(
        page.words[index] >= _FEWEST_WORDS
        and page.chars[index] <= _LONGEST
        and page.link_share[index] <= _MOST_LINKED
        and not (page.words[index] <= _WORDS_OF_DAY and YEAR.search(found.texts[index]))
        and not page.class_hints[index] & _NOT_STANDFIRST & ~around
        and found.box_tags[found.boxes[index]] not in _NOT_STANDFIRST_TAGS
    )


def _first_prose(page: PageArrays, kept: Bools, title: int) -> int:
    """The first kept block of prose after the title; -1 for none."""
    prose = kept & (page.prose > 0)
    prose[: title + 1] = False
    return int(prose.argmax()) if prose.any() else -1


def keep_lead(
    found: Blocks,
    page: PageArrays,
    kept: Bools,
    media: Bools,
    media_filter: MediaFilter,
    title: int,
) -> None:
    """Keep the picture between title and text with its caption, unless one is kept there; in place.

    A picture in a ``figure`` is preferred to others. Right above the title, only a picture in a
    ``figure`` of the same article, or beside the title, counts.

    Args:
        media_filter: tells which pictures are not content.
        title: the block of the title, -1 if it was not found.
    """
    first = _first_prose(page, kept, title)
    if first < 0:
        return
    after = kept & (page.prose > 0)
    after[: first + 1] = False
    if title >= 0 and first - title <= _MOST_LINES + 1 and after.any():
        below = int(after.argmax())  # the text is below a standfirst
        if 1 < below - first <= _RIGHT_UNDER_WITHIN:
            first = below
    is_titled = title >= 0 and first - title <= _LEAD_WITHIN
    low = max(title - _BEFORE_TITLE if is_titled else first - _LEAD_ABOVE, 0)
    near = [number for number, (_, _, before) in enumerate(found.media) if low <= before <= first]
    if any(media[number] and found.media[number][2] > title for number in near):
        return
    candidates = [number for number in near if not media[number] and media_filter.may_lead(number)]
    ranks = {number: _lead_rank(found, page, found.media[number], title) for number in candidates}
    lead = max(candidates, key=lambda number: ranks[number], default=-1)  # the first of equals
    if lead >= 0 and ranks[lead]:
        media[lead] = True
        _keep_caption(found, page, kept, found.media[lead][1], title)


def _lead_rank(found: Blocks, page: PageArrays, medium: tuple[int, int, int], title: int) -> int:
    """2 for a picture in a ``figure``, 1 for another one that may be the lead, 0 for others."""
    node, box, before = medium
    tags, hints = _around(found, page, box)
    if title >= 0:
        hints &= ~int(page.class_hints[title])  # of boxes around both
    if hints & _NOT_LEAD or tags & _NOT_LEAD_TAGS:
        return 0
    if before <= title and not {"figure", "article"} <= tags:
        beside = found.box_parents[found.boxes[title]]
        is_beside = found.box_parents[box] == beside and found.box_tags[beside] != "body"
        if found.box_tags[box] != "figure" or not is_beside:
            return 0
    if "figure" in tags:
        return 2
    return (
        0 if urls.path(found.flow.nodes[node].get("src") or "").endswith(".svg") else 1
    )  # an icon


def _around(found: Blocks, page: PageArrays, box: int) -> tuple[set[str], int]:
    tags: set[str] = set()
    hints = 0
    while box >= 0:
        tags.add(found.box_tags[box])
        own = int(page.box_class_hints[box])
        if own & class_hints.TEASER and _FEATURED.search(found.box_names[box]):
            own &= ~class_hints.TEASER
        hints |= own
        box = found.box_parents[box]
    return tags, hints


def _keep_caption(found: Blocks, page: PageArrays, kept: Bools, box: int, title: int) -> None:
    caption = caption_of(found, page, box, is_of_article=True)
    if page.chars[caption].sum() <= _LONGEST_CAPTION and title not in caption:
        kept[caption] = True
