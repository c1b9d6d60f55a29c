"""Pictures of an article on the web become copies in the site, whatever their servers do."""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import crosspost
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.images.check import MOST_BYTES
from crosspost.model import Outcome
from pages import article
from pictures import WORDS, digest, drawing, png, png_of
from server import Answer, Server, faults, page, raw, redirect, status
from server.answers import head

COPY = Config(
    pictures_from_web="copy", tries=1, connect_timeout=2, read_timeout=0.5, total_timeout=1.5
)
RIVER = png(seed=1)
PNG = "image/png"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "blog"
    root.mkdir()
    (root / "_config.yml").write_text("timezone: UTC\nbaseurl: /blog\n")
    return root


@pytest.fixture
def web() -> Iterator[Server]:
    with Server({"/river.png": page(RIVER, content_type=PNG)}) as running:
        yield running


def imported(
    site: Path,
    web: Server,
    shown: str,
    config: Config = COPY,
    *,
    lead: str = "",
    routes: Mapping[str, Answer] | None = None,
    **how: bool,
) -> Outcome:
    """Import an article that shows some pictures amid its text."""
    more = f'<meta property="og:image" content="{lead}">' if lead else ""
    text = article("Bridge", f"{WORDS}{shown}{WORDS}", url="", head=more)
    web.routes |= {"/bridge": page(text), **(routes or {})}
    return crosspost.import_link(web.url("/bridge"), config, site=site, **how)


def body(outcome: Outcome) -> str:
    assert outcome.post, outcome.reason
    return outcome.post.body


def copies(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in site.glob("assets/pictures/*")}


def asked(web: Server) -> list[str]:
    """Return the pictures that were asked for."""
    return [path for path in web.paths() if path != "/bridge"]


def test_a_picture_is_copied_and_keeps_its_words(site: Path, web: Server) -> None:
    shown = '<figure><img src="/river.png" alt="A river"><figcaption>At noon</figcaption></figure>'
    outcome = imported(site, web, shown)
    name = f"river-{digest(RIVER)}.png"
    assert copies(site) == {name: RIVER}
    assert f"![A river](/blog/assets/pictures/{name})\\\n*At noon*" in body(outcome)
    assert outcome.post and not outcome.post.warnings and not outcome.post.losses
    assert outcome.path and outcome.path.read_text("utf-8") == outcome.post.text


def test_pictures_stay_where_they_are_unless_copies_are_asked_for(site: Path, web: Server) -> None:
    outcome = imported(site, web, '<p><img src="/river.png" alt="A river"></p>', Config())
    assert f"![A river]({web.url('/river.png')})" in body(outcome)
    assert not copies(site) and not asked(web)


def test_the_lead_image_is_written_as_themes_expect_it(site: Path, web: Server) -> None:
    lead = png(300, 200, seed=2)
    outcome = imported(
        site, web, "", lead=web.url("/lead.png"), routes={"/lead.png": page(lead, content_type=PNG)}
    )
    assert outcome.post
    name = f"lead-{digest(lead)}.png"
    assert outcome.post.front_matter["image"] == f"/assets/pictures/{name}"  # baseurl is added
    assert copies(site) == {name: lead}


def test_an_image_of_the_owners_own_wins(site: Path, web: Server) -> None:
    web.routes["/bridge"] = page(
        article(url="", head=f'<meta property="og:image" content="{web.url("/lead.png")}">')
    )
    link = crosspost.Link(web.url("/bridge"), overrides={"image": "/assets/own.png"})
    outcome = crosspost.import_link(link, COPY, site=site)
    assert outcome.post and outcome.post.front_matter["image"] == "/assets/own.png"
    assert not asked(web)


def test_copies_may_be_served_from_elsewhere(site: Path, web: Server) -> None:
    config = Config(pictures_from_web="copy", pictures_base="https://cdn.example.org/p/")
    outcome = imported(site, web, '<p><img src="/river.png"></p>', config, lead="/river.png")
    url = f"https://cdn.example.org/p/river-{digest(RIVER)}.png"
    assert f"![]({url})" in body(outcome)
    assert outcome.post and outcome.post.front_matter["image"] == url


