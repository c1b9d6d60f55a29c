"""The rules: a file a family, registered here by hand, in the order in which they run."""

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
    fences,
    file_names,
    key_names,
    keys,
    lists,
    post_urls,
    references,
    schema,
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
    booleans,
    key_names,
    keys,
    dates,
    lists,
    taxonomy,
    text,
    references,
    post_urls,
    attribution,
    body,
    schema,
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted((r for family in FAMILIES for r in family.RULES), key=lambda r: r.code)
}

Check = Callable[[Post, Context], Iterable[Problem]]
SiteCheck = Callable[[list[Post], Context], Iterable[tuple[Post, Problem]]]

# Of a file as it is.
FILE_CHECKS: tuple[Check, ...] = (encoding.check, fences.check, file_names.check)
# Of a post alone; where its YAML is broken and can be mended, of the mended text.
syntax_check: Check = syntax.check
CHECKS: tuple[Check, ...] = (
    syntax.check,
    values.check,
    booleans.check,
    key_names.check,
    keys.check,
    dates.check,
    lists.check,
    taxonomy.check,
    text.check,
    references.check,
    attribution.check,
    body.check,
    schema.check,
)
# Of all posts of a site together.
SITE_CHECKS: tuple[SiteCheck, ...] = (
    key_names.check_site,
    keys.check_site,
    taxonomy.check_site,
    references.check_site,
    post_urls.check_site,
)
