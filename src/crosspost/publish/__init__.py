"""Post → file: where a post belongs, and writing it whole or not at all."""
