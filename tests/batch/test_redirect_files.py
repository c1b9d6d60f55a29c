"""Files of redirects: their lines, hostile paths, what the owner has in the file."""

from __future__ import annotations

import pytest

from crosspost.batch.redirect_files import (
    ADDED_BEGIN,
    ADDED_END,
    FORMATS,
    Redirect,
    redirect_of,
    with_added,
    with_redirects,
)

OLD = "https://old.example.org"
HOSTS = pytest.mark.parametrize("host", FORMATS)
HOSTILE = [
    "/a b/", "/a%0A/* /evil 302/", "/x;}server{/", '/"; return 302 http://evil.example; #/',
    "/$request_uri/", "/:splat/*/", "/(a+)+$/", "/\\x22/", "/%25{HTTP_HOST}/", "/#/", "/%00/",
    "/ре/", "/{{ x }}/", "/'q'/",
]  # fmt: skip


def lines(host: str, *olds: str, to: str = "/new/") -> list[str]:
    found = [redirect_of(f"{OLD}{old}", to) for old in olds]
    return [*FORMATS[host][1]([one for one in found if one])]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("netlify", ["/a/b/ /new/ 301", "/ p=12 /new/ 301"]),
        ("cloudflare", ["/a/b/ /new/ 301", "/a/b /new/ 301"]),
        ("apache", [
            "RewriteEngine On",
            'RewriteRule "^a/b/?$" "/new/" [R=301,L,NE]',
            'RewriteCond "%{QUERY_STRING}" "^p=12$"',
            'RewriteRule "^/?$" "/new/?" [R=301,L,NE]',
        ]),
    ],
)  # fmt: skip
def test_lines(host: str, expected: list[str]) -> None:
    assert lines(host, "/a/b/", "/?p=12") == expected


def test_nginx_maps_paths_and_numbers() -> None:
    text = "\n".join(lines("nginx", "/a/b/", "/?p=12"))
    assert '"/a/b/" "/new/";\n  "/a/b" "/new/";\n  "/?p=12" "/new/";\n}' in text


@pytest.mark.threat("27: a path of an export in the file of a server")
@pytest.mark.parametrize("old", ["/new/", "/new", "/", "/a/?b=1", "/?p=1&x=2", "/a%0Ab/"])
def test_what_cannot_be_redirected_is_left_out(old: str) -> None:
    assert redirect_of(f"{OLD}{old}", "/new/") is None


@pytest.mark.threat("27: a path of an export in the file of a server")
@HOSTS
def test_a_hostile_path_stays_in_its_place(host: str) -> None:
    usual = lines(host, "/a/")
    for old in HOSTILE:
        made = lines(host, old)
        if not made or redirect_of(f"{OLD}{old}", "/new/") is None:
            continue
        if host in ("apache", "netlify"):
            assert len(made) == len(usual)
        for line in made:
            assert line.isprintable()
            if host in ("netlify", "cloudflare"):
                path, to, status = line.split(" ")
                assert (to, status) == ("/new/", "301")
                assert not set(path) & set(":*#?\"'<>\\{}")
            elif host == "apache":
                assert line.count('"') in (0, 4)
    assert redirect_of(f"{OLD}/a/", "/%D1%80/") == Redirect("/a/", (), "/%D1%80/")


@pytest.mark.threat("27: a path of an export in the file of a server")
def test_signs_of_mod_rewrite_are_escaped() -> None:
    assert lines("apache", "/a.b+(c)/", to="/%20x/")[1] == (
        r'RewriteRule "^a\x2eb\x2b\x28c\x29/?$" "/\%20x/" [R=301,L,NE]'
    )


@pytest.mark.threat("27: a path of an export in the file of a server")
@HOSTS
def test_the_owner_s_lines_stay(host: str) -> None:
    first = with_redirects("# mine\n", lines(host, "/a/"))
    again = with_redirects(f"{first}# below\n", lines(host, "/a/", "/b/"))
    assert again.startswith("# mine\n\n# crosspost: old URLs (begin)")
    assert again.endswith("# crosspost: old URLs (end)\n# below\n")
    assert again.count("(begin)") == 1
    assert with_redirects(again, lines(host, "/a/", "/b/")) == again


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "apache"])
def test_redirects_of_single_posts_are_added_to_a_part_of_their_own(host: str) -> None:
    mine = "/mine /yours 301\n" if host != "apache" else 'RewriteRule "^mine/?$" "/yours" [R=301]\n'
    batch = with_redirects(mine, lines(host, "/batch/"))
    one = with_added(batch, lines(host, "/a/", "/?p=12"))
    assert one.startswith(batch)
    two = with_added(one, lines(host, "/b/"))
    assert two.startswith(one.removesuffix(f"{ADDED_END}\n")) and two.count(ADDED_BEGIN) == 1
    assert with_added(two, lines(host, "/a/", "/?p=12", "/b/")) == two
    again = with_added(two, lines(host, "/a/", to="/moved/"))
    assert again.count("/moved/") == two.count("/new/") - again.count("/new/")
    # What the owner, or a batch, has for an old URL stays; the rest of the file does, too.
    assert with_added(two, lines(host, "/mine/", to="/other/")) == two
    assert with_added(two, lines(host, "/batch/", to="/other/")) == two
    assert with_redirects(two, lines(host, "/batch/")) == two
