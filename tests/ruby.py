"""Ruby with Jekyll loaded, kept alive: each script runs in a fork of it.

Loading Jekyll takes half a second, a fork takes milliseconds, and what a script changes ends with
its fork.
"""

from __future__ import annotations

import atexit
import functools
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

# A line of JSON in, the exit code out; texts are in files.
_SERVER = r"""
require "json"; require "timeout"; require "jekyll"
STDOUT.sync = true
STDIN.each_line do |line|
  ask = JSON.parse(line)
  child = fork do
    STDIN.reopen(ask["files"] + "/in")
    STDOUT.reopen(ask["files"] + "/out", "w")
    STDERR.reopen(ask["files"] + "/err", "w")
    ENV.update(ask["environment"])
    Dir.chdir(ask["folder"])
    ARGV.replace(ask["arguments"])
    eval(ask["script"], TOPLEVEL_BINDING)
  end
  begin
    Timeout.timeout(120) { Process.wait(child) }
  rescue Timeout::Error
    Process.kill(:KILL, child)
    Process.wait(child)
  end
  puts $?.exitstatus || -1
end
"""


@functools.cache
def _server() -> subprocess.Popen[str]:
    command = ["ruby", "-W0", "-EUTF-8", "-e", _SERVER]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(_end, server)
    return server


def _end(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.communicate()


def run(
    script: str,
    given: str = "",
    *,
    arguments: Sequence[str] = (),
    folder: str | Path = "/",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a script of Ruby; ``returncode`` is -1 if it took over two minutes.

    Args:
        script: in Ruby.
        given: what it reads from its input.
        arguments: its ``ARGV``.
        folder: its working folder.
        environment: variables that it has besides those of this process.
    """
    server = _server()
    assert server.stdin and server.stdout
    with TemporaryDirectory() as files:
        (Path(files) / "in").write_text(given, encoding="utf-8")
        ask = {
            "files": files,
            "script": script,
            "arguments": list(arguments),
            "folder": str(folder),
            "environment": environment,
        }
        server.stdin.write(json.dumps(ask) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        out, err = ((Path(files) / name).read_text(encoding="utf-8") for name in ("out", "err"))
    return subprocess.CompletedProcess(["ruby", *arguments], code, out, err)


def jekyll(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command ``jekyll`` in a folder."""
    script = 'load Gem.bin_path("jekyll", "jekyll")'
    return run(script, arguments=arguments, folder=folder, **environment)
