"""Numbers that count, beside what they count."""
