"""Real Liquid and real kramdown, as Jekyll runs them, kept alive between questions.

Starting Ruby takes longer than a thousand answers, so one process serves a whole test run: a
line of JSON in, a line of JSON out.

>>> to_html("*a* {{ '{{' }}")  # doctest: +SKIP
'<p><em>a</em> {{</p>'
"""

from __future__ import annotations

import atexit
import functools
import json
import subprocess

# The options are those of Jekyll's own configuration: GFM input, no hard wraps.
_SERVER = r"""
require "json"; require "liquid"; require "timeout"
require "kramdown"; require "kramdown-parser-gfm"
STDOUT.sync = true
STDIN.each_line do |line|
  ask = JSON.parse(line)
  begin
    html = Timeout.timeout(ask["seconds"]) do
      text = ask["markdown"]
      text = Liquid::Template.parse(text, error_mode: :warn).render! if ask["liquid"]
      options = { input: ask["input"], hard_wrap: false, syntax_highlighter: nil, math_engine: nil }
      Kramdown::Document.new(text, options).to_html
    end
    answer = { html: html }
  rescue Exception => e
    answer = { error: "#{e.class}: #{e.message}" }
  end
  puts JSON.generate(answer)
end
"""


class RenderError(Exception):
    """Liquid or kramdown failed on a text, or took too long."""


@functools.cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        ["ruby", "-e", _SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(server.kill)
    return server


def to_html(
    markdown: str, *, liquid: bool = True, parser: str = "GFM", seconds: float = 20.0
) -> str:
    """Return what Jekyll would put on the page for the body of a post.

    Args:
        markdown: the body.
        liquid: run Liquid first, as Jekyll does.
        parser: ``GFM`` (Jekyll's default) or ``kramdown`` (plain kramdown).
        seconds: give up after so long.

    Raises:
        RenderError: Liquid or kramdown raised an error, or the time was up.
    """
    server = _server()
    assert server.stdin and server.stdout
    ask = {"markdown": markdown, "liquid": liquid, "input": parser, "seconds": seconds}
    server.stdin.write(json.dumps(ask) + "\n")
    server.stdin.flush()
    answer = json.loads(server.stdout.readline())
    if "error" in answer:
        raise RenderError(answer["error"])
    return str(answer["html"])
