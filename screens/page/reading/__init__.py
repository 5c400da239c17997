"""Files and texts of a visitor, read in a process of their own that can do the server no harm."""
