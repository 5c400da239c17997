"""Cases of practice on every page that shows them: which serve, as HTML, and as plain data."""
