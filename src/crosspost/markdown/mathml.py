"""MathML → TeX, for formulas without TeX source.

Presentation MathML as converters and word processors write it
(https://www.w3.org/TR/mathml-core/); content MathML is not read.
"""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag

from crosspost.markdown.search import TEXT

# Characters that TeX writes as commands; others are unchanged (MathJax and KaTeX read Unicode).
_COMMANDS = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "∮": r"\oint", "∞": r"\infty",
    "±": r"\pm", "∓": r"\mp", "×": r"\times", "÷": r"\div", "⋅": r"\cdot", "·": r"\cdot",
    "∗": "*", "−": "-", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq", "≈": r"\approx",
    "≡": r"\equiv", "∼": r"\sim", "∝": r"\propto", "≪": r"\ll", "≫": r"\gg", "∈": r"\in",
    "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "⊃": r"\supset", "∪": r"\cup",
    "∩": r"\cap", "∅": r"\emptyset", "∀": r"\forall", "∃": r"\exists", "¬": r"\neg",
    "∧": r"\land", "∨": r"\lor", "→": r"\to", "←": r"\leftarrow", "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow", "↦": r"\mapsto", "∂": r"\partial", "∇": r"\nabla", "…": r"\dots",
    "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "⟨": r"\langle", "⟩": r"\rangle",
    "‖": r"\Vert", "∥": r"\parallel", "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil",
    "⌉": r"\rceil", "′": "'", "″": "''", "∘": r"\circ", "†": r"\dagger", "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "ℓ": r"\ell",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon",
    "ϵ": r"\epsilon", "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ϑ": r"\vartheta",
    "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi",
    "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon", "φ": r"\varphi",
    "ϕ": r"\phi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta",
    "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi", "Σ": r"\Sigma", "Φ": r"\Phi",
    "Ψ": r"\Psi", "Ω": r"\Omega",
}  # fmt: skip
_RESERVED = {"%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "{": r"\{", "}": r"\}"}
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b")
_ACCENTS = {
    "^": r"\hat", "ˆ": r"\hat", "~": r"\tilde", "˜": r"\tilde", "¯": r"\bar", "‾": r"\overline",
    "→": r"\vec", "⃗": r"\vec", "˙": r"\dot", ".": r"\dot", "¨": r"\ddot", "_": r"\underline",
    "⏞": r"\overbrace", "⏟": r"\underbrace",
}  # fmt: skip
_FUNCTIONS = frozenset(
    [
        *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos"),
        *("arctan", "log", "ln", "exp", "lim", "max", "min", "sup", "inf", "det", "dim", "gcd"),
    ]
)
_LIMITS = frozenset([r"\sum", r"\prod", r"\int", r"\iint", r"\oint", r"\lim", r"\max", r"\min"])
_MAX_DEPTH = 60


def tex(math: Tag) -> str:
    """Return a ``math`` element as TeX; empty if it is nested too deeply."""
    if _depth(math) > _MAX_DEPTH:
        return ""
    return " ".join(_row(math).split())


def _depth(math: Tag) -> int:
    deepest, stack = 0, [(math, 1)]
    while stack:
        tag, depth = stack.pop()
        deepest = max(deepest, depth)
        if depth <= _MAX_DEPTH:
            stack.extend((node, depth + 1) for node in tag.contents if isinstance(node, Tag))
    return deepest


def _children(tag: Tag) -> list[Tag]:
    return [node for node in tag.contents if isinstance(node, Tag) and node.name not in _SKIPPED]


_SKIPPED = frozenset(["annotation", "annotation-xml", "none", "mprescripts", "maligngroup"])


def _row(tag: Tag) -> str:
    parts = []
    for node in tag.contents:
        if isinstance(node, Tag):
            parts.append(_element(node) if node.name not in _SKIPPED else "")
        elif type(node) in TEXT:
            parts.append(_symbols(str(node).strip()))
    return " ".join(part for part in parts if part)


def _element(tag: Tag) -> str:
    render = _ELEMENTS.get(tag.name)
    return render(tag) if render else _row(tag)


def _symbols(text: str) -> str:
    out = []
    for char in text:
        if char in _INVISIBLE:
            continue
        command = _COMMANDS.get(char)
        out.append(command + " " if command and command[0] == "\\" else command or "")
        if command is None:
            out.append(_RESERVED.get(char, char))
    return "".join(out).strip()


def _identifier(tag: Tag) -> str:
    text = tag.get_text().strip()
    if text in _FUNCTIONS:
        return "\\" + text
    symbols = _symbols(text)
    if len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\mathrm{{{symbols}}}"
    if tag.attrs.get("mathvariant") == "bold":
        return rf"\mathbf{{{symbols}}}"
    return symbols


def _text(tag: Tag) -> str:
    text = tag.get_text()
    return (
        rf"\text{{{''.join(_RESERVED.get(char, char) for char in text)}}}" if text.strip() else ""
    )


def _group(tag: Tag) -> str:
    """Return an argument; braces only where it is more than one character or command."""
    inner = _element(tag)
    return inner if len(inner) == 1 else f"{{{inner}}}"


def _arguments(tag: Tag, count: int) -> list[Tag]:
    """Return exactly this number of children; missing ones are empty rows."""
    children = _children(tag)[:count]
    while len(children) < count:
        children.append(Tag(name="mrow"))
    return children


def _fraction(tag: Tag) -> str:
    top, bottom = (_element(child) for child in _arguments(tag, 2))
    if str(tag.attrs.get("linethickness") or "") in ("0", "0px", "0pt"):
        return rf"\binom{{{top}}}{{{bottom}}}"
    return rf"\frac{{{top}}}{{{bottom}}}"


def _root(tag: Tag) -> str:
    base, index = (_element(child) for child in _arguments(tag, 2))
    return rf"\sqrt[{index}]{{{base}}}"


def _scripts(tag: Tag, marks: str) -> str:
    base, *scripts = _arguments(tag, len(marks) + 1)
    inner = _element(base)
    head = inner if len(inner) == 1 or (inner.startswith("\\") and " " not in inner) else None
    out = head if head is not None else f"{{{inner}}}"
    return out + "".join(
        f"{mark}{_group(script)}" for mark, script in zip(marks, scripts, strict=True)
    )


def _accent(tag: Tag, mark: str, fallback: str) -> str:
    base, script = _arguments(tag, 2)
    sign = script.get_text().strip()
    inner = _element(base)
    if sign in _ACCENTS:
        return f"{_ACCENTS[sign]}{{{inner}}}"
    if inner in _LIMITS:
        return f"{inner}{mark}{_group(script)}"
    return f"{fallback}{{{_element(script)}}}{{{inner}}}"


def _limits(tag: Tag) -> str:
    base, under, over = _arguments(tag, 3)
    return f"{_element(base)}_{_group(under)}^{_group(over)}"


def _fenced(tag: Tag) -> str:
    left = _symbols(str(tag.attrs.get("open") or "("))
    right = _symbols(str(tag.attrs.get("close") or ")"))
    comma = _symbols(str(tag.attrs.get("separators") or ",")[:1])
    inner = f"{comma} ".join(_element(child) for child in _children(tag))
    return rf"\left{left} {inner} \right{right}"


def _table(tag: Tag) -> str:
    rows = [
        " & ".join(_row(cell) for cell in _children(row) if cell.name == "mtd")
        for row in _children(tag)
    ]
    return r"\begin{matrix} " + r" \\ ".join(rows) + r" \end{matrix}"


def _space(tag: Tag) -> str:
    return r"\\" if tag.attrs.get("linebreak") == "newline" else r"\;"


_ELEMENTS: dict[str, Callable[[Tag], str]] = {
    "mfenced": _fenced,
    "mfrac": _fraction,
    "mi": _identifier,
    "mn": lambda tag: _symbols(tag.get_text().strip()),
    "mo": lambda tag: _symbols(tag.get_text().strip()),
    "mover": lambda tag: _accent(tag, "^", r"\overset"),
    "mphantom": lambda tag: "",
    "mroot": _root,
    "mspace": _space,
    "msqrt": lambda tag: rf"\sqrt{{{_row(tag)}}}",
    "msub": lambda tag: _scripts(tag, "_"),
    "msubsup": lambda tag: _scripts(tag, "_^"),
    "msup": lambda tag: _scripts(tag, "^"),
    "mtable": _table,
    "mtext": _text,
    "munder": lambda tag: _accent(tag, "_", r"\underset"),
    "munderover": _limits,
    "semantics": lambda tag: _element(_arguments(tag, 1)[0]),
}
