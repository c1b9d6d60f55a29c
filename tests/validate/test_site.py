"""What only the site shows: other posts, configuration, authors, images, addresses."""

from __future__ import annotations

import pytest

from crosspost.validate import Options, check_paths
from validate.blog import Blog


def fifty(blog: Blog, front_matter: str = "title: Post\nlayout: post\ntranslator: ann\n") -> None:
    for n in range(60):
        blog.post(front_matter, f"2012-{n // 28 + 1:02}-{n % 28 + 1:02}-post.md")


def test_a_key_that_all_others_have(blog: Blog) -> None:
    fifty(blog)
    blog.post("layout: post\ntranslator: bob\n")
    found = blog.said("CP305")
    assert (found.path, found.line) == ("_posts/2013-03-06-talas.md", 1)
    assert "60 of 61 posts" in found.message


def test_a_key_that_the_sites_defaults_give_is_not_missing(blog: Blog) -> None:
    blog.file("_config.yml", "defaults:\n  - scope: {path: ''}\n    values: {layout: post}\n")
    fifty(blog)
    blog.post("title: Radio\ntranslator: bob\n")
    assert blog.codes() == []


def test_a_key_that_nobody_else_has_and_that_looks_like_one_that_all_have(blog: Blog) -> None:
    fifty(blog)
    blog.post("title: Radio\nlayout: post\ntranslate: bob\n")
    found = blog.said("CP301")
    assert "Is it translator?" in found.message
    assert found.fix is not None
    assert not found.fix.safe


def test_a_single_post_is_judged_beside_the_others_of_its_site(blog: Blog) -> None:
    fifty(blog)
    blog.post("layout: post\ntranslate: bob\n")
    assert blog.codes("_posts/2013-03-06-talas.md") == ["CP305", "CP301"]


def test_a_name_that_is_a_tag_elsewhere(blog: Blog) -> None:
    blog.post("title: Radio\ntags: [north coast]\n", "2013-03-06-a.md")
    blog.post("title: Radio\ntags: north coast\n", "2013-03-06-b.md")
    blog.post("title: Radio\ntags: jekyll update\n", "2013-03-06-c.md")
    found = blog.said("CP502")
    assert found.path.endswith("b.md")
    assert found.fix is not None
    assert found.fix.safe


def test_categories_that_stand_in_the_url_are_never_moved_without_being_asked(blog: Blog) -> None:
    post = blog.post("title: Radio\ncategories: Peace Boat\n")
    blog.run(fix=True)
    assert "categories: Peace Boat" in post.read_text()
    blog.run(fix=True, unsafe=True)
    assert "categories: [Peace Boat]" in post.read_text()


def test_words_that_are_tags_of_their_own_are_two(blog: Blog) -> None:
    blog.post("title: Radio\ntags: Peace Boat\n", "2013-03-06-a.md")
    blog.post("title: Radio\ntags: [Boat]\n", "2013-03-06-b.md")
    assert blog.codes() == []


def test_tags_that_differ_in_capitals_only(blog: Blog) -> None:
    blog.post("title: Radio\ntags: [Noticed]\n", "2013-03-06-a.md")
    blog.post("title: Radio\ntags: [Noticed, C, C++]\n", "2013-03-06-b.md")
    blog.post("title: Radio\ntags: [NOTICED]\n", "2013-03-06-c.md")
    found = blog.said("CP507")
    assert found.path.endswith("c.md")
    assert blog.codes(show_info=False) == []


