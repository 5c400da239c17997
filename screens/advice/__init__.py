"""The page Advies."""
