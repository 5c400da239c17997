"""Minder is meer: which few channels serve the groups of a plan best, and how sure that is."""
