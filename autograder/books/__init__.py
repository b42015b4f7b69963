"""Where scores are kept and shown: nbgrader, feedback."""
