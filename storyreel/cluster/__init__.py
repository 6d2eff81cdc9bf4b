"""Rendering on other machines with dask.distributed, which nothing else imports: clusters are
named, their workers checked, fed with segments, and watched.
"""
