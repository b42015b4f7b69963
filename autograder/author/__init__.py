"""What an exercise is, and the notebooks built from it."""
