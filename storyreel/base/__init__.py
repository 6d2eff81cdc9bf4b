"""What every other folder may use: errors, time, qualities, the project's folders, provenance,
progress, metrics.
"""
