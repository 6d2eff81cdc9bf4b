"""What a text costs, and what is saved."""
