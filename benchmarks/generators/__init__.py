"""Real generators: each module makes a bare site, builds it, and finds the page of a post."""
