"""The board of a plan: who is reached along which way, and what is done when, on one tab."""
