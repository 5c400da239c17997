"""The page Beheer."""
