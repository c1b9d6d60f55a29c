"""The directives of site config: which are used, and why the others are not.

Full-Text RSS inherited some from Instapaper and ignores them itself; all are in real files.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Those with an XPath as their value.
PATHS = frozenset(
    {"title", "body", "author", "date", "strip", "strip_attr", "dissolve", "wrap_in", "move_into"}
    | {"single_page_link", "next_page_link", "native_ad_clue", "if_page_contains"}
    | {"not_logged_in_xpath"}
)
TEXTS = frozenset(
    {"strip_id_or_class", "strip_image_src", "find_string", "replace_string", "http_header"}
    | {"src_lazy_load_attr", "test_url", "test_contains"}
)
SWITCHES = frozenset({"prune", "autodetect_on_failure", "skip_json_ld"})
LOGIN = frozenset(
    {"requires_login", "login_uri", "login_username_field", "login_password_field"}
    | {"login_extra_fields"}
)
# Those that change nothing here, and why.
WITHOUT_EFFECT: Mapping[str, str] = MappingProxyType(
    {
        "tidy": "crosspost has its own way to read broken HTML",
        "parser": "crosspost has one parser",
        "convert_double_br_tags": "two line breaks always make a paragraph",
        "autodetect_next_page": "crosspost always looks for the next page; see follow_pages",
        "insert_detected_image": "the page's picture is in the front matter, not in the text",
        "strip_comments": "comments of the HTML are always left out",
        "footnotes": "links stay links",
        "single_page_link_in_feed": "what a feed says of an article is not searched for links",
        "post_strip_attr": "a post has no attributes",
        **dict.fromkeys(sorted(LOGIN), "crosspost does not log in; see the setting cookies"),
    }
)
KNOWN = PATHS | TEXTS | SWITCHES | frozenset(WITHOUT_EFFECT)
# Those with something in brackets: ``wrap_in(blockquote): //div``.
WITH_ARGUMENT = frozenset({"wrap_in", "move_into", "http_header", "replace_string"})
