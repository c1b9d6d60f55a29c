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
from typing import Any

# The options are those of Jekyll's own configuration: GFM input, no hard wraps.
_SERVER = r"""
require "json"; require "liquid"; require "timeout"
require "kramdown"; require "kramdown-parser-gfm"
STDOUT.sync = true
STDIN.each_line do |line|
  ask = JSON.parse(line)
  if ask["clock"]
    puts JSON.generate({ answer: Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) })
    next
  end
  begin
    text = ask["text"]
    answer = Timeout.timeout(ask["seconds"]) do
      text = Liquid::Template.parse(text, error_mode: :warn).render! if ask["liquid"]
      next text unless ask["input"]
      options = { hard_wrap: false, syntax_highlighter: nil, math_engine: nil }
      Kramdown::Document.new(text, options.merge(input: ask["input"])).to_html
    end
    answer = { answer: answer }
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
    atexit.register(_end, server)
    return server


def _end(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.communicate()


def _ask(**ask: Any) -> Any:
    server = _server()
    assert server.stdin and server.stdout
    server.stdin.write(json.dumps(ask) + "\n")
    server.stdin.flush()
    answer = json.loads(server.stdout.readline())
    if "error" in answer:
        raise RenderError(answer["error"])
    return answer["answer"]


def to_html(
    markdown: str, *, liquid: bool = True, parser: str = "GFM", seconds: float = 10.0
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
    return str(_ask(text=markdown, liquid=liquid, input=parser, seconds=seconds))


def liquid(text: str, *, seconds: float = 10.0) -> str:
    """Return what Liquid alone makes of a text.

    Raises:
        RenderError: Liquid raised an error, or the time was up.
    """
    return str(_ask(text=text, liquid=True, input=None, seconds=seconds))


def cpu_seconds() -> float:
    """Return the processor time that Ruby used so far."""
    return float(_ask(clock=True))
