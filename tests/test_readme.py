"""The README and the documentation are true: commands exist, the post is the one of the demo.

``python tests/test_readme.py`` writes the generated parts anew.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import click
import pytest

import server
from crosspost.cli import COMMANDS, cli
from crosspost.cli.init import default_text
from crosspost.config import SETTINGS
from crosspost.targets import TARGETS
from server import Server

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DOCS = ROOT / "docs"
BLOB = "https://github.com/crosspost/crosspost/blob/main/"
RAW = "https://github.com/crosspost/crosspost/raw/main/"
PACKAGE = ROOT / "src" / "crosspost"


def part(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name}:[^>]*-->\n)(.*?)(<!-- /{name} -->)", re.S)


@cache
def demo() -> str:
    """Run the demo and return what it shows, its server's port as in the README."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "demo.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", done.stdout)


def demo_post() -> str:
    """Return the post that the demo shows, as a fenced block."""
    post = demo().split("\n---\n", 1)[1].partition("\nNow on your own site")[0].rstrip("\n")
    post = f"---\n{post}"
    return f"~~~markdown\n{post}\n~~~\n"


def settings_table() -> str:
    """Return the table of all settings with their defaults."""
    rows = ["| setting | default | |", "|---|---|---|"]
    for item in SETTINGS:
        rows.append(f"| `{item.name}` | `{default_text(item.name)}` | {item.metadata['doc']} |")
    return "\n".join(rows) + "\n"


