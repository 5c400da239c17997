"""Files as they were exported → typed tables, or a refusal that says why."""
