"""Links to a plan beside its own: one that only reads, calendars to subscribe to, and lists."""
