"""Processes that render: segments in workers or inline, whole clips side by side."""