def test_an_author_nobody_knows_where_all_others_are_known(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_data/authors.yml", "ann:\n  name: Ann\nbob:\n  name: Bob\n")
    for n in range(12):
        blog.post("title: Radio\nauthor: ann\n", f"2013-02-{n + 1:02}-a.md")
    blog.post("title: Radio\nauthor: annn\n")
    assert "Is it ann?" in blog.said("CP702").message


def test_a_list_of_authors_that_nobody_keeps_is_not_used(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_data/authors.yml", "ann:\n  name: Ann\n")
    for n in range(12):
        blog.post(f"title: Radio\nauthor: guest-{n}\n", f"2013-02-{n + 1:02}-a.md")
    assert blog.codes() == []


def test_an_image_that_is_not_there_and_one_in_other_capitals(blog: Blog) -> None:
    blog.file("_config.yml", "image-path: /assets/photos/\n")
    blog.file("assets/photos/2013/boat.jpg")
    blog.file("assets/cat.jpg")
    blog.post("title: Radio\nimage: 2013/boat.jpg\n", "2013-03-06-a.md")
    blog.post("title: Radio\nimage: /assets/Cat.JPG\n", "2013-03-06-b.md")
    blog.post("title: Radio\nimage: /assets/dog.jpg\n", "2013-03-06-c.md")
    blog.post("title: Radio\nimage: https://example.org/dog.jpg\n", "2013-03-06-d.md")
    said = {f.path[-4]: f.message for f in blog.findings() if f.code == "CP703"}
    assert "different upper and lower case" in said["b"]
    assert "is not in the site" in said["c"]
    assert set(said) == {"b", "c"}


def test_images_that_live_elsewhere_are_not_judged_but_named_once(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    for n in range(5):
        blog.post(f"title: Radio\nimage: /uploads/{n}.jpg\n", f"2013-02-{n + 1:02}-a.md")
    found = blog.said("CP703")
    assert (found.level, found.path) == ("info", "_posts/2013-02-01-a.md")
    assert "5 images in /uploads" in found.message


def test_metadata_of_pelican_is_not_front_matter(blog: Blog) -> None:
    blog.file("pelicanconf.py", "")
    blog.file("content/radio.rst", "Radio\n#####\n:date: 2013-03-06\n")
    assert [(f.code, f.level) for f in blog.findings()] == [("CP109", "info")]


def test_a_time_without_offset_gets_that_of_the_site(blog: Blog) -> None:
    blog.file("_config.yml", "timezone: Asia/Tokyo\n")
    post = blog.post("title: Radio\ndate: 2013-03-06 23:30:00\n", "2013-03-06-a.md")
    # Without seconds it is text to YAML, and Jekyll takes text as the site's own time.
    blog.post("title: Radio\ndate: 2013-03-06 23:30\n", "2013-03-06-b.md")
    assert blog.said("CP405").path.endswith("a.md")
    blog.run(fix=True, unsafe=True)
    assert "date: 2013-03-06 23:30:00 +0900\n" in post.read_text("utf-8")
    assert blog.codes() == []


def test_a_number_in_the_name_that_the_title_does_not_have(blog: Blog) -> None:
    blog.post("title: Baekjoon 3049\n", "2023-01-23-baekjoon-11728.md")
    blog.post("title: Baekjoon 3050 in 2023\n", "2023-01-24-baekjoon-3050.md")
    found = blog.said("CP113", extend_select=("CP113",))
    assert found.path.endswith("11728.md")
    assert blog.codes() == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("../assets/images/", "CP704"),
        ("assets/", "CP704"),
        ("../boat.jpg", "CP704"),
        ("C:\\photos\\boat.jpg", "CP704"),
        ("file:///home/ann/boat.jpg", "CP704"),
        ("/assets/boat.jpg", ""),
        ("https://example.org/boat/", ""),
        ("{{ site.url }}/boat/", ""),
    ],
)
def test_what_can_be_no_image(blog: Blog, value: str, code: str) -> None:
    blog.post(f"title: Radio\nimage: '{value}'\n")
    assert blog.codes() == ([code] if code else [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("canonical_url: www.example.org/a", "CP705"),
        ("canonical_url: /a", "CP705"),
        ("canonical_url: http://localhost:4000/a", "CP705"),
        ("canonical_url: javascript:alert(1)", "CP705"),
        ("canonical_url: 'https://example.org/a b'", "CP705"),
        ("canonical_url: https://example.org/a", ""),
        ("source: The Harbour Times", ""),
        ("link: /about/", ""),
        ("disqus_identifier: http://localhost/a", ""),
        ("permalink: /a b/", "CP706"),
        ("permalink: /a//b/", "CP706"),
        ("permalink: /:year/:nope/", "CP706"),
        ("permalink: /a/:title/", ""),
        ("permalink: pretty", "CP706"),
        ("permalink: my-post", "CP706"),
        ("permalink: https://example.org/my-post/", "CP706"),
    ],
)
def test_addresses_and_permalinks(blog: Blog, line: str, code: str) -> None:
    blog.post(f"title: Radio\n{line}\n")
    assert blog.codes() == ([code] if code else [])


def test_a_title_that_says_cross_post_wants_a_source(blog: Blog) -> None:
    line = "_This post was originally published on [their site](https://example.org/a)._\n"
    blog.post("title: Radio [cross-post]\n", "2013-03-06-a.md")
    blog.post("title: Radio\n", "2013-03-06-b.md", body=line)
    blog.post("title: Radio\ncanonical_url: https://example.org/a\n", "2013-03-06-c.md", body=line)
    blog.post("title: Radio\n", "2013-03-06-d.md", body="* Originally published at 2010-08-16.\n")
    found = [f for f in blog.findings() if f.code == "CP801"]
    assert [f.path[-4] for f in found] == ["a", "b"]
    blog.run(fix=True, unsafe=True)
    text = (blog.root / "_posts/2013-03-06-b.md").read_text()
    assert text.startswith('---\ntitle: Radio\ncanonical_url: "https://example.org/a"\n---\n')


def test_the_day_of_the_file_and_of_the_date_in_the_sites_time_zone(blog: Blog) -> None:
    blog.file("_config.yml", "timezone: Asia/Tokyo\n")
    blog.post("title: Radio\ndate: 2013-03-06 23:30:00 +0000\n", "2013-03-07-a.md")
    blog.post("title: Radio\ndate: 2013-03-06 23:30:00 +0000\n", "2013-03-06-b.md")
    assert blog.said("CP405").path.endswith("b.md")
    assert "CP403" not in blog.codes()


def test_which_date_holds_can_be_said(blog: Blog) -> None:
    post = blog.post("title: Radio\ndate: 2014-05-07 10:00:00 +0000\n")
    blog.run(fix=True, unsafe=True, prefer_date="file")
    assert "date: 2013-03-06 10:00:00 +0000\n" in post.read_text()
    blog.post("title: Radio\ndate: 2014-05-07\n")
    assert "2014-05-07-talas.md" in blog.said("CP403", prefer_date="front-matter").message


def test_what_is_no_post_is_passed_over(blog: Blog) -> None:
    faulty = "---\ntitle: 12:30\n---\n"
    blog.file("_config.yml", "title: A blog\n")
    for path in ("about.md", "_includes/a.md", "_site/2013/a.html", "node_modules/x/_posts/a.md",
                 ".hidden/_posts/2013-03-06-a.md", "_posts/notes.txt", "_posts/2013-03-06-a.py",
                 "_posts/.2013-03-06-a.md"):  # fmt: skip
        blog.file(path, faulty)
    assert blog.codes() == []
    blog.file("en/news/_posts/2013-03-06-a.md", faulty)
    blog.file("_posts/README.md", "Read me")
    assert blog.codes() == ["CP209"]
    assert blog.codes("about.md") == ["CP209"]


def test_links_that_lead_in_a_circle_end(blog: Blog) -> None:
    blog.post("title: 12:30\n")
    (blog.root / "_posts/again").symlink_to(blog.root / "_posts", target_is_directory=True)
    assert blog.codes() == ["CP209"]


def test_toml_front_matter_of_hugo(blog: Blog) -> None:
    blog.file("hugo.toml", "title = 'A blog'\n")
    blog.file("content/post/a.md", '+++\ntitle = "Radio"\ntags = ["a", "a"]\n+++\n\nText\n')
    assert [(f.code, f.line) for f in blog.findings()] == [("CP504", 3)]


def test_hugo_writes_keys_in_capitals(blog: Blog) -> None:
    blog.file("hugo.toml", "title = 'A blog'\n")
    blog.file("content/post/a.md", "---\nTitle: Radio\nTags: [a]\n---\n\nText\n")
    assert blog.codes() == []


def test_several_sites_at_once(blog: Blog) -> None:
    for name in ("one", "two"):
        blog.file(f"{name}/_config.yml", "permalink: /:title/\n")
        blog.file(f"{name}/_posts/2013-03-06-a.md", "---\ntitle: Radio\n---\n")
    run = check_paths(["one", "two"], Options(), working=str(blog.root))
    assert (run.files, run.findings) == (2, [])


def test_a_blog_that_writes_its_categories_with_spaces_between_them(blog: Blog) -> None:
    texts = ["Java JVM", "Android Java", "Linux Bash", "Bash Linux", "JVM Java", "JVM JIT"]
    for n, text in enumerate(texts):
        blog.post(f"title: Radio\ncategories: {text}\n", f"2013-03-0{n + 1}-a.md")
    assert blog.codes() == []
    blog.post("title: Radio\ncategories: [Peace Boat]\n", "2013-04-01-a.md")
    blog.post("title: Radio\ncategories: Peace Boat\n", "2013-04-02-a.md")
    assert blog.said("CP502").path.endswith("2013-04-02-a.md")


def test_the_separator_of_the_site_in_another_form(blog: Blog) -> None:
    blog.file("_config.yml", "excerpt_separator: <!--more-->\n")
    blog.post("title: Radio\n", "2013-03-06-a.md", body="One\n\n<!--more-->\n\nTwo\n")
    blog.post("title: Radio\n", "2013-03-06-b.md", body="One, a short post\n")
    blog.post("title: Radio\n", "2013-03-06-c.md", body="One\n\n<!-- more -->\n\nTwo\n")
    assert blog.said("CP310").path.endswith("c.md")


def test_a_key_that_all_but_one_of_ten_have(blog: Blog) -> None:
    for n in range(9):
        blog.post("title: Radio\nlayout: post\n", f"2013-02-0{n + 1}-a.md")
    blog.post("title: Radio\n")
    assert "9 of 10 posts" in blog.said("CP305").message


def small_blog(blog: Blog, fields: list[str]) -> list[str]:
    """Write a post for each field, and return what is said of the names of fields."""
    for number, field in enumerate(fields, 1):
        blog.post(f"title: Boats\n{field}: sea\n", f"2013-03-{number:02}-a.md")
    return [f.message for f in blog.findings() if f.code == "CP301"]


def test_a_slip_of_the_pen_is_seen_on_a_small_blog(blog: Blog) -> None:
    (said,) = small_blog(blog, ["harbour"] * 9 + ["harbuor"])
    assert "harbour in 9 and not in this one. Is it harbour?" in said


def test_two_names_that_share_a_small_blog_are_two_names(blog: Blog) -> None:
    assert small_blog(blog, ["harbour"] * 6 + ["harbours", "harbor", "harbor", "other"]) == []


def test_a_file_that_jekyll_ignores_has_no_missing_date(blog: Blog) -> None:
    for day in range(1, 12):
        blog.post("title: Boats\ndate: 2013-03-01\n", f"2013-03-{day:02}-a.md")
    blog.post("title: Boats\n", "boats.md")
    assert blog.codes("_posts/boats.md") == ["CP110"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        # A blog that writes its tags with spaces between them, in small letters or in capitals.
        (["sea wind", "tide moon sky", "rope knot", "Python HPC"], 0),
        (["jekyll update", "Jekyll Update"], 0),
        (["Sea Wind", "Tide Moon", "Rope Knot", "Python HPC"], 4),
        (["sea wind", "Python HPC"], 1),
    ],
)
def test_tags_with_spaces_between_them(blog: Blog, texts: list[str], said: int) -> None:
    for number, text in enumerate(texts, 1):
        blog.post(f"title: Boats\ntags: {text}\n", f"2013-03-{number:02}-a.md")
    assert blog.codes().count("CP502") == said