def licences_table() -> str:
    """Return the table of the packages that crosspost and its extras need, with their licences."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {k: v for k, v in project["optional-dependencies"].items() if k not in OF_DEVELOPMENT}
    rows = ["| package | licence | needed by |", "|---|---|---|"]
    for needed_by, requirements in {"crosspost": project["dependencies"], **extras}.items():
        for requirement in requirements:
            name = re.split(r"[^\w.-]", requirement)[0]
            part_of = needed_by if needed_by == "crosspost" else f"`crosspost[{needed_by}]`"
            rows.append(f"| {name} | {licence(name)} | {part_of} |")
    return "\n".join(rows) + "\n"


def licence(name: str) -> str:
    """Return the licence that a package declares: an SPDX expression, else its own words."""
    about = metadata(name)
    classified = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if "License" in c]
    declared = about.get("License-Expression") or (about.get("License") or "").split("\n")[0]
    return declared or ", ".join(classified) or "named in its files"


def targets_table() -> str:
    """Return the table of what each generator gets, from their descriptions."""
    rows = [
        "| name | front matter | Markdown | drafts | pictures | old URLs |",
        "|---|---|---|---|---|---|",
        "| `jekyll` | YAML | kramdown | `_drafts` | `assets/pictures` "
        "| `redirect_from`, `permalink` |",
    ]
    for name, load in TARGETS.items():
        about = getattr(load(), "about", None)
        if about is None:
            continue
        formats = ", ".join(one.upper() if len(one) == 4 else one for one in about.formats)
        draft = f"`{about.draft_field}`" if about.draft_field else f"`{about.drafts}`"
        folder = "/".join(filter(None, [about.public, about.pictures]))
        pictures = "beside the text" if about.bundle else f"`{folder}`"
        other = "a file of redirects" if about.permalink else "not kept"
        old = [f"`{one}`" for one in (about.alias_field, about.url_field) if one]
        rows.append(
            f"| `{name}` | {formats} | {about.dialect.name} | {draft} "
            f"| {pictures} | {', '.join(old) or other} |"
        )
    return "\n".join(rows) + "\n"


# The generated part of a page of the documentation, and what it is made by.
GENERATED = {"post": demo_post, "settings": settings_table, "targets": targets_table}
OF_DEVELOPMENT = ("dev", "docs", "train")


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_part_is_up_to_date(name: str) -> None:
    found = part(name).search((DOCS / f"{name}.md").read_text("utf-8"))
    assert found
    assert found[2] == GENERATED[name]()


def test_every_package_has_its_licence() -> None:
    """Their words may change with a version, so that the packages are compared, not the words."""
    found = part("licences").search((DOCS / "licences.md").read_text("utf-8"))
    assert found
    rows = [[cell.strip() for cell in row.split("|")] for row in found[2].splitlines()]
    made = [[cell.strip() for cell in row.split("|")] for row in licences_table().splitlines()]
    assert [(row[1], row[3]) for row in rows] == [(row[1], row[3]) for row in made]
    assert all(row[2] for row in rows[1:])


def test_the_pictures_of_terminals_are_what_crosspost_shows() -> None:
    command = [sys.executable, str(ROOT / "examples" / "images.py"), "--check"]
    # A test of the batch may have set it in this process; the program's folder is needed here.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, env=env)
    assert done.returncode == 0, done.stderr


def test_the_library_does_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = re.search(
        r"^```python\n(.*?)^```", (DOCS / "library.md").read_text("utf-8"), re.S | re.M
    )
    assert block
    (tmp_path / "my-blog").mkdir()
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "examples/articles/community-radio.html").read_text("utf-8")
    with Server({"/article": server.page(page)}) as web:
        code = block[1].replace("https://example.org/article", web.url("/article"))
        names: dict[str, Any] = {"html": page, "url": "https://valley.example.org/en/news/2725/"}
        exec(code, names)
    assert capsys.readouterr().out == (
        "written my-blog/_posts/2013-03-06-community-radio-brings-seven-villages-to-one-table.md"
        " None\n"
    )
    assert names["article"].metadata.authors == ("A. Correspondent",)
    assert names["article"].text.startswith("The power of community media")
    assert names["post"].filename.startswith("2013-03-06-community-radio")
    assert names["post"].text.endswith(names["post"].body) and not names["post"].warnings
    assert names["markdown"] == "## A\n\n{{ '{{' }} b }}\n"
    assert names["outcome"].post.front_matter["author"] == "bloghost"
    assert [found.key for found in names["findings"]] == ["original_url"]  # of this machine


def test_every_room_is_on_the_map() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    plan = text[text.index("src/crosspost/\n") : text.index("What flows is frozen")]
    package = ROOT / "src" / "crosspost"
    rooms = {p.name for p in package.glob("*.py")} - {"__init__.py", "__main__.py"}
    rooms |= {f"{p.parent.name}/" for p in package.glob("*/__init__.py")}
    assert not {room for room in rooms if room not in plan}


def test_every_measurement_is_listed() -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    files = (ROOT / "benchmarks").glob("*.py")
    commands = {p.name for p in files if '__name__ == "__main__"' in p.read_text("utf-8")}
    assert commands - {"run.py"} == set(re.findall(r"benchmarks/(\w+\.py)", text))
    run = (ROOT / "benchmarks" / "run.py").read_text("utf-8")
    listed = set(re.findall(r"^\| ● \| `benchmarks/(\w+)\.py", text, re.M))
    assert listed == set(re.findall(r'^    "(\w+)": ', run, re.M))


def test_the_numbers_of_languages_are_those_of_the_tables() -> None:
    """All that are asked for, and those of them that have names for months."""
    names = json.loads((PACKAGE / "metadata/data/months.json").read_text("utf-8"))
    code = ast.parse((ROOT / "benchmarks/metadata_months.py").read_text("utf-8"))
    (asked,) = (
        node.value
        for node in code.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LANGUAGES"
    )
    codes = [node.value for node in ast.walk(asked) if isinstance(node, ast.Constant)]
    languages = {str(code).partition("_")[0] for code in codes}
    assert set(names) <= languages
    for path, words in {
        PACKAGE / "metadata/data/README.md": f"{len(names)} languages (of {len(languages)}; ",
        PACKAGE / "metadata/days/text.py": f" in {len(languages)} languages ",
        ROOT / "benchmarks/README.md": f" of {len(languages)} languages beside dateparser",
    }.items():
        assert words in path.read_text("utf-8"), f"{path.relative_to(ROOT)}: not {words!r}"


def pages() -> list[Path]:
    """Return the README and the pages of the documentation."""
    return [README, *sorted(DOCS.rglob("*.md"))]


def commands() -> list[list[str]]:
    """Return the crosspost commands of all console blocks, as words, each once."""
    found: dict[str, list[str]] = {}
    for path in pages():
        for block in re.findall(r"^```console\n(.*?)^```", path.read_text("utf-8"), re.S | re.M):
            joined = block.replace("\\\n", " ")
            for line in joined.splitlines():
                command = line.removeprefix("$ ").split("|")[-1].split(" # ")[0].strip()
                if line.startswith("$ ") and command.startswith("crosspost"):
                    found[command] = shlex.split(command)[1:]
    return list(found.values())


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_flag_of_a_command_exists(words: list[str]) -> None:
    name = words[0] if words and words[0] in COMMANDS else "post"
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command
    known = {opt for p in command.get_params(context) for opt in (*p.opts, *p.secondary_opts)}
    used = {word.split("=")[0] for word in words if word.startswith("-") and word != "-"}
    assert used <= known


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    used = set(re.findall(r"\bmake (\w+)`?", README.read_text("utf-8")))
    assert used & targets
    assert {word for word in used if word in ("demo", "test", "check", "bench")} <= targets


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(path: Path) -> None:
    """Links of the README are absolute, so that it reads on the package index, too."""
    text = path.read_text("utf-8")
    prose = re.sub(r"^~~~.*?^~~~|^```.*?^```|`[^`\n]*`", "", text, flags=re.S | re.M)
    named = [link.split("#")[0] for link in re.findall(r"\]\(([^)#\s]+)", prose)]
    own = [ROOT / link.removeprefix(base) for link in named for base in (BLOB, RAW) if base in link]
    relative = [path.parent / link for link in named if not re.match(r"[a-z]+:|/", link)]
    assert not [file for file in own + relative if not file.exists()]
    assert not (relative and path == README)


def test_the_front_matter_table_names_every_field() -> None:
    from crosspost.targets.fields import FIELDS

    text = (DOCS / "post.md").read_text("utf-8")
    table = text[text.index("## Front matter") : text.index("## Attribution")]
    assert all(f"`{field}`" in table for field in FIELDS)


if __name__ == "__main__":
    for name, make in {**GENERATED, "licences": licences_table}.items():
        page = DOCS / f"{name}.md"
        body = make()
        text = part(name).sub(
            lambda found, body=body: found[1] + body + found[3], page.read_text("utf-8")
        )
        page.write_text(text, "utf-8")
