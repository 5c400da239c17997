"""The tab Afspraken: what was agreed with others, and which desks take the reactions."""
