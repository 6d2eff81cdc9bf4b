"""Clips as drawings in a browser: the packed drawings, the player, and pages that show them."""
