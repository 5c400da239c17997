"""What a person types: `python -m engine`, `plans`, `blueprints` and `listening` lead here."""
