"""Placeholders of a template that no script has filled in: ``{{ title }}``, ``${name}``."""

from __future__ import annotations

from crosspost.body.blocks import Blocks
from crosspost.lazy_regex import lazy_compile
from crosspost.model.flow import PRE
from crosspost.page import class_hints

# Vue, Angular, Handlebars, Jinja, Liquid; JavaScript; ERB, EJS; old AngularJS.
_PLACEHOLDER = (
    r"(?:\{\{[^{}]{1,100}\}\}|\{%[^%{}]{1,100}%\}|\$\{[^{}]{1,60}\}|<%[^%<>]{1,100}%>"
    r"|\[\[\s*[a-z][\w.]{1,60}\s*\]\])"
)
_SIGN = lazy_compile(r"\{[{%]|\$\{|<%|\[\[")
# Nothing else but a label ("By {{ author }}") is in the block.
_LABEL = r"[^{}<>\[\]]{0,20}"
_UNFILLED = lazy_compile(rf"{_LABEL}{_PLACEHOLDER}(?:{_LABEL}{_PLACEHOLDER})*{_LABEL}")
_OF_CODE = frozenset(("code", "pre", "kbd", "samp", "tt", "var"))
_LONGEST = 400  # characters


def template_blocks(found: Blocks) -> frozenset[int]:
    """Return the blocks that are placeholders; those in code are examples."""
    flow = found.flow
    blocks = set()
    for block, text in enumerate(found.texts):
        if len(text) > _LONGEST or not _SIGN.search(text):
            continue
        run = found.runs[block]
        is_code = (
            flow.flags[run] & PRE
            or found.box_class_hints[found.boxes[block]] & class_hints.CODE
            or not _OF_CODE.isdisjoint(_tags(found, run))
        )
        if not is_code and _UNFILLED.fullmatch(text):
            blocks.add(block)
    return frozenset(blocks)


def _tags(found: Blocks, run: int) -> set[str]:
    """Return the names of the elements around a run, within its box."""
    slot = found.flow.slots[run]
    element = found.flow.nodes[slot >> 1]
    if slot & 1:
        parent = element.getparent()
        element = element if parent is None else parent
    box = found.flow.nodes[found.box_nodes[found.flow.boxes[run]]]
    tags = {str(element.tag)}
    while element is not box and (parent := element.getparent()) is not None:
        element = parent
        tags.add(str(element.tag))
    return tags
