"""The pipeline from a source to a published clip, and everything that renders: verify, sheets,
benchmark.
"""
