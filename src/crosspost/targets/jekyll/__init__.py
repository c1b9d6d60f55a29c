"""What Jekyll demands of a post: front matter, file name, date, and what its site is like."""
