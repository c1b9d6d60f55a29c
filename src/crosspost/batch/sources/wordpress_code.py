"""Code in the text of a WordPress post, set aside before anything else reads it.

There it is written as shortcodes, whose content is raw or escaped, as ``<pre>`` whose language is
in an attribute of some highlighter, or as ``<code>`` over several lines.
"""

from __future__ import annotations

import html
import json
import re

from crosspost.lazy_regex import lazy_compile

# Names of SyntaxHighlighter Evolved, which each are a language; "code" and the like name it in
# "language" or "lang".
_GENERAL = "code|sourcecode|source|cc|cci|crayon"
_LANGUAGES = (
    "as3|actionscript3|bash|shell|sh|coldfusion|cf|clojure|clj|cpp|c|c-sharp|csharp|css|delphi"
    "|pas|pascal|diff|patch|erl|erlang|fsharp|go|golang|groovy|haskell|html|java|javafx|jfx|js"
    "|jscript|javascript|json|latex|tex|lua|matlab|matlabkey|objc|obj-c|perl|pl|php|plain|text"
    "|powershell|posh|ps|ps1|py|python|r|splus|rails|rb|ror|ruby|rust|scala|scss|sql|swift"
    "|typescript|vb|vbnet|xml|xhtml|xslt|yaml|yml"
)
_SHORTCODE = lazy_compile(rf"\[({_GENERAL}|{_LANGUAGES})((?:[\s=][^\[\]]{{0,500}})?)\]")
_DOUBLE_END = lazy_compile(rf"\[(\[/(?:{_GENERAL}|{_LANGUAGES})\])\]")
_NAMED = lazy_compile(r"(?:lang|language|title_lang)\s{0,9}=\s{0,9}[\"'”“]?([\w+#.-]{1,30})")
_VALUE = lazy_compile(r"\A[\s=]{0,9}[\"'”“]?([\w+#.-]{1,30})[\"'”“]?\s*\Z")
_ELEMENT = lazy_compile(r"<(pre|script|style|textarea|code|xmp|listing)(\s[^<>]{0,2000})?>", re.I)
_LANG = lazy_compile(
    r"(?:^|[\s\"'])(?:data-)?lang(?:uage)?\s{0,9}=\s{0,9}[\"']?([\w+#.-]{1,30})", re.I
)
_BRUSH = lazy_compile(r"(?:brush|lang)\s{0,9}:\s{0,9}([\w+#.-]{1,30})", re.I)
_CLASS = lazy_compile(r"\blang(?:uage)?-[\w+#.-]{1,30}", re.I)
_BLOCK = lazy_compile(r"<!--\s{0,9}wp:[\w/-]{1,80}\s(\{[^<>]{1,20000}\})\s{0,9}-->\s{0,9}<pre\b")
_MARKUP = lazy_compile(r"\A\s{0,99}<code\b|<span\s[^<>]{0,500}(?:class|style)=", re.I)
_ESCAPED = lazy_compile(r"&(?:lt|gt|amp|quot|#0?39|#x27|#8211|#821[67]|#822[01]);")
_DOUBLED = lazy_compile(r"\[\[(/?\w[^\[\]]{0,500})\]\]")
# No character of XML: no text of an export has it.
_PLACE = lazy_compile("\x02(\\d{1,9})\x03")
_MARKS = lazy_compile("[\x02\x03]")
# The same, with the lines around a block.
_PLACE_OF_BLOCK = lazy_compile("\n\n\x02(\\d{1,9})\x03\n\n")


