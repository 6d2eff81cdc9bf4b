"""What is said and how: windows, messages, prompts, turns."""
