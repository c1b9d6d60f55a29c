"""The first screen of ``crosspost validate`` on a blog of 500 posts, as a picture for the docs.

``python tests/validate/first_screen.py`` (in ``make rules``) writes it; ``test_first_screen.py``
compares it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from crosspost.validate import Options, Run, check_paths
from crosspost.validate.reports.chosen import ReportOptions
from crosspost.validate.reports.full import parts

PICTURE = Path(__file__).parents[2] / "docs/validate-first-screen.svg"
WIDTH = 100
POSTS = 500
_CONFIG = "title: Letters from the harbour\nurl: https://letters.example.org\nauthor: Ana\n"
_WORDS = ("Harbour", "Letters", "Morning", "Bread", "Rain", "Garden", "Ferry", "Radio", "Winter",
          "Bicycles", "Markets", "Lanterns")  # fmt: skip
_COLORS = TerminalTheme(
    (24, 26, 31), (214, 218, 224),
    [(24, 26, 31), (240, 113, 120), (127, 200, 120), (229, 192, 96), (110, 170, 240),
     (200, 130, 220), (90, 190, 200), (214, 218, 224)],
)  # fmt: skip
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# The number of the post → its front matter with a fault. Every other post is well.
_FAULTS: tuple[tuple[Callable[[int], bool], Callable[[str, str], str]], ...] = (
    (lambda n: n == 31, lambda title, day: f"title: {title}: a walk\ndate: {day}\n"),
    (lambda n: n == 207, lambda title, day: f'title: "{title} "by the sea""\ndate: {day}\n'),
    (lambda n: n == 360, lambda title, day: f"title: {title}\ndate: 2018-02-30\n"),
    (lambda n: n == 411, lambda title, day: f"title: {title}\ndate: {day}\nlayout: psot\n"),
    (lambda n: n % 5 == 0, lambda title, day: f"title: {title}\ndate: {day}\ntags: sea, food\n"),
    (lambda n: n % 7 == 0, lambda title, day: f"title: {title}\ndate: 2020-02-02\n"),
    (lambda n: n % 53 == 0, lambda title, day: f"title: {title} &amp; more\ndate: {day}\n"),
)


def make_blog(root: Path) -> None:
    """Write a blog of 500 posts with the faults of ten years."""
    (root / "_posts").mkdir(parents=True)
    (root / "_layouts").mkdir()
    (root / "_layouts/post.html").write_text("{{ content }}\n")
    (root / "_config.yml").write_text(_CONFIG)
    for number in range(POSTS):
        day = (date(2010, 1, 1) + timedelta(days=7 * number)).isoformat()
        title = f"{_WORDS[number % 12]} and {_WORDS[number // 12 % 12].lower()}"
        made = next((make for is_at, make in _FAULTS if is_at(number)), None)
        fields = made(title, day) if made else f"title: {title}\ndate: {day}\n"
        layout = "" if "layout:" in fields else "layout: post\n"
        text = f"---\n{layout}{fields}---\n\nText of letter {number}.\n"
        (root / f"_posts/{day}-letter-{number}.md").write_text(text)


def run(root: Path) -> Run:
    """Check the blog as a first run does."""
    return check_paths(["."], Options(), working=str(root))


def lines(found: Run) -> list[Text]:
    """Return the report as on a terminal of 100 columns that shows links."""
    return [
        Text.assemble(("$ ", "green"), ("crosspost validate", "bold")),
        *(Text.assemble(*line) for line in parts(found, WIDTH, ReportOptions(links=True))),
    ]


def picture(root: Path) -> str:
    """Return the picture; it asks no other host for fonts."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True,
                      color_system="truecolor", legacy_windows=False)  # fmt: skip
    for line in lines(run(root)):
        console.print(line, soft_wrap=True)
    svg = console.export_svg(title="crosspost validate", theme=_COLORS, unique_id="first-screen")
    head, _, rest = svg.partition("@font-face")
    rest = rest[rest.index(".first-screen-matrix") :]
    return (head + rest).replace("Fira Code, monospace", _FONT)


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        blog = Path(folder) / "blog"
        make_blog(blog)
        PICTURE.write_text(picture(blog), "utf-8")
