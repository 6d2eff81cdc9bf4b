"""Manim: scenes performed on our own clock, and mobjects extracted as drawings."""
