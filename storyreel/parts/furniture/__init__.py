"""What every clip shares: title, rail, caption, wisdom box."""
