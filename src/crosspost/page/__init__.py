"""Page → Document: encoding, limits, parsing, absolute URLs, the tree."""
