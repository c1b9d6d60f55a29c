"""A blog for a test: a folder with posts, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosspost.model import Finding
from crosspost.validate import Options, Run, check_paths


@dataclass
class Blog:
    """A site in a folder of its own."""

    root: Path

    def file(self, path: str, content: str | bytes = "") -> Path:
        """Write a file, folders included."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def post(
        self, front_matter: str, name: str = "2013-03-06-talas.md", body: str = "Text.\n"
    ) -> Path:
        """Write a post of front matter, without its fences, and a body."""
        return self.file(f"_posts/{name}", f"---\n{front_matter}---\n\n{body}")

    def run(self, *paths: str, fix: bool = False, unsafe: bool = False, **options: Any) -> Run:
        """Check the site, or some paths of it; everything is shown unless said otherwise.

        Except that the site has no ``url`` (CP721), which hardly any blog of a test has.
        """
        usual = {"show_info": True, "root": str(self.root), "ignore": ("CP721",)}
        chosen = Options(**{**usual, **options})
        return check_paths(
            paths or ["."], chosen, fix=fix, unsafe=unsafe, write=fix, working=str(self.root)
        )

    def findings(self, *paths: str, **options: Any) -> list[Finding]:
        """Return what is said."""
        return self.run(*paths, **options).findings

    def codes(self, *paths: str, **options: Any) -> list[str]:
        """Return the codes of what is said, in order."""
        return [finding.code for finding in self.findings(*paths, **options)]

    def said(self, code: str, *paths: str, **options: Any) -> Finding:
        """Return the one finding of a rule."""
        (found,) = [f for f in self.findings(*paths, **options) if f.code == code]
        return found