def test_a_link_around_a_picture_leads_to_a_copy_of_the_full_size(site: Path, web: Server) -> None:
    full = png(200, 150, seed=3)
    outcome = imported(
        site,
        web,
        '<p><a href="/full.png?v=1"><img src="/river.png" alt="A river"></a></p>',
        routes={"/full.png": page(full, content_type=PNG)},
    )
    folder = "/blog/assets/pictures"
    assert (
        f"[![A river]({folder}/river-{digest(RIVER)}.png)]({folder}/full-{digest(full)}.png)"
        in body(outcome)
    )
    assert len(copies(site)) == 2 and outcome.post and not outcome.post.losses


def test_a_link_to_another_page_or_without_a_picture_is_left_alone(site: Path, web: Server) -> None:
    shown = '<p><a href="/x"><img src="/river.png"></a> <a href="/y.png">large version</a></p>'
    outcome = imported(site, web, shown)
    assert f"({web.url('/x')})" in body(outcome) and f"({web.url('/y.png')})" in body(outcome)
    assert asked(web) == ["/river.png"]


def test_the_largest_of_a_set_is_the_one_that_is_copied(site: Path, web: Server) -> None:
    shown = '<p><img src="/river.png" srcset="/river.png 400w, /wide.png 1600w" sizes="50vw"></p>'
    outcome = imported(site, web, shown, routes={"/wide.png": page(png(seed=4), content_type=PNG)})
    assert asked(web) == ["/wide.png"]
    assert f"![](/blog/assets/pictures/wide-{digest(png(seed=4))}.png)" in body(outcome)


def test_the_same_bytes_at_two_urls_are_one_file(site: Path, web: Server) -> None:
    shown = "".join(f'<p><img src="/{name}.png"></p>' for name in ("river", "other"))
    outcome = imported(site, web, shown, routes={"/other.png": page(RIVER, content_type=PNG)})
    assert asked(web) == ["/river.png", "/other.png"]
    assert list(copies(site)) == [f"river-{digest(RIVER)}.png"]
    assert outcome.post and len(outcome.post.pictures) == 1 and not outcome.post.losses
    assert body(outcome).count(f"/river-{digest(RIVER)}.png") == 2


@pytest.mark.parametrize("size", [20, 90])
def test_a_picture_in_the_page_itself_is_copied_small_or_large(
    site: Path, web: Server, size: int
) -> None:
    inner = png(size, size)
    url = f"data:image/png;base64,{base64.b64encode(inner).decode()}"
    outcome = imported(site, web, f'<p><img src="{url}" alt="In the page"></p>')
    name = f"in-the-page-{digest(inner)}.png"
    assert copies(site) == {name: inner} and f"/{name})" in body(outcome)
    assert "data:" not in body(outcome) and not asked(web)


def test_a_data_url_that_is_no_picture_is_left_out(site: Path, web: Server) -> None:
    url = f"data:image/png;base64,{base64.b64encode(b'<html>' * 90).decode()}"
    assert imported(site, web, f'<p><img src="{url}" alt="x"></p>').ok
    assert not copies(site)


def _cut(request: object, sock: object) -> bool:
    return raw(head(content_type=PNG, headers={"Content-Length": "99999"}) + RIVER)(request, sock)  # type: ignore[arg-type]


