"""The rules: one file for each family, registered here in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem, Rule
from crosspost.validate.rules import (
    attribution,
    body,
    booleans,
    dates,
    encoding,
    excerpts,
    fences,
    file_names,
    images,
    key_names,
    keys,
    lists,
    numbers,
    others,
    post_urls,
    references,
    schema,
    site,
    suppression,
    syntax,
    taxonomy,
    text,
    values,
)

FAMILIES = (
    suppression,
    encoding,
    fences,
    file_names,
    syntax,
    values,
    numbers,
    booleans,
    key_names,
    keys,
    excerpts,
    dates,
    lists,
    taxonomy,
    text,
    references,
    images,
    post_urls,
    attribution,
    body,
    site,
    schema,
    others,
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted((r for family in FAMILIES for r in family.RULES), key=lambda r: r.code)
}

Check = Callable[[Post, Context], Iterable[Problem]]
SiteCheck = Callable[[list[Post], Context], Iterable[tuple[Post, Problem]]]

# Rules for a file, even if its front matter is broken.
FILE_CHECKS: tuple[Check, ...] = (encoding.check, fences.check, file_names.check)
# Rules for a single post; if its YAML is broken and can be fixed, for the fixed text.
syntax_check: Check = syntax.check
CHECKS: tuple[Check, ...] = (
    syntax.check,
    values.check,
    numbers.check,
    booleans.check,
    key_names.check,
    keys.check,
    excerpts.check,
    dates.check,
    lists.check,
    taxonomy.check,
    text.check,
    references.check,
    images.check,
    attribution.check,
    body.check,
    schema.check,
)
# Rules for all posts of a site together.
SITE_CHECKS: tuple[SiteCheck, ...] = (
    key_names.check_site,
    keys.check_site,
    taxonomy.check_site,
    references.check_site,
    images.check_site,
    post_urls.check_site,
)
