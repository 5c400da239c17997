"""A channel plan on paper, as a sheet and as a calendar."""
