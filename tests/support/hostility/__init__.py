"""Files that nobody means well, and a way to bring them to a running server."""
