"""Sites of other generators: what is planted is found, and nothing else; Jekyll is not named."""

from __future__ import annotations

import re
import subprocess

import pytest

from crosspost.targets import TARGETS
from crosspost.validate.generators import ALL, JEKYLL, OTHERS, READINGS
from crosspost.validate.rules import RULES
from validate.blog import Blog
from validate.others import sites

_OF_JEKYLL = re.compile(r"jekyll|ruby|psych|liquid|_config\.yml|_posts|_drafts|post_url", re.I)


@pytest.mark.parametrize("name", sites.SITES)
def test_what_is_planted_is_found_and_nothing_else(blog: Blog, name: str) -> None:
    sites.write(blog, name)
    found: dict[str, set[str]] = {}
    for finding in blog.findings():
        found.setdefault(finding.path.rpartition("/")[2].removesuffix(".md"), set()).add(
            finding.code
        )
    right = {post: codes for post, codes in found.items() if post.startswith("right-")}
    assert right == {}
    missed = [case for case in sites.SITES[name]["wrong"] if case[:5] not in found.get(case, ())]
    assert missed == []
    assert len(sites.SITES[name]["right"]) + len(sites.SITES[name]["wrong"]) >= 30


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_title_and_formats_are_those_of_the_target(name: str) -> None:
    about = TARGETS[name]().about
    assert (READINGS[name].title, READINGS[name].formats) == (about.title, about.formats)


# Posts that break as many rules as there are, in the site of each generator.
_EVERYTHING = [
    *(rule.bad.replace("\\t", "\t").replace("\\r", "\r") for rule in RULES.values()),
    "title: Talas\ntitel: x\ndate: 2013-31-31\npublished: 'false'\ndraft: yes\nlayout: nowhere",
    "title: [Draft]\ntags: Peace Corps\ncategories: Peace Corps\npermalink: a b\nimage: C:\\a",
    "title: “Talas”\nexcerpt: |\n  a\ntags:\n  - a\n  -\n  - a\n  - '#b'\n  - c: d\nsource: /a",
    "title: a #b\ntags: a\n  - b\ndescription: TODO\nauthors: [a, b]\nweight: x\nslug: [a]",
    "a: &a [x, x]\nb: &b [*a, *a]\ntitle: !ruby/object:Set x\ncanonical_url: nowhere",
    "title: x [cross-post]\ntags: 'a, b, c'\nTitle: x\nlayuot: post\nsource: www.example.org",
]


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_no_message_names_jekyll_and_every_rule_that_reports_holds(blog: Blog, name: str) -> None:
    reading = READINGS[name]
    folder = (*reading.content, "posts")[0]
    for n, text in enumerate(_EVERYTHING):
        whole = (
            text if text.startswith(("---", "\n", "{", "+++")) else f"---\n{text}\n---\n\nText\n"
        )
        blog.file(f"{folder}/2013-03-{n % 28 + 1:02}-post-{n}.md", whole)
        blog.file(f"{folder}/toml-{n}.md", f"+++\n{text}\n+++\n\n{{% post_url 2013-03-06-a %}}\n")
        blog.file(f"{folder}/headers-{n}.md", f"Title: a\n{text}\n\nText\n")
    blog.file(f"{folder}/latin.md", b"---\ntitle: Caf\xe9\n---\n\r\nText\n")
    blog.file(f"{folder}/ends.md", b"---\ntitle: a\r\ndate: 2013-03-06\n---\nText\n")
    findings = blog.findings(target=name, body=True, required=("licence",), tags=("tea",))
    assert len({finding.code for finding in findings}) >= 12
    for finding in findings:
        assert finding.code != "CP004", finding.message
        assert name in RULES[finding.code].generators, finding
        fix = finding.fix.title if finding.fix else ""
        said = f"{finding.message} {fix}".replace("{% post_url", "")
        shown = re.sub(r"'[^']*'|!\S+|post_url 2013\S*", "", said)
        assert not _OF_JEKYLL.search(shown), finding


def test_hugo_does_not_see_the_case_of_names(blog: Blog) -> None:
    blog.file("hugo.toml", "title = 'A blog'\n")
    blog.file("content/a.md", "---\nTitle: a\nDate: soon\nexpiryDate: 2014-01-01\n---\n")
    assert [(f.code, f.line) for f in blog.findings()] == [("CP401", 3), ("CP406", 4)]


def test_the_profiles_of_rules_are_known() -> None:
    assert not JEKYLL & OTHERS
    for rule in RULES.values():
        assert rule.generators <= ALL
        assert rule.generators
        assert not re.search("Jekyll|Ruby|Psych", rule.elsewhere)


@pytest.mark.parametrize("name", ["hugo", "eleventy", "astro", "zola"])
def test_fixes_change_bytes_only(blog: Blog, name: str) -> None:
    sites.write(blog, name)
    folder = sites.SITES[name]["folder"]
    before = {path: path.read_bytes() for path in (blog.root / folder).iterdir()}
    blog.file(f"{folder}/ends.md", b"---\ntitle: a\r\ndate: 2013-03-06\n---\nText\n")
    blog.run(fix=True, unsafe=True)
    changed = {path.name for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"CP105-mark.md"}
    mended = blog.root / folder / "CP105-mark.md"
    assert mended.read_bytes() == before[mended][3:]
    assert b"\r" not in (blog.root / folder / "ends.md").read_bytes()


@pytest.mark.hugo
@pytest.mark.parametrize("case", ["CP201-colon", "CP102-open", "CP201-toml", "CP201-json"])
def test_hugo_stops_at_what_is_said_to_stop_it(blog: Blog, case: str) -> None:
    site = sites.SITES["hugo"]
    blog.file(*site["config"])
    blog.file("layouts/_default/single.html", "{{ .Content }}")
    blog.file("content/posts/a.md", site["wrong"][case])
    assert subprocess.run(["hugo", "--quiet"], cwd=blog.root, capture_output=True).returncode != 0
    blog.file("content/posts/a.md", site["right"][0])
    assert subprocess.run(["hugo", "--quiet"], cwd=blog.root, capture_output=True).returncode == 0
