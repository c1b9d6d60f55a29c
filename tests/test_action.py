"""The GitHub Action: its shell steps, run by bash as a runner does, without the network."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from crosspost.validate.reports import FORMATS

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INPUTS = ACTION["inputs"]
INSTALL, CHECK = (step for step in ACTION["runs"]["steps"] if "run" in step)

# A Python whose venv has crosspost as it is here, and whose pip writes down what it should install.
PYTHON = """#!/bin/bash
case "$2" in
  venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"
        printf '#!/bin/bash\\nexec %q -m crosspost "$@"\\n' "$REAL_PYTHON" > "$3/bin/crosspost"
        chmod +x "$3/bin/crosspost" ;;
  pip) for word in "$@"; do printf '%s\\n' "$word"; done > "$RUNNER_TEMP/pip" ;;
esac
"""


class Runner:
    """What a runner gives to the steps: a workspace, a folder for temporary files, inputs."""

    def __init__(self, root: Path) -> None:
        self.workspace, self.temp = root / "blog", root / "temp"
        (self.workspace / "_posts").mkdir(parents=True)
        self.temp.mkdir()
        self.summary = self.temp / "summary.md"
        self.python = self.temp / "python"
        self.python.write_text(PYTHON)
        self.python.chmod(self.python.stat().st_mode | stat.S_IXUSR)

    def post(self, name: str, front_matter: str) -> None:
        (self.workspace / "_posts" / name).write_text(f"---\n{front_matter}---\n\nText.\n")

    def run(self, step: dict[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
        values = {name: field["default"] for name, field in INPUTS.items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        known = {f"inputs.{name}": value for name, value in values.items()}
        known |= {"steps.python.outputs.python-path": str(self.python),
                  "github.action_path": str(ROOT), "runner.temp": str(self.temp)}  # fmt: skip

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text)

        script = self.temp / "step.sh"
        script.write_text(step["run"])
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace / filled(step.get("working-directory", ".")),
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path),
                 "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(self.summary),
                 "RUNNER_TEMP": str(self.temp), "REAL_PYTHON": sys.executable,
                 "HOME": str(self.temp), "LC_ALL": "C.UTF-8"}
            | {name: filled(value) for name, value in step["env"].items()},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        assert self.run(INSTALL).returncode == 0
        return self.run(CHECK, **inputs)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.post("2013-03-06-a.md", "title: Radio: live\n")
    made.post("2013-03-07-b.md", "title: Radio\ntags: a, b\n")
    return made


def test_a_first_run_shows_annotations_and_a_summary(runner: Runner) -> None:
    done = runner.check()
    assert done.returncode == 1
    error, warning, last = done.stdout.splitlines()
    assert error.startswith("::error file=_posts/2013-03-06-a.md,line=2,")
    assert warning.startswith("::warning file=_posts/2013-03-07-b.md,line=3,")
    assert last == "1 error, 1 warning in 2 posts; 2 fixable"
    assert "| error | 1 | 1 | 1 |\n" in runner.summary.read_text("utf-8")


def test_errors_only(runner: Runner) -> None:
    assert "::warning" not in runner.check(errors_only="true").stdout
    runner.post("2013-03-06-a.md", "title: Radio\n")
    assert runner.check(errors_only="true").returncode == 0
    assert runner.check().returncode == 1


def test_paths_are_lines_and_never_options(runner: Runner) -> None:
    runner.post("2013-03-08-c d.md", "title: 12:30\n")
    paths = "_posts/2013-03-08-c d.md\r\n\n_posts/2013-03-07-b.md\n"
    done = runner.check(paths=paths, format="concise")
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "_posts/2013-03-07-b.md", "_posts/2013-03-08-c d.md",
    ]  # fmt: skip
    before = (runner.workspace / "_posts/2013-03-06-a.md").read_text()
    assert runner.check(paths="--fix").returncode == 2
    assert (runner.workspace / "_posts/2013-03-06-a.md").read_text() == before


def test_a_report_for_other_tools(runner: Runner) -> None:
    done = runner.check(format="sarif", output_file=".report.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    assert '"version": "2.1.0"' in (runner.workspace / ".report.sarif").read_text("utf-8")


def test_a_site_in_a_folder(runner: Runner) -> None:
    done = runner.check(working_directory="_posts")
    assert done.stdout.startswith("::error file=2013-03-06-a.md,")


@pytest.mark.parametrize(("version", "installed"), [("", str(ROOT)), ("0.1.0", "crosspost==0.1.0")])
def test_the_version_is_that_of_the_action_or_the_one_named(
    runner: Runner, version: str, installed: str
) -> None:
    assert runner.run(INSTALL, version=version).returncode == 0
    assert (runner.temp / "pip").read_text().splitlines()[-1] == installed


@pytest.mark.parametrize(
    "value", ["$(touch hacked)", "`touch hacked`", '"; touch hacked; "', "'\ntouch hacked\n'",
              "0.1 --index-url https://example.org", "--help\n::error::x"],
)  # fmt: skip
def test_an_input_is_never_a_command(runner: Runner, value: str) -> None:
    assert runner.run(INSTALL, version=value).returncode == 2
    for name in ("paths", "format", "output_file"):
        done = runner.check(**{name: value})
        commands = [line for line in done.stdout.splitlines() if line.startswith("::error::")]
        assert done.returncode in (1, 2) and not commands
    runner.check(errors_only=value)
    assert not list(runner.workspace.rglob("hacked")) and not list(runner.temp.rglob("hacked"))


def test_a_post_cannot_command_the_runner(runner: Runner) -> None:
    for number in range(12):
        name = f"::error::x%0A::set-env name=A,b::##[error]{number}.md"
        runner.post(name, "title: '::add-mask::x ##[error]y': x\n")
    done = runner.check()
    assert done.returncode == 1
    commands = [line for line in done.stdout.splitlines()
                if line.lstrip().startswith("::") or "##[" in line]  # fmt: skip
    kinds = {re.split(r" |::", line.removeprefix("::"))[0] for line in commands}
    assert kinds <= {"error", "warning", "notice", "group", "endgroup"}
    assert not [line for line in commands if re.match(r"::error::|.*name=A,", line)]
    assert "::" not in runner.summary.read_text("utf-8").replace("https://", "")


def test_no_script_has_an_expression_in_it() -> None:
    for step in (INSTALL, CHECK):
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_the_inputs_are_those_that_the_documents_have() -> None:
    text = (ROOT / "docs/validate-report.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| `?([^|`]*)`? \|", text, re.M))
    assert rows.keys() == INPUTS.keys()
    for name, field in INPUTS.items():
        assert rows[name].strip() == field["default"], name
    for style in FORMATS:
        assert style in INPUTS["format"]["description"]


def test_the_workflow_for_blogs_uses_inputs_that_there_are() -> None:
    workflow = yaml.safe_load((ROOT / "docs/examples/validate.yml").read_text("utf-8"))
    *_, step = workflow["jobs"]["validate"]["steps"]
    assert step["uses"].startswith("crosspost/crosspost@v")
    assert step["with"].keys() <= INPUTS.keys()
    assert workflow["permissions"] == {"contents": "read"}
