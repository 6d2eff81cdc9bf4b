"""Samples: each part once, alone, for the sheet of parts (`render.py sheet --parts`)."""
