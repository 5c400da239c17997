"""The page Reis van de inwoner."""
