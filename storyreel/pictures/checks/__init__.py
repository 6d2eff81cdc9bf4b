"""What is checked between the values of a picture clip: mistakes, and doubts that are warnings."""
