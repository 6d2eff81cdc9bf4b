"""Rows of a data set on their way: drafted, rewritten, checked, sealed."""
