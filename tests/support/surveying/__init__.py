"""Local layers for tests: invented figures, seeded, in the shape a survey gives."""
