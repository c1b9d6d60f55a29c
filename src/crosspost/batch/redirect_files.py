"""Redirects from old URLs to new pages, for a host of static sites: a marked part of its file.

What the owner has in that file stays. Paths come from an export that others may have changed, so
each format has its own escaping, and a path that it cannot hold is left out.

Formats: https://docs.netlify.com/routing/redirects/,
https://developers.cloudflare.com/pages/configuration/redirects/,
https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html,
https://nginx.org/en/docs/http/ngx_http_map_module.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from crosspost import urls
from crosspost.lazy_regex import lazy_compile

BEGIN = "# crosspost: old URLs (begin). This part is written anew by crosspost batch --own."
END = "# crosspost: old URLs (end)"
_BLOCK = lazy_compile(rf"^{re.escape(BEGIN)}\n(?:(?!# crosspost).*\n)*{re.escape(END)}\n?", re.M)
ADDED_BEGIN = (
    "# crosspost: old URLs of single posts (begin). crosspost URL --own adds to this part."
)
ADDED_END = "# crosspost: old URLs of single posts (end)"
_ADDED = lazy_compile(
    rf"^{re.escape(ADDED_BEGIN)}\n((?:(?!# crosspost).*\n)*){re.escape(ADDED_END)}\n?", re.M
)
# Percent-encoded, this is all that a URL needs; no sign of a format is among it.
_SAFE = "/-._~!,;=@+"
_NUMBERED = lazy_compile(r"(p|page_id)=(\d{1,18})")
_NGINX_KEY = 24  # bytes that fit into nginx's hash tables on every processor, see its documentation
_CONTROL = lazy_compile(r"[\x00-\x1f\x7f\ufffd]")


class Redirect(NamedTuple):
    """One redirect.

    Attributes:
        path: the old one, decoded.
        number: the parameter that names a post of WordPress, and its number; empty for none.
        to: a path of the new site, with its base URL, percent-encoded.
    """

    path: str
    number: tuple[str, str] | tuple[()]
    to: str


def redirect_of(old: str, to: str) -> Redirect | None:
    """Return the redirect of an old URL; None if it cannot be one.

    Args:
        old: absolute.
        to: the link to the new page, see ``Target.link_to``.
    """
    found = urls.read(old)
    if found is None:
        return None
    path = re.sub("/{2,}", "/", unquote(found.path, errors="replace"))  # as servers do
    query = found.href.partition("?")[2]
    number = _NUMBERED.fullmatch(query)
    if _CONTROL.search(path) or (query and not number) or path == unquote(to):
        return None
    # A host shows one page with and without the final slash, or leads from one to the other.
    if not number and path.rstrip("/") in ("", unquote(to).rstrip("/")):
        return None
    return Redirect(path, (number[1], number[2]) if number else (), to)


def _netlify(redirects: Iterable[Redirect]) -> Iterator[str]:
    for one in redirects:
        query = f" {one.number[0]}={one.number[1]}" if one.number else ""
        yield f"{quote(one.path, safe=_SAFE)}{query} {one.to} 301"


def _cloudflare(redirects: Iterable[Redirect]) -> Iterator[str]:
    for one in redirects:
        if not one.number:  # a query is not looked at
            for path in _both(one.path):
                yield f"{quote(path, safe=_SAFE)} {one.to} 301"


def _apache(redirects: Iterable[Redirect]) -> Iterator[str]:
    yield "RewriteEngine On"
    for one in redirects:
        to = one.to.replace("%", r"\%")
        if one.number:
            name, number = one.number
            yield f'RewriteCond "%{{QUERY_STRING}}" "^{name}={number}$"'
            to += "?"
        pattern = "".join(map(_apache_sign, one.path.strip("/")))
        yield f'RewriteRule "^{pattern}/?$" "{to}" [R=301,L,NE]'


def _apache_sign(sign: str) -> str:
    """Return a character for a pattern in quotation marks."""
    if sign.isalnum() or sign in "/-_":
        return sign
    return "".join(f"\\x{byte:02x}" for byte in sign.encode())


def _nginx(redirects: Iterable[Redirect]) -> Iterator[str]:
    redirects = list(redirects)
    longest = max((len(one.path.encode()) for one in redirects), default=0)
    yield "# In http { include this file; }, and in server { if ($crosspost_new) {"
    yield "# return 301 $crosspost_new; } }"
    if longest > _NGINX_KEY:
        yield f"map_hash_bucket_size {1 << (longest + _NGINX_KEY).bit_length()};"
    yield "map $crosspost_old $crosspost_new {"
    yield '  default "";'
    for one in redirects:
        for path in [one.path] if one.number else _both(one.path):
            query = "?{}={}".format(*one.number) if one.number else ""
            yield f'  "{_nginx_key(path)}{query}" "{one.to}";'
    yield "}"
    yield 'map "$arg_p:$arg_page_id" $crosspost_old {'
    yield "  default $uri;"
    yield '  "~^(?<crosspost_p>[0-9]+):$" "$uri?p=$crosspost_p";'
    yield '  "~^:(?<crosspost_page>[0-9]+)$" "$uri?page_id=$crosspost_page";'
    yield "}"


def _nginx_key(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')


def _both(path: str) -> tuple[str, ...]:
    """Return a path with and without its final slash."""
    if path.rpartition("/")[2].count("."):
        return (path,)
    plain = path.rstrip("/")
    return (f"{plain}/", plain)


#: Value of the setting ``redirects`` → name of the file, and what writes its lines.
FORMATS: dict[str, tuple[str, Callable[[Iterable[Redirect]], Iterator[str]]]] = {
    "netlify": ("_redirects", _netlify),
    "cloudflare": ("_redirects", _cloudflare),
    "apache": (".htaccess", _apache),
    "nginx": ("_redirects.nginx.conf", _nginx),
}


def with_redirects(text: str, lines: Iterable[str]) -> str:
    """Return the text of a file with redirects in its marked part, at the end if it has none.

    Args:
        text: of the file; empty if there is none.
    """
    return _with_block(text, _BLOCK, (BEGIN, *lines, END))


def with_added(text: str, lines: Iterable[str]) -> str:
    """Return the text of a file with redirects added to its part for single posts.

    The rest of the file stays, and an old URL that it has gets no second rule.

    Args:
        text: of the file; empty if there is none.
        lines: of any format but that of nginx, whose maps cannot be in parts.
    """
    found = _ADDED.search(text)
    rest = _ADDED.sub("", text, count=1)
    elsewhere = {_old_of(one) for one in _rules(rest.splitlines())} - {""}
    own = {_old_of(one): one for one in _rules(found[1].splitlines() if found else ())}
    new = {_old_of(one): one for one in _rules(lines)}
    added = {old: one for old, one in (own | new).items() if old not in elsewhere}
    if not added.keys() - {""}:
        return text
    return _with_block(text, _ADDED, (ADDED_BEGIN, *added.values(), ADDED_END))


def _with_block(text: str, pattern: re.Pattern[str], lines: Iterable[str]) -> str:
    block = "".join(f"{line}\n" for line in lines)
    if pattern.search(text):
        return pattern.sub(lambda found: block, text, count=1)
    between = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{between}{block}"


def _rules(lines: Iterable[str]) -> Iterator[str]:
    """Yield rules: a line each, or a condition of Apache with its rule."""
    conditions = ""
    for line in lines:
        if line.startswith("RewriteCond"):
            conditions += f"{line}\n"
        elif line and not line.startswith("#"):
            yield f"{conditions}{line}"
            conditions = ""


def _old_of(rule: str) -> str:
    """Return what of a rule names the old URL; empty for a line that names none."""
    if rule.startswith("Rewrite"):
        return rule.rpartition('" "')[0]
    words = rule.split()
    path, *rest = words
    query = [word for word in rest[:-1] if "=" in word and not word.startswith(("/", "http"))]
    return " ".join([path.rstrip("/"), *query])
