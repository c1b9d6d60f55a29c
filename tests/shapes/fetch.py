"""URLs made to be slow."""

from __future__ import annotations

from crosspost import urls
from shapes import Shape, repeated

HERE = urls.read("http://good.example/")


def _read(text: str) -> None:
    """Ask for all that is ever asked of a URL."""
    urls.is_web(text)
    urls.host(text)
    urls.identity(text)
    urls.without_tracking(text)
    urls.without_credentials(text)
    urls.absolute("https://good.example/a/b", text)
    urls.absolute("", text)
    urls.path(text)
    urls.read(text)
    urls.read(text, HERE)


SHAPES = {
    "a host in another script": Shape(repeated("漢字仮名交文", "http://", ".org/"), _read),
    "a host of accents": Shape(repeated("\u0301\u0316", "http://a", ".org/"), _read),
    "a relative host of accents": Shape(repeated("\u0301\u0316", "//a", ".org/"), _read),
    "a host of accents for ftp": Shape(repeated("\u0301\u0316", "ftp:a", ".org/"), _read),
    "a host of labels": Shape(repeated("é.", "http://", "org/"), _read),
    "names and passwords": Shape(repeated("a:@", "http://", "good.example/"), _read),
    "folders upwards": Shape(repeated("a/../", "http://good.example/"), _read),
    "backslashes": Shape(repeated("\\", "http://good.example"), _read),
    "parameters": Shape(repeated("utm_a=b&c=d&", "http://good.example/?"), _read),
    "signs to be encoded": Shape(repeated('é"<>', "http://good.example/"), _read),
}
