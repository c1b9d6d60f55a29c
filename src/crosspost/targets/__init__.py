"""What the generators of static sites demand of a post: a folder each."""
