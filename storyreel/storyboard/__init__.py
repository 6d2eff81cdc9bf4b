"""From YAML to a storyboard without mistakes, and its timeline; loads without Manim."""
