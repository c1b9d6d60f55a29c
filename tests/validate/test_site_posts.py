from __future__ import annotations

from cpu import cpu_limit
from crosspost.validate.site_posts import SitePosts, context_of
from validate.blog import Blog


def site_of(blog: Blog, path: str, known: str = "") -> SitePosts:
    return SitePosts(context_of(path, {"show_info": True}), path, known)


def test_a_text_is_checked_among_the_other_posts(blog: Blog) -> None:
    """The text takes the place of the file; the file itself is not counted beside it."""
    blog.file("_config.yml", "permalink: /:title/\n")
    blog.post("title: A\n", "2013-03-05-talas.md")
    path = str(blog.post("title: A\nslug: other\n"))
    site = site_of(blog, path)
    assert not site.check(path, b"---\ntitle: A\nslug: other\n---\n\nText.\n").findings
    (found,) = site.check(path, b"---\ntitle: A\n---\n\nText.\n").findings
    assert found.code == "CP707"
    assert "2013-03-05-talas.md" in found.message


def test_checks_do_not_add_up(blog: Blog) -> None:
    path = str(blog.post("title: A\ntags: [a]\n"))
    site = site_of(blog, path)
    for _ in range(3):
        checked = site.check(path, b"---\ntitle: A\ntags: [b]\n---\n\nText.\n")
    assert checked.context.facts.posts == 1
    assert checked.context.facts.taxonomy == {"b": 1}


def test_only_changed_posts_are_read_again(blog: Blog) -> None:
    blog.file("_config.yml", "")
    path = str(blog.post("title: A\n"))
    other = str(blog.post("title: B\n", "2013-03-05-talas.md"))
    site = site_of(blog, path)
    before = dict(site.posts)
    blog.post("title: Other\n", "2013-03-05-talas.md")
    site.update(context_of(path, {"show_info": True}), path)
    assert site.posts[path] is before[path]
    assert site.posts[other] is not before[other]
    blog.file("_config.yml", "title: A blog\n")
    site.update(context_of(path, {"show_info": True}), path)
    assert site.posts[path] is not before[path]


def test_all_safe_fixes(blog: Blog) -> None:
    path = str(blog.post("title: A\n"))
    fixed = site_of(blog, path).fixed(path, b"---\ntitle: A\ntags: a, b\n---\n\nText.\n")
    assert fixed == b"---\ntitle: A\ntags: [a, b]\n---\n\nText.\n"


def test_what_is_a_post(blog: Blog) -> None:
    blog.file("_config.yml", "")
    path = str(blog.post("title: A\n"))
    page = str(blog.file("about.md", "---\n---\n"))
    site = site_of(blog, path)
    assert site.has(path) and site.has(str(blog.root / "_posts" / "new.md"))
    assert not site.has(page)


def test_a_check_among_500_posts_takes_a_tenth_of_a_second(blog: Blog) -> None:
    blog.file("_config.yml", "")
    for number in range(500):
        name = f"20{number % 20:02}-01-{1 + number % 28:02}-post-{number}.md"
        blog.post(f"title: Post {number}\ntags: [radio, tag{number % 40}]\nimage: /a.png\n", name)
    path = str(blog.post("title: A\n"))
    site = site_of(blog, path)
    with cpu_limit(1.0):  # ten of them
        for _ in range(10):
            site.check(path, b"---\ntitle: A\ntags: a, b\n---\n\nText.\n")
