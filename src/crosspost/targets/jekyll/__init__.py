"""Jekyll: front matter, file names, dates, and the configuration of a site."""
