"""Saved pages with pictures: what a person finds in the site afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path

from cli.conftest import Shell
from cli.test_batch import QUICK, names
from pictures import JPEG, PNG, digest, save_page

RIVER, BRIDGE = f"river-{digest(PNG)}.png", f"bridge-{digest(JPEG)}.jpg"


def copies(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.glob("assets/pictures/*")}


def save_two(site: Path) -> None:
    """Save two pages; both show the river, one the bridge, none the logo."""
    river = '<p><img src="./One%20river_files/river.png" alt="The river"></p>'
    files = {"river.png": PNG, "logo.png": PNG + b"logo"}
    save_page(site / "saved", "One river", river, files)
    both = '<img src="Two_files/river.png"><figure><img src="Two_files/bridge.jpeg"></figure>'
    save_page(site / "saved", "Two", both, {"river.png": PNG, "bridge.jpeg": JPEG})


def test_a_folder_of_saved_pages_brings_the_pictures_that_its_posts_show(
    shell: Shell, site: Path
) -> None:
    save_two(site)
    shown = shell("batch", "saved", *QUICK)
    assert shown.code == 0 and "2 posts written with 3 pictures copied" in shown.err
    assert copies(site) == {RIVER: PNG, BRIDGE: JPEG}
    text = (site / "_posts" / "2024-05-01-one-river.md").read_text()
    assert f"![The river](/assets/pictures/{RIVER})" in text and "_files" not in text
    again = shell("batch", "saved", *QUICK)
    assert again.code == 0 and "2 posts unchanged" in again.err


def test_a_dry_run_says_so_and_copies_nothing(shell: Shell, site: Path) -> None:
    save_two(site)
    shown = shell("batch", "saved", "--dry-run", *QUICK)
    assert "2 posts would be written with 3 pictures that would be copied" in shown.err
    assert not (site / "assets").exists() and not names(site)


def test_one_saved_page_brings_its_pictures_too(shell: Shell, site: Path) -> None:
    save_two(site)
    shown = shell("saved/Two.html", "--stdout")
    assert "2 pictures of the saved page not copied" in shown.err
    assert not (site / "assets").exists()
    shown = shell("saved/Two.html", "--json")
    assert json.loads(shown.out)["pictures"] == [RIVER, BRIDGE]
    assert copies(site) == {RIVER: PNG, BRIDGE: JPEG} and names(site) == ["2024-05-01-two.md"]
    (site / "assets" / "pictures" / RIVER).unlink()
    assert "already has this article" in shell("saved/Two.html").err
    assert set(copies(site)) == {BRIDGE}  # no post, no picture


def test_a_page_of_singlefile_brings_the_pictures_that_stand_in_it(
    shell: Shell, site: Path
) -> None:
    large = PNG + bytes(20_000)
    shown = f'<img alt="The river" src="data:image/png;base64,{b64encode(large).decode()}">'
    save_page(site / "saved", "One", shown, {})
    (site / "saved" / "One_files").rmdir()
    assert "1 post written with 1 picture copied" in shell("batch", "saved", *QUICK).err
    assert copies(site) == {f"the-river-{digest(large)}.png": large}
    (post,) = site.glob("_posts/*")
    assert f"![The river](/assets/pictures/the-river-{digest(large)}.png)" in post.read_text()


def test_another_folder_or_none_is_a_setting(shell: Shell, site: Path) -> None:
    save_two(site)
    (site / "crosspost.toml").write_text('pictures = ""\n')
    shown = shell("saved/Two.html", "--dry-run")
    assert "2 pictures or players of the saved page omitted: pictures is empty" in shown.err
    (site / "crosspost.toml").write_text('pictures = "img"\n')
    assert shell("saved/Two.html").code == 0 and len(list(site.glob("img/*"))) == 2
    for folder in ("../img", "/tmp/img", "a/../../img", "_img", "a//b"):
        (site / "crosspost.toml").write_text(f'pictures = "{folder}"\n')
        assert shell("saved/Two.html").code == 2


def test_killed_while_it_copies_it_ends_as_if_nothing_had_been(site: Path) -> None:
    for number in range(8):
        files = {f"{n}.png": PNG + bytes([number, n]) * 200_000 for n in range(6)}
        shown = "".join(f'<img src="Page {number}_files/{name}">' for name in files)
        save_page(site.parent / "saved", f"Page {number}", shown, files)

    def start(where: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "crosspost", "batch", "../saved", "--workers", "0", "-q"]
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1714521600"}
        return subprocess.Popen(command, cwd=where, env=environment, stdout=subprocess.DEVNULL)

    def all_of(where: Path) -> dict[str, bytes]:
        found = [*where.glob("_posts/*"), *where.glob("assets/pictures/*")]
        return {path.name: path.read_bytes() for path in found}

    process = start(site)
    while process.poll() is None and len(list(site.glob("assets/pictures/[!.]*"))) < 5:
        time.sleep(0.001)
    process.kill()
    process.wait()
    assert start(site).wait() == 0
    other = site.parent / "undisturbed"
    other.mkdir()
    (other / "_config.yml").write_text((site / "_config.yml").read_text())
    assert start(other).wait() == 0
    assert all_of(site) == all_of(other) and len(all_of(other)) == 8 + 8 * 6
