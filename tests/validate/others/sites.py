"""Small sites of four generators: thirty posts each, a third of them with one planted fault."""

from __future__ import annotations

from validate.blog import Blog

YAML = "---\n{}---\n\nWe walked along the river.\n"
TOML = "+++\n{}+++\n\nWe walked along the river.\n"
# Twenty posts that are right: each generator's own ways to write dates, lists and texts.
_TITLES = (
    "The market in Talas", "A day: the long way home", "It's late", "Noodles & tea", "C# and F#",
    "1984", "Über den Fluss", "Radio no. 5", "Why not?", "100 % wool",
)  # fmt: skip


def _quoted(title: str) -> str:
    return '"' + title.replace('"', '\\"') + '"'


def _more(fields: tuple[str, ...], n: int) -> str:
    return fields[(n * 3 + n // 10) % 10].replace("{n}", str(n))


def _yaml(n: int, date: str, more: str = "") -> str:
    return YAML.format(
        f"title: {_quoted(_TITLES[n % 10])}\ndate: {date}\ntags: [radio, tea]\n{more}"
    )


def _toml(n: int, date: str, more: str = "") -> str:
    title = _quoted(_TITLES[n % 10])
    return TOML.format(f'title = {title}\ndate = {date}\n[taxonomies]\ntags = ["radio"]\n{more}')


_HUGO_DATES = (
    "2013-03-06", "2013-03-06T10:00:00Z", "2013-03-06 10:00:00", "2013-03-06 10:00:00 +0600",
    "2013-03-06T10:00:00+06:00", "06 Mar 2013", "Wed, 06 Mar 2013 10:00:00 GMT", '"2013-03-06"',
    "2013-03-06T10:00:00.5Z", "2013-03-06 10:00:00 +06:00",
)  # fmt: skip
_HUGO_MORE = (
    "draft: false\n", "aliases: /old-{n}/\n", "weight: 3\n", "draft: True\n", 'slug: "a-{n}"\n',
    "params:\n  canonical_url: https://example.org/a\n", "publishDate: 2014-01-01\n",
    "author: Ann\n",
    "expiryDate: 2199-01-01\n", "description: >\n  Of tea\n  and milk\n",
)  # fmt: skip
_ELEVENTY_DATES = (
    "2013-03-06", "2013-03-06T10:00:00Z", "2013-03-06 10:00:00", "Last Modified", "git Created",
    '"2013-03-06T10:00"', "2013-03-06T10:00:00+06:00", '"20130306"', "git Last Modified", "Created",
)  # fmt: skip
_ELEVENTY_MORE = (
    "layout: post.njk\n", "eleventyExcludeFromCollections: true\n", "permalink: false\n",
    "eleventyNavigation:\n  key: Tea\n", "canonicalURL: https://example.org/a\n", "draft: true\n",
    "permalink: /tea/{{ page.date | year }}/\n", "author: Ann\n", "image: ../tea.jpg\n",
    "eleventyExcludeFromCollections: [tea]\n",
)  # fmt: skip
_ASTRO_MORE = (
    "pubDate: 2013-03-06\n", "heroImage: ../../assets/tea.jpg\n", "draft: false\n", "author: Ann\n",
    "updatedDate: 2014-03-06T10:00:00Z\n", "description: Tea\n", "featured: true\n", "lang: en\n",
    "canonicalURL: https://example.org/a\n", "ogImage:\n  src: ./tea.jpg\n",
)  # fmt: skip
_ZOLA_DATES = (
    "2013-03-06", "2013-03-06T10:00:00Z", "2013-03-06 10:00:00", '"2013-03-06"',
    "2013-03-06T10:00:00+06:00", '"2013-03-06T10:00:00Z"', "2013-03-06T10:00:00.5Z",
    "2013-03-06", "2013-03-06", "2013-03-06",
)  # fmt: skip
_ZOLA_MORE = (
    "", "[extra]\ncanonical_url = 'https://example.org/a'\n", "categories = ['travel']\n",
    "[extra]\nmath = true\n", "[[extra.links]]\nname = 'a'\n[[extra.links]]\nname = 'b'\n",
    "[extra]\nodd = '''\ntitle = 'x'\n'''\n", "", "", "", "",
)  # fmt: skip


def _planted(yaml: bool) -> dict[str, str]:
    """Return faults of any generator: code and name → a post."""
    form, eq = (YAML, ": ") if yaml else (TOML, " = ")
    title, date = f'title{eq}"Tea"\n', f"date{eq}2013-03-06\n"
    tags = "tags: [{}]\n" if yaml else "[taxonomies]\ntags = [{}]\n"
    return {
        "CP105-mark": "\ufeff" + form.format(title + date),
        "CP504-tag": form.format(title + date + tags.format('"tea", "radio", "tea"')),
        "CP506-tag": form.format(title + date + tags.format('"#tea"')),
        "CP601-entity": form.format(title.replace("Tea", "Don&rsquo;t") + date),
        "CP603-letters": form.format(title.replace("Tea", "CafÃ©") + date),
        "CP305-title": form.format(date + f"draft{eq}false\n"),
    }


_YAML_PLANTED = {
    "CP201-colon": YAML.format("title: Tea: a day\ndate: 2013-03-06\n"),
    "CP102-open": "---\ntitle: Tea\ndate: 2013-03-06\n\nText\n",
    "CP203-twice": YAML.format("title: Tea\ntitle: Milk\ndate: 2013-03-06\n"),
    "CP205-folded": YAML.format("title: Tea\ndate: 2013-03-06\ntags: tea\n  - radio\n  - milk\n"),
    "CP209-number": YAML.format("title: 1.10\ndate: 2013-03-06\n"),
    "CP501-commas": YAML.format("title: Tea\ndate: 2013-03-06\ntags: tea, radio\n"),
}
SITES = {
    "hugo": {
        "config": ("hugo.toml", "title = 'A blog'\nbaseURL = 'https://example.org/'\n"),
        "folder": "content/posts",
        "right": [_yaml(n, _HUGO_DATES[n % 10], _more(_HUGO_MORE, n)) for n in range(18)]
        + [
            '+++\ntitle = "Tea"\ndate = 2013-03-06\ntags = ["a"]\n[params]\nx = 1\n+++\n\nText\n',
            '{\n\t"title": "Tea", "date": "2013-03-06", "tags": ["a"]\n}\n\nText\n',
        ],
        "wrong": {
            **_planted(True), **_YAML_PLANTED,
            "CP401-words": YAML.format("title: Tea\ndate: March 6, 2013\n"),
            "CP401-day": YAML.format("title: Tea\ndate: 2013-02-31\n"),
            "CP402-number": YAML.format("title: Tea\ndate: 20130306\n"),
            "CP404-future": YAML.format("title: Tea\npublishDate: 2199-01-01\n"),
            "CP406-expired": YAML.format("title: Tea\ndate: 2013-01-01\nexpiryDate: 2014-01-01\n"),
            "CP211-draft": YAML.format("title: Tea\ndate: 2013-03-06\ndraft: yes\n"),
            "CP215-weight": YAML.format("title: Tea\ndate: 2013-03-06\nweight: first\n"),
            "CP201-toml": '+++\ntitle = "Tea"\ntags = ["a" "b"]\n+++\n\nText\n',
            "CP201-json": '{\n"title": "Tea",\n}\n\nText\n',
            "CP708-alias": YAML.format("title: Tea\ndate: 2013-03-06\naliases: /posts/right-3/\n"),
        },
    },
    "eleventy": {
        "config": ("eleventy.config.js", "export default function (config) {}\n"),
        "folder": "posts",
        "right": [
            _yaml(n, _ELEVENTY_DATES[n % 10], _more(_ELEVENTY_MORE, n)) for n in range(20)
        ],
        "wrong": {
            **_planted(True), **_YAML_PLANTED,
            "CP401-words": YAML.format("title: Tea\ndate: March 6, 2013\n"),
            "CP401-space": YAML.format("title: Tea\ndate: 2013-03-06 10:00\n"),
            "CP402-day": YAML.format("title: Tea\ndate: 2013-02-31\n"),
            "CP209-time": YAML.format("title: 12:30\ndate: 2013-03-06\n"),
            "CP211-draft": YAML.format("title: Tea\ndate: 2013-03-06\ndraft: no\n"),
            "CP208-tag": YAML.format("title: !tea black\ndate: 2013-03-06\n"),
            "CP215-tags": YAML.format("title: Tea\ndate: 2013-03-06\ntags: {a: b}\n"),
        },
    },
    "zola": {
        "config": ("config.toml", "base_url = 'https://example.org'\n[markdown]\n"),
        "folder": "content/blog",
        "right": [_toml(n, _ZOLA_DATES[n % 10], _ZOLA_MORE[(n * 3) % 10]) for n in range(19)]
        + [YAML.format("title: Tea\ndate: 2013-03-06\ntaxonomies:\n  tags: [tea]\n")],
        "wrong": {
            **_planted(False),
            "CP201-quote": '+++\ntitle = "Tea\ndate = 2013-03-06\n+++\n\nText\n',
            "CP201-day": TOML.format('title = "Tea"\ndate = 2013-02-31\n'),
            "CP201-twice": TOML.format('title = "Tea"\ntitle = "Milk"\n'),
            "CP102-open": '+++\ntitle = "Tea"\n\nText\n',
            "CP101-none": "Tea\n\nText\n",
            "CP401-words": TOML.format('title = "Tea"\ndate = "6 March 2013"\n'),
            "CP215-title": TOML.format("title = 1984\ndate = 2013-03-06\n"),
            "CP215-draft": TOML.format('title = "Tea"\ndraft = "yes"\n'),
            "CP311-tags": TOML.format('title = "Tea"\ndate = 2013-03-06\ntags = ["tea"]\n'),
            "CP705-source": TOML.format(
                'title = "Tea"\ndate = 2013-03-06\n[extra]\ncanonical_url = "example.org/a"\n'
            ),
        },
    },
    "astro": {
        "config": ("astro.config.mjs", "export default {}\n"),
        "folder": "src/content/blog",
        "right": [
            _yaml(n, "2013-03-06", _more(_ASTRO_MORE, n)) for n in range(20)
        ],
        "wrong": {
            **_planted(True), **_YAML_PLANTED,
            "CP401-month": YAML.format("title: Tea\npubDate: 2013-13-01\n"),
            "CP401-words": YAML.format("title: Tea\npubDate: soon\n"),
            "CP402-day": YAML.format("title: Tea\npubDate: 2013-02-31\n"),
            "CP402-text": YAML.format('title: Tea\npubDate: "2013-03-06"\n'),
            "CP211-draft": YAML.format('title: Tea\npubDate: 2013-03-06\ndraft: "false"\n'),
            "CP208-tag": YAML.format("title: !tea black\npubDate: 2013-03-06\n"),
        },
    },
}  # fmt: skip


def write(blog: Blog, name: str) -> None:
    """Write the site of a generator."""
    site = SITES[name]
    blog.file(*site["config"])
    for n, text in enumerate(site["right"]):
        blog.file(f"{site['folder']}/right-{n}.md", text)
    for case, text in site["wrong"].items():
        blog.file(f"{site['folder']}/{case}.md", text)