class SetAside:
    """Pieces of a text that are set aside, and put back at the end."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._sources: dict[int, str] = {}

    def keep(self, piece: str) -> str:
        """Set a piece aside; return what is in its place."""
        self._kept.append(piece)
        return f"\x02{len(self._kept) - 1}\x03"

    def keep_block(self, piece: str, source: str) -> str:
        """Set a block aside; return what is in its place, with empty lines around it.

        Args:
            source: what was written for it.
        """
        self._sources[len(self._kept)] = source
        return f"\n\n{self.keep(piece)}\n\n"

    def as_written(self, text: str) -> str:
        """Return a text with what was written where blocks were set aside."""
        text = _PLACE_OF_BLOCK.sub(lambda found: self._sources.get(int(found[1]), found[0]), text)
        return self.put_back(text)

    def put_back(self, text: str) -> str:
        """Return a text with the pieces where they were."""
        return _PLACE.sub(lambda found: self._kept[int(found[1])], text)


def set_code_aside(text: str, aside: SetAside) -> str:
    """Return a text without its code, which is kept as HTML.

    Args:
        text: of a post, as the export has it.
        aside: keeps the code.
    """
    text = _BLOCK.sub(_with_language, _MARKS.sub(" ", text))
    return _elements(_shortcodes(text, aside), aside)


def _with_language(found: re.Match[str]) -> str:
    """Write the language that a block has in its comment into its ``<pre>``."""
    try:
        about = json.loads(found[1])
    except (ValueError, RecursionError):
        return found[0]
    name = about.get("language") if isinstance(about, dict) else None
    if not isinstance(name, str) or not re.fullmatch(r"[\w+#.-]{1,30}", name):
        return found[0]
    return f'{found[0]} data-lang="{name}"'


def _shortcodes(text: str, aside: SetAside) -> str:
    out, at, look = [], 0, 0
    last: dict[str, int] = {}  # name → where its last end is
    ends: dict[str, int] = {}  # name → where the end is that was found last
    while found := _SHORTCODE.search(text, look):
        name, start, look = found[1], found.start(), found.end()
        ending = f"[/{name}]"
        if name not in last:
            last[name] = text.rfind(ending)
        is_about = start > 0 and text[start - 1] == "["
        if is_about and text.startswith("]", look):  # [[code]]
            out.append(f"{text[at : start - 1]}{found[0]}")
            at = look = look + 1
            continue
        if last[name] < look:
            continue
        if ends.get(name, -1) < look:
            ends[name] = text.find(ending, look)
        end = ends[name]
        after = end + len(ending)
        if is_about and text.startswith("]", after):  # [[code]…[/code]]
            out.append(f"{text[at : start - 1]}{aside.keep(text[start:after])}")
            at = look = after + 1
        elif not is_about:
            code = _block(_plain(text[look:end]), _language(name, found[2]))
            out.append(text[at:start] + aside.keep_block(code, text[start:after]))
            at = look = after
    return _DOUBLE_END.sub(r"\1", "".join([*out, text[at:]]))


def _language(name: str, attributes: str) -> str:
    named = _NAMED.search(attributes) or _VALUE.match(attributes)
    if named:
        return named[1]
    return "" if name in _GENERAL.split("|") else name


def _plain(code: str) -> str:
    """Return code as text; where it has a ``<`` it was not escaped."""
    return code if "<" in code or ">" in code else html.unescape(code)


def _block(code: str, language: str) -> str:
    of = f' class="language-{html.escape(language.lower())}"' if language else ""
    return f"<pre><code{of}>{html.escape(code, quote=False)}</code></pre>"


def _elements(text: str, aside: SetAside) -> str:
    """Set aside every verbatim element."""
    out, position = [], 0
    has_end = True
    while found := _ELEMENT.search(text, position):
        name = found[1].lower()
        # The pattern object is the same few every time: re keeps them.
        ending = re.compile(rf"</{name}\s{{0,9}}>", re.I)
        closing = ending.search(text, found.end()) if has_end or name != "code" else None
        if name == "code" and not closing:
            has_end = False
            out.append(text[position : found.end()])
            position = found.end()
            continue
        inside = text[found.end() : closing.start() if closing else len(text)]
        out.append(text[position : found.start()])
        if name == "pre" and _PLACE.fullmatch(inside.strip()):
            out.append(inside)  # a shortcode within it is a block of code itself
            position = closing.end() if closing else len(text)
            continue
        inside = aside.as_written(inside)
        if name == "code" and not ("\n" in inside and _is_alone(text, found, closing)):
            inside = _DOUBLED.sub(r"[\1]", inside)
            out.append(aside.keep(f"{found[0]}{inside}</code>"))
        elif name in ("script", "style", "textarea"):
            out.append(f"\n\n{aside.keep(f'{found[0]}{inside}</{name}>')}\n\n")
        else:
            out.append(f"\n\n{aside.keep(_pre(found[2] or '', inside))}\n\n")
        position = closing.end() if closing else len(text)
    return "".join([*out, text[position:]])


def _is_alone(text: str, start: re.Match[str], end: re.Match[str] | None) -> bool:
    before = text[max(0, start.start() - 40) : start.start()].rstrip(" \t")[-1:]
    after = text[end.end() : end.end() + 1] if end else ""
    return before in ("", "\n", ">") and after in ("", "\n", "\r", "<", " ")


def _pre(attributes: str, inside: str) -> str:
    """Return ``<pre>`` with its language in the class; text that is not escaped is."""
    found = _LANG.search(attributes) or _BRUSH.search(attributes)
    language = "" if _CLASS.search(attributes) or not found else found[1]
    # What is named as code and has no reference is not escaped, unless it is marked up.
    if found and "<" in inside and not _ESCAPED.search(inside) and not _MARKUP.search(inside):
        inside = html.escape(inside, quote=False)
    of = f' class="language-{html.escape(language.lower())}"' if language else attributes
    return f"<pre{of}>{inside}</pre>"
