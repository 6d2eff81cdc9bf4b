"""The rules of inspection, one file per subject."""
