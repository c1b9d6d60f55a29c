"""Where ``jekyll serve`` answers; never off this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.targets import target_of


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("title: Blog", "http://127.0.0.1:4000/"),
        ("port: 4001\nbaseurl: /blog", "http://127.0.0.1:4001/blog"),
        ("host: 0.0.0.0", "http://127.0.0.1:4000/"),
        ("host: localhost\nport: '4002'", "http://127.0.0.1:4002/"),
        ("host: '::1'", "http://[::1]:4000/"),
        ("host: example.org", ""),
        ("host: 192.168.1.1", ""),
        ("host: [127.0.0.1]", ""),
        ("port: 25", ""),
        ("port: 70000", ""),
        ("port: 4000@example.org", ""),
        ("ssl_cert: a.pem", ""),
    ],
)
def test_server_url(tmp_path: Path, config: str, url: str) -> None:
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    assert target_of(tmp_path).server_url == url
