"""``--changed-since`` asks git, which no repository can make run a program; nothing else does."""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crosspost.cli import run
from crosspost.errors import ConfigError
from crosspost.validate.git import changed_since

PACKAGE = Path(__file__).parent.parent.parent / "src/crosspost"
CLEAN = "---\ntitle: Harbour radio\n---\n\nText.\n"
FAULTY = "---\ntitle: Harbour radio\ntags: piano, music\n---\n\nText.\n"
POST = "_posts/2013-03-06-radio.md"
USER = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(
        ["git", *USER, *arguments], cwd=folder, check=check, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A site in a repository with one commit, and the working folder."""
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: A site\n")
    (root / POST).write_text(CLEAN)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that is there once the program of a hostile repository has run."""
    return tmp_path / "ran"


@pytest.fixture
def program(tmp_path: Path, canary: Path) -> str:
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\necho ran >> '{canary}'\nexit 1\n")
    path.chmod(0o755)
    return str(path)


def configure(site: Path, *lines: str) -> None:
    with (site / ".git/config").open("a") as file:
        file.write("\n".join(lines) + "\n")


def fsmonitor(site: Path, program: str) -> str:
    configure(site, "[core]", f"fsmonitor = {program}")
    return "status"


def hooks(site: Path, program: str) -> str:
    for name in ("pre-commit", "post-index-change", "reference-transaction", "post-checkout"):
        (site / ".git/hooks" / name).symlink_to(program)
    return "commit --allow-empty -m x"


def hooks_path(site: Path, program: str) -> str:
    (site / "hooks").mkdir()
    (site / "hooks/pre-commit").symlink_to(program)
    configure(site, "[core]", "hooksPath = hooks")
    return "commit --allow-empty -m x"


def filter_clean(site: Path, program: str) -> str:
    (site / ".gitattributes").write_text("* filter=x\n")
    configure(site, '[filter "x"]', f"clean = {program}", f"smudge = {program}")
    (site / POST).write_text(FAULTY)
    return "diff HEAD"


def filter_process(site: Path, program: str) -> str:
    (site / ".gitattributes").write_text("* filter=x\n")
    configure(site, '[filter "x"]', f"process = {program}", "required = true")
    (site / POST).write_text(FAULTY)
    return "diff HEAD"


def textconv(site: Path, program: str) -> str:
    (site / ".git/info").mkdir(exist_ok=True)
    (site / ".git/info/attributes").write_text("* diff=x\n")
    configure(site, '[diff "x"]', f"textconv = {program}")
    (site / POST).write_text(FAULTY)
    return "diff HEAD"


def external_diff(site: Path, program: str) -> str:
    configure(site, "[diff]", f"external = {program}")
    (site / POST).write_text(FAULTY)
    return "diff HEAD"


def pager(site: Path, program: str) -> str:
    configure(
        site, "[core]", f"pager = {program}", "[pager]", "rev-parse = true", "cat-file = true"
    )
    return "-p log"


def alias(site: Path, program: str) -> str:
    configure(site, "[alias]", *(f"{n} = !{program}" for n in ("x", "rev-parse", "check-ignore")))
    return "x"


def include(site: Path, program: str) -> str:
    (site / "more").write_text(f"[core]\nfsmonitor = {program}\n")
    configure(site, "[include]", "path = ../more")
    return "status"


def worktree_configuration(site: Path, program: str) -> str:
    configure(site, "[extensions]", "worktreeConfig = true")
    (site / ".git/config.worktree").write_text(f"[core]\nfsmonitor = {program}\n")
    return "status"


def core_worktree(site: Path, program: str) -> str:
    configure(site, "[core]", f"worktree = {site.parent}", f"fsmonitor = {program}")
    return "status"


def git_file(site: Path, program: str) -> str:
    fsmonitor(site, program)
    (site / ".git").rename(site / "_posts/objects-of-a-friend")
    (site / ".git").write_text("gitdir: _posts/objects-of-a-friend\n")
    return "status"


def common_folder(site: Path, program: str) -> str:
    fsmonitor(site, program)
    (site / ".git").rename(site / "common")
    (site / ".git").mkdir()
    (site / ".git/commondir").write_text("../common\n")
    (site / ".git/HEAD").write_text("ref: refs/heads/main\n")
    return "status"


def _promised(site: Path, url: str, *lines: str) -> str:
    """Make the repository one that fetches what it has not, and take the tree away."""
    configure(
        site, "[core]", "repositoryformatversion = 1", "[extensions]", "partialClone = origin",
        '[remote "origin"]', f"url = {url}", "promisor = true", *lines,
    )  # fmt: skip
    tree = git(site, "rev-parse", "HEAD^{tree}").strip()
    (site / ".git/objects" / tree[:2] / tree[2:]).unlink()
    return "ls-tree HEAD"


def ssh_command(site: Path, program: str) -> str:
    return _promised(site, "ssh://127.0.0.1/x", "[core]", f"sshCommand = {program}")


def transport(site: Path, program: str) -> str:
    return _promised(site, f"ext::{program}", "[protocol]", "allow = always", '[protocol "ext"]',
                     "allow = always")  # fmt: skip


def upload_pack(site: Path, program: str) -> str:
    return _promised(site, str(site), f"uploadpack = {program}")


HOSTILE: list[Callable[[Path, str], str]] = [
    fsmonitor, hooks, hooks_path, filter_clean, filter_process, textconv, external_diff, pager,
    alias, include, worktree_configuration, core_worktree, git_file, common_folder, ssh_command,
    transport, upload_pack,
]  # fmt: skip


@pytest.mark.threat("1: a repository's own configuration runs a program")
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_no_repository_runs_a_program(
    make: Callable[[Path, str], str], site: Path, program: str, canary: Path
) -> None:
    command = make(site, program)
    terminal, end = os.openpty()  # without one git starts no pager
    subprocess.run(["git", *USER, *command.split()], cwd=site, check=False, stdout=end,
                   stderr=subprocess.DEVNULL)  # fmt: skip
    os.close(terminal)
    os.close(end)
    assert canary.exists(), "this repository is harmless, and shows nothing"
    canary.unlink()
    run(["validate"])
    run(["validate", "_posts", POST])
    for reference in ("HEAD", "nonsense", ":/first", "@{upstream}", "main...HEAD"):
        run(["validate", "_posts", "--changed-since", reference])
    assert not canary.exists()


@pytest.mark.threat("1: plain files of a repository among the posts run a program")
def test_a_bare_repository_among_the_posts_runs_no_program(
    site: Path, program: str, canary: Path
) -> None:
    git(site, "clone", "-q", "--bare", ".", "_posts/bare")
    for path in (site / "_posts/bare").iterdir():
        path.rename(site / "_posts" / path.name)
    with (site / "_posts/config").open("a") as file:
        file.write(f'[core]\nbare = false\nworktree = "."\nfsmonitor = {program}\n')
    git(site / "_posts", "status", check=False)
    assert canary.exists()
    canary.unlink()
    run(["validate"])
    run(["validate", "_posts", "--changed-since", "HEAD"])
    os.chdir("_posts")
    run(["validate"])
    run(["validate", "--changed-since", "HEAD"])
    assert not canary.exists()


@pytest.mark.threat("1: a program called git in a cloned site runs")
def test_git_is_not_looked_for_in_the_working_folder(
    site: Path, program: str, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("git").symlink_to(program)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", path]))
    git(site, "status", check=False)
    assert canary.exists()
    canary.unlink()
    assert run(["validate", "--changed-since", "HEAD"]) == 0
    assert not canary.exists()


@pytest.mark.threat("1: a reference that git takes for an option")
@pytest.mark.parametrize(
    "reference",
    ["--output=x", "-h", "--all", "HEAD\0", "HEAD\nmain", "", "HEAD:_posts", "HEAD..main",
     "^HEAD", "\ud800", "a" * 100_000],
)  # fmt: skip
def test_a_reference_is_only_ever_a_reference(site: Path, reference: str) -> None:
    before = sorted(site.iterdir())
    with pytest.raises(ConfigError, match=r"^--changed-since"):
        changed_since(reference, site)
    assert sorted(site.iterdir()) == before


@pytest.mark.threat("1: a repository of another user")
def test_a_repository_of_another_user_needs_the_persons_word(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = site.stat().st_uid + 1  # only root could give the repository away
    monkeypatch.setattr(os, "geteuid", lambda: other)
    with pytest.raises(ConfigError, match="belongs to another user") as caught:
        changed_since("HEAD", site)
    assert f"safe.directory {site}" in (caught.value.hint or "")
    home = site.parent
    monkeypatch.setenv("HOME", str(home))
    (home / ".gitconfig").write_text(f"[safe]\ndirectory = {site}\n")
    assert changed_since("HEAD", site)([str(site / POST)]) == set()


@pytest.mark.threat("1: a small repository that unpacks to gigabytes")
def test_a_tree_that_lists_a_billion_files_is_not_listed(site: Path) -> None:
    def tree(*entries: str) -> str:
        done = subprocess.run(["git", "mktree"], input="\n".join(entries) + "\n", cwd=site,
                              check=True, capture_output=True, text=True)  # fmt: skip
        return done.stdout.strip()

    blob = git(site, "rev-parse", f"HEAD:{POST}").strip()
    level = tree(*(f"100644 blob {blob}\t{n}.md" for n in range(50)))
    for _ in range(8):
        level = tree(*(f"040000 tree {level}\t{n}" for n in range(50)))
    git(site, "tag", "bomb", level)
    start = os.times().children_user
    assert changed_since("bomb", site)([str(site / POST)]) == {str(site / POST)}
    assert os.times().children_user - start < 2


def test_new_and_changed_posts_are_those_that_differ(site: Path) -> None:
    names = ["same", "changed", "staged", "crlf", "Grüße", "-x", "ignored", "secret"]
    posts = {name: site / f"_posts/2013-03-06-{name}.md" for name in names}
    (site / ".gitignore").write_text("*-ignored.md\n")
    (site / ".git/info").mkdir(exist_ok=True)
    (site / ".git/info/exclude").write_text("*-secret.md\n")
    for name in ("same", "changed", "crlf", "Grüße", "-x"):
        posts[name].write_text(CLEAN)
    git(site, "add", ".")
    git(site, "commit", "-qm", "second")
    changed = changed_since("HEAD", site)
    posts["changed"].write_text(FAULTY)
    posts["crlf"].write_bytes(CLEAN.replace("\n", "\r\n").encode())
    for name in ("staged", "ignored", "secret"):
        posts[name].write_text(CLEAN)
    git(site, "add", "-f", str(posts["staged"]))
    found = {path.removesuffix(".md")[len(f"{site}/_posts/2013-03-06-") :] for path in
             changed(map(str, posts.values()))}  # fmt: skip
    assert found == {"changed", "staged"}
    before = changed_since("HEAD~1", site)(map(str, posts.values()))
    assert before == {str(posts[n]) for n in ("same", "changed", "staged", "crlf", "Grüße", "-x")}


@pytest.mark.parametrize("name", ["main", "v1", "packed", "HEAD@{0}", "origin/main", "SHORT"])
def test_a_commit_may_be_named_as_git_allows(site: Path, name: str) -> None:
    git(site, "tag", "-a", "v1", "-m", "one")
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(site, "branch", "packed")
    git(site, "pack-refs", "--all")
    name = git(site, "rev-parse", "--short", "HEAD").strip() if name == "SHORT" else name
    assert changed_since(name, site)([str(site / POST)]) == set()


def test_a_second_work_tree_and_a_site_in_a_subfolder(site: Path) -> None:
    git(site, "worktree", "add", "-q", "../second", "-b", "second")
    second = site.parent / "second"
    (second / POST).write_text(FAULTY)
    assert changed_since("HEAD", second / "_posts")([str(second / POST)]) == {str(second / POST)}
    assert changed_since("second", site / "_posts")([str(site / POST)]) == set()


def test_a_repository_with_sha_256(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "a.md").write_text(CLEAN)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "b.md").write_text(CLEAN)
    changed = changed_since("HEAD", tmp_path)
    assert changed([str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == {str(tmp_path / "b.md")}


@pytest.mark.parametrize("content", ["", "gitdir:", "gitdir: nowhere", "gitdir: .\0", "x" * 70_000])
def test_a_git_file_that_names_no_repository_is_said(site: Path, content: str) -> None:
    (site / ".git").rename(site.parent / "away")
    (site / ".git").write_text(content)
    with pytest.raises(ConfigError, match=r"^--changed-since"):
        changed_since("HEAD", site)


@pytest.mark.threat("10: a pipe in a cloned site is waited for")
def test_a_pipe_in_a_repository_is_not_waited_for(site: Path) -> None:
    for name in ("HEAD", "packed-refs", "info/exclude", "refs/heads/x", "commondir"):
        (site / ".git" / name).unlink(missing_ok=True)
        os.mkfifo(site / ".git" / name)
    with pytest.raises(ConfigError, match=r"^--changed-since"):
        changed_since("main", site)


STARTS = {"subprocess", "webbrowser", "pty", "_posixsubprocess"}
CALLS = {"system", "popen", "startfile", "posix_spawn", "posix_spawnp", "fork", "forkpty", "edit",
         "launch", "echo_via_pager"}  # fmt: skip


@pytest.mark.threat("1: a program is started by a module nobody looked at")
def test_git_browser_and_editor_are_the_only_other_programs_that_are_started() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names = {node.module or "", *(f"{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called = node.attr in CALLS or node.attr.startswith(("exec", "spawn"))
                names = {"subprocess"} if called and node.value.id in ("os", "click") else set()
            else:
                continue
            if names & STARTS:
                found.add(path.relative_to(PACKAGE).as_posix())
    browser = {"fetch/browser/guard.py", "fetch/browser/process.py"}
    of_user = {"cli/edit.py", "cli/preview.py"}  # the editor and the browser of the user
    # The others start this very Python: for a list, a post, a page of a browser.
    assert found == browser | of_user | {
        "validate/git.py",
        "batch/sources/worker.py",
        "cli/child.py",
        "cli/watch.py",
    }


def test_the_folder_that_git_is_given_is_removed(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    changed_since("HEAD", site)([str(site / POST)])
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "origin/main...HEAD",
        "origin/main...",
        "origin/main..",
        "@{upstream}",
        "topic@{u}",
        "...topic",
    ],
)
def test_what_a_branch_changed_is_asked_for_as_pull_requests_are(site: Path, name: str) -> None:
    git(site, "checkout", "-q", "-b", "topic")
    (site / "_posts/2013-03-07-new.md").write_text(CLEAN)
    git(site, "add", ".")
    git(site, "commit", "-qm", "second")
    git(site, "update-ref", "refs/remotes/origin/main", "main")
    git(site, "config", "remote.origin.url", "https://example.org/x.git")
    git(site, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    git(site, "config", "branch.topic.remote", "origin")
    git(site, "config", "branch.topic.merge", "refs/heads/main")
    paths = [str(path) for path in (site / "_posts").iterdir()]
    expected = [] if name == "...topic" else ["2013-03-07-new.md"]
    assert [Path(path).name for path in changed_since(name, site)(paths)] == expected


@pytest.mark.threat("1: the name of a branch that writes configuration")
def test_the_upstream_of_a_branch_brings_no_other_setting(
    site: Path, program: str, canary: Path
) -> None:
    configure(
        site,
        f'[branch "main"]\nremote = "x\\"\\n[core]\\nfsmonitor = {program}\\n"',
        f'[remote "a\\"]\\\\ [core] fsmonitor={program}"]\nfetch = "+refs/heads/*:refs/x/*"',
        f"[core]\nfsmonitor = {program}",
    )
    git(site, "status")
    assert canary.exists()  # git itself runs it
    canary.unlink()
    changed_since("main", site)([str(site / POST)])
    with pytest.raises(ConfigError):
        changed_since("@{upstream}", site)
    assert not canary.exists()
