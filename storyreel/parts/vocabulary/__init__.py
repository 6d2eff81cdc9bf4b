"""A vocabulary: its merges, its rows, and the row that is new."""
