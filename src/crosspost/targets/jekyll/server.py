"""Where ``jekyll serve`` answers: by default http://127.0.0.1:4000 (configuration.rb, serve.rb)."""

from __future__ import annotations

from crosspost.targets.jekyll.site import Site

_HOST, _PORT = "127.0.0.1", 4000
# Names and IP addresses of this machine, or of all its interfaces → the one to ask.
_LOOPBACK = {
    "localhost": _HOST, "127.0.0.1": _HOST, "0.0.0.0": _HOST, "::": _HOST, "::1": "[::1]",
}  # fmt: skip


def server_url(site: Site) -> str:
    """Return the URL of a site at ``jekyll serve``, with ``baseurl``; empty if it is elsewhere.

    A site that others made may name any host: only the loopback is taken, over HTTP, and no port
    below 1024, which are those of other services.
    """
    config = site.config
    host, port = config.get("host", _HOST), config.get("port", _PORT)
    if not isinstance(host, str) or host not in _LOOPBACK or config.get("ssl_cert"):
        return ""
    text = str(port)
    if not (text.isascii() and text.isdigit() and 1024 <= int(text[:6]) <= 65535):
        return ""
    base = config.get("baseurl")
    base = base.strip("/") if isinstance(base, str) else ""
    return f"http://{_LOOPBACK[host]}:{text}/{base}"
