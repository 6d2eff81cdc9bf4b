"""The vocabulary of scenes: shapes, text, motions, and the parts that several clips use."""
