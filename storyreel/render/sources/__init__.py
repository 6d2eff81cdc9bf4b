"""What can be rendered: storyboards and plain Manim scenes, behind one interface."""
