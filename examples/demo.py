"""The main job, shown: an article served on this machine becomes a post.

python examples/demo.py            import one article over HTTP, print the post
python examples/demo.py --build    import all of them, build the site with Jekyll, look into it
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

EXAMPLES = Path(__file__).resolve().parent
DEMO = EXAMPLES.parent / "demo"
MAIN_ARTICLE = "community-radio.html"
NOTE = (
    "Months of preparation are summed up nicely in this article from the development office's "
    "website. I will let it speak for itself."
)

_NEXT = """\
Now on your own site:
  cd my-blog
  {0} init
  {0} https://example.org/article"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the articles without a word on the screen."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Drop the access log."""


def serve() -> ThreadingHTTPServer:
    """Serve the articles on a free port of 127.0.0.1."""
    handler = partial(_Quiet, directory=str(EXAMPLES / "articles"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def crosspost(*arguments: str) -> None:
    """Run the command as a person would, in the demo's site."""
    print("$ crosspost", *arguments, flush=True)
    subprocess.run([sys.executable, "-m", "crosspost", *arguments], cwd=DEMO, check=True)


def build(posts: list[Path]) -> None:
    """Build the site with Jekyll and check that each post is in it, title and all."""
    command = ["jekyll", "build", "--quiet", "--strict_front_matter", "--trace"]
    subprocess.run(command, cwd=DEMO, check=True)
    index = (DEMO / "_site" / "index.html").read_text("utf-8")
    for post in posts:
        title = post.read_text("utf-8").split('title: "', 1)[1].split('"\n', 1)[0]
        if html.escape(title, quote=False) not in html.unescape(index).replace("&", "&amp;"):
            sys.exit(f"{post.name}: its title is not in the built site")
    print(f"jekyll built {len(posts)} posts in {DEMO / '_site'}")


def main() -> None:
    """Run the demonstration; exits 1 where a step fails."""
    everything = "--build" in sys.argv[1:]
    shutil.rmtree(DEMO, ignore_errors=True)
    shutil.copytree(EXAMPLES / "site", DEMO)
    server = serve()
    address = f"http://127.0.0.1:{server.server_port}/"
    crosspost(address + MAIN_ARTICLE, "--note", NOTE)
    if everything:
        others = sorted(p.name for p in (EXAMPLES / "articles").glob("*.html"))
        crosspost(*[address + name for name in others if name != MAIN_ARTICLE])
    posts = sorted((DEMO / "_posts").iterdir())
    if everything:
        build(posts)
    else:
        print(f"\n$ cat {posts[0].relative_to(DEMO)}\n{posts[0].read_text('utf-8')}")
        print(_NEXT.format(Path(sys.executable).with_name("crosspost")), file=sys.stderr)
    server.shutdown()


if __name__ == "__main__":
    main()
