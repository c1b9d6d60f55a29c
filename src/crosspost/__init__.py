"""crosspost: make posts of your Jekyll site from articles on the web.

The public names are below; they are imported on first use, so that ``crosspost --help`` does
not load an HTML parser.

>>> import crosspost
>>> post = crosspost.convert(html, "https://example.org/article")  # doctest: +SKIP
>>> print(post.text)                                               # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from crosspost.config import Config as Config
    from crosspost.errors import CrosspostError as CrosspostError
    from crosspost.model import Article as Article
    from crosspost.model import Link as Link
    from crosspost.model import Metadata as Metadata
    from crosspost.model import Outcome as Outcome
    from crosspost.model import Post as Post
    from crosspost.pipeline import convert as convert
    from crosspost.pipeline import extract as extract
    from crosspost.pipeline import import_link as import_link
    from crosspost.pipeline import to_markdown as to_markdown

# The module of each public name; ``__getattr__`` (PEP 562) loads it on first use.
_HOME = {
    "Article": "crosspost.model",
    "Config": "crosspost.config",
    "CrosspostError": "crosspost.errors",
    "Link": "crosspost.model",
    "Metadata": "crosspost.model",
    "Outcome": "crosspost.model",
    "Post": "crosspost.model",
    "convert": "crosspost.pipeline",
    "extract": "crosspost.pipeline",
    "import_link": "crosspost.pipeline",
    "to_markdown": "crosspost.pipeline",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> Any:
    """Load a public name on first use.

    Raises:
        AttributeError: the name is not one of crosspost's public names.
    """
    if name not in _HOME:
        raise AttributeError(f"module 'crosspost' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
