"""Files → Rulebook: read, referred to, checked and complained about in Dutch."""
