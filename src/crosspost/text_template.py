"""The user's templates of attribution and note, in a part of Jinja2's language.

A template may be that of a clone, and its values are those of a page. Only what is listed here may
be in it: no attributes, no functions, no arithmetic; loops run over the lists of the article. So no
template can take long, or reach anything but its values. Values are escaped for their place as
those of the brace form are; the template's own text is Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes, pass_context
from jinja2.sandbox import SandboxedEnvironment

from crosspost.attribution import is_target, shown
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile

#: What a template may name.
NAMES = (
    *("title", "author", "authors", "site", "date", "license", "url", "archive_url"),
    *("tags", "categories", "lang"),
)
FILTERS = (
    *("date", "default", "join", "first", "last", "length", "lower", "upper", "title"),
    *("capitalize", "trim", "truncate"),
)
_MOST_CHARACTERS = 20_000
_MOST_NODES = 500
_DEEPEST_LOOP = 2
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If),
    *(nodes.For, nodes.CondExpr, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or),
    *(nodes.Not, nodes.Concat, nodes.Keyword),
)
_OF_LOOP = frozenset({"first", "last", "index", "index0", "length"})
_FORMAT = lazy_compile(r"(?:[^%\d]|%-?[aAbBdejmuyY%])*")
# What a value is between the rendering and the escaping, which depends on the text before.
_BACKSLASH = "\\"
_VALUE = lazy_compile("\x02(\\d+)\x03")


def fill(
    template: str,
    values: Mapping[str, Any],
    setting: str,
    guard: Callable[[str], str] = lambda text: text,
) -> str:
    """Fill in a template.

    Args:
        template: Markdown with ``{{ title }}``, ``{% if author %}``, ``{% for tag in tags %}`` …
        values: of the names in ``NAMES``: texts, lists of texts, and a date; None if unknown.
        setting: its name, for messages.
        guard: escapes a value, as Markdown, for the template language of the site's generator.

    Returns:
        Markdown, without spaces at its ends.

    Raises:
        ConfigError: it is not such a template, names what there is not, or its text is too long.
    """
    found: list[str] = []

    def kept(_: Any, value: Any) -> str:
        found.append(_text(value))
        return f"\x02{len(found) - 1}\x03"

    environment = SandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, finalize=pass_context(kept), cache_size=0
    )
    environment.globals.clear()
    environment.filters = {
        name: function for name, function in environment.filters.items() if name in FILTERS
    } | {"date": _date}
    template = template.replace("\x02", "").replace("\x03", "")
    try:
        _check(environment.parse(template), setting)
        known = {name: values.get(name) for name in NAMES}
        text = environment.from_string(template).render(known)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{setting}, line {line}" if line else setting
        raise ConfigError(f"{where}: {error.message}", hint=_hint()) from error
    except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise ConfigError(f"{setting}: {error}", hint=_hint()) from error
    return _escaped(text, found, setting, guard)


def _escaped(text: str, values: list[str], setting: str, guard: Callable[[str], str]) -> str:
    out, at = "", 0
    for value in _VALUE.finditer(text):
        out += text[at : value.start()]
        at = value.end()
        made = guard(shown(values[int(value[1])], is_target=is_target(out)))
        # With the text of the template beside it, a value could open a tag of the generator.
        if out[-1:] in ("{", "<") and made[:1] == "%":
            made = f"&#37;{made[1:]}"
        if made[-1:] in ("{", "<"):
            made = f"{made[:-1].removesuffix(_BACKSLASH)}&#{ord(made[-1])};"
        out += made
        if len(out) > _MOST_CHARACTERS:
            break
    out += text[at:]
    if len(out) > _MOST_CHARACTERS:
        raise ConfigError(
            f"{setting}: the text is longer than {_MOST_CHARACTERS:,} characters",
            hint="Shorten the template.",
        )
    return out.strip()


def _check(tree: nodes.Node, setting: str, loops: int = 0, local: Iterable[str] = ()) -> None:
    """Refuse what is not listed in this module."""
    if not loops and sum(1 for _ in tree.find_all(nodes.Node)) > _MOST_NODES:
        raise ConfigError(f"{setting}: the template is too long", hint="Shorten it.")
    local = tuple(local)
    for node in tree.iter_child_nodes():
        inner, names = loops, local
        if isinstance(node, nodes.For):
            inner += 1
            is_simple = isinstance(node.target, nodes.Name) and not node.recursive
            if inner > _DEEPEST_LOOP or not is_simple or not isinstance(node.iter, nodes.Name):
                _refuse(node, "such a loop", setting)
            names = (*local, node.target.name, "loop")  # type: ignore[attr-defined]
        elif isinstance(node, nodes.Getattr):
            is_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
            if not is_loop or "loop" not in local or node.attr not in _OF_LOOP:
                _refuse(node, f"the attribute {node.attr!r}", setting)
        elif isinstance(node, nodes.Name):
            if node.name not in (*NAMES, *local):
                _refuse(node, f"{node.name!r}", setting)
        elif isinstance(node, nodes.Filter):
            if node.name not in FILTERS:
                _refuse(node, f"the filter {node.name!r}", setting)
        elif not isinstance(node, _ALLOWED):
            _refuse(node, f"{type(node).__name__.lower()!r}", setting)
        _check(node, setting, inner, names)


def _refuse(node: nodes.Node, what: str, setting: str) -> None:
    raise ConfigError(f"{setting}, line {node.lineno}: {what} is not known here", hint=_hint())


def _hint() -> str:
    return f"Known: {', '.join(NAMES)}; the filters {', '.join(FILTERS)}; if and for."


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value)


def _date(value: Any, form: str = "%Y-%m-%d") -> str:
    """Return a date in a form of ``strftime``; empty if it is not known."""
    if not isinstance(form, str) or len(form) > 100 or not _FORMAT.fullmatch(form):
        raise ValueError(f'date({form!r}): not a form of a date, such as "%d.%m.%Y"')
    return value.strftime(form) if isinstance(value, date) else ""
