"""RDFa: schema.org, and the Dublin Core, SIOC and FOAF names that Drupal writes."""

from __future__ import annotations

from datetime import datetime

from article_page import read


def test_drupals_names_are_understood() -> None:
    body = """
    <div typeof="sioc:Item foaf:Document"><h2 property="dc:title">Otters return</h2>
      <span property="dc:date dc:created" content="2024-03-05T09:00:00+01:00">5 March</span>
      <span rel="sioc:has_creator"><a typeof="sioc:UserAccount" property="foaf:name"
        href="/ann">Ann Otter</a></span></div>"""
    article = read("<title>Otters return</title>", body)
    assert article.title == "Otters return"
    assert article.published == datetime.fromisoformat("2024-03-05T09:00:00+01:00")
    assert article.authors == ("Ann Otter",)


def test_schema_org_in_rdfa_lite_is_read() -> None:
    body = """
    <article vocab="https://schema.org/" typeof="Article"><h1 property="headline">Otters</h1>
      <span property="author" typeof="Person"><b property="name">Ann Otter</b></span></article>"""
    assert read("", body).authors == ("Ann Otter",)
