"""The names of front matter fields, by what they hold."""

from __future__ import annotations

# Fields of Jekyll, jekyll-seo-tag and jekyll-feed, and those that are common in real blogs.
LISTS = frozenset(
    {"tags", "tag", "categories", "category", "authors", "keywords", "topics", "redirect_from",
     "Tags", "Categories", "Topics", "Keywords", "series", "aliases"}
)  # fmt: skip
PROSE = frozenset(
    {"title", "description", "subtitle", "excerpt", "summary", "teaser", "tagline", "abstract",
     "Title", "Description"}
)  # fmt: skip
TEXTS = PROSE | {"author", "slug", "original_author"}
# Fields that are true or false.
BOOLEANS = frozenset({"published", "draft", "comments", "toc", "math", "mathjax", "pin", "sitemap"})
IMAGES = frozenset(
    {"image", "thumbnail", "cover", "banner", "og_image", "cover_image", "featured_image",
     "feature_image", "image_path", "header_image", "excerpt_image", "teaser_image", "hero_image"}
)  # fmt: skip
# Fields with the URL of the article that this post was copied from.
SOURCES = frozenset(
    {"canonical_url", "canonicalURL", "canonicalUrl", "canonical", "original_url", "source_url",
     "source", "source_link", "link",
     "external_url", "origin", "original", "via", "via_url", "crosspost_url", "cross_post",
     "crosspost", "tumblr_url", "medium_url", "originally_published", "original_link", "ref",
     "attribution", "originally_posted"}
)  # fmt: skip
# Fields whose values must be URLs.
URL_KEYS = frozenset(
    {"canonical_url", "original_url", "source_url", "source_link", "external_url", "via_url",
     "medium_url", "original_link"}
)  # fmt: skip
# Keys whose case matters to Jekyll and to nearly every theme.
KNOWN = frozenset(
    {"title", "date", "layout", "tags", "tag", "categories", "category", "author", "authors",
     "image", "description", "excerpt", "permalink", "published", "redirect_from", "canonical_url",
     "slug", "comments", "subtitle", "summary", "draft"}
)  # fmt: skip
# All of these, and other keys in use.
NAMES = (
    LISTS
    | PROSE
    | TEXTS
    | IMAGES
    | SOURCES
    | URL_KEYS
    | KNOWN
    | {"lang", "type", "status", "weight", "id", "meta", "sitemap", "comment_id", "hero", "toc",
       "modified", "last_modified_at", "license", "location", "pin", "math", "mathjax"}
)  # fmt: skip
# Misspellings in public posts, and what was meant. Words of another language (autor, fecha) are
# not mistakes and are not listed.
TYPOS = {
    "catagories": "categories", "catagory": "category", "categores": "categories",
    "categoires": "categories", "categroies": "categories", "categorys": "categories",
    "catergories": "categories", "catergory": "category", "cateogries": "categories",
    "pubished": "published", "publised": "published", "publihsed": "published",
    "pubilshed": "published", "publsihed": "published", "titel": "title", "tilte": "title",
    "tittle": "title", "titile": "title", "ttile": "title", "auther": "author",
    "athor": "author", "auhtor": "author", "authour": "author", "laytou": "layout",
    "layotu": "layout", "lyaout": "layout", "layuot": "layout", "layput": "layout",
    "discription": "description", "descripton": "description", "desciption": "description",
    "decription": "description", "descrption": "description", "descritpion": "description",
    "permlink": "permalink", "permalnk": "permalink", "permalik": "permalink",
    "permanlink": "permalink", "exerpt": "excerpt", "excert": "excerpt", "exceprt": "excerpt",
    "expcerpt": "excerpt", "exerp": "excerpt", "imgae": "image", "iamge": "image",
    "tgas": "tags", "tasg": "tags", "redirct_from": "redirect_from",
    "redirect_form": "redirect_from", "cannonical_url": "canonical_url",
    "canonincal_url": "canonical_url", "cannonical": "canonical",
}  # fmt: skip
# Fields that Jekyll and its plugins read; misspelled ones have no effect.
CORE = (
    "title", "layout", "categories", "category", "author", "authors", "description", "permalink",
    "published", "excerpt", "redirect_from", "canonical_url", "comments", "subtitle", "date",
    "tags", "image",
)  # fmt: skip
# Words that look like one of them and are different words.
NOT_TYPOS = frozenset(
    {"autor", "auteur", "autors", "auteurs", "titre", "titolo", "titled", "tile", "tilt", "title2",
     "data", "rate", "late", "gate", "publisher", "publishes", "categorie", "categoria", "imagen",
     "imago", "commented", "commenter", "layouts", "stags", "subtitled", "dates"}
)  # fmt: skip
# Layouts of widely used themes, for sites without copies of them.
THEME_LAYOUTS = {
    "minima": {"default", "base", "home", "page", "post"},
    "minimal-mistakes-jekyll": {
        "archive", "archive-taxonomy", "categories", "category", "collection", "compress",
        "default", "home", "posts", "search", "single", "splash", "tag", "tags",
    },
    "jekyll-theme-chirpy": {
        "archives", "categories", "category", "compress", "default", "home", "page", "post",
        "tag", "tags",
    },
    "just-the-docs": {
        "about", "default", "home", "minimal", "page", "post", "table_wrappers",
    },
}  # fmt: skip
THEME_LAYOUTS["mmistakes/minimal-mistakes"] = THEME_LAYOUTS["minimal-mistakes-jekyll"]
THEME_LAYOUTS["jekyll/minima"] = THEME_LAYOUTS["minima"]
THEME_LAYOUTS["cotes2020/jekyll-theme-chirpy"] = THEME_LAYOUTS["jekyll-theme-chirpy"]
THEME_LAYOUTS["just-the-docs/just-the-docs"] = THEME_LAYOUTS["just-the-docs"]
for _name in ("cayman", "dinky", "hacker", "leap-day", "merlot", "midnight", "minimal",
              "modernist", "slate", "tactile", "time-machine", "architect"):  # fmt: skip
    THEME_LAYOUTS[f"jekyll-theme-{_name}"] = {"default", "page", "post", "home"}
