"""Where pages are converted: this process, others, a cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import pages
from batch.workers import convert, job
from crosspost.batch.converters import Gone, converters, explain
from crosspost.batch.worker import Draft, Refused
from crosspost.errors import CrosspostError


@pytest.mark.parametrize("workers", [0, 2])
def test_a_page_is_converted_refused_or_shows_a_bug(workers: int) -> None:
    with converters(partial(convert, ".md"), workers) as (submit, _):
        draft = submit(job("one")).result()
        assert isinstance(draft, Draft) and draft.filename == "one.md"
        assert (draft.text == str(os.getpid())) == (workers == 0)
        assert submit(job("refuse")).result() == Refused("no article", "Look.")
        with pytest.raises(KeyError):
            submit(job("bug")).result()


def test_a_page_that_hangs_or_kills_its_converter_costs_that_page_only() -> None:
    with converters(partial(convert, ".md"), 2, time_limit=1.0) as (submit, _):
        texts = ["one", "sleep", "two", "die", "three", "four"]
        futures = {text: submit(job(text)) for text in texts}
        reasons = {}
        for text, future in futures.items():
            error = future.exception(timeout=30)
            reasons[text] = explain(error) if error else None
    assert reasons.pop("sleep") == (
        "the page took too long to convert",
        "crosspost explain URL --body shows its blocks.",
    )
    found = reasons.pop("die")
    assert found and found[0] == "the converter crashed on this page"
    assert set(reasons.values()) == {None}


def test_processes_that_were_ended_are_said_and_not_a_bug() -> None:
    """Somebody, or the system for want of memory, ends them while they wait for pages."""
    with converters(partial(convert, ".md"), 1) as (submit, _):
        draft = submit(job("one")).result()
        assert isinstance(draft, Draft)
        os.kill(int(draft.text), signal.SIGKILL)
        with pytest.raises(CrosspostError, match="were ended") as caught:
            for _ in range(600):
                time.sleep(0.05)
                submit(job("two"))
    assert "--workers 0" in caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are started otherwise")
@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/python"])
def test_processes_that_cannot_be_started_are_said(program: str, tmp_path: Path) -> None:
    """A broken pipe to them was taken for one of the output, which ends without a word."""
    (tmp_path / "_config.yml").touch()
    page = pages.article("Of rivers", "<p>The river is long, and people live there.</p>" * 9)
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "list.txt").write_text("page.html\n")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from multiprocessing import resource_tracker, spawn\n"
        "from crosspost.cli import run\n"
        "if __name__ == '__main__':\n"
        "    resource_tracker.ensure_running()\n"
        f"    spawn.set_executable({program!r})\n"
        "    sys.exit(run(['batch', 'list.txt', '--workers', '1']))\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, str(script)]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("✗ the processes that convert pages cannot be started (")
    assert "--workers 0 converts in this process" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is loaded beforehand")
@pytest.mark.parametrize("ahead", ["", "    load_ahead(('slow',))\n"])
def test_ctrl_c_does_not_end_a_process_that_is_still_loading(tmp_path: Path, ahead: str) -> None:
    (tmp_path / "slow.py").write_text(
        "import pathlib, time\n"
        "pathlib.Path(__file__).with_name('loading').touch()\n"
        "time.sleep(0.5)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(
        "import signal\n"
        "from functools import partial\n"
        "from batch.workers import convert, job\n"
        "from crosspost.batch.converters import converters, load_ahead\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, lambda *_: None)\n"
        f"{ahead}"
        "    with converters(partial(convert, '.md'), 2, loads=('slow',)) as (submit, _):\n"
        "        print(submit(job('one')).result().filename)\n"
    )
    places = [str(Path(__file__).parent.parent), str(tmp_path), *sys.path]
    process = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
        start_new_session=True,
    )
    while not (tmp_path / "loading").exists():
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    assert process.communicate(timeout=60) == (b"one.md\n", b"")


def test_no_process_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from functools import partial\n"
        "from batch.workers import convert, job\n"
        "from crosspost.batch.converters import converters\n"
        "if __name__ == '__main__':\n"
        "    with converters(partial(convert, '.md'), 1) as (submit, _):\n"
        "        print(submit(job('one')).result().text, flush=True)\n"
        "        submit(job('sleep')).result()\n"
    )
    tests = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, script, tests],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tests), *sys.path])},
    )
    assert process.stdout
    worker = int(process.stdout.readline())
    process.kill()
    process.communicate()
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker lives on")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosspost.batch.converters._ANSWER_WITHIN", 1)
    with (
        pytest.raises(CrosspostError, match=r"the Dask scheduler at tcp://127\.0\.0\.1:9 does not"),
        converters(partial(convert, ".md"), 2, scheduler="tcp://127.0.0.1:9"),
    ):
        pass


def cluster_of_two() -> Any:
    from distributed import LocalCluster

    two = {
        "n_workers": 2,
        "threads_per_worker": 1,
        "dashboard_address": "127.0.0.1:0",
        "host": "127.0.0.1",
    }
    return LocalCluster(**two)


def test_a_dask_cluster_of_two_workers_converts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosspost.batch.converters._ANSWER_WITHIN", 5)
    with (
        cluster_of_two() as cluster,
        converters(partial(convert, ".md"), 1, scheduler=cluster.scheduler_address) as started,
    ):
        submit = started.submit
        assert started.width == 2
        futures = [submit(job(str(n))) for n in range(40)]
        drafts = [future.result(timeout=60) for future in futures]
        assert [d.filename for d in drafts if isinstance(d, Draft)] == [
            f"{n}.md" for n in range(40)
        ]
        assert len({d.text for d in drafts if isinstance(d, Draft)} - {str(os.getpid())}) == 2
        assert submit(job("refuse")).result(timeout=60) == Refused("no article", "Look.")
        assert isinstance(submit(job("bug")).exception(timeout=60), KeyError)
        running = submit(job("sleep"))
        cluster.close()
        assert isinstance(running.exception(timeout=60), Gone)
        assert isinstance(submit(job("late")).exception(timeout=60), Gone)


@pytest.mark.threat("1: a Python module of a cloned site runs")
@pytest.mark.parametrize("ahead", ["", "    load_ahead(('json',))\n"])
def test_no_module_of_the_working_folder_runs(tmp_path: Path, ahead: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("selectors", "socket", "struct", "json", "pickle", "multiprocessing", "pebble"):
        (site / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin/script.py"
    script.write_text(
        "from crosspost.batch.converters import converters, load_ahead\n"
        "if __name__ == '__main__':\n"
        f"{ahead}"
        "    with converters(str.upper, 1) as (submit, _):\n"
        "        print(submit('done').result())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment.pop("PYTHONSAFEPATH", None)
    done = subprocess.run(
        [sys.executable, str(script)], cwd=site, env=environment, capture_output=True, check=False
    )
    assert not (tmp_path / "ran").exists()
    assert done.stdout == b"DONE\n", done.stderr.decode()
