"""What actions brought: measured against what would have happened."""
