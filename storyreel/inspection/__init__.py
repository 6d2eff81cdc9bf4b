"""What is wrong with a clip: facts from files and drawings, judged by rules."""
