"""What shows that the knowledge holds: checks, influence, impact, trial, history."""
