"""What all tests share: nothing leaves this machine; Jekyll, Chromium, Neovim are really there."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

import network_guard
from generators import astro, eleventy, hexo, node, programs

# Names of the markers, with the program that each needs and what installs it.
PROGRAMS = {
    **{name: (name, f"apt-get install {name}") for name in ("jekyll", "hugo", "chromium")},
    "neovim": ("nvim", "apt-get install neovim"),
    **{name: (name, ".ci/generators") for name in ("pelican", "nikola", "zola")},
}


# No limit of time for one example: it would fail on a busy machine. ``cpu`` has limits that do not.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")


@pytest.fixture(autouse=True)
def _stay_on_the_loopback() -> Iterator[None]:
    """Fail a test that tried to reach another machine, even where the attempt was swallowed."""
    network_guard.strayed.clear()
    yield
    assert not network_guard.strayed, f"the test reached off the loopback: {network_guard.strayed}"


@pytest.fixture(autouse=True, scope="session")
def _leave_the_home_folder_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have settings and state of the user in a folder of the run's own, in child processes too."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without the garbage collector, which would read again and again what stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file in one process: what they share (a built site) is made once."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests that need a program where there is none, but never in CI."""
    if os.environ.get("CI"):
        return
    missing = {
        marker: command
        for marker, (program, command) in PROGRAMS.items()
        if not programs.find(program)
    }
    packages = {"eleventy": eleventy.PACKAGE, "astro": astro.PACKAGE, "hexo": hexo.PACKAGE}
    missing |= {name: "make node" for name, package in packages.items() if not node.has(package)}
    for marker, command in missing.items():
        skip = pytest.mark.skip(reason=f"needs {marker} ({command})")
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(skip)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of CI that left a test out: there, everything that a test needs is installed."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    left_out = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and left_out:
        names = sorted({report.nodeid for report in left_out})
        reporter.write_line(f"left out, which CI takes for a failure: {', '.join(names)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
