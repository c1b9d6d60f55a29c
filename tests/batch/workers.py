"""Work that other processes can import: they do what the page says."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime

from crosspost.batch.worker import Draft, Job, Refused
from crosspost.model import Page

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def job(text: str) -> Job:
    page = Page("https://example.org/", "https://example.org/", text.encode(), None, NOW)
    return Job(page, {}, NOW)


def convert(suffix: str, job: Job) -> Draft | Refused:
    """Do what the page says."""
    text = job.page.content.decode()
    if text == "sleep":
        time.sleep(60)
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "refuse":
        return Refused("no article", "Look.")
    if text == "bug":
        raise KeyError("x")
    return Draft(f"{text}{suffix}", str(os.getpid()), ())
