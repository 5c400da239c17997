"""How actions come about: proposed from knowledge or a journey, and dated back from their day."""
