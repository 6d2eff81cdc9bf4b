"""What every part is made of: shapes, text, motion, marks and remarks."""
