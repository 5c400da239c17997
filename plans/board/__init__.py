"""What the board of a plan needs: which actions show, in which order, on which scale of time."""
