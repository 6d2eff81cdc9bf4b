"""What lets something through, or does not."""
