"""The page Onderbouwing."""
