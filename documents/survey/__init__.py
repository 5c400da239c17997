"""Own research on paper: the questions for residents, and the report of their answers."""
