"""What can be said of own research: which shares differ from our rules, and how sure that is."""
