"""Dates on pages: in attributes and data, and in words."""
