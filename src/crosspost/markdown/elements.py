"""Which elements are blocks, which are inline, which are not shown.

From the HTML standard's rendering section (https://html.spec.whatwg.org/multipage/rendering.html):
elements that a browser's style sheet displays as blocks are blocks here.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt",  # words: fine
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li",
    "listing main menu nav noframes ol optgroup option p plaintext pre search section summary",
    "table tbody td tfoot th thead tr ul xmp iframe video audio object embed",
    "amp-youtube amp-vimeo amp-dailymotion amp-iframe amp-video amp-audio lite-youtube lite-vimeo",
    "oembed",
)

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Elements that are not shown, or not part of an article (controls, scripts, drawings).
# ``crosspost.body`` must not count any of them as text: all words of the article are written.
SKIPPED = _words(
    "script style template head title meta link base svg input select textarea",
    "applet param canvas map area frame frameset noembed datalist rp col",
)
# Inline elements that are separate from the words beside them.
APART = _words("button meter progress")

# Element → the Markdown mark around its text.
MARKS = {
    "strong": "**",
    "b": "**",
    "em": "*",
    "i": "*",
    "cite": "*",
    "dfn": "*",
    "var": "*",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
}

# Elements that Markdown has no form for and that change what a reader sees, kept as HTML.
# kramdown reads Markdown inside these…
KEPT = _words("sup sub ins abbr q small big bdo ruby rt")
# …and not inside these, unless they have ``markdown="span"`` (kramdown's HTML_CONTENT_MODEL).
KEPT_RAW = _words("mark u")

CODE = _words("code tt samp")
