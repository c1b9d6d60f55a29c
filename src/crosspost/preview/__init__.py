"""The preview: a post beside its original with what was left out marked, as one HTML page."""
