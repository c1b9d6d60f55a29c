"""How two results of one page differ, by kind: front matter, words, pictures, links, whitespace …

The Markdown is taken apart by regular expressions, not parsed: a difference that none of them
names is still one (``other characters``), it is only filed less precisely.
"""

from __future__ import annotations

import difflib
import html
import re
from collections import Counter

import yaml

from post_maker import Result

_FENCE = re.compile(r"[>\s]*(?:(?:[-*+]|\d+\.)\s+)?(`{3,}|~{3,})")
_TARGET = (
    r"\((?:<[^>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"  # URL
    r'(?:\s+"(?:\\.|[^"\\])*")?\)'  # title
)
# Taken out of the text one kind after the other, so that a picture in a link is both.
_INLINE = {
    "code": re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.S),
    "formulas": re.compile(r"\$\$.+?\$\$", re.S),
    "pictures": re.compile(r"(?<!\\)!\[(?:\\.|[^\]\\])*\]" + _TARGET + r"|<img\b[^>]*>"),
    "links": re.compile(r"(?<!\\)\]" + _TARGET + r"|<https?:[^>\s]+>"),
    "notes": re.compile(r"\[\^[^\]\n]+\]:?"),
}
_LINES = {
    "headings": re.compile(r"(?m)^[> ]*(#{1,6} .*)$"),
    "table rows": re.compile(r"(?m)^[> ]*(\|.*)$"),
    "list items": re.compile(r"(?m)^([> ]*(?:[-*+]|\d+[.)])) "),
    "lines of quotations": re.compile(r"(?m)^( *>)"),
}
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_PLAYER = re.compile(r"</?(?:iframe|video|audio|embed|object)\b")
_WORD = re.compile(r"[^\W_]+")


def differences(before: Result, after: Result) -> dict[str, int]:
    """Return the kinds in which two results differ, each with how many things differ."""
    if before == after:
        return {}
    for what in ("crash", "error"):
        if what in before or what in after:
            return _of_failures(what, before, after)
    found = _of_text(before["text"], after["text"])
    if before["filename"] != after["filename"]:
        found["file name"] = 1
    return found | _of_lists("warnings", before["warnings"], after["warnings"])


def show(before: Result, after: Result) -> str:
    """Return a unified diff of two posts; of a failure, what was said."""
    if "text" not in before or "text" not in after:
        return f"before: {_summary(before)}\nafter: {_summary(after)}"
    lines = difflib.unified_diff(_lines(before), _lines(after), "before", "after", lineterm="")
    return "\n".join(lines)


def _summary(result: Result) -> str:
    if "text" in result:
        return f"{result['filename']}, {len(result['text'].split()):,} words"
    return str(result.get("crash") or result["error"])


def _lines(post: Result) -> list[str]:
    head = [f"file name: {post['filename']}", *(f"warning: {said}" for said in post["warnings"])]
    return [*head, *post["text"].split("\n")]


def _of_failures(what: str, before: Result, after: Result) -> dict[str, int]:
    if what not in before:
        return {f"{what} gained": 1}
    if what not in after:
        return {f"{what} lost": 1}
    if what == "error":
        parts = [f"error {key}" for key, said in before[what].items() if after[what][key] != said]
        return dict.fromkeys(parts, 1)
    # The lines above the last one name files and lines of the code, which may well move.
    last = [result[what].strip().rpartition("\n")[2] for result in (before, after)]
    return {"crash changed": 1} if last[0] != last[1] else {}


def _of_text(before: str, after: str) -> dict[str, int]:
    (head, body), (head_after, body_after) = _split(before), _split(after)
    found = _of_front_matter(head, head_after)
    if body == body_after:
        return found
    elements, elements_after = _take_apart(body), _take_apart(body_after)
    of_body: dict[str, int] = {}
    for kind, values in elements.items():
        of_body |= _of_lists(kind, values, elements_after[kind])
    return found | (of_body or {_of_characters(body, body_after): 1})


def _split(text: str) -> tuple[str, str]:
    """Return front matter and body."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return head, body


def _of_front_matter(before: str, after: str) -> dict[str, int]:
    if before == after:
        return {}
    try:
        fields, fields_after = (yaml.load(t, yaml.BaseLoader) for t in (before, after))
    except yaml.YAMLError:
        return {"front matter: not YAML": 1}
    found = {}
    for field in {**fields, **fields_after}:
        if field not in fields_after:
            found[f"front matter: {field} removed"] = 1
        elif field not in fields:
            found[f"front matter: {field} added"] = 1
        elif fields[field] != fields_after[field]:
            found[f"front matter: {field} changed"] = 1
    if found:
        return found
    same_order = list(fields) == list(fields_after)
    return {f"front matter: {'written differently' if same_order else 'order of fields'}": 1}


def _of_lists(kind: str, before: list[str], after: list[str]) -> dict[str, int]:
    if before == after:
        return {}
    counts, counts_after = Counter(before), Counter(after)
    found = {
        f"{kind} added": (counts_after - counts).total(),
        f"{kind} removed": (counts - counts_after).total(),
    }
    return {name: number for name, number in found.items() if number} or {f"{kind} moved": 1}


def _of_characters(before: str, after: str) -> str:
    """Return the kind of a difference between bodies that have the same elements and words."""
    lines, lines_after = (
        [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        for text in (before, after)
    )
    if lines == lines_after:
        return "whitespace only"
    if " ".join(lines) == " ".join(lines_after):
        return "line structure only"
    if sorted(lines) == sorted(lines_after):
        return "lines moved only"
    return "other characters only (emphasis, escapes, punctuation)"


def _take_apart(body: str) -> dict[str, list[str]]:
    """Return the elements of a body, and its words without the URLs, each in their order."""
    text, code = _without_fences(body)
    found: dict[str, list[str]] = {"words": [], "code": code}
    for kind, pattern in _INLINE.items():
        values = [match[0] for match in pattern.finditer(text)]
        text = pattern.sub("]" if kind == "links" else "", text)
        found[kind] = found.get(kind, []) + values
    for kind, pattern in _LINES.items():
        found[kind] = [match[1] for match in pattern.finditer(text)]
    tags = _TAG.findall(text)
    found["players"] = [tag for tag in tags if _PLAYER.match(tag)]
    found["other HTML"] = [tag for tag in tags if not _PLAYER.match(tag)]
    found["words"] = _WORD.findall(html.unescape(_TAG.sub(" ", text)).replace("\\", ""))
    return found


def _without_fences(body: str) -> tuple[str, list[str]]:
    """Return the text outside fenced code, and the code, a string a block."""
    outside: list[str] = []
    blocks: list[list[str]] = []
    fence = ""
    for line in body.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            blocks[-1].append(line)
            if opened and opened[1].startswith(fence) and line.strip("> ") == opened[1]:
                fence = ""
        elif opened:
            fence = opened[1]
            blocks.append([line])
        else:
            outside.append(line)
    return "\n".join(outside), ["\n".join(block) for block in blocks]
