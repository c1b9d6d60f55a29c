"""Evernote's export."""

from __future__ import annotations

import base64
import hashlib

from batch.sources.exports.exports import png, read_text


def enex(content: str, more: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export export-date="20240206T182025Z" application="Evernote" version="10">
<note><title>The bridge</title><created>20240206T070948Z</created><tag>Bridges</tag>
<note-attributes><author>Ann Reed</author></note-attributes>
<content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{content}</en-note>]]></content>
{more}</note></en-export>"""


def resource(content: bytes, mime: str = "image/png") -> str:
    data = base64.encodebytes(content).decode()
    return f'<resource><data encoding="base64">{data}</data><mime>{mime}</mime></resource>'


def test_a_note_is_a_draft_since_nobody_has_published_it() -> None:
    found = read_text(enex("<div>One</div><div><b>two</b></div>"))
    assert found.only.draft and "may be private" in found.only.warnings[0]
    assert found.only.body == "<div>One</div><div><b>two</b></div>"
    about = dict(found.only.overrides)
    assert str(about.pop("date")) == "2024-02-06 07:09:48+00:00"
    assert about == {"title": "The bridge", "author": "Ann Reed", "tags": ["Bridges"]}


def test_pictures_are_in_the_text() -> None:
    content = png()
    number = hashlib.md5(content).hexdigest()
    media = f'<div><en-media hash="{number}" type="image/png" alt="A bridge"/></div>'
    found = read_text(enex(media, resource(content)))
    data = base64.b64encode(content).decode()
    assert found.only.body == f'<div><img src="data:image/png;base64,{data}" alt="A bridge"></div>'


def test_tasks_encrypted_text_and_files() -> None:
    text = '<div><en-todo checked="true"/>a</div><div><en-todo/>b</div>'
    text += '<en-crypt hint="x">Zm9v</en-crypt>'
    found = read_text(enex(text, resource(b"%PDF-1.4 x", "application/pdf")))
    assert found.only.body == "<div>☑ a</div><div>☐ b</div>"
    assert "left out: encrypted text" in found.only.warnings
    assert "left out: attached files that are not pictures" in found.only.warnings
