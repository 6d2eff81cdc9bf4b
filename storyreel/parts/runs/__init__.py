"""Runs side by side: drawn, compared, judged."""
