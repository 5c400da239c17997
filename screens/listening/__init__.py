"""The page Digitaal luisteren."""
