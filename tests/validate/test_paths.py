"""Posts are found by the parts of their paths, whatever separates these."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest

from crosspost.targets.jekyll.extensions import POSTS
from crosspost.targets.jekyll.posts import existing_posts
from crosspost.targets.jekyll.survey import survey
from crosspost.validate import paths
from crosspost.validate.context import Context
from crosspost.validate.discover import place
from crosspost.validate.options import Options
from crosspost.validate.post import Post
from crosspost.validate.run import shown
from crosspost.validate.schema import schemas_for
from validate.blog import Blog


@pytest.fixture
def _on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("paths", "schema"):
        monkeypatch.setattr(f"crosspost.validate.{module}.PurePath", PureWindowsPath)


def placed(path: str, root: str) -> Post:
    post = Post(path, path)
    place(post, Context(root, "jekyll", Options()))  # type: ignore[arg-type] -- no Path of Windows
    return post


@pytest.mark.usefixtures("_on_windows")
@pytest.mark.parametrize("root", ["C:\\blog", "C:\\", "C:\\blog\\news"])
def test_a_post_is_known_by_its_folder_on_windows(root: str) -> None:
    post = placed(f"{root}\\radio\\_posts\\2013-03-06-a.md", root)
    assert (post.kind, post.in_posts, post.name) == ("post", True, "2013-03-06-a.md")
    assert post.folder == str(PureWindowsPath(root, "radio", "_posts"))
    assert post.folder_categories == ("radio",)
    assert placed(f"{root}\\_drafts\\a.md", root).kind == "draft"
    assert placed(f"{root}\\about.md", root).kind == "page"
    assert placed("C:\\x\\_posts\\2013-03-06-b.md", "C:\\x\\_posts").kind == "post"


@pytest.mark.usefixtures("_on_windows")
def test_the_folder_of_posts_is_found_on_windows() -> None:
    assert paths.posts_folder("C:\\blog\\_posts\\2013\\a.md") == "C:\\blog\\_posts"
    assert paths.posts_folder("C:/blog/_posts/a.md") == "C:\\blog\\_posts"
    assert paths.posts_folder("C:\\blog\\_posts.md") == "C:\\blog\\_posts.md"


@pytest.mark.usefixtures("_on_windows")
def test_a_schema_is_for_paths_with_slashes_on_windows_too() -> None:
    options = Options(schema={"_posts/*": "crosspost"}, root="C:\\blog")
    assert schemas_for(Post("C:\\blog\\_posts\\a.md", ""), options) == ["crosspost"]


def test_a_folder_whose_name_begins_alike_is_not_below() -> None:
    assert paths.parts_below("/blog2/_posts", "/blog") == ("blog2", "_posts")
    assert paths.parts_below("/blog/_posts", "/blog/") == ("_posts",)
    assert paths.parts_below("/blog/_posts", "/") == ("blog", "_posts")


def test_a_path_is_shown_from_the_working_folder() -> None:
    assert shown("/blog/_posts/a.md", "/blog") == "_posts/a.md"
    assert shown("/blog/_posts/a.md", "/") == "blog/_posts/a.md"
    assert shown("/blog2/a.md", "/blog") == "/blog2/a.md"


@pytest.mark.parametrize("extension", POSTS)
def test_every_part_knows_the_same_extensions(extension: str, blog: Blog) -> None:
    path = blog.file(f"_posts/2013-03-06-a{extension}", "---\nauthor: Ann\n---\nText\n")
    assert list(existing_posts(blog.root, path.parent)) == [path]
    assert survey(path.parent).authors["Ann"] == 1
    assert blog.run().files == 1
