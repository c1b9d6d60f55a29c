"""Pages with one kind of metadata, as much of it as fits: each has to take linear time."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from crosspost import Config, convert
from crosspost.errors import CrosspostError
from shapes import Shape, repeated

URL = "https://example.com/2024/03/05/otters-return"
ARTICLE = "<p>" + "The otters came back to the river in spring, and people stood and looked. " * 9


def _convert(page: str | bytes, config: Config | None = None) -> object:
    with suppress(CrosspostError):  # a page may be refused, in time
        return convert(page, URL, config)
    return None


def _page(
    piece: str, before: str = "", after: str = "", *, head: str = "", last: bool = False
) -> Shape:
    """Repeat a piece under the heading of an article, or behind its text."""
    start = f"<html lang=en><head><title>Otters return</title>{head}</head><body><h1>Otters return"
    text = f"{ARTICLE}</p>"
    start += f"</h1>{text}{before}" if last else f"</h1>{before}"
    return Shape(repeated(piece, start, after if last else f"{after}{text}"), _convert)


def _head(piece: str, before: str = "", after: str = "") -> Shape:
    start = f"<html><head><title>Otters return</title>{before}"
    end = f"{after}</head><body><h1>Otters return</h1>{ARTICLE}</p>"
    return Shape(repeated(piece, start, end), _convert)


def _script(make: Callable[[int], str], kind: str = "application/ld+json") -> Shape:
    start = f'<html><head><title>Otters return</title><script type="{kind}">'
    end = f"</script></head><body><h1>Otters return</h1>{ARTICLE}</p>"
    return Shape(lambda size: f"{start}{make(size)}{end}", _convert)


def _nodes(node: Callable[[int], object], each: int) -> Callable[[int], str]:
    """Return a maker of a graph of nodes; each takes about so many bytes."""
    return lambda size: json.dumps(
        {"@context": "https://schema.org", "@graph": [node(n) for n in range(size // each)]}
    )


def _chain(number: int) -> object:
    return {"@type": "Article", "@id": f"#{number}", "author": {"@id": f"#{number + 1}"}}


def _cycle(number: int) -> object:
    at = number % 100
    return {"@type": "Article", "@id": f"#{at}", "image": {"@id": f"#{(at + 1) % 100}"}}


def _people(size: int) -> str:
    people = [{"@type": "Person", "name": f"Ann Otter {n:x}"} for n in range(size // 50)]
    return json.dumps({"@type": "Article", "headline": "Otters return", "author": people})


def _same_author(size: int) -> str:
    """Articles whose author is one node with many names."""
    names = [f"Ann Otter {n:x}" for n in range(size // 40)]
    articles = [{"@type": "Article", "author": {"@id": "#ann"}}] * (size // 100)
    return json.dumps([*articles, {"@type": "Person", "@id": "#ann", "name": names}])


def _nested(size: int) -> str:
    return '{"@type":"Article","author":' * (size // 28) + "1" + "}" * (size // 28)


def _value(attribute: str, text: str = "Otters ", head: str = "") -> Shape:
    """One long value."""
    before, after = attribute.split("{}")
    return _head(text, f"{head}{before}", after)


def _counted(before: str, piece: str, after: str = "", *, heading: bool = True) -> Shape:
    """Pieces that differ by a number, in the head of a page or right in its body."""
    title = "<h1>Otters return</h1>" if heading else ""
    each = len(piece.format(100_000, 1991, 12, 28))

    def make(size: int) -> str:
        pieces = (
            piece.format(n, 1991 + n // 336 % 33, n // 28 % 12 + 1, n % 28 + 1)
            for n in range(size // each)
        )
        head = f"<html><head><title>Otters return</title>{before}"
        return f"{head}{''.join(pieces)}{after}</head><body>{title}{ARTICLE}</p>"

    return Shape(make, _convert)


_ONE = (
    '{{"@type":"NewsArticle","headline":"Fish {0}","author":{{"name":"Ann Otter{0}"}},'
    '"datePublished":"{1}-{2:02}-{3:02}","keywords":"a{0}"}},'
)
_LD = '<script type="application/ld+json">['


def _selected(size: int) -> str:
    piece = "<div class=a><span class=b>Ann Otter</span></div>"
    return f"<html><body><h1>Otters return</h1>{ARTICLE}</p>" + piece * (size // len(piece))


_SELECT = Config(select={"authors": ".a .b", "tags": "div span", "title": "div > span.b"})
_DAYS = "".join(f'<time datetime="2024-03-{day:02}">{day}</time> ' for day in range(1, 29))

SHAPES: dict[str, Shape] = {
    # Days.
    "time elements in a line": _page('<time datetime="2024-03-05">5</time> '),
    "time elements without a day in a line": _page("<time>a</time> "),
    "time elements, each a line": _page('<p><time datetime="2024-03-05">5 March</time></p>'),
    "time elements of all days": _page(_DAYS, "<p>"),
    "time elements in one another": _page('<time datetime="2024-03-05">5'),
    "time elements with long classes": _page(
        f'<time datetime="2024-03-05" class="{"posted " * 100}">5</time> '
    ),
    "blanks before a time element": _page(
        " <b> </b>", "<p>Published", '<time datetime="2024-03-05">5</time>'
    ),
    "days in words in a line": _page("5 March 2024, ", "<p>"),
    "days in words, each a line": _page("<p>5 March 2024</p>"),
    "years in a line": _page("2024 ", "<p>"),
    "numbers in a line": _page("1 ", "<p>"),
    "days far from the heading": _page("<p>5 March 2024</p>", last=True),
    # Scripts.
    "JSON-LD: an article of many people": _script(_people),
    "JSON-LD: articles of one author of many names": _script(_same_author),
    "JSON-LD: nodes that name the next": _script(_nodes(_chain, 80)),
    "JSON-LD: nodes that name one another": _script(_nodes(_cycle, 80)),
    "JSON-LD: articles": _script(
        _nodes(lambda n: {"@type": "Article", "headline": f"Otters {n}", "url": f"/{n}"}, 70)
    ),
    "JSON-LD: articles of all days, authors and titles": _counted(_LD, _ONE, "{}]</script>"),
    "JSON-LD: articles without a heading": _counted(_LD, _ONE, "{}]</script>", heading=False),
    "JSON-LD: articles beside a long title": _counted(
        f"<title>{'Ötters ' * 20_000}</title>{_LD}", _ONE, "{}]</script>", heading=False
    ),
    "JSON-LD: breadcrumbs": _script(
        _nodes(lambda n: {"@type": "BreadcrumbList", "itemListElement": [{"name": "a"}] * 9}, 200)
    ),
    "JSON-LD: an article in an article": _script(_nested),
    "JSON-LD: lists in lists": _script(lambda size: "[" * (size // 2) + "]" * (size // 2)),
    "JSON-LD: numbers": _script(lambda size: f'{{"@type":"Article","name":{"9" * size}}}'),
    "JSON-LD: escaped quotes without an end": _script(repeated('\\"', '{"@type":"Article","a":"')),
    "JSON-LD: quotes": _script(repeated('"', '{"@type":"Article",')),
    "JSON-LD: backslashes": _script(repeated("\\", '{"@type":"Article","a":"')),
    "JSON-LD: comments without an end": _script(repeated("/*", '{"@type":"Article",')),
    "JSON-LD: commas": _script(repeated(",", '{"@type":"Article"')),
    "JSON-LD: commas and blanks": _script(repeated(",      ", '{"@type":"Article"')),
    "JSON-LD: slashes": _script(repeated("/", '{"@type":"Article",')),
    "JSON-LD: ends of CDATA": _script(repeated("]]> ", '{"@type":"Article",')),
    "JSON-LD: semicolons": _script(repeated("; ", '{"@type":"Article"}')),
    "JSON-LD: entities": _script(repeated("&quot;", "{")),
    "JSON-LD: one value after another": _script(repeated('{"@type":"Article"}')),
    "JSON-LD: small scripts": _head(
        '<script type="application/ld+json">{"@type":"Article","headline":"a"}</script>'
    ),
    "JSON-LD: lone surrogates": _script(
        repeated("\\ud800", '{"@type":"Article","headline":"', '"}')
    ),
    "JSON-LD: a long headline": _script(
        repeated("Otters ", '{"@type":"Article","headline":"', '"}')
    ),
    "JSON-LD: long forms": _script(
        _nodes(lambda n: {"schema:headline": {"@value": {"@value": f"{n}"}}}, 60)
    ),
    "JSON-LD: keywords": _script(repeated("a, ", '{"@type":"Article","keywords":"', '"}')),
    "a script's state": _script(repeated('{"datePublished":"2024-03-05"},', "a=["), ""),
    "a script's state: names of days": _script(repeated("publishpublish", 'a="'), ""),
    "a script's state: authors": _script(repeated('"author":{"name":"Ann Otter"},', "a={"), ""),
    "a script's state: authors without a name": _script(repeated('"author":{ ', "a={"), ""),
    "scripts with state": _head('<script>a={"datePublished":"2024-03-05T09:00"}</script>'),
    # The head.
    "meta tags": _head('<meta name="author" content="Ann Otter">'),
    "meta tags of many names": _head('<meta name="a b c d e f" property="g h" content="x">'),
    "meta tags: pictures": _head('<meta property="og:image" content="/a.png">'),
    "meta tags: tags": _head('<meta property="article:tag" content="a, b, c, d">'),
    "meta tags: characters": _head('<meta charset="utf-8">'),
    "links: canonical": _head('<link rel="canonical" href="/a">'),
    "links: image_src": _head('<link rel="image_src" href="/a.png">'),
    "links: many words": _head("author ", '<link href="/a" rel="', '">'),
    "titles": _head("<title>Otters return | The Weekly</title>"),
    "a title of separators": _value("<title>{}</title>", " | "),
    "a title of dashes": _value("<title>{}</title>", "– "),
    "a title of colons": _value("<title>{}</title>", "a: "),
    "a title of underlines": _value("<title>{}</title>", "中_"),
    "a title of brackets": _value("<title>{}</title>", "[("),
    "a title of blanks": _value("<title>Otters{}return</title>", "\xa0"),
    "a title of letters": _value("<title>{}</title>", "a"),
    "a title of accents": _value("<title>{}</title>", "\u0301"),
    "a title of accents out of order": _value("<title>{}</title>", "\u0301\u0316"),
    "a title of escapes": _value("<title>{}</title>", "&#xd800;"),
    "a title of halves of surrogate pairs": Shape(
        lambda size: f"<title>{chr(0xD800) * size}</title><h1>Otters return</h1>{ARTICLE}", _convert
    ),
    "a text of accents out of order": _page("\u0301\u0316", "<p>Otters "),
    "a text of references to accents": _page("&#769;&#790;", "<p>Otters "),
    "a text of accents and references to them": _page("\u0301&#x316;", "<p>Otters "),
    "a text of accents in elements": _page("<u>\u0301</u><b>\u0316</b>", "<p>Otters "),
    "a title of entities": _value("<title>{}</title>", "&amp;amp;"),
    "og:title": _value('<meta property="og:title" content="{}">'),
    "og:title of other words": _value('<meta property="og:title" content="{}">', "ab cd "),
    "og:title of tags": _value('<meta property="og:title" content="{}">', "&lt;b "),
    "og:site_name": _value('<meta property="og:site_name" content="{}">'),
    "og:site_name of bars": _value('<meta property="og:site_name" content="{}">', " - "),
    "author": _value('<meta name="author" content="{}">', "Ann Otter, "),
    "author of letters": _value('<meta name="author" content="{}">', "a"),
    "author of and": _value('<meta name="author" content="{}">', "and "),
    "author of at signs": _value('<meta name="author" content="{}">', "a@"),
    "citation_authors": _value('<meta name="citation_authors" content="{}">', "Otter, Ann;"),
    "description": _value('<meta name="description" content="{}">'),
    "description of letters": _value('<meta name="description" content="{}">', "a"),
    "keywords": _value('<meta name="keywords" content="{}">', "a, "),
    "keywords, each another": _counted('<meta name="keywords" content="', "{0}, ", '">'),
    "license": _value('<meta name="dcterms.license" content="{}">'),
    "canonical address": _value('<link rel="canonical" href="/{}">', "a/"),
    "canonical address of parameters": _value('<link rel="canonical" href="/?{}">', "a=b&"),
    "address of a picture": _value('<meta property="og:image" content="/{}">', "logo/"),
    "address of the page's base": _value('<base href="https://example.com/{}">', "a/../"),
    "published": _value('<meta property="article:published_time" content="{}">', "2024-03-05 "),
    "language": _value('<meta property="og:locale" content="{}">', "en-"),
    "html's language": Shape(
        repeated("en-", '<html lang="', f'"><body><h1>Otters return</h1>{ARTICLE}'), _convert
    ),
    "parsely-page": _value("<meta name=parsely-page content='{}'>", "["),
    # Microdata, RDFa, microformats.
    "microdata: items": _page('<div itemscope itemtype="https://schema.org/Article"></div>'),
    "microdata: items in items": _page(
        '<div itemscope itemtype="https://schema.org/Article" itemprop="author">'
    ),
    "microdata: inline items in items": _page('<b itemscope itemtype="Article" itemprop="a">'),
    "microdata: properties": _page(
        '<b itemprop="author">a</b>', '<div itemscope itemtype="https://schema.org/Article">'
    ),
    "microdata: properties in properties": _page(
        '<b itemprop="author">a', '<div itemscope itemtype="https://schema.org/Article">'
    ),
    "microdata: properties without an item": _page("<b itemscope></b><i itemprop=name>a</i>"),
    "microdata: many names": _page("author ", '<div itemscope><b itemprop="', '">a</b></div>'),
    "microdata: articles without a heading": _counted(
        "</head><body>",
        '<div itemscope itemtype="Article"><b itemprop="headline">Fish {0}</b>'
        '<i itemprop="author">Ann Otter{0}</i></div>',
        heading=False,
    ),
    "microdata: references": _page(
        "a ", '<div id=a itemscope itemtype="https://schema.org/Article" itemref="', '"></div>'
    ),
    "microdata: breadcrumbs": _page(
        "<b itemprop=itemListElement itemscope><i itemprop=name>a</i></b>",
        '<div itemscope itemtype="https://schema.org/BreadcrumbList">',
    ),
    "RDFa: things": _page('<div typeof="schema:Article"><b property="dc:creator">a</b></div>'),
    "RDFa: things in things": _page('<div typeof="sioc:Post" property="dc:creator">'),
    "RDFa: properties in properties": _page('<b property="dc:title">a', '<div typeof="sioc:Post">'),
    "RDFa: relations": _page('<a rel="sioc:has_creator">a</a>', '<div typeof="sioc:Post">'),
    "h-entry: entries": _page('<div class="h-entry"><b class="p-name">a</b></div>'),
    "h-entry: entries in entries": _page('<div class="h-entry p-author">'),
    "h-entry: names in names": _page('<b class="p-author fn">a', '<div class="h-entry">'),
    "h-entry: many authors": _page('<b class="fn">Ann Otter</b>', '<div class="h-entry">'),
    "h-entry: days in days": _page('<b class="dt-published">2', '<div class="h-entry">'),
    "h-entry: classes": _page("fn ", '<div class="h-entry"><b class="', '">a</b></div>'),
    # What a reader sees.
    "headings, each another, and no title": _counted("</head><body>", "<h2>Fish {0}</h2>"),
    "bylines, each another": _counted("</head><body>", "<p>By Ann Otter{0}</p>"),
    "days, each another": _counted("</head><body>", "<p>{3} March {1}</p>"),
    "links that show nothing": _page('<a href="/a">\u200b</a>\u200b', "<p>By "),
    "headings": _page("<h1>Otters return</h1>"),
    "headings in headings": _page("<h1>a"),
    "a heading of texts": _page("<b>a</b>", "<h1>", "</h1>"),
    "a heading of texts in texts": _page("<b>A", "<h1>", "</h1>"),
    "a heading with a long class": _page("title ", '<h2 class="', '">Otters return</h2>'),
    "elements with title in their class": _page('<div class="title">Otters return'),
    "inline elements with title in their class": _page('<b class="title">Otters', head="<title>x"),
    "bylines": _page("<p>By Ann Otter</p>"),
    "bylines of many people": _page("<p class=author>Ann Otter</p><p class=author>Bo Lee</p>"),
    "bylines in a line": _page("by Ann Otter ", "<p>"),
    "bylines far from the heading": _page("<p>By Ann Otter</p>", last=True),
    "links to authors": _page('<a rel="author" href="/author/ann">Ann Otter</a> '),
    "links to authors, each a line": _page('<p><a rel="author" href="/author/ann">Ann</a></p>'),
    "links with long addresses": _page(f'<p><a href="{"/author" * 50}">Ann Otter</a></p>'),
    "a link with a long address": _page("/a", '<p><a href="', '">Ann Otter</a></p>'),
    "blanks before a link": _page(
        "<b> </b>", "<p>", '<a rel=author href="/author/ann">Ann Otter</a>'
    ),
    "addresses": _page("<address>Ann Otter</address>"),
    "breadcrumbs": _page(
        '<a href="/a">a</a> › ', "<div class=breadcrumb>", "</div><h1>Otters return</h1>"
    ),
    "links to tags": _page('<a href="/tag/a">a</a> ', last=True),
    "links to tags, rel=tag": _page('<a rel="tag" href="/a">a</a> ', last=True),
    "links in links": _page('<a rel="tag" href="/a"><b>a</b>', last=True),
    "links to licenses": _page('<a rel="license" href="/a">a</a> '),
    "a notice of digits": _page("12", "<footer>© ", "</footer>", last=True),
    "a notice of signs": _page("©", "<footer>", "</footer>", last=True),
    "notices": _page("<footer>© 2024 Ann Otter</footer>", last=True),
    "a short notice of digits": _page(
        f"<footer>© {'19' * 40}x</footer><footer>copyright{',' * 150}</footer>", last=True
    ),
    "pictures": _page('<img src="/a.png" width=600 height=600>', "<article>"),
    "a long class around all": _page("<p>5 March</p>", f'<div class="{"a" * 100_000}">'),
    "long classes in one another": _page(f'<div class="{"author " * 100}">5 March 2024'),
    "long classes in a line": _page(f'<b class="{"author " * 100}">a</b>', "<p>"),
    "one class": _page("author ", '<p class="', '">By Ann Otter'),
    "texts of one letter": _page("<b>A</b><i>b</i>", "<p>"),
    "blank texts": _page("<b> </b> ", "<p>"),
    "hidden texts": _page("<textarea>a</textarea>", "<p>"),
    "bodies": _page("<body><p>a</p>"),
    # Fields that a person points at.
    "selectors of a person": Shape(_selected, lambda page: _convert(page, _SELECT)),
}
