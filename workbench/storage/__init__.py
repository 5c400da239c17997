"""Where concepts and published knowledge are kept: the database of the plans."""
