"""``crosspost validate`` as a person and a CI job run it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosspost.cli import run

ROOT = Path(__file__).parents[2]
FAULTY = "---\ntitle: Harbour radio\ntags: piano, music\ncategories: Peace Boat\n---\n\nText.\n"
CLEAN = "---\ntitle: Harbour radio\n---\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2013-03-06-radio.md").write_text(FAULTY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def post(site: Path) -> Path:
    return site / "_posts/2013-03-06-radio.md"


def test_findings_are_exit_code_1_and_stand_on_standard_output(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["validate"]) == 1
    out, err = capfd.readouterr()
    assert "_posts/2013-03-06-radio.md:3:7: CP501 [*] warning" in out
    assert out.endswith("\n2 warnings in 1 post; 1 fixable: crosspost validate --fix\n")
    assert err == ""


def test_nothing_found_is_exit_code_0(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    post(site).write_text(CLEAN)
    assert run(["validate"]) == 0
    assert capfd.readouterr().out == "No problems in 1 post.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "never"], 0),
        (["--select", "CP2"], 0),
        (["--select", "CP501", "--fail-on", "info"], 1),
        (["nowhere"], 2),
        (["--select", "CP999"], 2),
        (["--unsafe-fixes"], 2),
        (["--format", "xml"], 2),
        (["--target", "wordpress"], 2),
        (["--schema", "nowhere.json"], 2),
        (["--changed-since", "HEAD"], 2),
        (["--baseline", "nowhere.json"], 2),
    ],
)
def test_exit_codes(site: Path, arguments: list[str], code: int) -> None:
    assert run(["validate", *arguments]) == code


def test_an_interrupt_is_130(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crosspost.validate.run.check_paths", interrupted)
    assert run(["validate"]) == 130


def test_fix_repairs_what_is_safe(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--fix"]) == 1
    assert "Repaired 1 problem in 1 file." in capfd.readouterr().out
    assert post(site).read_text() == FAULTY.replace("piano, music", "[piano, music]")
    assert run(["validate", "--fix", "--exit-non-zero-on-fix", "--ignore", "CP502"]) == 0


def test_unsafe_fixes_repair_the_rest(site: Path) -> None:
    assert run(["validate", "--fix", "--unsafe-fixes"]) == 0
    assert "categories: [Peace Boat]\n" in post(site).read_text()


def test_diff_writes_nothing(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--diff"]) == 1
    out = capfd.readouterr().out
    assert "-tags: piano, music\n+tags: [piano, music]\n" in out
    assert post(site).read_text() == FAULTY


def test_a_diff_is_a_patch_byte_for_byte(
    site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = "---\r\ntitle: a: Z\u2028\u00fcrich\r\ntags: [news]\r\n---\r\nText".encode()
    post(site).write_bytes(text)
    run(["validate", "--diff"])
    patch = capfdbinary.readouterr().out
    assert patch.endswith(b"\\ No newline at end of file\n") or b"No newline" not in patch
    post(site).write_bytes(text)
    (site / "fix.patch").write_bytes(patch)
    subprocess.run(["git", "apply", "--ignore-whitespace", "fix.patch"], cwd=site, check=True)
    assert post(site).read_bytes() == text.replace(b"a: Z\xe2\x80\xa8\xc3\xbcrich",
                                                   b'"a: Z\xe2\x80\xa8\xc3\xbcrich"')  # fmt: skip


def test_json_lines_for_scripts(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["validate", "--json"])
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [row["code"] for row in rows] == ["CP501", "CP502"]


def test_github_is_recognised(
    site: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run(["validate"])
    assert capfd.readouterr().out.startswith("::warning file=_posts/2013-03-06-radio.md,line=3")


def test_a_report_into_a_file(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("../out.sarif", ".out.sarif", "_reports/out.sarif"):
        (site / "_reports").mkdir(exist_ok=True)
        run(["validate", "--format", "sarif", "--output-file", name])
        assert json.loads((site / name).read_text())["version"] == "2.1.0"
    assert capfd.readouterr().out == ""


def test_a_report_that_jekyll_would_publish_is_refused(
    site: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "_config.yml").write_text("title: Blog\n")
    before = sorted(site.rglob("*"))
    for paths in ([], ["_posts"], ["."]):
        assert run(["validate", *paths, "--output-file", "out.json"]) == 2
        assert "would publish it with the site" in capfd.readouterr().err
    monkeypatch.chdir(site.parent)
    assert run(["validate", str(site), "--output-file", str(site / "out.json")]) == 2
    assert sorted(site.rglob("*")) == before


def test_quiet_prints_nothing(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--quiet"]) == 1
    assert capfd.readouterr().out == ""


def test_statistics(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["validate", "--statistics"])
    assert "     1  CP501 [*] warning  comma-string\n" in capfd.readouterr().out


def test_a_post_from_standard_input(
    site: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = post(site).open("rb")

    monkeypatch.setattr(sys, "stdin", Input)
    assert run(["validate", "-", "--stdin-filename", "_posts/2013-03-07-new.md", "--fix"]) == 1
    out, err = capfd.readouterr()
    assert out == FAULTY.replace("piano, music", "[piano, music]")
    assert "_posts/2013-03-07-new.md:4:13: CP502" in err
    Input.buffer.close()


def test_explain_takes_code_and_name(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--explain", "CP205"]) == 0
    text = capfd.readouterr().out
    assert run(["validate", "--explain", "folded-list"]) == 0
    assert capfd.readouterr().out == text
    assert "YAML folds the lines into one text" in text


def test_a_pipe_gets_the_page_of_a_rule_as_it_is(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["validate", "--explain", "CP403"])
    page = (ROOT / "docs/rules/CP403.md").read_text("utf-8")
    assert capfd.readouterr().out == f"##{page}"


def test_a_terminal_gets_it_rendered(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", screen)
        run(["validate", "--explain", "CP403"])
    text = screen.getvalue()
    assert "What Jekyll does." in text
    assert not [mark for mark in ("**", "```", "###") if mark in text]


@pytest.mark.parametrize(("forced", "has_links"), [("1", True), ("0", False)])
def test_a_code_is_a_link_on_a_terminal_that_has_them(
    forced: str, has_links: bool, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", screen)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("FORCE_HYPERLINK", forced)
        patch.delenv("NO_COLOR", raising=False)
        run(["validate"])
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", screen.getvalue())
    assert any(link.endswith("/docs/rules/CP501.md") for link in links) == has_links


def many(site: Path) -> None:
    for day in range(1, 29):
        for month in (4, 5, 6):
            (site / f"_posts/2013-0{month}-{day:02}-a{month}{day}.md").write_text(FAULTY)


def test_a_first_run_is_short_and_other_formats_are_whole(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    many(site)
    code = run(["validate"])
    out = capfd.readouterr().out
    assert code == 1
    assert out.count("\n_posts/") + out.startswith("_posts/") == 2
    assert out.endswith("\n170 warnings in 85 posts; 85 fixable: crosspost validate --fix\n")
    for style in ("concise", "jsonl"):
        assert run(["validate", "--format", style]) == 1
        assert len(capfd.readouterr().out.splitlines()) == 170


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--all"], 170),
        (["--max-findings", "1"], 1),
        (["--select", "CP501"], 85),
        (["--select", "CP501", "--max-findings", "60"], 60),
        (["--select", "CP5"], 2),
    ],
)
def test_what_is_asked_for_is_shown(
    arguments: list[str], shown: int, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    many(site)
    run(["validate", *arguments])
    out = capfd.readouterr().out
    assert sum(line.startswith("_posts/") for line in out.splitlines()) == shown


def test_a_report_in_a_file_is_whole(site: Path) -> None:
    many(site)
    run(["validate", "-o", ".report.txt"])
    lines = (site / ".report.txt").read_text("utf-8").splitlines()
    assert sum(line.startswith("_posts/") for line in lines) == 170


def test_the_next_command_repeats_what_was_chosen(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["_posts", "--ignore", "CP502", "--no-drafts", "--body", "--sort", "path"]
    run(["validate", *arguments])
    last = capfd.readouterr().out.splitlines()[-1]
    assert last.endswith("crosspost validate _posts --ignore CP502 --body --no-drafts --fix")
    assert run(last.split(": ")[1].split()[1:]) == 0


def test_errors_only(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "_posts/2013-03-07-b.md").write_text("---\ntitle: Radio: live\ntags: a, b\n---\n")
    assert run(["validate", "--errors-only", "--format", "concise"]) == 1
    (line,) = capfd.readouterr().out.splitlines()
    assert " CP201 " in line
    assert run(["validate", "--errors-only", "--fix", "--quiet"]) == 0
    assert post(site).read_text() == FAULTY
    assert '"Radio: live"\ntags: a, b' in (site / "_posts/2013-03-07-b.md").read_text()
    capfd.readouterr()
    assert run(["validate", "--errors-only"]) == 0
    assert capfd.readouterr().out == "No errors in 2 posts.\n"


def test_other_formats_are_sorted_where_asked(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (site / "_posts/2013-03-07-b.md").write_text("---\ntitle: Radio: live\ntags: a, b\n---\n")
    codes = []
    for sort in ([], ["--sort", "level"]):
        run(["validate", "--format", "concise", *sort])
        codes.append([line.split()[1] for line in capfd.readouterr().out.splitlines()])
    assert codes == [["CP501", "CP502", "CP201", "CP501"], ["CP201", "CP501", "CP502", "CP501"]]


def test_an_unknown_rule_gets_a_suggestion(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--explain", "foldedlist"]) == 2
    assert "Did you mean folded-list?" in capfd.readouterr().err


def test_all_rules_are_listed(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from crosspost.validate.rules import RULES

    assert run(["validate", "--list-rules"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


def test_a_baseline_is_written_and_used(site: Path) -> None:
    assert run(["validate", "--write-baseline", "known.json"]) == 0
    assert run(["validate", "--baseline", "known.json"]) == 0
    (site / "_posts/2013-03-07-new.md").write_text(FAULTY)
    assert run(["validate", "--baseline", "known.json"]) == 1


@pytest.mark.parametrize("option", ["--write-baseline", "--output-file"])
@pytest.mark.parametrize("name", ["_config.yml", "_posts/2013-03-07-mine.md"])
def test_a_file_of_the_site_is_not_replaced_by_a_report(
    site: Path, option: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    file = site / name
    file.write_text("---\ntitle: Mine\n---\n" if name.endswith(".md") else "title: Mine\n")
    before = file.read_bytes()
    assert run(["validate", option, name]) == 2
    assert file.read_bytes() == before
    assert "Nothing is written over it" in capfd.readouterr().err


def test_only_what_changed_since_a_commit(
    site: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
            check=True,
            capture_output=True,
            cwd=site,
        )

    git("init", "-q")
    (site / ".gitignore").write_text("secret.md\n")
    git("add", ".")
    git("commit", "-qm", "first")
    assert run(["validate", "--changed-since", "HEAD"]) == 0
    (site / "_posts/2013-03-07-new.md").write_text(FAULTY)
    capfd.readouterr()
    assert run(["validate", "--changed-since", "HEAD", "--format", "concise"]) == 1
    out = capfd.readouterr().out
    assert "2013-03-07-new.md" in out
    assert "2013-03-06-radio.md" not in out
    assert run(["validate", "--changed-since", "nonsense"]) == 2
    assert run(["validate", "--changed-since", "--output=x"]) == 2


def test_a_schema_of_the_posts_as_they_are(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--infer-schema"]) == 0
    schema = json.loads(capfd.readouterr().out)
    assert schema["required"] == ["categories", "tags", "title"]
    (site / "schema.json").write_text(json.dumps(schema))
    assert run(["validate", "--schema", "schema.json", "--select", "CP901"]) == 0


def test_bad_text_in_a_post_does_not_reach_the_terminal(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    post(site).write_bytes(b"---\ntitle: 'a \x1b[31m [/b] [cross-post]'\ntags: a, b\n---\n")
    run(["validate"])
    out = capfd.readouterr().out
    assert "\x1b" not in out


def test_it_starts_quickly(site: Path) -> None:
    command = [sys.executable, "-m", "crosspost", "validate", "--exit-zero", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    used = []
    for _ in range(3):
        before = os.times()
        subprocess.run(command, check=True, env=environment)
        after = os.times()
        used.append(after.children_user - before.children_user)
    assert min(used) < 0.5  # of the processor: a busy machine is no fault
    assert time.monotonic() > 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("arguments", [["--list-rules"], ["--explain", "CP403"], []])
def test_a_narrow_terminal_gets_narrow_lines(
    arguments: list[str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", screen)
        patch.setenv("COLUMNS", "40")
        patch.setenv("NO_COLOR", "1")
        patch.setenv("TERM", "dumb")
        run(["validate", *arguments])
    lines = screen.getvalue().splitlines()
    assert len(lines) > 8
    assert not [line for line in lines if len(line) > 40 and " " in line.strip()]
