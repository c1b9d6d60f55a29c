"""Medium's archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.sources.exports.exports import folder_of, read_path, zip_of


def page(title: str, body: str, footer: str = "", subtitle: str = "") -> str:
    summary = f'<section data-field="subtitle" class="p-summary">{subtitle}</section>'
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>{summary}
<section data-field="body" class="e-content"><section class="section section--body">
<div class="section-divider"><hr class="section-divider"></div>{body}</section></section>
<footer>{footer}<p>Exported from <a href="https://medium.com">Medium</a></p></footer>
</article></body></html>"""


FOOTER = """<p>By <a href="https://medium.com/@ann" class="p-author h-card">Ann Reed</a> on
<time class="dt-published" datetime="2018-08-11T11:23:34.123Z">August 11, 2018</time></p>
<p><a href="https://medium.com/@ann/the-river-abcdef123456" class="p-canonical">Canonical</a></p>"""
TAGS = '<p class="p-tags">in <a class="p-tag">Rivers</a>, <a class="p-tag">Bread</a></p>'
TITLE = '<h3 class="graf graf--h3 graf--title">The River</h3>'
SUBTITLE = '<h4 class="graf graf--h4 graf--subtitle">In short</h4>'
FILES = {
    "posts/2018-08-11_The-River-abcdef123456.html": page(
        "The River",
        f'{TITLE}{SUBTITLE}<p class="graf graf--p">Text &amp; more.</p>',
        TAGS + FOOTER,
        "In short",
    ),
    "posts/draft_Later-123.html": page("Later", '<p class="graf graf--p">Not yet.</p>'),
    "posts/2019-01-01_I-agree-1a2b3c4d5e6f.html": page(
        "I agree with all of…",
        '<p class="graf graf--p">I agree with all of this, and more.</p>',
        FOOTER.replace("the-river-abcdef123456", "i-agree-1a2b3c4d5e6f"),
    ),
    "profile/profile.html": "<html><body>Ann</body></html>",
    "claps/claps-0001.html": "<html><body>x</body></html>",
}


@pytest.fixture(params=["folder", "zip"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "folder":
        return folder_of(tmp_path / "export", FILES)
    return zip_of(tmp_path / "e.zip", FILES)


def test_posts_and_drafts_are_read_and_responses_are_counted(export: Path) -> None:
    found = read_path(export)
    assert found.faults == []
    river, later = found.by_title["The River"], found.by_title["Later"]
    assert river.url == "https://medium.com/@ann/the-river-abcdef123456"
    assert str(river.overrides.pop("date")) == "2018-08-11 11:23:34.123000+00:00"  # type: ignore[attr-defined]
    assert river.overrides == {
        "title": "The River",
        "author": "Ann Reed",
        "tags": ["Rivers", "Bread"],
        "description": "In short",
        "slug": "the-river",
    }
    assert "Text &amp; more." in river.body
    for left_out in ("The River", "In short", "Exported from", "<hr"):
        assert left_out not in river.body
    assert later.draft and not river.draft
    assert found.parts == {
        ("post", "published", "posts"): 1,
        ("post", "draft", "drafts"): 1,
        ("response", "published", "left out: a comment on another text"): 1,
        ("claps", "", "left out: not a text for readers"): 1,
        ("profile", "", "left out: not a text for readers"): 1,
    }


def test_the_short_url_of_a_post_is_its_own_too(export: Path) -> None:
    found = read_path(export)
    assert found.by_title["The River"].aliases == ("https://medium.com/p/abcdef123456",)
    assert found.by_title["Later"].aliases == ()
    assert found.authors == ("Ann Reed",)
