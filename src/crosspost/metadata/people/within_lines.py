"""Find bylines within a line that has other words.

"March 5, 2024 by Ann Otter", "5 March 2024 | Text: Ann Otter", "作者：王小明 来源：山谷新闻".
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.days.labels import says
from crosspost.metadata.hints import Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.people.east_asian import reporters
from crosspost.metadata.people.names import is_person, people
from crosspost.metadata.people.signatures import CLASS_HINTS
from crosspost.metadata.people.words import label_within
from crosspost.metadata.view import View

# With so many spaces before "by", it is a sentence.
_SENTENCE = 4
_INLINE_BY = lazy_compile(
    r"(?:^|[\s|•·,–—-])(?P<what>[^\W\d_]+ )?"
    r"(?:[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Aa]uthor:)\s+(?=\S)"
)
# "2024年3月5日 作者：王小明 来源：山谷新闻", also without the spaces
_INLINE_LABEL = lazy_compile(
    r"(?:(?:^|[\s|｜/【（(])(?:撰文|文|记者|記者|執筆|著者|글|기자)|(?<!原)作者|本报记者|本報記者)\s?[:：]\s?"
    r"(?P<name>[^\s:：|｜/()（）【】]{2,20}?(?: [^\s\d:：|｜/()（）【】]{1,20}+(?![:：]))?)"
    r"(?=[\s|｜/(（)）】]|$|(?:文章)?(?:来源|來源|出处|出處|责任编辑|責任編輯|责编|编辑|編輯)"
    r"|(?:编审|审核|校对|摄影|时间|時間|日期|发布|發布|发表|更新|阅读|浏览|点击|字号|字體)"
    r"|(?:栏目|分类)|(?:19|20)\d\d[-/.年])"
)
# "Reviewed by" and "photo by" name others than the author.
_BY_OTHERS = lazy_compile(
    r"(?:review|edit|check|verif|photo|image|illustrat|power|sponsor|present|approv|vetted|design"
    r"|video|art|translat|graphic|picture|cover|foto|provided|follow|recommend|made|built|produc|step"
    r"|music|song|perform|portrait|newsletter|podcast|host)\w*",
    re.I,
)
_QUOTES = frozenset("\"'”“»«’」』")
_MAX_AROUND = 160
_STANDFIRST = 3  # lines below the heading
_WRITES = lazy_compile(
    r"[\w,.:;!?…–—] (?:(?P<says>says|sagt|dit)|writes|reports|explains|argues|schreibt|berichtet"
    r"|écrit|escribe|escreve|scrive|schrijft|skriver) (?P<name>[^\W\d_a-zß-ÿ][\w.'’-]{0,30}"
    r"(?: [\w.'’-]{1,30}){1,3}(?: and [\w.' ’-]{3,40})?)\.?$"
)
# Names, and what was seen of them.
Found = tuple[tuple[str, ...], set[Hint]]


def after_chinese_label(line: Line, view: View) -> Found | None:
    """Find "作者：王小明" in a line with other labels, such as that of the source."""
    if line.text.isascii() or len(line.text) > _MAX_AROUND:
        return None
    found = _INLINE_LABEL.search(line.text)
    names = people(found["name"], view.language, line=True) if found else reporters(line.text)
    return (names, {Hint.BY, Hint.IN_WORDS, Hint.IN_A_LINE}) if names else None


def after_by(line: Line, view: View) -> Found | None:
    """Find "by Ann Otter" within a line: "March 5, 2024 by Ann Otter"."""
    if len(line.text) > _MAX_AROUND:
        return None
    if not says(("by ", "BY ", "uthor:"), line.text):
        return None
    for inline in _INLINE_BY.finditer(line.text):
        if inline["what"] and _BY_OTHERS.match(inline["what"]):
            continue
        if line.text[: inline.start()].rstrip(" ,")[-1:] in _QUOTES or line.names_a_work:
            continue  # “The Long River” by Ann Otter
        names = people(line.text[inline.end() :], view.language, line=True)
        if names and (is_person(names[0]) or line.is_called(CLASS_HINTS, 4)):
            hints = {Hint.BY, Hint.IN_WORDS, Hint.IN_A_LINE}
            if inline["what"] and inline["what"].strip().lower() in (
                "written",
                "posted",
                "published",
            ):
                hints.add(Hint.SAID_WRITTEN)
            if line.text[: inline.start()].count(" ") >= _SENTENCE and not view.days(line):
                continue  # "The tune at the end is a waltz by Bo Lee"
            return names, hints
    return None


def after_label(line: Line, view: View) -> Found | None:
    """Find "Text: Ann Otter" within a line: "5 March 2024, 10:15 | Text: Ann Otter"."""
    label = label_within(line.text) if len(line.text) <= _MAX_AROUND else None
    names = people(line.text[label.end() :], view.language, line=True) if label else ()
    if not names or not is_person(names[0]):
        return None
    return names, {Hint.BY, Hint.IN_WORDS, Hint.IN_A_LINE}


def in_standfirst(line: Line, view: View) -> Found | None:
    """Find the author at the end of the line below the heading: "…, writes Ann Otter".

    "Says" may introduce whom the article quotes, unless the name is in capitals.
    """
    start = view.heading_line
    if start is None or not 0 < line.index - start <= _STANDFIRST:
        return None
    found = _WRITES.search(line.text)
    if not found or (found["says"] and not found["name"].isupper()):
        return None
    names = people(found["name"], view.language)
    if not names or not all(map(is_person, names)):
        return None
    return names, {Hint.BY, Hint.IN_WORDS, Hint.IN_A_LINE, Hint.SAID_WRITTEN}
