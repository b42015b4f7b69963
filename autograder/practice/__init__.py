"""Hidden checks for a learner who works alone."""
