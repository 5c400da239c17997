"""A journey on paper."""
