"""The description: plain, capped, more than the title."""

from __future__ import annotations

from article_page import read


def description(text: str, head: str = "") -> str | None:
    return read(
        f'{head}<meta name="description" content="{text}">', "<h1>Otters return</h1>"
    ).description


def test_markup_and_entities_are_resolved() -> None:
    assert description("They &amp;amp; we &lt;b&gt;wait&lt;/b&gt; here.") == "They & we wait here."


def test_a_long_one_is_cut_at_a_word() -> None:
    text = description("otters " * 300)
    assert text is not None
    assert len(text) <= 500
    assert text.endswith("otters…")


def test_one_that_repeats_the_title_is_none() -> None:
    assert description("Otters return") is None


def test_one_that_is_cut_in_the_middle_of_the_text_says_so() -> None:
    lead = "The river has been quiet for thirty years, and now the otters are back, which nobody "
    lead += "who lives in "
    body = f"<h1>Otters return</h1><p>{lead}the village had thought possible.</p>"
    cut = (lead + "the village").strip()
    found = read(f'<meta name="description" content="{cut}">', body).description
    assert found == cut + "…"
    whole = (
        "They saw otters by the river, and heard them too, and told the people of the village so"
    )
    assert description(whole) == whole


def test_entities_that_were_escaped_twice_or_cut_and_escapes_are_decoded() -> None:
    assert description("Rivers &amp;amp;amp; lakes, and more.") == "Rivers & lakes, and more."
    assert description("They came back, and that&amp;#821…") == "They came back, and that…"
    assert description(r"They are back.\nIt is \'spring\'.") == "They are back. It is 'spring'."
    assert description(r"It is in C:\temp\notes today.") == r"It is in C:\temp\notes today."


def test_one_of_another_article_is_none() -> None:
    ld = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Otters return",'
        '"hasPart": {"@type": "Article", "description": "How boats are built."}}</script>'
    )
    assert read(ld, "<h1>Otters return</h1>").description is None


def test_one_of_the_whole_site_is_none() -> None:
    site = '<meta property="og:site_name" content="River Post">'
    words = " ".join(f"word{n}" for n in range(120))
    body = f"<h1>Otters return</h1><p>{words}</p>"

    def of(text: str) -> str | None:
        return read(f'{site}<meta name="description" content="{text}">', body).description

    assert of("River Post: news and opinion for the valley.") is None
    assert of("River Post has seen the otters.") is not None
    assert of("Word1 and word2 and word3, says River Post.") is not None


def test_one_that_is_cut_gives_way_to_the_same_one_that_is_whole() -> None:
    begin = "They saw otters by the river, and heard them too, "
    begin += "and told the people of the village and of the mill so"
    cut = f'<meta property="og:description" content="{begin}&hellip;">'
    assert description(f"{begin}, who laughed.", cut) == f"{begin}, who laughed."
    assert description("They saw nothing.", cut) == f"{begin}…"
