"""Files of an area → the size and ages of a target group."""
