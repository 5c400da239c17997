"""The page Handleiding."""
