"""Posts of generators other than Jekyll: their front matter, and what is made of it."""
