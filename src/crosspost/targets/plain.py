"""CommonMark with YAML, for any program; a folder is never recognized as one, it must be named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crosspost.targets.fields import FIELDS, FURTHER
from crosspost.targets.generator import Generator, same
from crosspost.targets.generic import Generic

_PICTURES = "pictures"


@dataclass(frozen=True)
class Plain(Generic):
    """A folder of posts for any program; see ``Target``."""

    about = Generator(
        name="plain",
        title="plain Markdown",
        config_names=("crosspost.toml",),
        content="",
        sections=("posts",),
        fields=same(*FIELDS, *FURTHER),
        pictures=_PICTURES,
    )

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Return False: nothing tells such a folder from others."""
        return False

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return a folder beside the posts: links to it are relative."""
        return (post.parent if post else self.posts_folder()) / self._pictures(pictures)

    def pictures_url(self, pictures: str) -> str:
        """Return the folder as it is seen from a post."""
        return f".{super().pictures_field_url(pictures)}" if pictures else ""

    def pictures_field_url(self, pictures: str) -> str:
        """Return the same."""
        return self.pictures_url(pictures)
