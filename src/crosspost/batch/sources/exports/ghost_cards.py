"""Cards of Ghost's editor, which are in texts of Lexical and Mobiledoc, as HTML."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

from crosspost.batch.sources.exports.values import objects, text
from crosspost.batch.sources.wordpress_markdown import markdown_to_html
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.urls import is_web

Card = Mapping[str, Any]
#: Warnings that begin so name what a post lacks.
LEFT_OUT = "left out: cards of Ghost"
#: Said of a post whose site showed a part of it to members only.
GATED = "left out: blocks that its site shows to members only"
# Cards for readers of the newsletter or of the site's members, which a post does not have.
_NOT_OF_THE_TEXT = frozenset({"email", "paywall"})
# Instead of the URL of the site.
_SITE = "__GHOST_URL__"


def card(kind: str, about: Card, notes: list[str]) -> str:
    """Return a card as HTML; empty for one that is not part of the text, or not known.

    Args:
        kind: ``image``, ``bookmark`` …
        about: its data.
        notes: what the user should check is added to it.
    """
    if not _is_for_everybody(about):
        notes.append(GATED)
        return ""
    render = _CARDS.get(kind)
    if render:
        return render(about) + "\n"
    name = kind[:40] if kind.isprintable() else "unknown"
    if kind not in _NOT_OF_THE_TEXT:
        notes.append(f"{LEFT_OUT}: {name}")
    return ""


def _is_for_everybody(about: Card) -> bool:
    """Tell whether the site shows a card to readers without an account."""
    who = about.get("visibility")
    if not isinstance(who, dict):
        return True
    web = who.get("web")
    is_hidden = isinstance(web, dict) and web.get("nonMember") is False
    return not is_hidden and who.get("showOnWeb") is not False


def _text(about: Card, *names: str) -> str:
    return html.escape(text(about, *names), quote=False)


def _image(about: Card) -> str:
    source, alt, link = text(about, "src"), text(about, "alt"), text(about, "href")
    caption = text(about, "caption")
    if not (is_web(link) or link.startswith(_SITE)):
        return figure(source, alt, caption)
    image = f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">'
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><a href="{html.escape(link)}">{image}</a>{words}</figure>'


def _gallery(about: Card) -> str:
    made = "".join(
        figure(text(one, "src"), text(one, "alt"), text(one, "caption"))
        for one in objects(about.get("images"))
    )
    return _captioned(made, about)


def _captioned(made: str, about: Card) -> str:
    caption = text(about, "caption")
    return f"<figure>{made}<figcaption>{caption}</figcaption></figure>" if caption else made


def _bookmark(about: Card) -> str:
    data = about.get("metadata")
    data = data if isinstance(data, dict) else {}
    url = text(about, "url") or text(data, "url")
    title = _text(data, "title") or _text(about, "title") or html.escape(url, quote=False)
    words, caption = _text(data, "description"), text(about, "caption")
    below = f"<p><em>{caption}</em></p>" if caption else ""
    link = f'<a href="{html.escape(url)}">{title}</a>'
    return f"<p>{link}{f'<br>{words}' if words else ''}</p>{below}"


def _embed(about: Card) -> str:
    url = text(about, "url")
    return _captioned(embed(url) if is_web(url) else text(about, "html"), about)


def _code(about: Card) -> str:
    language = html.escape(text(about, "language"))
    code = about.get("code")
    code = html.escape(code, quote=False) if isinstance(code, str) else ""
    label = f' class="language-{language}"' if language else ""
    return _captioned(f"<pre><code{label}>{code}</code></pre>", about)


def _callout(about: Card) -> str:
    words, emoji = text(about, "calloutText", "text"), _text(about, "calloutEmoji")
    if words.startswith("<p>"):
        return f"<blockquote><p>{emoji} {words[3:]}</blockquote>"
    return f"<blockquote><p>{emoji} {words}</p></blockquote>"


def _toggle(about: Card) -> str:
    heading, content = text(about, "heading"), text(about, "content")
    return f"<details><summary>{heading}</summary>{content}</details>"


def _player(kind: str) -> Callable[[Card], str]:
    def render(about: Card) -> str:
        made = f'<{kind} src="{html.escape(text(about, "src"))}" controls></{kind}>'
        return _captioned(made, {"caption": text(about, "caption") or _text(about, "title")})

    return render


def _link(url: str, title: str) -> str:
    return f'<a href="{html.escape(url)}">{title or html.escape(url, quote=False)}</a>'


def _file(about: Card) -> str:
    title = _text(about, "fileTitle", "fileName")
    caption = _text(about, "fileCaption")
    made = _link(text(about, "src"), title)
    return f"<p>{made}{f'<br>{caption}' if caption else ''}</p>"


def _button(about: Card) -> str:
    return f"<p>{_link(text(about, 'buttonUrl'), _text(about, 'buttonText'))}</p>"


def _product(about: Card) -> str:
    image = text(about, "productImageSrc")
    title, words = text(about, "productTitle"), text(about, "productDescription")
    url = text(about, "productUrl")
    is_shown = url and about.get("productButtonEnabled") is not False
    button = f"<p>{_link(url, _text(about, 'productButton'))}</p>" if is_shown else ""
    return f"{figure(image) if image else ''}<h4>{title}</h4>{words}{button}"


def _header(about: Card) -> str:
    heading, below = text(about, "heading", "header"), text(about, "subheading", "subheader")
    image = text(about, "backgroundImageSrc")
    made = figure(image) if image else ""
    made += f"<h2>{heading}</h2>" + (f"<p>{below}</p>" if below else "")
    url = text(about, "buttonUrl") if about.get("buttonEnabled") is not False else ""
    return made + (f"<p>{_link(url, _text(about, 'buttonText'))}</p>" if url else "")


def _call(about: Card) -> str:
    image, url = text(about, "imageUrl"), text(about, "buttonUrl")
    url = url if about.get("showButton") is not False else ""
    label = text(about, "sponsorLabel") if about.get("hasSponsorLabel") else ""
    made = label + (figure(image) if image else "") + text(about, "textValue")
    return made + (f"<p>{_link(url, _text(about, 'buttonText'))}</p>" if url else "")


def _before_after(about: Card) -> str:
    both = (about.get("beforeImage"), about.get("afterImage"))
    sources = [text(one, "src") for one in both if isinstance(one, dict)]
    return _captioned("".join(figure(source) for source in sources if source), about)


def _markdown(about: Card) -> str:
    return markdown_to_html(text(about, "markdown"))


def _rule(about: Card) -> str:
    return "<hr>"


_CARDS: dict[str, Callable[[Card], str]] = {
    "image": _image,
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "codeblock": _code,
    "code": _code,
    "html": lambda about: text(about, "html"),
    "markdown": _markdown,
    "callout": _callout,
    "toggle": _toggle,
    "video": _player("video"),
    "audio": _player("audio"),
    "file": _file,
    "button": _button,
    "product": _product,
    "header": _header,
    "call-to-action": _call,
    "before-after": _before_after,
    "horizontalrule": _rule,
    "hr": _rule,
}
