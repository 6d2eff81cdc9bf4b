"""Who renders segments: this process or a pool of local processes, and how many."""
