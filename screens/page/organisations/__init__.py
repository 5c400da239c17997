"""Several organisations on one server: each at its own part of the address, apart from the rest."""
