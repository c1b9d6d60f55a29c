"""Charts as SVG, without a library: they consist of rectangles and labels."""

from __future__ import annotations

from html import escape

from crosspost.batch.report.text import NAMES

_WIDTH = 1000
_LABEL = 400
_LONGEST_LABEL = 48


def shares(parts: list[tuple[str, int]]) -> str:
    """Return one bar, divided in proportion to its parts.

    Args:
        parts: name of the colour, and number.
    """
    total = sum(number for _, number in parts) or 1
    x, pieces = 0.0, []
    for colour, number in parts:
        width = _WIDTH * number / total
        pieces.append(
            f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="26" fill="var(--{colour})">'
            f"<title>{number}</title></rect>"
        )
        x += width
    return _svg(26, pieces, "links by result")


def bars(rows: list[tuple[str, int]]) -> str:
    """Return a bar for each row, with its label on the left.

    Args:
        rows: label and number, the largest first.
    """
    most = max((number for _, number in rows), default=1)
    pieces = []
    for index, (label, number) in enumerate(rows):
        y = index * 24
        width = max(2.0, (_WIDTH - _LABEL - 70) * number / most)
        short = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
        pieces.append(
            f'<text x="{_LABEL - 10}" y="{y + 16}" text-anchor="end">{escape(short)}</text>'
            f'<rect x="{_LABEL}" y="{y + 4}" width="{width:.1f}" height="16" fill="var(--failed)"/>'
            f'<text x="{_LABEL + width + 8:.1f}" y="{y + 16}">{number}</text>'
        )
    return _svg(24 * len(rows) + 4, pieces, "why links failed")


def timeline(steps: dict[int, dict[str, int]], seconds: float) -> str:
    """Return columns, one for each step of time, stacked by state.

    Args:
        steps: number of the step → state → number of links.
        seconds: length of a step.
    """
    count = max(steps) + 1
    most = max(sum(states.values()) for states in steps.values())
    width = _WIDTH / count
    pieces = []
    for step, states in steps.items():
        y = 100.0
        for state in NAMES:
            height = 100 * states.get(state, 0) / most
            y -= height
            if height:
                pieces.append(
                    f'<rect x="{step * width:.1f}" y="{y:.1f}" width="{max(1.0, width - 1):.1f}" '
                    f'height="{height:.1f}" fill="var(--{state})">'
                    f"<title>{states[state]} in {seconds:.1f} s</title></rect>"
                )
    pieces.append('<text x="0" y="118">begin</text>')
    whole = f"{seconds * count:.0f} s"
    pieces.append(f'<text x="{_WIDTH}" y="118" text-anchor="end">{whole}</text>')
    return _svg(122, pieces, "links over time")


def _svg(height: int, pieces: list[str], label: str) -> str:
    inside = "".join(pieces)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{label}">{inside}</svg>\n'
