"""Reports: what a person, GitHub, GitLab, SARIF viewers, JUnit and scripts get."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from crosspost.model import Edit, Finding, Fix
from crosspost.validate import Run
from crosspost.validate.reports import FORMATS, full, github, render
from validate.blog import Blog


@pytest.fixture
def run(blog: Blog) -> Run:
    blog.post("title: Radio: 50 % & more\n", "2013-03-06-a.md")
    blog.post("title: Radio\ntags: piano, music\n", "2013-03-07-b,c.md")
    return blog.run()


def test_one_line_a_finding(run: Run) -> None:
    first, second = render(run, "concise").splitlines()
    assert first.startswith("_posts/2013-03-06-a.md:2:13: CP201 [*] Invalid YAML in title:")
    assert second.startswith("_posts/2013-03-07-b,c.md:3:7: CP501 [*] tags is one text")


def test_json_lines_have_what_a_script_needs(run: Run) -> None:
    rows = [json.loads(line) for line in render(run, "jsonl").splitlines()]
    assert rows == json.loads(render(run, "json"))
    first = rows[0]
    assert (first["path"], first["line"], first["column"]) == ("_posts/2013-03-06-a.md", 2, 13)
    assert (first["end_line"], first["end_column"]) == (2, 14)
    assert (first["code"], first["name"], first["level"]) == ("CP201", "yaml-syntax", "error")
    assert first["fix"]["safety"] == "safe"
    assert first["fix"]["edits"] == [
        {"start": 11, "end": 29, "replacement": '"Radio: 50 % & more"'}
    ]


def test_github_shows_errors_first_and_escapes_what_it_reads_as_syntax(run: Run) -> None:
    first, second, last = render(run, "github").splitlines()
    assert last == "1 error, 1 warning in 2 posts; 2 fixable"
    assert first.startswith("::error file=_posts/2013-03-06-a.md,line=2,endLine=2,col=13,")
    assert second.startswith("::warning file=_posts/2013-03-07-b%2Cc.md,line=3")


def test_github_gets_no_more_than_it_shows(blog: Blog) -> None:
    for n in range(12):
        blog.post("title: Radio\ntags: a, b\n", f"2013-03-{n + 10}-a.md")
    lines = render(blog.run(), "github").splitlines()
    assert [line.startswith("::warning file=") for line in lines] == [True] * 10 + [False] * 5
    assert (lines[10], lines[13]) == ("::group::2 more findings", "::endgroup::")
    assert lines[11].startswith("CP501 warning _posts/2013-03-20-a.md:3:7: tags is one text")
    assert lines[14] == (
        "12 warnings in 12 posts; 12 fixable. GitHub shows 10 errors and 10 warnings of a step;"
        " 2 more are in the log."
    )


@pytest.mark.threat("low: a report commands the terminal, the log or the page that shows it")
@pytest.mark.parametrize(
    "evil",
    ["::error::x", " \t::set-output name=a::b", "##[error]x", "a\n::error::x", "a\r::error::x",
     "%0A::error::x", "a,title=b", "a::b", "::endgroup::", "::stop-commands::x",
     "a\u2028::error::x"],
)  # fmt: skip
def test_a_name_or_a_message_is_no_command_of_github(evil: str) -> None:
    findings = [
        Finding(f"{evil}{n}", 1, 1, 1, 2, "CP501", "error", evil, None, evil, evil, evil)
        for n in range(12)
    ]
    lines = re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", render(Run(findings), "github"))
    commands = [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert [line.partition(" ")[0] for line in commands] == ["::error"] * 10 + [
        "::group::2",
        "::endgroup::",
    ]
    for line in commands[:10]:
        _, properties, message = re.fullmatch(r"::error( )([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
        names = [field.partition("=")[0] for field in properties.split(",")]
        assert names == ["file", "line", "endLine", "col", "endColumn", "title"]
        shown = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert shown == evil.replace("\u2028", "\ufffd")
    assert "error::" not in github.step_summary(Run(findings))


def test_the_summary_of_a_step_is_a_table_of_rules(run: Run) -> None:
    run.files = 450
    text = github.step_summary(run)
    assert text.startswith(
        "### crosspost validate\n\n1 error, 1 warning in 450 posts; 2 fixable\n\n|"
    )
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in text.splitlines()[6:]]
    assert [row[1:] for row in rows] == [["error", "1", "1", "1"], ["warning", "1", "1", "1"]]
    assert rows[0][0].endswith("/docs/rules/CP201.md) yaml-syntax")
    assert github.step_summary(Run(files=3)).endswith("\n\nNo problems in 3 posts\n")
    many = Run([run.findings[0]] * 13)
    assert github.step_summary(many).endswith("\n\nGitHub shows 10 errors and 10 warnings of a"
                                              " step; 3 more are in the log.\n")  # fmt: skip


def test_gitlab_gets_fingerprints_that_are_unique_and_stay(blog: Blog, run: Run) -> None:
    rows = json.loads(render(run, "gitlab"))
    marks = [row["fingerprint"] for row in rows]
    assert len(set(marks)) == len(marks) == 2
    assert rows[0]["location"]["positions"]["begin"] == {"line": 2, "column": 13}
    blog.post("layout: post\ntitle: Radio: 50 % & more\n", "2013-03-06-a.md")
    assert json.loads(render(blog.run(), "gitlab"))[0]["fingerprint"] == marks[0]


def test_sarif_names_rules_places_and_fixes(run: Run) -> None:
    log = json.loads(render(run, "sarif"))
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert (log["version"], sarif_run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    for result in sarif_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["crosspost/v1"]
    second = sarif_run["results"][1]["locations"][0]["physicalLocation"]
    assert second["artifactLocation"] == {
        "uri": "_posts/2013-03-07-b%2Cc.md",
        "uriBaseId": "%SRCROOT%",
    }
    assert rules[0]["helpUri"].endswith("/docs/rules/CP001.md")
    change = sarif_run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["deletedRegion"] == {"byteOffset": 11, "byteLength": 18}


def test_junit_is_xml_whatever_stands_in_the_post(blog: Blog) -> None:
    blog.post('title: "a\\x01<&>: b" c\n')
    blog.post('image: "../\u0001\'\\u0000/"\n', "2013-03-07-b.md")
    suites = ElementTree.fromstring(render(blog.run(), "junit"))
    assert int(suites.attrib["failures"]) == len(suites.findall(".//failure")) > 0


def test_junit_of_a_clean_site_is_one_case_that_passed(blog: Blog) -> None:
    blog.post("title: Radio\n")
    suites = ElementTree.fromstring(render(blog.run(), "junit"))
    assert suites.attrib["failures"] == "0"
    assert len(suites.findall(".//testcase")) == 1


def test_a_person_sees_the_line_and_what_is_meant(run: Run) -> None:
    text = render(run, "full")
    assert "     2 │ title: Radio: 50 % & more\n       │             ^\n" in text
    assert "--fix: put the value in double quotes." in text
    assert text.endswith("\n1 error, 1 warning in 2 posts; 2 fixable: crosspost validate --fix\n")


def test_a_caret_stands_below_wide_letters_and_tabs(blog: Blog) -> None:
    blog.post("title:\t日本: 海\n")
    lines = render(blog.run(select=("CP201",)), "full").splitlines()
    assert lines[1].index("日") == 17
    assert lines[2].index("^") == 17 + 4


LINES = [
    "title: 日本\t海: !x\tend",
    "\t日\t\t本: !x",
    "e\u0301e\u0301e\u0301 \u1100\u1161\u11a8: !x",
    "\u2764\ufe0f \U0001f468\u200d\U0001f469 \U0001f44d\U0001f3fd 1\ufe0f\u20e3: !x",
    "\u200b\u202e\x1b[31m: !x",
    "海" * 100 + "!x" + "海" * 100,
    "e\u0301" * 200 + "!x",
    "!x" + "\t." * 100,
]


@pytest.mark.parametrize("width", [20, 33, 80, 200])
@pytest.mark.parametrize("line", LINES)
def test_the_caret_is_below_what_it_marks(line: str, width: int) -> None:
    column = line.index("!") + 1
    finding = Finding("a.md", 1, column, 1, column + 1, "CP201", "error", "Message.", source=line)
    shown, mark = (text for text in lines_of(full.parts(Run([finding]), width)) if "│" in text)
    assert cell_len(shown) <= min(width, 96)
    assert mark.count("^") == 1
    assert cell_len(shown.partition("!")[0]) == mark.index("^")


def test_a_mark_is_as_wide_as_what_it_marks() -> None:
    line = "a\tb日\tc"
    finding = Finding("a.md", 1, 2, 1, 5, "CP201", "error", "Message.", source=line)
    mark = "".join(text for text, _ in list(full.parts(Run([finding])))[2])
    assert (
        mark.partition("│ ")[2] == " " + "^" * 10
    )  # a tab up to column 8, b, two for the ideograph


def test_a_long_line_is_cut_around_what_is_meant(blog: Blog) -> None:
    blog.post(f"title: {'Radio ' * 60}: live\n")
    lines = render(blog.run(select=("CP201",)), "full").splitlines()
    assert len(lines[1]) < 110
    assert lines[1][lines[2].index("^")] == ":"


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_can_say_nothing(style: str) -> None:
    assert render(Run(), style) is not None


def test_paths_are_as_given_where_they_are_not_below_the_working_folder(
    blog: Blog, tmp_path: Path
) -> None:
    path = blog.post("title: 12:30\n")
    from crosspost.validate import Options, check_paths

    (finding,) = check_paths([str(path)], Options(), working=str(tmp_path / "elsewhere")).findings
    assert finding.path == str(path)


@pytest.mark.parametrize("width", [20, 30, 40, 60])
def test_a_narrow_terminal_gets_narrow_lines(width: int, blog: Blog) -> None:
    blog.post("title: 港: ラジオ\ntags: piano, music\ncategories: Peace Boat\n")
    run = blog.run()
    shown = lines_of(full.parts(run, width))
    too_long = [line for line in shown if cell_len(line) > width]
    assert all(" " not in line.strip() for line in too_long), too_long
    unbroken = lines_of(full.parts(run))
    words = [word for line in unbroken if "│" not in line for word in line.split()]
    assert [word for line in shown if "│" not in line for word in line.split()] == words


def test_the_heading_and_the_fix_are_broken_between_words_and_indented(run: Run) -> None:
    shown = lines_of(full.parts(run, 30))
    assert shown[:2] == ["_posts/2013-03-06-a.md:2:13:", "   CP201 [*] error"]
    fix = shown.index("   --fix: put the value in")
    assert shown[fix + 1] == "   double quotes."


def test_a_pipe_gets_each_heading_as_one_line(blog: Blog) -> None:
    path = "a/" * 60 + "_posts/2013-03-06-radio.md"
    blog.file(path, "---\ntitle: Radio: live\n---\nText.\n")
    assert render(blog.run(), "full").startswith(f"{path}:2:13: CP201 [*] error\n")


def lines_of(parts: Iterable[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in parts]


OBEYED = (
    "\x1b[31m \x07 \x7f \x9b31m \u202e \u2066 \u200b \u2028 \ufeff \ud800 \udcff \ufffe \xad"
    " \U000e0041 \x00 \r"
)


@pytest.mark.threat("low: a report commands the terminal, the log or the page that shows it")
@pytest.mark.parametrize("style", FORMATS)
def test_nothing_in_a_report_is_obeyed_by_what_shows_it(style: str) -> None:
    evil = f"a{OBEYED}b\n::error::c%0A::d <x>&'\" ]]> "
    fix = Fix(True, evil, (Edit(0, 1, evil.encode("utf-8", "surrogatepass")),))
    findings = [
        Finding(evil, n, 1, n, 2, "CP501", level, evil, fix, evil, evil, evil)
        for n in range(1, 14)
        for level in ("error", "warning")
    ]
    text = render(Run(findings=findings, files=1, refused={evil: evil}), style)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")
                and c != "\n"]  # fmt: skip
    text.encode("utf-8")
    commands = [line for line in text.splitlines() if line.lstrip().startswith("::")]
    known = ("::error file=a", "::warning file=a", "::group::6 more", "::endgroup::")
    assert all(line.startswith(known) for line in commands)
    if style == "junit":
        assert len(list(ElementTree.fromstring(text).iter("testcase"))) == 26
    elif style == "jsonl":
        assert json.loads(text.splitlines()[0])["message"] == evil
    elif style in ("json", "gitlab", "sarif", "rdjson"):
        assert json.loads(text)
