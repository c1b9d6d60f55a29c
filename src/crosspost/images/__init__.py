"""Pictures of an article: their names, their copies, and their URLs in the post."""