BOMB = png_of(60_000, 60_000, zlib.compress(bytes(10**6)))
FAULTS: dict[str, tuple[Answer, str]] = {
    "cut": (_cut, "incomplete|closed|cut|ended"),
    "cut without a length": (raw(head(content_type=PNG) + RIVER[:-200]), "incomplete"),
    "error page with 200": (page("<!doctype html><html><p>Not found"), "not a PNG"),
    "error page called a picture": (
        page("<!doctype html><html><p>Not found", content_type=PNG),
        "not a PNG",
    ),
    "program called a picture": (page(b"\x7fELF" + bytes(900), content_type=PNG), "not a PNG"),
    "empty": (page(b"", content_type=PNG), "not a PNG"),
    "pixel": (page(b"GIF89a\1\0\1\0\0\0\0;", content_type="image/gif"), "tracking pixel"),
    "too many pixels": (page(BOMB, content_type=PNG), "more than 100 megapixels"),
    "no size": (page(b"\x89PNG\r\n\x1a\n" + bytes(300) + b"IEND", content_type=PNG), "no size"),
    "compressed bomb": (faults.FAULTS["gzip bomb"], "larger than 10 MiB"),
    "too large, and says so": (
        raw(head(content_type=PNG, headers={"Content-Length": str(MOST_BYTES + 1)})),
        "larger than 10 MiB",
    ),
    "too large, without a length": (
        faults.flood(head(content_type=PNG), RIVER),
        "larger than 10 MiB",
    ),
    "missing": (status("404 Not Found", "<h1>Not found</h1>"), "404 not found"),
    "forbidden": (status("403 Forbidden"), "403"),
    "busy": (status("503 Service Unavailable"), "503"),
    "silent": (faults.silence(), "no answer|not complete|no byte|s$"),
    "slow": (
        faults.drip(head(content_type=PNG, headers={"Content-Length": "9000"}), b"x", 0.2),
        "not complete",
    ),
    "reset": (faults.reset(head(content_type=PNG) + RIVER[:90]), "."),
    "redirect loop": (faults.FAULTS["redirect loop"], "redirects"),
    "redirect to a private address": (
        redirect("http://127.0.0.2:9/river.png"),
        "leads to a private address",
    ),
    "redirect to a file": (redirect("file:///etc/passwd"), "not a web URL"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_picture_that_cannot_be_had_stays_on_the_web_and_is_reported(
    site: Path, web: Server, fault: str
) -> None:
    answer, reason = FAULTS[fault]
    shown = '<p><img src="/bad.png" alt="Bad"></p><p><img src="/river.png" alt="A river"></p>'
    outcome = imported(site, web, shown, routes={"/bad.png": answer})
    assert outcome.status == "written" and outcome.post
    assert f"![Bad]({web.url('/bad.png')})" in outcome.post.body
    assert list(copies(site)) == [f"river-{digest(RIVER)}.png"]  # the others come
    ((url, why),) = outcome.post.not_copied
    assert url == web.url("/bad.png") and re.search(reason, why), why
    (said,) = outcome.post.warnings
    assert said == f"1 of 2 pictures could not be copied: {why}: {url}"
    assert not outcome.post.losses


def test_a_page_may_not_show_pictures_of_this_machine_or_network(site: Path, web: Server) -> None:
    with Server({"*": page(RIVER, content_type=PNG)}, host="127.0.0.2") as other:
        outcome = imported(site, web, f'<p><img src="{other.url("/secret.png")}"></p>')
        assert not other.requests
    assert outcome.post and not copies(site)
    assert outcome.post.not_copied == (
        (other.url("/secret.png"), "leads to a private address (see --allow-private)"),
    )


def test_at_most_100_pictures_are_fetched(site: Path, web: Server) -> None:
    shown = "".join(f'<p><img src="/p/{n}.png" alt="Picture {n}"></p>' for n in range(101))
    routes = {f"/p/{n}.png": page(png(seed=n), content_type=PNG) for n in range(101)}
    outcome = imported(site, web, shown, routes=routes)
    assert len(copies(site)) == len(asked(web)) == 100
    assert outcome.post
    assert outcome.post.not_copied == (
        (web.url("/p/100.png"), "more than 100 pictures and files in the post"),
    )
    assert f"![Picture 100]({web.url('/p/100.png')})" in outcome.post.body


def test_a_host_that_does_not_answer_is_not_asked_for_all(site: Path, web: Server) -> None:
    shown = "".join(f'<p><img src="/slow/{n}.png"></p>' for n in range(9))
    routes = {f"/slow/{n}.png": faults.silence() for n in range(9)}
    outcome = imported(site, web, shown, routes=routes)
    assert outcome.post and len(outcome.post.not_copied) == 9
    assert asked(web) == [f"/slow/{n}.png" for n in range(3)]


def test_a_drawing_is_copied_without_what_runs_in_it(site: Path, web: Server) -> None:
    pytest.importorskip("py_svg_hush")
    bad = drawing('<script>alert(1)</script><rect width="3" onclick="x()"/>', 'onload="x()"')
    outcome = imported(
        site,
        web,
        '<p><img src="/plan.svg" alt="Plan"></p>',
        routes={"/plan.svg": page(bad, content_type="image/svg+xml")},
    )
    ((name, content),) = copies(site).items()
    assert re.fullmatch(r"plan-\w{16}\.svg", name) and f"/{name})" in body(outcome)
    assert b"script" not in content and b"onload" not in content and b"<rect" in content


def test_wide_pictures_are_reduced(site: Path, web: Server) -> None:
    image = pytest.importorskip("PIL.Image")
    wide = png(400, 100, seed=5)
    config = Config(pictures_from_web="copy", pictures_max_width=100)
    shown = '<p><img src="/wide.png"></p><p><img src="/river.png"></p>'
    imported(site, web, shown, config, routes={"/wide.png": page(wide, content_type=PNG)})
    sizes = {
        name[:4]: image.open(io.BytesIO(content)).size for name, content in copies(site).items()
    }
    assert sizes == {"wide": (100, 25), "rive": (40, 30)}
    for name, content in copies(site).items():
        assert digest(content) in name


def test_without_a_folder_there_are_no_copies() -> None:
    with pytest.raises(ConfigError, match="pictures is empty"):
        Config(pictures_from_web="copy", pictures="")


# What is there already, what is not written


def test_nothing_is_fetched_for_an_article_that_the_site_has(site: Path, web: Server) -> None:
    shown = '<p><img src="/river.png"></p>'
    assert imported(site, web, shown).status == "written"
    before = len(web.requests)
    assert imported(site, web, shown).status == "exists"
    assert len(web.requests) == before + 1


def test_a_dry_run_shows_the_copies_and_writes_none(site: Path, web: Server) -> None:
    outcome = imported(site, web, '<p><img src="/river.png"></p>', dry_run=True)
    assert outcome.status == "dry-run" and f"/river-{digest(RIVER)}.png" in body(outcome)
    assert [path.name for path in site.iterdir()] == ["_config.yml"]


def test_replacing_a_post_copies_what_is_new(site: Path, web: Server) -> None:
    imported(site, web, '<p><img src="/river.png"></p>')
    new = png(seed=8)
    web.routes["/river.png"] = page(new, content_type=PNG)
    outcome = imported(site, web, '<p><img src="/river.png"></p>', replace=True)
    assert outcome.status == "replaced" and f"river-{digest(new)}.png" in body(outcome)
    assert set(copies(site)) == {f"river-{digest(RIVER)}.png", f"river-{digest(new)}.png"}


def test_a_post_that_cannot_be_written_leaves_no_pictures(
    site: Path, web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosspost.errors import WriteError
    from crosspost.publish import post

    def refuse(*_: object, **__: object) -> None:
        assert copies(site)
        raise WriteError(site, "the disk is full")

    monkeypatch.setattr(post, "write", refuse)
    outcome = imported(site, web, '<p><img src="/river.png"></p>')
    assert outcome.status == "failed" and not copies(site)


def test_a_saved_page_may_have_pictures_on_the_web(site: Path, web: Server, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    shown = f'<p><img src="{web.url("/river.png")}" alt="A river"></p>'
    saved.write_text(article("Bridge", f"{WORDS}{shown}{WORDS}", url=""))
    outcome = crosspost.import_link(str(saved), COPY, site=site)
    assert outcome.post and not asked(web)  # the page could be anybody's
    assert outcome.post.not_copied == (
        (web.url("/river.png"), "leads to a private address (see --allow-private)"),
    )
    outcome = crosspost.import_link(
        str(saved), Config(pictures_from_web="copy", allow_private=True), site=site, replace=True
    )
    assert list(copies(site)) == [f"river-{digest(RIVER)}.png"]
    assert "referer" not in web.requests[-1].headers
