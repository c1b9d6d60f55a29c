"""Exports of blogs and newsletters: a reader for each format.

A reader makes an ``Exported`` of each thing that a site shows. What becomes of it, and the summary,
is the same for all (``contents``).
"""
