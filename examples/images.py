"""Makes the pictures of the README and the documentation.

python examples/images.py            write docs/images anew (that of a post: Jekyll and Chromium)
python examples/images.py --check    exit with 1 if a picture of a terminal is out of date
"""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import demo
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
_COLUMNS = 92
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def on_a_terminal(*arguments: str, cwd: Path) -> str:
    """Return what crosspost shows on a terminal, with its colours."""
    own, other = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(_COLUMNS), "LANG": "C.UTF-8"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "crosspost", *arguments]
    with subprocess.Popen(command, cwd=cwd, env=env, stdin=other, stdout=other, stderr=other):
        os.close(other)
        shown = b""
        while True:
            try:
                piece = os.read(own, 65_536)
            except OSError:  # the process has ended
                break
            if not piece:
                break
            shown += piece
    os.close(own)
    # On a busy machine there was a line about the running step, which was erased: in place, or
    # after a line end by going up a line.
    text = re.sub(r"\r+\n", "\n", shown.decode("utf-8"))
    text = re.sub(r"[^\n]*\n\r?\x1b\[1A(?:\r?\x1b\[2K)", "", text)
    return re.sub(r"[^\n]*(?:\r|\x1b\[2K)", "", text)


def terminal_svg(typed: str, shown: str) -> str:
    """Return the picture of a terminal: the command that was typed, and what it showed."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.assemble(("$ ", "bold green"), typed))
    console.print(Text.from_ansi(shown.rstrip("\n")))
    svg = console.export_svg(title="crosspost", unique_id="crosspost")
    # rich's own form loads its font from another server.
    head, _, rest = svg.partition("@font-face")
    rest = rest[rest.index(".crosspost-matrix") :]
    return (head + rest).replace("Fira Code, monospace", _FONT)


def import_svg() -> str:
    """Return the picture of the import of the demo's article."""
    server = demo.serve()
    url = f"http://127.0.0.1:{server.server_port}/{demo.MAIN_ARTICLE}"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "my-blog"
        shutil.copytree(demo.EXAMPLES / "site", site)
        shown = on_a_terminal(url, cwd=site)
    server.shutdown()
    free, port = f":{server.server_port}/", ":8000/"  # another one in each run
    return terminal_svg(f"crosspost {url}".replace(free, port), shown.replace(free, port))


def write_post_png(path: Path) -> None:
    """Write the picture of the built post beside its original.

    The article's picture is on a host that is only an example, so a drawing is in its place.
    """
    subprocess.run([sys.executable, str(demo.EXAMPLES / "demo.py"), "--build"], check=True)
    name = "community-radio-brings-seven-villages-to-one-table.html"
    built = next((demo.DEMO / "_site").rglob(name)).read_text("utf-8")
    original = (demo.EXAMPLES / "articles" / demo.MAIN_ARTICLE).read_text("utf-8")
    original = re.sub(r"<base [^>]*>", "", original)
    original = original.replace('src="/pixel.gif" data-src="/studio.png"', 'src="studio.svg"')
    frame = "<figure><figcaption>{}</figcaption><iframe src='{}'></iframe></figure>"
    page = (
        "<!doctype html><meta charset=utf-8><style>"
        "body { margin: 0; display: flex; gap: 16px; padding: 16px; background: #ddd }"
        "figure { margin: 0 } figcaption { font: 16px sans-serif; padding-bottom: 8px }"
        "iframe { width: 620px; height: 920px; border: 0; background: #fff }</style>"
        + frame.format("The page", "page.html")
        + frame.format("The post, built by Jekyll", "post.html")
    )
    with tempfile.TemporaryDirectory() as folder:
        texts = {
            "studio.svg": (demo.EXAMPLES / "studio.svg").read_text("utf-8"),
            "page.html": original,
            "post.html": built.replace("https://valley.example.org/studio.png", "studio.svg"),
            "both.html": page,
        }
        for file, text in texts.items():
            (Path(folder) / file).write_text(text, "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
        command += ["--allow-file-access-from-files", "--proxy-server=127.0.0.1:9"]
        command += [f"--screenshot={path}", "--window-size=1288,990"]
        both = (Path(folder) / "both.html").as_uri()
        subprocess.run([*command, both], check=True, stderr=subprocess.DEVNULL)


TERMINALS = {"import.svg": import_svg}


def main() -> None:
    """Write the pictures, or check those that are the same on every machine."""
    if "--check" in sys.argv[1:]:
        old = [n for n, make in TERMINALS.items() if (IMAGES / n).read_text("utf-8") != make()]
        if old:
            sys.exit(f"out of date: {', '.join(old)}: run python examples/images.py")
        return
    for name, make in TERMINALS.items():
        (IMAGES / name).write_text(make(), "utf-8")
    write_post_png(IMAGES / "post.png")


if __name__ == "__main__":
    main()
