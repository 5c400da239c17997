"""The page Kanaalplan."""
