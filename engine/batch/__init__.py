"""Whole tables at once: rows in, the same rows with advice out."""
