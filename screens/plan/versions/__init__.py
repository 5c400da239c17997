"""Versions of a plan that meet: whose they are, how they become one, and what is asked."""
