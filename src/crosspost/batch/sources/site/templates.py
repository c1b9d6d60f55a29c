"""Shortcodes and tags of template languages in a Markdown text → what they show.

``{{< figure >}}`` of Hugo, ``{% highlight %}`` and ``{{ site.baseurl }}`` of Liquid, tags of Hexo.
Those that are not known stay as text, and so does what is in code. What is shown is HTML or text
that Markdown must not touch: a token takes its place, and ``Expanded.filled`` puts it in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from crosspost.batch.sources.site.expanded import TOKENS, UNKNOWN, Expanded, Names
from crosspost.batch.sources.site.shown import MAKERS, OPENING_ONLY, Code
from crosspost.lazy_regex import lazy_compile

# What ends running text: code, a tag, a comment, a formula, attributes of kramdown, an escape.
_NEXT = lazy_compile(
    r"^[ \t>]{0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,9}){0,3}(?P<fence>`{3,}|~{3,})[^\n]{0,500}"
    r"|(?P<code>`+)|(?P<tag>\{%)|(?P<brace>\{\{)|(?P<comment><!--)|(?P<math>\$\$)|\\[`{$\\]"
    r"|(?P<contents>^(?:[-*+]|1\.)[ \t]{1,9}\S[^\n]{0,80}\n[ \t]{0,9}\{:[ \t]{0,9}toc"
    r"[^{}\n]{0,80}\})"
    r"|(?P<attributes>\{:[^{}\n]{0,500}\})|(?P<id>\{#[\w:.-]{1,80}[^{}\n]{0,100}\}[ \t]*$)"
    r"|(?P<inner>^[ \t]{0,3}<[a-z][a-z0-9]{0,20}\s(?:[^<>\n]{0,300}\s)?markdown=[^<>\n]{0,300}>)",
    re.M,
)
_LONGEST_TAG = 4000  # characters
_LONGEST_CODE = 20_000  # of code within a line of text
_TICKS = lazy_compile(r"`++")
_SETEXT = lazy_compile(r"\n(?:=+|-+)[ \t]*(?:\n|\Z)")
_MARKDOWN = lazy_compile(r"\smarkdown=[\"']?(?:1|block)[\"']?(?=[\s>])")
_MORE = lazy_compile(r"<!--\s{0,9}more\s{0,9}-->", re.I)
_EXCERPT_END = '<hr data-excerpt-end="more">'
_LANGUAGE = lazy_compile(r"\blang:([\w+#.-]{1,40})")
_NAME = lazy_compile(r"\s*([\w./-]{1,60})")
_FILE = lazy_compile(r"\.(?!(?:md|markdown|mkd|html?|textile)\Z)[a-z0-9]{1,8}\Z", re.I)
# What follows a variable with the site's URL, which the URL of a page has in it.
_PAGE_NEXT = lazy_compile(
    r"(?:/?\{\{-?\s{0,9}(?:site|config)\.[a-z.]{1,20}\s{0,9}-?\}\}){0,2}"
    r"(?P<slash>/?)\{%-?\s{0,9}(?:post_url|link)\s"
)
_VARIABLE = lazy_compile(r"\s*(site\.(?:baseurl|url|github\.url)|config\.(?:root|url))\s*\Z")
_FILTERED = lazy_compile(
    r"\s*(?:\"([^\"\n]{0,1000})\"|'([^'\n]{0,1000})')\s*\|\s*(relative_url|absolute_url|url"
    r"|prepend:\s*site\.(?:baseurl|url)(?:\s*\|\s*prepend:\s*site\.(?:baseurl|url))?)\s*\Z"
)
_ATTRIBUTE = lazy_compile(
    r"(?:([A-Za-z][\w-]{0,40})\s{0,9}=\s{0,9})?+"
    r"(?:\"((?:[^\"\\]|\\.){0,1000}+)\"|`([^`]{0,1000}+)`|'([^']{0,1000}+)'|([^\s\"'`=]++))",
    re.S,
)
# A shortcode of Zola.
_CALLED = lazy_compile(r"\s*(youtube|vimeo|gist)\(([^()\n]{0,500})\)\s*\Z")
_SAFE_URL = "/~!,;=@:+$&%?#._-"


def expand(text: str, names: Names) -> Expanded:
    """Replace the tags of a text.

    Args:
        text: Markdown.
    """
    made = Expanded()
    made.text = "".join(_Scanner(TOKENS.sub("", text), names, made).pieces())
    return made


class _Scanner:
    def __init__(self, text: str, names: Names, made: Expanded) -> None:
        self._text, self._names, self._made = text, names, made
        self._at = self._start = 0
        # Ends that are not in the rest of the text are not looked for again.
        self._missing: set[str] = set()

    def pieces(self) -> Iterator[str]:
        text = self._text
        while found := _NEXT.search(text, self._at):
            yield text[self._at : found.start()]
            self._start, self._at = found.start(), found.end()
            kind = found.lastgroup or ""
            one = getattr(self, f"_{kind}", None) if kind else None
            yield one(found) if one else found[0]
        yield text[self._at :]

    def _until(self, end: str, most: int = 0) -> str | None:
        """Return what is up to an end, and go behind it; None if there is none."""
        if end in self._missing:
            return None
        at = self._text.find(end, self._at, self._at + most if most else len(self._text))
        if at < 0:
            if not most:
                self._missing.add(end)
            return None
        found = self._text[self._at : at]
        self._at = at + len(end)
        return found

    # Code, in which only what hides a tag from the generator is removed

    def _fence(self, found: re.Match[str]) -> str:
        mark = found["fence"]
        if mark[0] == "`" and "`" in found[0][found.end("fence") - found.start() :]:
            self._at = found.end("fence")
            return self._text[found.start() : found.end("fence")] + self._code_span(mark)
        end = re.compile(rf"^[ \t>]{{0,60}}{re.escape(mark)}{mark[0]}*[ \t]*$", re.M)
        close = end.search(self._text, self._at)
        stop = close.end() if close else len(self._text)
        code = self._text[self._at : stop]
        self._at = stop
        return found[0] + self._plain_code(code)

    def _code(self, found: re.Match[str]) -> str:
        return found[0] + self._code_span(found[0])

    def _code_span(self, mark: str) -> str:
        stop = self._text.find(
            "\n\n", self._at, self._at + _LONGEST_CODE
        )  # it ends with its paragraph
        stop = stop if stop >= 0 else self._at + _LONGEST_CODE
        end = next(
            (one for one in _TICKS.finditer(self._text, self._at, stop) if one[0] == mark), None
        )
        if end is None:
            return ""
        code = self._text[self._at : end.end()]
        self._at = end.end()
        return self._plain_code(code)

    def _plain_code(self, code: str) -> str:
        if self._names.is_liquid:
            code = _RAW.sub("", code)
        return _HIDDEN.sub(r"{{\1\2\3}}", code)

    # Tags of Liquid, Nunjucks and Hexo

    def _tag(self, found: re.Match[str]) -> str:
        inside = self._until("%}", _LONGEST_TAG)
        if inside is None or not self._names.is_liquid:
            if inside is not None:
                self._at = found.end()
            return found[0]
        written = self._text[found.start() : self._at]
        named = _NAME.match(inside.lstrip("-"))
        name = named[1] if named else ""
        rest = inside.lstrip("-")[named.end() :].rstrip("-") if named else ""
        known = _TAGS.get(name)
        made = known(self, name, rest) if known else None
        if made is None and name != "figure":
            made = self._shown(name, rest, "")
        return self._made.literal(written, name) if made is None else made

    def _line_before(self, at: int) -> str:
        return self._text[self._text.rfind("\n", 0, at) + 1 : at]

    def _shows(self, made: str) -> str:
        """Return a token for what the tag that was just read shows."""
        return self._made.token(made, self._text[self._start : self._at])

    def _raw(self, name: str, rest: str) -> str:
        return self._block(name) or ""

    def _nothing(self, name: str, rest: str) -> str:
        return ""

    def _left_out(self, name: str, rest: str) -> str | None:
        return None if self._block(name) is None else ""

    def _highlight(self, name: str, rest: str) -> str | None:
        content = self._block(name)
        if content is None:
            return None
        found = _LANGUAGE.search(rest) if name == "codeblock" else _NAME.match(rest)
        language = found[1] if found and name != "code" else ""
        before = self._line_before(self._start)
        if before and not before.strip(" \t>"):  # in a quotation, or in an item of a list
            prefix = before.rstrip() if ">" in before else before
            content = "\n".join(one.removeprefix(prefix) for one in content.split("\n"))
            content = content.replace("\n ", "\n") if ">" in before else content
        return self._shows(Code(self._plain_code(content), language).html())

    def _post_url(self, name: str, rest: str) -> str:
        wanted = rest.strip().strip("\"'")
        url = self._url_of(wanted)
        if not url.startswith(UNKNOWN):
            return url
        if name == "link" and _FILE.search(wanted):
            return f"{self._names.base_path}/{quote(wanted.lstrip('/'), safe=_SAFE_URL)}"
        return url if self._is_target() else self._made.literal(wanted)

    def _is_target(self) -> bool:
        """Tell whether the tag that was just read is what a link leads to, and no words."""
        before = self._line_before(self._start)
        while before.rstrip("/").endswith("}}") and "{{" in before:
            before = before[: before.rindex("{{")]
        return before.endswith(("(", "(<", '"', "'", "=")) or before.rstrip().endswith("]:")

    def _post_link(self, name: str, rest: str) -> str | None:
        words = [value for _, value in _values(rest)]
        if not words:
            return None
        page = self._names.page_of(words[0]) or ("", "")
        title = html.escape(" ".join(words[1:]) or page[1] or words[0])
        url = page[0] or f"{UNKNOWN}{quote(words[0])}"
        return self._shows(f'<a href="{html.escape(url)}">{title}</a>')

    def _asset(self, name: str, rest: str) -> str | None:
        words = [value for _, value in _values(rest)]
        if not words:
            return None
        if name == "asset_path":
            return quote(words[0], safe=_SAFE_URL)
        alt = html.escape(" ".join(words[1:]))
        return self._shows(f'<img src="{html.escape(words[0])}" alt="{alt}">')

    def _block(self, name: str) -> str | None:
        """Return what is up to the end of a tag, and go behind it."""
        end = re.compile(rf"\{{%-?\s{{0,9}}end{name}\s{{0,9}}-?%\}}")
        if f"end{name}" in self._missing:
            return None
        found = end.search(self._text, self._at)
        if found is None:
            self._missing.add(f"end{name}")
            return None
        content = self._text[self._at : found.start()]
        self._at = found.end()
        return content

    # Shortcodes of Hugo, variables of the others

    def _brace(self, found: re.Match[str]) -> str:
        sign = self._text[self._at : self._at + 1]
        if sign in ("<", "%"):
            self._at += 1
            return self._shortcode(found.start(), ">" if sign == "<" else "%")
        inside = self._until("}}", _LONGEST_TAG)
        if inside is None:
            return found[0]
        if not self._names.is_liquid:
            self._at = found.end()
            return found[0]
        made = self._variable(inside.strip("-"))
        if made is not None:
            return made
        name = _NAME.match(inside.strip("-"))
        return self._made.literal(
            self._text[found.start() : self._at], name[1] if name else "{{ }}"
        )

    def _variable(self, inside: str) -> str | None:
        known = _VARIABLE.match(inside)
        if known and (before := _PAGE_NEXT.match(self._text, self._at)):
            self._at += before.start("slash") == self._at and len(before["slash"])
            return ""
        if known:
            is_url = known[1] in ("site.url", "config.url")
            host = self._names.base[: len(self._names.base) - len(self._names.base_path)]
            shown = (host if is_url else self._names.base_path) or ""
            if known[1] == "site.github.url":
                shown = self._names.base
            return quote(shown, safe=_SAFE_URL)
        filtered = _FILTERED.match(inside)
        if not filtered:
            called = _CALLED.match(inside)
            return self._shown(called[1], called[2].replace(",", " "), "") if called else None
        path = filtered[1] if filtered[1] is not None else filtered[2]
        path = path if path.startswith(("/", "http:", "https:")) else f"/{path}"
        if path.startswith("/"):
            path = f"{self._names.base_path}{path}"
        return quote(path, safe=_SAFE_URL)

    def _shortcode(self, start: int, sign: str) -> str:
        end = f"{sign}}}}}"
        inside = self._until(end, _LONGEST_TAG)
        if inside is None:
            return self._made.literal(self._text[start : self._at])
        written = self._text[start : self._at]
        hidden = inside.strip()
        if hidden.startswith("/*") and hidden.endswith("*/"):  # how to write about a shortcode
            opening = "<" if sign == ">" else "%"
            return self._made.literal(f"{{{{{opening}{hidden[2:-2]}{end}")
        named = _NAME.match(inside)
        if not named:
            return self._made.literal(written)
        name, rest = named[1], inside[named.end() :].strip()
        if name in ("ref", "relref"):
            words = _values(rest)
            wanted = next((v for k, v in words if k in ("", "path")), "")
            return self._url_of(wanted)
        is_alone = rest.endswith("/")
        if name.startswith("/"):
            return self._made.literal(written, name.lstrip("/"))
        content = "" if name in OPENING_ONLY or is_alone else self._content(name)
        made = self._shown(name, rest.removesuffix("/"), content)
        return self._made.literal(written, name) if made is None else made

    def _content(self, name: str) -> str | None:
        """Return what is up to the end of a shortcode that is known and has one."""
        if name not in MAKERS or f"/{name}" in self._missing:
            return None
        end = re.compile(rf"\{{\{{[<%]\s{{0,9}}/\s{{0,9}}{re.escape(name)}\s{{0,9}}[>%]\}}\}}")
        found = end.search(self._text, self._at)
        if found is None:
            self._missing.add(f"/{name}")
            return None
        content = self._text[self._at : found.start()]
        self._at = found.end()
        return content

    def _shown(self, name: str, rest: str, content: str | None) -> str | None:
        maker = MAKERS.get(name)
        made = maker(_values(rest), content) if maker else None
        return None if made is None else self._shows(made)

    def _url_of(self, name: str) -> str:
        place, _, part = name.partition("#")
        found = self._names.page_of(place) if place else ("", "")
        part = f"#{quote(part, safe=_SAFE_URL)}" if part else ""
        if found is None or (place and not found[0]):
            return f"{UNKNOWN}{quote(place, safe='/._-')}"
        return f"{found[0]}{part}"

    # The rest

    def _comment(self, found: re.Match[str]) -> str:
        inside = self._until("-->")
        if inside is None:
            return found[0]
        written = self._text[found.start() : self._at]
        return self._shows(_EXCERPT_END) if _MORE.fullmatch(written) else written

    def _math(self, found: re.Match[str]) -> str:
        begin = found.start()
        inside = self._until("$$", _LONGEST_TAG)
        if inside is None or not inside.strip() or "\n\n" in inside:
            self._at = found.end()
            return found[0]
        before = self._line_before(begin).strip(" \t>")
        end = self._text.find("\n", self._at)
        after = self._text[self._at : end if end >= 0 else len(self._text)].strip()
        mode = "" if before or after else "; mode=display"
        if "</" in inside:
            return self._made.literal(f"$${inside}$$")
        return self._shows(f'<script type="math/tex{mode}">{inside.strip()}</script>')

    def _contents(self, found: re.Match[str]) -> str:
        return "" if self._names.is_kramdown else found[0]

    def _attributes(self, found: re.Match[str]) -> str:
        if not self._names.is_kramdown:
            return found[0]
        name = found[0][2:-1].strip()
        if name.startswith("#") and (words := name[1:].split()):
            return self._shows(f'<a id="{html.escape(words[0])}"></a>')
        self._made.left_out.setdefault(ATTRIBUTES)
        return ""

    def _id(self, found: re.Match[str]) -> str:
        is_setext = _SETEXT.match(self._text, self._at)
        if not self._line_before(found.start()).startswith("#") and not is_setext:
            return found[0]
        name = found[0][2:].split("}")[0].split()[0]
        return self._shows(f'<a id="{html.escape(name)}"></a>')

    def _inner(self, found: re.Match[str]) -> str:
        """Return a tag of HTML whose content is Markdown."""
        if not self._names.is_kramdown:
            return found[0]
        return _MARKDOWN.sub("", found[0]) + "\n\n"


_TAGS: dict[str, Callable[[_Scanner, str, str], str | None]] = {
    "raw": _Scanner._raw,
    "verbatim": _Scanner._raw,
    "endraw": _Scanner._nothing,
    "endverbatim": _Scanner._nothing,
    "comment": _Scanner._left_out,
    "highlight": _Scanner._highlight,
    "codeblock": _Scanner._highlight,
    "code": _Scanner._highlight,
    "post_url": _Scanner._post_url,
    "link": _Scanner._post_url,
    "post_link": _Scanner._post_link,
    "asset_img": _Scanner._asset,
    "asset_path": _Scanner._asset,
}
#: Said of posts that had attribute lists.
ATTRIBUTES = "left out: attributes of elements, such as {: .class}"
_RAW = lazy_compile(r"\{%-?\s{0,9}(?:end)?raw\s{0,9}-?%\}")
_HIDDEN = lazy_compile(r"\{\{([<%])/\*([^{}]{0,500}?)\*/([>%])\}\}")


def _values(written: str) -> list[tuple[str, str]]:
    """Return the attributes of a tag: names, empty for those without, and values."""
    found = []
    for one in _ATTRIBUTE.finditer(written[:_LONGEST_TAG]):
        value = next((part for part in one.groups()[1:] if part is not None), "")
        found.append((one[1] or "", value.replace('\\"', '"')))
    return found
