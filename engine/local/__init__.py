"""What own residents prefer, in the advice of their organisation alone."""
