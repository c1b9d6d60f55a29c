"""Neovim with the lines of docs/lsp.md: a writer sees findings, fixes one, asks, completes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from validate.blog import Blog

ROOT = Path(__file__).parent.parent.parent
STEPS = Path(__file__).with_name("neovim.lua")
POST = '---\ntitle: "Köln 😀"\ndate: 2013-03-06 10:00:00 +0600\ntags: a, b # 😀\n---\n\nText.\n'


@pytest.mark.neovim
def test_a_post_is_written_in_neovim(blog: Blog, tmp_path: Path) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_data/authors.yml", "ada:\n  name: Ada Example\n")
    blog.file("_posts/2012-01-01-old.md", "---\ntitle: Old\nauthor: ada\n---\n\nText.\n")
    post = blog.file("_posts/2013-03-06-talas.md", POST)
    (lines,) = re.findall(r"^```lua\n(.*?)^```", (ROOT / "docs/lsp.md").read_text(), re.S | re.M)
    settings = tmp_path / "init.lua"
    settings.write_text(lines)
    command = tmp_path / "bin" / "crosspost"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crosspost "$@"\n')
    command.chmod(0o755)
    results = tmp_path / "results.json"
    environment = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "RESULTS": str(results),
        "POST": str(post),
    }
    neovim = ["nvim", "--headless", "-n", "-u", str(settings), "-c", f"luafile {STEPS}"]
    done = subprocess.run(neovim, env=environment, capture_output=True, timeout=120, cwd=tmp_path)
    assert results.exists(), done.stderr.decode()
    found = json.loads(results.read_text("utf-8"))
    assert found["diagnostics"] == [["CP501", 3, 6, 10]]
    assert found["fixed"] == POST.replace("a, b", "[a, b]").removesuffix("\n")
    assert found["gone"]
    assert found["hover"].startswith("**title**: The headline.")
    assert sorted(found["words"]) == ["Ada Example", "ada"]
    assert post.read_text("utf-8") == POST  # nobody saved it
