"""The instructor's page: what a graded class says, on one file that needs nothing from elsewhere."""
