"""What Digitaal luisteren remembers: counts per day, in the database of the plans."""