def test_the_layout_of_posts_of_minimal_mistakes(blog: Blog) -> None:
    blog.file("_config.yml", "remote_theme: mmistakes/minimal-mistakes@4.24.0\n")
    blog.post("title: Boats\nlayout: post\n")
    assert blog.said("CP701").message.endswith("Is it single?")


@pytest.mark.parametrize(
    ("field", "meant"),
    [("data: 2022-02-20 19:54:40+0900", "date"), ("data: numbers.csv", ""), ("data: [1]", "")],
)
def test_a_time_under_a_key_that_is_nearly_date(blog: Blog, field: str, meant: str) -> None:
    blog.post(f"title: Boats\n{field}\n")
    messages = [f.message for f in blog.findings() if f.code == "CP301"]
    assert [". Write date. This changes the time of the post" in m for m in messages] == (
        [True] if meant else []
    )


def test_a_capital_in_a_key_of_a_small_blog(blog: Blog) -> None:
    for day in range(1, 12):
        blog.post("title: Boats\nharbour: Talas\n", f"2013-03-{day:02}-a.md")
    blog.post("title: Boats\nHarbour: Talas\n", "2013-04-01-a.md")
    assert "Write harbour" in blog.said("CP302").message


def test_the_documents_of_collections_with_pages_are_checked(blog: Blog) -> None:
    blog.file(
        "_config.yml",
        "collections: {tours: {output: true}, notes: {output: false}, posts: {output: true}}\n",
    )
    for folder in ("_tours", "_tours/east", "_notes", "_other"):
        blog.file(f"{folder}/a.md", "---\ntitle: a: b\n---\n")
    blog.file("_tours/plain.md", "Not a page.\n")
    blog.post("title: A\n")
    found = [(f.path, f.code) for f in blog.findings()]
    assert found == [("_tours/a.md", "CP201"), ("_tours/east/a.md", "CP201")]


def test_documents_of_collections_do_not_count_as_posts(blog: Blog) -> None:
    blog.file("_config.yml", "collections:\n  tours: {output: true}\n")
    for number in range(30):
        blog.file(f"_tours/{number}.md", "---\ntitle: A\nharbour: x\n---\n")
    for day in range(1, 12):
        blog.post("layout: post\n", f"2013-03-{day:02}-a.md")
    assert "CP305" not in blog.codes()


def test_defaults_of_the_type_post_as_older_configurations_have_it(blog: Blog) -> None:
    blog.file(
        "_config.yml",
        "defaults:\n  - scope: {path: '', type: post}\n    values: {layout: post}\n",
    )
    for day in range(1, 12):
        blog.post("title: Boats\nlayout: post\n", f"2013-03-{day:02}-a.md")
    blog.post("title: Boats\n", "2013-04-01-a.md")
    assert "CP305" not in blog.codes()
