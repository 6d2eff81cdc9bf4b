"""The vocabulary of scenes: shapes, text, marks, motions and the parts that several clips use."""
