"""Clips in YAML alone: beats as pictures, and the way from each picture to the next."""
